"""Playing a scenario alone: the scene, what one does in it, and what the coach has to say."""
