"""Speech as it is set: between quotation marks, and what it quotes itself between single ones."""

_INSIDE = str.maketrans({"“": "‘", "”": "’"})


def quoted(text: str) -> str:
    """The text between quotation marks."""
    return f"“{text.strip().translate(_INSIDE)}”"
