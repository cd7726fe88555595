"""The story room: what a lifeline is, its moments, themes and tellings. Pure Python."""
