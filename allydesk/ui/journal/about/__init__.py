"""What is known about an entry besides its text: when, who, how it felt, what it links to."""
