"""Skills over time."""
