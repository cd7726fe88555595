"""Spelling while one writes: a thread that checks, waves under words, what may have been meant, one's own words."""
