"""Tool tips that show text as it is, with the keys behind it."""

from html import escape

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from desk.client.models.plain import visible


def tip_words(text: str) -> str:
    """The text in the form in which a tool tip shows it as it is: Qt would read tags in it otherwise."""
    whole = visible(text)
    return f"<span>{escape(whole)}</span>" if Qt.mightBeRichText(whole) else whole


def set_tip(widget: QWidget, text: str, keys: str = "") -> None:
    """Give the widget a tool tip in plain text."""
    widget.setToolTip(tip_words(f"{text}  ({keys})" if keys else text))
