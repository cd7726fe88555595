"""Dates as people remember them: reading their words, saying them again, moving them along a chart."""
