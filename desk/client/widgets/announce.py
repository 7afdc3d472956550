"""Words for who cannot see that something has come: a screen reader says them and leaves the keyboard where it is."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say this of a widget, at once when it is urgent; nothing happens where none listens."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        polite = QAccessible.AnnouncementPoliteness
        event.setPoliteness(polite.Assertive if urgent else polite.Polite)
        QAccessible.updateAccessibility(event)
