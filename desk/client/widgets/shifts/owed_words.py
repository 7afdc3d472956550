"""What is owed at a shift's end in words: the thing, by when, whose it should be and why, what came of it."""

from datetime import datetime

from PySide6.QtCore import QObject

from desk.client.models.my_day import MyDayModel
from desk.client.models.owed import Fate
from desk.client.models.plain import filled, visible
from desk.client.widgets.icons import IconName
from desk.client.widgets.shifts.day_words import DayWords
from desk.contract.errors import ErrorCode
from desk.contract.hand_overs import HandOverResult, Owed, OwedItem

ICONS: dict[Owed, IconName] = {
    Owed.TICKET: "ticket",
    Owed.CALLBACK: "call-back",
    Owed.MISSED_CALL: "phone-missed",
}


class OwedWords(QObject):
    """The words, in the language in force."""

    def __init__(self, day: MyDayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days = DayWords(day, self)

    def title(self, item: OwedItem) -> str:
        """What it is."""
        kind = {
            Owed.TICKET: self.tr("Ticket"),
            Owed.CALLBACK: self.tr("Call-back"),
            Owed.MISSED_CALL: self.tr("Missed call"),
        }[item.owed]
        return item.title or kind

    def owed(self, item: OwedItem, now: datetime) -> str:
        """For whom, and by when."""
        parts = [visible(item.customer_name)]
        if item.kept_until is not None and item.kept_until > now:
            parts.append(filled(self.tr("stays until {time}"), time=self.days.when(item.kept_until, now)))
        elif item.due_at is not None:
            said = self.tr("overdue since {time}") if item.due_at < now else self.tr("due {time}")
            parts.append(filled(said, time=self.days.when(item.due_at, now)))
        return " · ".join(part for part in parts if part)

    def detail(self, item: OwedItem, now: datetime) -> str:
        """For whom, by when, and who could take it."""
        suggested = ""
        if item.suggested_id is not None:
            said = self.tr("suggested: {name}, {why}")
            suggested = filled(said, name=item.suggested_name, why=self.why(item))
        return " · ".join(part for part in (self.owed(item, now), suggested) if part)

    def why(self, item: OwedItem) -> str:
        """Why that colleague is suggested."""
        return {
            "knows_customer": self.tr("knows the customer"),
            "here_now": self.tr("is still here"),
            "least_load": self.tr("has room"),
            "comes_next": self.tr("works next"),
        }.get(item.suggested_why, "")

    def fate(self, item: OwedItem, fate: Fate, now: datetime) -> str:
        """What is chosen."""
        if fate.keep_until is not None:
            return filled(self.tr("stays until {time}"), time=self.days.when(fate.keep_until, now))
        if fate.to_id is not None and fate.to_id == item.suggested_id:
            return filled(self.tr("to {name}"), name=item.suggested_name)
        return ""

    def result(self, result: HandOverResult) -> str:
        """Why it was not done."""
        if result.code is None:
            return ""
        return {
            ErrorCode.CONFLICT.value: self.tr("It is not owed any more."),
            ErrorCode.STALE.value: self.tr("It has changed since: please look again."),
            ErrorCode.FORBIDDEN.value: self.tr("A colleague owes it by now."),
            ErrorCode.UNPROCESSABLE.value: self.tr("This owner or this time is not possible."),
        }.get(result.code, self.tr("It was not done."))
