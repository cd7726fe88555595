"""Between Python's characters and Qt's UTF-16 units."""


def utf16_places(text: str) -> list[int]:
    """For each character, and for the end, where it starts in UTF-16 units."""
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if ord(character) > 0xFFFF else 1))
    return places


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters_before(text: str, units: int) -> int:
    """How many characters stand in the first so many UTF-16 units."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))
