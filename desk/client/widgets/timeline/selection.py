"""The stretch of one entry's body that the reader has selected."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint

from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.layout import RowLayout
from desk.client.widgets.timeline.text import Mark


@dataclass(slots=True)
class Selection:
    """From where the mouse went down to where it is; positions count as Qt does."""

    key: int
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing is selected (yet)."""
        return self.start == self.end

    def mark(self) -> Mark:
        """How it is painted."""
        first, last = sorted((self.start, self.end))
        return Mark(first, last - first, theme().tokens.selection)

    def text(self, layout: RowLayout) -> str:
        """The selected words, as they are shown."""
        first, last = sorted((self.start, self.end))
        return layout.body.part(first, last) if layout.body is not None else ""


def text_under(layout: RowLayout, at: QPoint) -> int | None:
    """The position in the body under a point of the row, or None beside the text."""
    if layout.body is None or not layout.body_rect().adjusted(-4, -2, 4, 2).contains(at):
        return None
    return text_near(layout, at)


def text_near(layout: RowLayout, at: QPoint) -> int:
    """The position in the body nearest to a point of the row."""
    if layout.body is None:
        return 0
    return layout.body.position_at(at.x() - layout.body_at.x(), at.y() - layout.body_at.y())
