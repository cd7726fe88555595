"""The same services without a window, for scripts and for people who live in a terminal."""
