"""What can be done with an entry: the buttons that float over it, and its context menu."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.icons import IconName, icon
from desk.client.widgets.theme import theme


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the view does with an entry when it is told to."""

    pin: Callable[[TimelineRow], None]
    copy_text: Callable[[TimelineRow], None]
    copy_link: Callable[[TimelineRow], None]
    copy_number: Callable[[str], None]
    open_ticket: Callable[[TimelineRow], None]
    fold: Callable[[TimelineRow], None]
    as_of: Callable[[TimelineRow], None]
    in_context: Callable[[TimelineRow], None]


class RowActions(QWidget):
    """Small buttons at the top right of the row under the mouse."""

    def __init__(self, parent: QWidget, deeds: Deeds) -> None:
        super().__init__(parent)
        self._row: TimelineRow | None = None
        self._pin = self._button(deeds.pin)
        self._text = self._button(deeds.copy_text)
        self._number = self._button(lambda row: deeds.copy_number(row.numbers[0]))
        self._link = self._button(deeds.copy_link)
        self._ticket = self._button(deeds.open_ticket)
        self._fold = self._button(deeds.fold)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        for button in (self._fold, self._pin, self._text, self._number, self._link, self._ticket):
            line.addWidget(button)
        self.hide()

    def offer(self, row: TimelineRow, place: QRect, *, pinned: bool, foldable: bool, unfolded: bool) -> None:
        """Stand over a row that is at `place`, with the buttons that make sense for it."""
        self._row = row
        self._pin.set_icon("pin")
        self._pin.setCheckable(True)
        self._pin.setChecked(pinned)
        self._pin.set_label(self.tr("Unpin") if pinned else self.tr("Pin"), "P")
        self._text.set_icon("copy")
        self._text.set_label(self.tr("Copy text"), "C")
        self._number.set_icon("phone")
        self._number.set_label(self.tr("Copy number"), "N")
        self._link.set_icon("link")
        self._link.set_label(self.tr("Copy link"), "L")
        self._ticket.set_icon("external")
        self._ticket.set_label(self.tr("Open ticket"), "O")
        self._fold.set_icon("fold" if unfolded else "unfold")
        self._fold.set_label(self.tr("Show less") if unfolded else self.tr("Show more"), "Enter")
        self._number.setVisible(bool(row.numbers))
        self._link.setVisible(bool(row.link))
        self._ticket.setVisible(row.ticket_id is not None)
        self._fold.setVisible(foldable)
        side = theme().scaled(26)
        for button in self.findChildren(IconButton):
            button.setFixedSize(side, side)
        self.adjustSize()
        self.move(place.right() - self.width() - 8, max(2, place.top() - 4))
        self.show()

    def _button(self, deed: Callable[[TimelineRow], None]) -> IconButton:
        button = IconButton("dot", "", size=15)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._do(deed))
        return button

    def _do(self, deed: Callable[[TimelineRow], None]) -> None:
        if self._row is not None:
            deed(self._row)

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth(self) as painter:
            box(painter, self.rect(), theme().tokens.raised, theme().tokens.border, 8)


class RowMenu(QMenu):
    """Everything that can be done with one entry, with the keys that do it."""

    def __init__(
        self, parent: QWidget, row: TimelineRow, deeds: Deeds, *, pinned: bool, narrow: bool, selected: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = self.tr("Copy selection") if selected else self.tr("Copy text")
        self._add("copy", copy, "C", lambda: deeds.copy_text(row))
        for number in row.numbers:
            copy_number = self.tr("Copy number")
            self._add("phone", f"{copy_number} {number}", "N", partial(deeds.copy_number, number))
        if row.link:
            self._add("link", self.tr("Copy link"), "L", lambda: deeds.copy_link(row))
        self.addSeparator()
        self._add("pin", self.tr("Unpin") if pinned else self.tr("Pin"), "P", lambda: deeds.pin(row))
        if row.ticket_id is not None:
            self._add("external", self.tr("Open ticket"), "O", lambda: deeds.open_ticket(row))
        if narrow:
            self._add("eye", self.tr("Show what happened around it"), "", lambda: deeds.in_context(row))
        if row.key >= 0:
            self._add("history", self.tr("Show the history as it was then"), "", lambda: deeds.as_of(row))

    def _add(self, name: IconName, text: str, keys: str, deed: Callable[[], None]) -> None:
        # A menu would read & as a mnemonic.
        action = self.addAction(text.replace("&", "&&"))
        action.setIcon(icon(name, "muted"))
        action.setShortcut(keys)
        action.setShortcutVisibleInContextMenu(bool(keys))
        action.triggered.connect(lambda: deed())

    def open_at(self, at: QPoint) -> None:
        """Show the menu without stopping the program."""
        self.popup(at)
