"""Templates: the menu to begin with one, and the page to make them one's own."""
