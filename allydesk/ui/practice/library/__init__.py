"""The library: what is due, what was left open, and all scenarios."""
