"""Practice, without a window and without a vault: scenarios, playing them, the coach, and when to practise again."""
