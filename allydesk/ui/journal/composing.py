"""Letters that are still being composed by an input method."""

from PySide6.QtGui import QFont, QInputMethodEvent, QTextCharFormat


def sized(event: QInputMethodEvent, font: QFont) -> QInputMethodEvent:
    """The same event, with the size of the text on all of what is being composed.

    The styles give every character its size, but they cannot reach what is not in the document yet.
    """
    kind = QInputMethodEvent.AttributeType.TextFormat
    whole = QTextCharFormat()
    whole.setFontPointSize(font.pointSizeF())
    attributes = [QInputMethodEvent.Attribute(kind, 0, len(event.preeditString()), whole)]
    for each in event.attributes():
        shape = QTextCharFormat(each.value) if each.type == kind and isinstance(each.value, QTextCharFormat) else None
        if shape is not None:
            shape.setFontPointSize(font.pointSizeF())
            attributes.append(QInputMethodEvent.Attribute(kind, each.start, each.length, shape))
        else:
            attributes.append(each)
    made = QInputMethodEvent(event.preeditString(), attributes)
    made.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return made
