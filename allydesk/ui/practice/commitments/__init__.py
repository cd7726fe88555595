"""Commitments: if-then plans, kept, gone through again, done or let go."""
