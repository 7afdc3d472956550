"""Who could come, and what would help a day that runs differently than planned."""

import asyncio
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.outbox import OutboxModel
from desk.client.remote import shift_commands
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.shifts import OfferDraft, OfferKind
from desk.contract.staffing import CallOutQuery, Candidate, Suggestion, SuggestionQuery

#: An offer lies open for so long, but not beyond the time it is about.
OPEN_FOR = timedelta(minutes=30)


class Helping(QObject):
    """Asked when somebody looks; nothing here lives by itself."""

    candidates_changed = Signal()
    """Who could come is known, or being asked; carries nothing."""
    suggestions_changed = Signal()
    """What would help is known, or being asked; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self.asked: CallOutQuery | None = None
        self.candidates: list[Candidate] = []
        self.suggestions: list[Suggestion] = []
        self.asking_candidates = self.asking_suggestions = False
        self.error: DeskError | None = None
        self._candidates: asyncio.Task[None] | None = None
        self._suggestions: asyncio.Task[None] | None = None

    def ask_candidates(self, query: CallOutQuery) -> None:
        """Who could come then?"""
        if self._candidates is not None:
            self._candidates.cancel()
        self.asked, self.candidates, self.error, self.asking_candidates = query, [], None, True
        self.candidates_changed.emit()
        self._candidates = tasks.start(self._fetch_candidates(query), name="call-outs", owner=self)

    def ask_suggestions(self, day: date) -> None:
        """What would help on a day?"""
        if self._suggestions is not None:
            self._suggestions.cancel()
        self.error, self.asking_suggestions = None, True
        self.suggestions_changed.emit()
        self._suggestions = tasks.start(self._fetch_suggestions(day), name="suggestions", owner=self)

    def offer(
        self, kind: OfferKind, start: datetime, end: datetime, seats: int, now: datetime, user_ids: tuple[int, ...] = ()
    ) -> str:
        """Offer hours to these people (none: to everybody it would be legal for); answers the command's key."""
        until = min(start, now + OPEN_FOR).replace(second=0, microsecond=0)
        draft = OfferDraft(offer_kind=kind, start=start, end=end, seats=seats, until=until, user_ids=user_ids)
        return self._outbox.put(shift_commands.make_offer(draft))

    def drop_suggestion(self, suggestion: Suggestion) -> None:
        """It was taken up, or is not wanted."""
        self.suggestions = [one for one in self.suggestions if one is not suggestion]
        self.suggestions_changed.emit()

    def forget(self) -> None:
        """Another person sits here."""
        self.asked, self.candidates, self.suggestions = None, [], []
        self.candidates_changed.emit()
        self.suggestions_changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error, self.asking_candidates, self.asking_suggestions = error, False, False
        self.candidates_changed.emit()
        self.suggestions_changed.emit()

    async def _fetch_candidates(self, query: CallOutQuery) -> None:
        self.candidates = await self._remote.api.call_outs(query)
        self.asking_candidates = False
        self.candidates_changed.emit()

    async def _fetch_suggestions(self, day: date) -> None:
        self.suggestions = await self._remote.api.suggestions(SuggestionQuery(day=day))
        self.asking_suggestions = False
        self.suggestions_changed.emit()
