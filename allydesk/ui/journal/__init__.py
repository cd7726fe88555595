"""The journal as it is shown: the list of entries, and the page one writes on."""
