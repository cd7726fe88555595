"""What a person can choose, and what they can do with the vault as a whole."""
