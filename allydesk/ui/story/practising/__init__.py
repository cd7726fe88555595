"""The Practise step: telling a story aloud, and the takes of it."""
