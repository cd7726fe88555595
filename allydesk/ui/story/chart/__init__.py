"""The chart of a lifeline on screen."""
