"""One thing that is owed, and what becomes of it: to a colleague, it stays, or it is open."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.owed import Fate, OwedModel, which
from desk.client.models.plain import filled
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.paint import box, focus_ring, smooth
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.keys import chord_of
from desk.client.widgets.shifts.owed_words import ICONS, OwedWords
from desk.client.widgets.theme import theme
from desk.contract.hand_overs import OwedItem

GIVE, KEEP, OPEN = "give", "keep", "open"
_SIGNS = {"G": GIVE, "K": KEEP, "O": OPEN}


class OwedRow(QWidget):
    """Reached with the arrows; G gives, K keeps, O leaves it open."""

    walked = Signal(int)
    """An arrow was pressed; carries -1 (up) or 1 (down)."""

    def __init__(self, item: OwedItem, model: OwedModel, words: OwedWords, now: datetime) -> None:
        super().__init__()
        self.item, self._model, self._words, self._now = item, model, words, now
        self._filling = True
        self.title = ElidedLabel(words.title(item), "strong")
        self.detail = ElidedLabel(words.detail(item, now), "small", "muted")
        self.choice = Segmented(
            (
                Choice(GIVE, self.tr("Give to"), "transfer", "accent"),
                Choice(KEEP, self.tr("Stays") if model.is_mine else self.tr("Stays there"), "pin", "good"),
                Choice(OPEN, self.tr("Open")),
            ),
            OPEN,
        )
        self.person = QComboBox()
        self.until = QComboBox()
        self.result = Tag("")
        self.result.hide()
        self._lay_out()
        self._fill()
        self.choice.chosen.connect(self._chosen)
        self.person.currentIndexChanged.connect(self._person_chosen)
        self.until.currentIndexChanged.connect(self._until_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._filling = False
        self.refresh()

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self.title)
        lines.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(10)
        row.addWidget(Icon(ICONS[self.item.owed], "accent", 18))
        row.addLayout(lines, 1)
        row.addWidget(self.result)
        row.addWidget(self.choice)
        for widget in (self.person, self.until):
            widget.setFixedWidth(theme().scaled(190))
            row.addWidget(widget)

    def _fill(self) -> None:
        """Whom it may go to, the suggested first; until when it may stay."""
        item = self.item
        if item.suggested_id is not None:
            said = filled(self.tr("{name} – {why}"), name=item.suggested_name, why=self._words.why(item))
            self.person.addItem(said, item.suggested_id)
        for one in self._model.colleagues:
            if one.user_id != item.suggested_id:
                self.person.addItem(one.name, one.user_id)
        for until in self._model.keep_times():
            self.until.addItem(self._words.days.when(until, self._now), until)
        self.person.setAccessibleName(self.tr("To whom"))
        self.until.setAccessibleName(self.tr("Until when it stays"))

    def refresh(self) -> None:
        """Show what is chosen, and what came of it."""
        self._filling = True
        fate = self._model.fate(self.item)
        value = GIVE if fate.to_id is not None else KEEP if fate.keep_until is not None else OPEN
        self.choice.set_value(value)
        self.choice.set_enabled(GIVE, self.person.count() > 0)
        self.person.setVisible(value == GIVE)
        self.until.setVisible(value == KEEP)
        if fate.to_id is not None:
            self.person.setCurrentIndex(max(0, self.person.findData(fate.to_id)))
        if fate.keep_until is not None:
            self.until.setCurrentIndex(self._index_of(fate.keep_until))
        result = self._model.results.get(which(self.item))
        said = "" if result is None else self._words.result(result)
        self.result.setText(said)
        self.result.set_tone("bad")
        self.result.setVisible(bool(said))
        self._describe(fate)
        self._filling = False
        self.update()

    def choose(self, value: str) -> None:
        """Give, keep, or leave it open."""
        if value == GIVE and self.person.count():
            self._model.give(self.item, self.person.currentData())
        elif value == KEEP:
            self._model.keep(self.item, self.until.currentData())
        elif value == OPEN:
            self._model.leave_open(self.item)
        self.refresh()

    def _index_of(self, until: datetime) -> int:
        times = [self.until.itemData(at) for at in range(self.until.count())]
        return times.index(until) if until in times else 0

    def _describe(self, fate: Fate) -> None:
        said = self._words.fate(self.item, fate, self._now) or (self.person.currentText() if fate.to_id else "")
        parts = (self.title.text(), self.detail.text(), said or self.tr("open"), self.result.text())
        self.setAccessibleName(", ".join(part for part in parts if part))

    def _chosen(self, value: str) -> None:
        if not self._filling:
            self.choose(value)

    def _person_chosen(self) -> None:
        if not self._filling and self.choice.value() == GIVE:
            self.choose(GIVE)

    def _until_chosen(self) -> None:
        if not self._filling and self.choice.value() == KEEP:
            self.choose(KEEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        value = _SIGNS.get(chord_of(event))
        if value is not None:
            self.choose(value)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        fate = self._model.fate(self.item)
        if not fate.open:
            box(painter, self.rect().adjusted(4, 2, -4, -2), t.soft("accent" if fate.to_id is not None else "good"))
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(4, 2, -4, -2))
        painter.end()
