"""The coach: rules that notice words in a text, say why they may land badly, and credit what helps.

It is not a judge and knows nothing of meaning; docs/coach.md says what it can see and what it cannot.
"""
