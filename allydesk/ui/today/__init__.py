"""Today: a quiet start."""
