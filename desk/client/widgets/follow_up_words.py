"""Missed calls and call-backs in words, and where each of them leads."""

from PySide6.QtCore import QObject

from desk.client.models.desk import Desk
from desk.client.models.formats import Formats
from desk.client.models.navigation import Opening
from desk.client.models.numbers import national
from desk.client.models.plain import joined
from desk.client.models.queue_words import QueueWords
from desk.client.widgets.language import language
from desk.client.widgets.people import PeopleWords
from desk.client.widgets.words import TimeWords
from desk.contract.calls import Call, Callback
from desk.contract.service import ClockKind


class FollowUpWords(QObject):
    """The words, in the language in force; each is a title and what stands below it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people, self._times, self._formats = PeopleWords(), TimeWords(), Formats()
        self._queues = QueueWords(self)

    def call(self, call: Call) -> tuple[str, str]:
        """Who rang; by when to ring back, how long ago it was, for which queue, and what is known of the number."""
        ago = self._times.ago(self._desk.clock.since(call.started_at))
        queue = self._desk.call.queues.get(call.queue_id or 0)
        where = (queue.names.get(language().code) or queue.name) if queue is not None else ""
        due = self._queues.due(call.ring_back_by, self._desk.clock.now())
        ring_back = joined(self._queues.clock(ClockKind.CALLBACK), due) if due else ""
        below = (ring_back, ago, where, self._people.below(call))
        return self._people.caller(call), joined(*below)

    def callback(self, callback: Callback) -> tuple[str, str]:
        """Who waits; until when, and about what."""
        soon = self._times.until(callback.due_at - self._desk.clock.now())
        below = (self._formats.day_and_time(callback.due_at), soon, callback.words)
        return callback.customer_name or national(callback.number), joined(*below)


def opening_of(one: Call | Callback) -> Opening:
    """What to show of somebody who waits: the customer, else whoever has the number."""
    number = "" if one.customer_id else one.number
    call_id = one.id if isinstance(one, Call) else None
    return Opening(customer_id=one.customer_id, call_id=call_id, number=number)
