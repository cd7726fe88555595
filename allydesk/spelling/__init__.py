"""Which words are misspelt, and what may have been meant. Pure Python over the system's Hunspell; no Qt, no network."""
