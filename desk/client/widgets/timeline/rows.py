"""Rows ready to be shown: heights, layouts and finished pictures, kept within bounds of memory."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from desk.client.models.timeline import TimelineModel
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.layout import RowLayout, RowMeasurer
from desk.client.widgets.timeline.paint import paint_row
from desk.client.widgets.timeline.text import Mark
from desk.client.widgets.timeline.words import TimelineWords

_LAYOUTS = 200
_PICTURE_BYTES = 24 << 20


class TimelineRows:
    """The stream as the flow measures it and the view paints it."""

    def __init__(self, model: TimelineModel, words: TimelineWords) -> None:
        self._model = model
        self._words = words
        self._width, self._ratio = 0, 1.0
        self._measurer = RowMeasurer(words, model.zone)
        self._heights: dict[int, int] = {}
        self._layouts: OrderedDict[int, RowLayout] = OrderedDict()
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._bytes = 0
        self.day_height = self.unread_height = 0
        self.clear()

    # -- the stream -------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return self._model.count()

    def key(self, index: int) -> int:
        """The key of a row."""
        return self._model.row(index).key

    def index_of(self, key: int) -> int | None:
        """Where the row of that key is."""
        return self._model.index_of(key)

    def begins_day(self, index: int) -> bool:
        """Whether a day header stands above a row."""
        return index == 0 or self._model.day(index) != self._model.day(index - 1)

    def lead(self, index: int) -> int:
        """The height of the day header and the unread line above a row."""
        unread = self.key(index) == self._model.marks.unread_key
        return self.day_height * self.begins_day(index) + self.unread_height * unread

    def height(self, index: int) -> int:
        """The height of a row, measured when it is first asked for."""
        key = self.key(index)
        height = self._heights.get(key)
        if height is None:
            height = self._heights[key] = self.layout(index).height
        return height

    # -- what is kept -----------------------------------------------------------------------------

    def resize(self, width: int, ratio: float) -> bool:
        """Measure for another width or screen; True when that changes anything."""
        if (width, ratio) == (self._width, self._ratio):
            return False
        self._width, self._ratio = width, ratio
        self._drop()
        return True

    def clear(self) -> None:
        """Forget everything: another look, other words or another customer."""
        self._measurer = RowMeasurer(self._words, self._model.zone)
        self.day_height, self.unread_height = theme().scaled(40), theme().scaled(28)
        self._drop()

    def forget(self, keys: Iterable[int]) -> None:
        """Measure and paint these rows anew."""
        for key in keys:
            self._heights.pop(key, None)
            self._layouts.pop(key, None)
            self._drop_picture(key)

    def layout(self, index: int) -> RowLayout:
        """The parts of a row."""
        row = self._model.row(index)
        found = self._layouts.get(row.key)
        if found is None:
            marks = self._model.marks
            found = self._measurer.measure(
                row, self._width, unfolded=marks.is_unfolded(row.key), pinned=marks.is_pinned(row.key)
            )
            self._layouts[row.key] = found
            if len(self._layouts) > _LAYOUTS:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(row.key)
        return found

    def draw(self, painter: QPainter, index: int, top: int) -> None:
        """Paint a row as it looks at rest, from its picture."""
        key = self.key(index)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._picture(index)
            self._pictures[key] = picture
            self._bytes += _bytes(picture)
            while self._bytes > _PICTURE_BYTES and len(self._pictures) > 1:
                self._drop_picture(next(iter(self._pictures)))
        else:
            self._pictures.move_to_end(key)
        painter.drawPixmap(0, top, picture)

    def draw_marked(self, painter: QPainter, index: int, top: int, marks: list[Mark], title_hit: int) -> None:
        """Paint a row with a selection or the current hit in it."""
        painter.save()
        painter.translate(0, top)
        paint_row(painter, self.layout(index), self._words, marks, title_hit)
        painter.restore()

    def _picture(self, index: int) -> QPixmap:
        layout = self.layout(index)
        size = QSize(max(1, layout.width), max(1, layout.height)) * self._ratio
        picture = QPixmap(size)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(theme().tokens.surface)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_row(painter, layout, self._words)
        return picture

    def _drop_picture(self, key: int) -> None:
        picture = self._pictures.pop(key, None)
        if picture is not None:
            self._bytes -= _bytes(picture)

    def _drop(self) -> None:
        self._heights.clear()
        self._layouts.clear()
        self._pictures.clear()
        self._bytes = 0


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
