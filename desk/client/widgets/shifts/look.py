"""The colours of the grid and the strip, made of the theme's tokens once for each look."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from desk.client.widgets.theme import blend, theme
from desk.contract.agents import AgentState
from desk.contract.shifts import Activity

#: Pieces that are thin: nobody works in them.
REST = frozenset({Activity.LUNCH, Activity.BREAK})
HERE = frozenset({AgentState.AVAILABLE, AgentState.IN_CALL, AgentState.WRAP_UP})
_TOKENS = {
    Activity.WORK: "accent",
    Activity.LUNCH: "muted",
    Activity.BREAK: "muted",
    Activity.TRAINING: "call_note",
    Activity.MEETING: "note",
    Activity.OFFICE: "muted",
    Activity.RECOVERY: "good",
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of an activity."""

    fill: QColor
    line: QPen
    words: QColor
    #: Where a bar is too small for an edge.
    solid: QColor


class Look:
    """Everything that is painted with; make a new one when the theme changes."""

    def __init__(self) -> None:
        t = theme().tokens
        dark = theme().dark
        self.t = t
        self.inks = {activity: self._ink(activity, dark) for activity in Activity}
        self.draft = {activity: self._draft_ink(activity, dark) for activity in Activity}
        self.closed = blend(t.sunken, t.surface, 0.6 if dark else 0.55)
        self.lunch = _veil(t.note, 0.07 if dark else 0.06)
        self.late = _veil(t.info, 0.08 if dark else 0.06)
        self.group = blend(t.sunken, t.surface, 0.5)
        self.hair = QPen(blend(t.border, t.surface, 0.55), 1)
        self.line = QPen(t.border, 1)
        self.hour = QPen(blend(t.border, t.surface, 0.8), 1)
        self.hatch = QBrush(_stripes(_veil(t.muted, 0.5 if dark else 0.42), 7))
        self.forbidden = QBrush(_stripes(_veil(t.bad, 0.55 if dark else 0.4), 8))
        self.now = QPen(t.bad, 1.5)
        self.marked = _veil(t.accent, 0.35)
        self.states = {
            state: t.good if state in HERE else t.warn if state in (AgentState.BREAK, AgentState.AWAY) else t.faint
            for state in AgentState
        }
        self.states[AgentState.IN_CALL] = QColor(t.accent)

    def _ink(self, activity: Activity, dark: bool) -> Ink:
        t = theme().tokens
        colour = t.named(_TOKENS[activity])
        share = {Activity.OFFICE: 0.24, Activity.LUNCH: 0.16, Activity.BREAK: 0.16}.get(activity, 0.2)
        fill = blend(colour, t.surface, share + (0.12 if dark else 0))
        return Ink(
            fill,
            QPen(blend(colour, t.surface, 0.55), 1),
            blend(t.text, colour, 0.35),
            blend(colour, t.surface, share + 0.2),
        )

    def _draft_ink(self, activity: Activity, dark: bool) -> Ink:
        """What is not published yet: paler, with a dashed edge."""
        t, ink = theme().tokens, self._ink(activity, dark)
        pen = QPen(ink.line.color(), 1, Qt.PenStyle.DashLine)
        return Ink(blend(ink.fill, t.surface, 0.4), pen, ink.words, blend(ink.solid, t.surface, 0.45))


def _veil(colour: QColor, strength: float) -> QColor:
    veil = QColor(colour)
    veil.setAlphaF(strength)
    return veil


def _stripes(colour: QColor, apart: int) -> QPixmap:
    """A tile of slanted lines."""
    tile = QPixmap(apart, apart)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.drawLines(
        [QLineF(-1, apart + 1, apart + 1, -1), QLineF(-1, 1, 1, -1), QLineF(apart - 1, apart + 1, apart + 1, apart - 1)]
    )
    painter.end()
    return tile
