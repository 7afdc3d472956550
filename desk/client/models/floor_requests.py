"""What lists and pages ask of the floor's own sheets, whoever shows them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class WhisperTo:
    """A word to this colleague, perhaps about what they work on."""

    user_id: int
    name: str
    ticket_id: int | None = None
    call_id: int | None = None


class FloorRequests(QObject):
    """Signals that all roads lead to."""

    whisper = Signal(object)
    """Somebody wants to say a word; carries a `WhisperTo`."""
    join = Signal(object)
    """A lead wants to go and help; carries the `Help`."""
    sick = Signal(int)
    """A lead says that somebody is ill; carries the user's id, 0 for whom is still to be chosen."""
