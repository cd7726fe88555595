"""A story, its chart and the mentor profile as files that other programs open. Nothing here knows Qt."""
