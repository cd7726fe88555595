"""Everything a person can do, found by typing its name, and every key on one page."""
