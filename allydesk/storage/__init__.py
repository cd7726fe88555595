"""How things are kept: keys, the vault, its database, and a store for each room."""
