"""What a fact of the log says, before it becomes a row."""

from dataclasses import dataclass

from desk.client.models.timeline_row import Kind, RowTone


@dataclass(frozen=True, slots=True)
class Words:
    """What a fact says: kind decides shape and icon, ``tag`` is the state in a word."""

    kind: Kind
    title: str
    body: str = ""
    tag: str = ""
    tone: RowTone = "none"
    who: str = ""
    #: The icon, where it says more than that of the kind.
    icon: str = ""
