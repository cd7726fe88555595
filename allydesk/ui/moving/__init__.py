"""Bringing a journal in from elsewhere, and writing everything out."""
