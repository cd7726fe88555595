"""The story room as it is shown: five steps from a lifeline to a story one can tell."""
