"""Entries on paper: laid out in pages, looked at first, then printed or written as PDF."""
