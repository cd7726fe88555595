"""Looking back: the calendar, many entries from afar, and what has changed."""
