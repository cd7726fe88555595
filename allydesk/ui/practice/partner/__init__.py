"""Two or three people at one screen and one keyboard: cards, a round, what was seen, a swap, and looking back."""
