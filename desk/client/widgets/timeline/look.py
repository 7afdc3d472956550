"""What each kind of entry looks like: its shape, its icon and its colours."""

from dataclasses import dataclass
from enum import Enum
from typing import cast

from desk.client.models.timeline_row import Kind, RowTone, TimelineRow
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone


class Shape(Enum):
    """How an entry is drawn."""

    LINE = "line"
    """One compact line."""
    LEFT = "left"
    """A bubble on the customer's side."""
    RIGHT = "right"
    """A bubble on our side."""
    NOTE = "note"
    """A sheet with a dashed edge and a dog-ear, for our eyes only."""
    CALL_NOTE = "call_note"
    """A sheet with a strip at its left edge, written in a call."""


@dataclass(frozen=True, slots=True)
class Look:
    """The looks of a kind."""

    shape: Shape
    icon: IconName
    tone: Tone


_LOOKS: dict[Kind, Look] = {
    "call": Look(Shape.LINE, "phone", "accent"),
    "reply": Look(Shape.RIGHT, "reply", "reply"),
    "message": Look(Shape.LEFT, "chat", "neutral"),
    "note": Look(Shape.NOTE, "note", "note"),
    "call_note": Look(Shape.CALL_NOTE, "call-note", "call_note"),
    "order": Look(Shape.LINE, "bag", "neutral"),
    "promise": Look(Shape.LINE, "promise", "neutral"),
    "delivery": Look(Shape.LINE, "truck", "neutral"),
    "payment": Look(Shape.LINE, "card", "neutral"),
    "survey": Look(Shape.LINE, "star", "neutral"),
    "change": Look(Shape.LINE, "history", "neutral"),
    "remedy": Look(Shape.LINE, "heart", "accent"),
}

_TONES: dict[RowTone, Tone] = {
    "none": "neutral",
    "good": "good",
    "warn": "warn",
    "bad": "bad",
    "pending": "neutral",
    "info": "info",
}


def look_of(row: TimelineRow) -> Look:
    """The looks of an entry: those of its kind, its state's colour on compact lines."""
    look = _LOOKS[row.kind]
    icon = cast(IconName, row.icon) if row.icon else look.icon
    if row.kind == "call" and row.tone == "bad":
        icon = "phone-missed"
    if row.tone == "pending":
        icon = "cloud-up"
    if look.shape is Shape.LINE and row.tone in ("good", "warn", "bad", "info"):
        return Look(look.shape, icon, _TONES[row.tone])
    return Look(look.shape, icon, look.tone)


def tag_tone(row: TimelineRow) -> Tone:
    """The tone of the word that tells an entry's state."""
    return _TONES[row.tone]
