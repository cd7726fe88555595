"""The last step: what leaves the vault, seen beforehand exactly as it will be."""
