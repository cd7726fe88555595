"""The step where the story is written: the page, what stands beside it, and the stories there are."""
