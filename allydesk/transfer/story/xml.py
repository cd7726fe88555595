"""Words in XML and HTML."""

from html import escape

from allydesk.transfer.story.blocks import writable

XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def escaped(text: str) -> str:
    """Text for between tags and in double quotes, with nothing in it that XML 1.0 has no place for."""
    return escape(writable(text), quote=True)


def number(value: float) -> str:
    """A coordinate: two places are a fiftieth of a millimetre at most."""
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said in ("-0", "") else said
