"""The files that are kept with an entry: the strip under the text, the pictures in it, and the viewer."""
