"""The second step: what runs through several moments, named by the person."""
