"""Moving in and moving out: one module a format."""
