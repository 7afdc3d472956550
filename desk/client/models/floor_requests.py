"""What lists and pages ask of the floor's own sheets, whoever shows them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.contract.listening import ListenMode


@dataclass(frozen=True, slots=True)
class WhisperTo:
    """A word to this colleague, perhaps about what they work on."""

    user_id: int
    name: str
    ticket_id: int | None = None
    call_id: int | None = None


@dataclass(frozen=True, slots=True)
class ListenTo:
    """This call of a colleague's, silently or with words that only they hear."""

    user_id: int
    name: str
    call_id: int
    mode: ListenMode


class FloorRequests(QObject):
    """Signals that all roads lead to."""

    whisper = Signal(object)
    """Somebody wants to say a word; carries a `WhisperTo`."""
    join = Signal(object)
    """A lead wants to go and help; carries the `Help`."""
    listen = Signal(object)
    """A lead wants to listen to a call; carries a `ListenTo`."""
    sick = Signal(int)
    """A lead says that somebody is ill; carries the user's id, 0 for whom is still to be chosen."""
