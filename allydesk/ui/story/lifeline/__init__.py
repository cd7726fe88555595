"""The first step of the story room: the lifeline as a chart and as a table, and what is on it."""
