"""A promise at a glance: its icon, the words for how it stands, and the tone they are said in."""

from datetime import datetime

from PySide6.QtCore import QObject

from desk.client.models.entry_words import EntryWords
from desk.client.models.formats import SEOUL, Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.customers import OpenPromise
from desk.contract.orders import Promise, PromiseKind, PromiseState

ICONS: dict[PromiseKind, IconName] = {
    PromiseKind.DELIVERY: "truck",
    PromiseKind.CALLBACK: "call-back",
    PromiseKind.REPAIR: "repair",
}


class PromiseWords(QObject):
    """Late is red, due today amber, kept green; everything else is quiet."""

    def __init__(self, words: EntryWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._formats = words, Formats(self)

    def stand(self, promise: OpenPromise | Promise, now: datetime) -> tuple[str, Tone]:
        """How it stands in a word or two."""
        if promise.state is PromiseState.KEPT:
            return self.tr("kept"), "good"
        if promise.state is PromiseState.RELEASED:
            return self.tr("not needed"), "neutral"
        if promise.state is PromiseState.BROKEN:
            return self._words.late(promise.late_days), "bad"
        days = (now.astimezone(SEOUL).date() - promise.due_at.astimezone(SEOUL).date()).days
        if promise.due_at < now:
            return self._words.late(days), "bad"
        if days == 0:
            return self.tr("due today"), "warn"
        return (self.tr("tomorrow") if days == -1 else self.tr("in %n day(s)", "", -days)), "neutral"

    def due(self, promise: OpenPromise | Promise, now: datetime) -> str:
        """By when, and for which order."""
        due = self._formats.day(promise.due_at)
        if promise.kind is PromiseKind.CALLBACK:
            due = self._formats.day_and_time(promise.due_at)
        number = promise.order_number if isinstance(promise, OpenPromise) else None
        by = filled(self.tr("by {day}"), day=due)
        return joined(by, number) if number else by

    def what(self, promise: OpenPromise | Promise) -> str:
        """What was promised."""
        return (
            promise.what
            or {
                PromiseKind.DELIVERY: self.tr("Delivery"),
                PromiseKind.CALLBACK: self.tr("Call-back"),
                PromiseKind.REPAIR: self.tr("Repair"),
            }[promise.kind]
        )
