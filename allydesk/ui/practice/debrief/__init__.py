"""Looking back at a run, and reading it again."""
