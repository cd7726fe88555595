"""Prompts: looking through them, choosing favourites, writing one's own."""
