"""How things are shown: the window and a package for each room. The only place, with `app`, that knows Qt."""
