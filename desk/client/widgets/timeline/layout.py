"""Where the parts of one entry stand: measured once for a width, then painted and hit-tested from here."""

from dataclasses import dataclass, field, replace
from datetime import tzinfo

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics

from desk.client.models.plain import stretch, visible, visible_spans
from desk.client.models.timeline_row import Span, TimelineRow
from desk.client.widgets.theme import FontRole, theme
from desk.client.widgets.timeline.look import Look, Shape, look_of
from desk.client.widgets.timeline.text import FOLDED_LINES, TextBlock
from desk.client.widgets.timeline.words import TimelineWords

GUTTER = 56
MARGIN = 16
SPINE = 28
BUBBLE_MOST, SHEET_MOST = 600, 640
_LINE_BODY_LINES = 2
_LABEL_LENGTH = 400
"""What is looked at of a text that has one line only, in characters."""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text in a rectangle; `marks` are hits as (x, width) within it."""

    rect: QRect
    text: str
    role: FontRole
    colour: str
    marks: tuple[Span, ...] = ()
    whole: str = ""
    """The whole text where it does not fit, else nothing."""


@dataclass(slots=True)
class RowLayout:
    """An entry, measured. All rectangles are relative to the top left of the row."""

    row: TimelineRow
    look: Look
    width: int
    height: int = 0
    box: QRect = field(default_factory=QRect)
    disc: QRect = field(default_factory=QRect)
    labels: list[Label] = field(default_factory=list[Label])
    tag: QRect = field(default_factory=QRect)
    pin: QRect = field(default_factory=QRect)
    time: QRect = field(default_factory=QRect)
    cut: bool = False
    """Whether the title does not fit; unfolded, it is repeated in full as the beginning of the body."""
    body: TextBlock | None = None
    body_at: QPoint = field(default_factory=QPoint)
    more: QRect = field(default_factory=QRect)
    unfolded: bool = False

    @property
    def foldable(self) -> bool:
        """Whether there is more (or could be less) of it than is shown."""
        return self.cut or not self.more.isEmpty()

    def body_rect(self) -> QRect:
        """Where the body's lines are."""
        if self.body is None:
            return QRect()
        return QRect(self.body_at.x(), self.body_at.y(), self.body.width, self.body.height)


class Metrics:
    """The font measures in force; to be made anew when the theme changes."""

    def __init__(self) -> None:
        roles: tuple[FontRole, ...] = ("body", "strong", "small", "small_strong")
        self._fonts = {role: QFontMetrics(theme().font(role)) for role in roles}
        scaled = theme().scaled
        self.pad = 6 if theme().density == "comfortable" else 3
        self.line = scaled(24)
        self.head = scaled(20)
        self.disc = scaled(26)
        self.icon = scaled(14)

    def of(self, role: FontRole) -> QFontMetrics:
        """The measures of a role."""
        return self._fonts[role]

    def wide(self, role: FontRole, text: str) -> int:
        """How wide a line of text is."""
        return self._fonts[role].horizontalAdvance(text)


class RowMeasurer:
    """Measures entries for one width, font scale and language."""

    def __init__(self, words: TimelineWords, zone: tzinfo) -> None:
        self._words = words
        self._zone = zone
        self.metrics = Metrics()

    def measure(self, row: TimelineRow, width: int, *, unfolded: bool, pinned: bool) -> RowLayout:
        """Lay out an entry; one with hits in its folded part is unfolded."""
        layout = RowLayout(row, look_of(row), width, unfolded=unfolded)
        match layout.look.shape:
            case Shape.LINE:
                self._line(layout, pinned)
            case Shape.LEFT | Shape.RIGHT:
                self._bubble(layout, pinned)
            case Shape.NOTE | Shape.CALL_NOTE:
                self._sheet(layout, pinned)
        return layout

    # -- shapes -----------------------------------------------------------------------------------

    def _line(self, layout: RowLayout, pinned: bool) -> None:
        m, row, top = self.metrics, layout.row, self.metrics.pad
        right = layout.width - MARGIN
        layout.disc = QRect(SPINE - m.disc // 2, top + (m.line - m.disc) // 2, m.disc, m.disc)
        right = self._time(layout, right, top, m.line) - 8
        if pinned:
            layout.pin = QRect(right - m.icon, top, m.icon, m.line)
            right = layout.pin.left() - 8
        if row.who and layout.width >= theme().scaled(420):
            right = self._who_at_right(layout, right, top) - 12
        tag = self._tag_width(layout)
        role: FontRole = "strong" if row.kind in ("call", "remedy") else "body"
        room = right - GUTTER - (tag + 8 if tag else 0)
        title = self._label(row.title or self._words.kind(row.kind), role, "text", room, row.title_hits)
        layout.labels.append(_placed(title, GUTTER, top, m.line))
        if tag:
            self._tag(layout, GUTTER + title.rect.width() + 8, top, m.line, tag)
        layout.cut = bool(title.whole)
        self._body(layout, GUTTER, top + m.line, layout.width - MARGIN - GUTTER, "small", _LINE_BODY_LINES)
        bottom = self._below_body(layout, GUTTER)
        layout.height = bottom + m.pad

    def _bubble(self, layout: RowLayout, pinned: bool) -> None:
        m, row, top = self.metrics, layout.row, self.metrics.pad + 2
        mine = layout.look.shape is Shape.RIGHT
        most = min(round((layout.width - GUTTER - MARGIN) * 0.84), theme().scaled(BUBBLE_MOST))
        if not mine:
            layout.disc = QRect(SPINE - m.disc // 2, top, m.disc, m.disc)
        bubble_top = top + m.head
        bottom, wide = bubble_top + 8, 0
        titles = list[Label]()
        if row.title and row.title != self._words.kind(row.kind):
            title = self._label(row.title, "strong", "text", most - 24, row.title_hits)
            titles.append(title)
            wide, bottom, layout.cut = title.rect.width(), bottom + m.line, bool(title.whole)
        self._body(layout, 0, bottom, most - 24, "body", FOLDED_LINES)
        wide = max(wide, layout.body.width if layout.body else 0, layout.more.width())
        bottom = self._below_body(layout, 0)
        left = layout.width - MARGIN - wide - 24 if mine else GUTTER
        layout.box = QRect(left, bubble_top, wide + 24, bottom + 8 - bubble_top)
        layout.labels += (_placed(title, left + 12, bubble_top + 8, m.line) for title in titles)
        layout.body_at.setX(left + 12)
        layout.more.moveLeft(left + 12)
        layout.height = layout.box.bottom() + 1 + m.pad + 2
        self._bubble_head(layout, top, mine, pinned)

    def _bubble_head(self, layout: RowLayout, top: int, mine: bool, pinned: bool) -> None:
        m, row = self.metrics, layout.row
        room = layout.width - GUTTER - MARGIN - m.wide("small", "00:00") - self._tag_width(layout) - m.icon - 32
        who = self._label(row.who or self._words.kind(row.kind), "small_strong", "muted", room)
        tag = self._tag_width(layout)
        parts = who.rect.width() + 8 + m.wide("small", "00:00")
        parts += (8 + tag if tag else 0) + (8 + m.icon if pinned else 0)
        left = layout.width - MARGIN - parts if mine else GUTTER
        if tag and mine:
            self._tag(layout, left, top - 2, m.head, tag)
            left += tag + 8
        if pinned and mine:
            layout.pin = QRect(left, top - 2, m.icon, m.head)
            left += m.icon + 8
        layout.labels.append(_placed(who, left, top - 2, m.head))
        left += who.rect.width() + 8 + m.wide("small", "00:00")
        self._time(layout, left, top - 2, m.head)
        if tag and not mine:
            self._tag(layout, left + 8, top - 2, m.head, tag)
            left += tag + 8
        if pinned and not mine:
            layout.pin = QRect(left + 8, top - 2, m.icon, m.head)

    def _sheet(self, layout: RowLayout, pinned: bool) -> None:
        m, top = self.metrics, self.metrics.pad + 2
        wide = min(layout.width - GUTTER - MARGIN, theme().scaled(SHEET_MOST))
        inner, right = GUTTER + 14, GUTTER + wide - 14
        layout.disc = QRect(SPINE - m.disc // 2, top + 4, m.disc, m.disc)
        line = top + 6
        if layout.look.shape is Shape.NOTE:
            right -= 10
        self._sheet_head(layout, inner, right, line, pinned)
        self._body(layout, inner, line + m.head + 2, GUTTER + wide - 14 - inner, "body", FOLDED_LINES)
        bottom = self._below_body(layout, inner)
        layout.box = QRect(GUTTER, top, wide, bottom + 9 - top)
        layout.height = layout.box.bottom() + 1 + m.pad + 2

    def _sheet_head(self, layout: RowLayout, left: int, right: int, top: int, pinned: bool) -> None:
        m, row = self.metrics, layout.row
        right = self._time(layout, right, top, m.head) - 8
        if pinned:
            layout.pin = QRect(right - m.icon, top, m.icon, m.head)
            right = layout.pin.left() - 8
        tag = self._tag_width(layout)
        if tag:
            self._tag(layout, right - tag, top, m.head, tag)
            right -= tag + 8
        name = row.title or self._words.kind(row.kind)
        kind = self._label(name, "small_strong", layout.look.tone, right - left, row.title_hits)
        layout.cut = bool(kind.whole)
        layout.labels.append(_placed(kind, left, top, m.head))
        left += kind.rect.width() + 8
        if row.who and right > left:
            who = self._label(row.who, "small", "muted", right - left)
            layout.labels.append(_placed(who, left, top, m.head))

    # -- parts ------------------------------------------------------------------------------------

    def _label(self, text: str, role: FontRole, colour: str, room: int, hits: tuple[Span, ...] = ()) -> Label:
        metrics = self.metrics.of(role)
        text = text[:_LABEL_LENGTH]
        whole = one_line(text)
        marks = list[Span]()
        for start, length in visible_spans(text, hits):
            x = metrics.horizontalAdvance(stretch(whole, 0, start))
            wide = metrics.horizontalAdvance(stretch(whole, 0, start + length)) - x
            if x < room:
                marks.append((x, min(wide, room - x)))
        shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, max(room, 0))
        rect = QRect(0, 0, metrics.horizontalAdvance(shown) + 1, metrics.height())
        return Label(rect, shown, role, colour, tuple(marks), "" if shown == whole else whole)

    def _time(self, layout: RowLayout, right: int, top: int, height: int) -> int:
        text = self._words.time(layout.row.at.astimezone(self._zone))
        wide = self.metrics.wide("small", text)
        layout.time = QRect(right - wide, top, wide, height)
        layout.labels.append(Label(layout.time, text, "small", "faint"))
        return layout.time.left()

    def _who_at_right(self, layout: RowLayout, right: int, top: int) -> int:
        most = min(theme().scaled(150), layout.width // 4)
        who = self._label(layout.row.who, "small", "faint", most)
        left = right - who.rect.width()
        layout.labels.append(_placed(who, left, top, self.metrics.line))
        return left

    def _tag_width(self, layout: RowLayout) -> int:
        if not layout.row.tag:
            return 0
        most = min(theme().scaled(160), (layout.width - GUTTER - MARGIN) * 3 // 10)
        return min(self.metrics.wide("small_strong", one_line(layout.row.tag[:_LABEL_LENGTH])) + 14, most)

    def _tag(self, layout: RowLayout, left: int, top: int, height: int, wide: int) -> None:
        tall = self.metrics.of("small_strong").height() + 4
        layout.tag = QRect(left, top + (height - tall) // 2, wide, tall)

    def _body(self, layout: RowLayout, left: int, top: int, wide: int, role: FontRole, lines: int) -> None:
        row, font = layout.row, theme().font(role)
        layout.body_at = QPoint(left, top)
        text, hits = row.body, row.hits
        if layout.cut and layout.unfolded:
            text = f"{row.title}\n{row.body}"
            hits = row.title_hits + tuple((start + len(row.title) + 1, length) for start, length in row.hits)
        if not text:
            return
        body = TextBlock(text, font, wide, None if layout.unfolded else lines, hits)
        if body.folded and any(start + length > body.end() for start, length in body.hits):
            layout.body = TextBlock(text, font, wide, None, hits)
            return
        layout.body = body
        if body.folded or (layout.unfolded and (layout.cut or body.lines > lines + 1)):
            said = self._words.less() if layout.unfolded else self._words.more()
            long = self.metrics.wide("small_strong", said) + self.metrics.icon + 4
            layout.more = QRect(left, 0, long, self.metrics.head)

    def _below_body(self, layout: RowLayout, left: int) -> int:
        bottom = layout.body_at.y() + (layout.body.height if layout.body else 0)
        if layout.more.isEmpty():
            return bottom
        layout.more.moveTo(left, bottom + 2)
        return layout.more.bottom() + 1


def _placed(label: Label, left: int, top: int, height: int) -> Label:
    return replace(label, rect=QRect(left, top, label.rect.width(), height))


def one_line(text: str) -> str:
    """Text from outside on one line."""
    return visible(text).replace("\n", " ").replace("\t", " ")
