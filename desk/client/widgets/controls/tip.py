"""Tool tips that show text as it is, with the keys behind it."""

from html import escape

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from desk.client.models.plain import visible


def set_tip(widget: QWidget, text: str, keys: str = "") -> None:
    """Give the widget a tool tip in plain text: Qt would read tags in it otherwise."""
    whole = visible(f"{text}  ({keys})" if keys else text)
    widget.setToolTip(f"<span>{escape(whole)}</span>" if Qt.mightBeRichText(whole) else whole)
