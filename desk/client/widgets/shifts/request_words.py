"""Swaps, offered hours and leave in words: what it is, when, how it stands."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from desk.client.models.desk import Desk
from desk.client.models.my_requests import Refused
from desk.client.models.plain import filled
from desk.client.widgets.errors import words_for
from desk.client.widgets.shifts.day_words import DayWords
from desk.client.widgets.shifts.rule_words import RuleWords
from desk.client.widgets.theme import Tone
from desk.client.widgets.words import stopwatch
from desk.contract.errors import ErrorCode
from desk.contract.shifts import Absence, AbsenceState, Offer, OfferKind, Shift, Swap, SwapState

SWAP_TONES: dict[SwapState, Tone] = {
    SwapState.OFFERED: "info",
    SwapState.ACCEPTED: "info",
    SwapState.APPROVED: "good",
    SwapState.DECLINED: "bad",
    SwapState.WITHDRAWN: "neutral",
    SwapState.LAPSED: "neutral",
}
ABSENCE_TONES: dict[AbsenceState, Tone] = {
    AbsenceState.ASKED: "info",
    AbsenceState.APPROVED: "good",
    AbsenceState.DECLINED: "bad",
    AbsenceState.WITHDRAWN: "neutral",
}
#: Below this a countdown shows its seconds.
URGENT = timedelta(hours=1)


class RequestWords(QObject):
    """The words, in the language in force."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day, self._team, self._requests = desk.my_day, desk.team_rota, desk.my_requests
        self.days, self._rules = DayWords(desk.my_day, self), RuleWords(self)

    # Offers

    def offer(self, offer: Offer) -> str:
        """``연장 근무 11월 24일(화) 19:00–21:00``."""
        kind = self.tr("Extra hours") if offer.offer_kind is OfferKind.EXTRA_HOURS else self.tr("Leave early")
        return f"{kind} {self.span(offer.start, offer.end)}"

    def offer_stands(self, offer: Offer, now: datetime) -> str:
        """How long it can be had, and how many seats are left."""
        if self._day.me in offer.taken:
            return self.tr("Taken: it is yours")
        left = self.tr("%n seat(s) left", "", max(0, offer.seats - len(offer.taken)))
        span = offer.until - now
        if span <= timedelta():
            return self.tr("Over")
        until = stopwatch(span.total_seconds()) if span < URGENT else self.days.when(offer.until, now)
        said = self.tr("{time} left") if span < URGENT else self.tr("until {time}")
        return " · ".join(part for part in (filled(said, time=until), left, offer.words) if part)

    # Swaps

    def swap(self, swap: Swap) -> str:
        """What is swapped for what, seen from me."""
        mine = self._shift(swap.shift_id)
        other = self._shift(swap.other_shift_id)
        if other:
            return filled(self.tr("{shift} for {other}"), shift=mine or "?", other=other)
        return mine or self.tr("A shift")

    def swap_who(self, swap: Swap) -> str:
        """Who offers it, or to whom."""
        if swap.from_id != self._day.me:
            name = self._name(swap.from_id)
            said = self.tr("{name} offers it to you") if swap.to_id else self.tr("{name} offers it to everybody")
            return filled(said, name=name or self.tr("A colleague"))
        if swap.to_id is None:
            return self.tr("to everybody")
        name = self._name(swap.to_id)
        return filled(self.tr("with {name}"), name=name or self.tr("a colleague"))

    def swap_state(self, swap: Swap) -> str:
        """How it stands."""
        return {
            SwapState.OFFERED: self.tr("offered"),
            SwapState.ACCEPTED: self.tr("lead decides"),
            SwapState.APPROVED: self.tr("done"),
            SwapState.DECLINED: self.tr("declined"),
            SwapState.WITHDRAWN: self.tr("taken back"),
            SwapState.LAPSED: self.tr("lapsed"),
        }[swap.state]

    # Leave

    def absence(self, absence: Absence) -> str:
        """``휴가 11월 24일(화) – 26일(목)``."""
        return f"{self.days.shifts.absence(absence.absence_kind)} {self.span(absence.start, absence.end)}"

    def absence_state(self, absence: Absence) -> str:
        """How it stands."""
        return {
            AbsenceState.ASKED: self.tr("asked for"),
            AbsenceState.APPROVED: self.tr("granted"),
            AbsenceState.DECLINED: self.tr("declined"),
            AbsenceState.WITHDRAWN: self.tr("taken back"),
        }[absence.state]

    def shift(self, shift: Shift) -> str:
        """``11월 24일(화) 10:00–19:00``."""
        return f"{self.days.day(shift.day)} {self.days.hours(shift)}"

    def _name(self, user_id: int | None) -> str:
        return self._team.name(user_id) or self._requests.name(user_id)

    def _shift(self, shift_id: int | None) -> str:
        found = self._team.book.shifts.get(shift_id or 0) or self._requests.shift(shift_id)
        return "" if found is None else self.shift(found)

    def refused(self, refused: Refused) -> str:
        """Why the server said no, with the rule's name where it was a rule."""
        if refused.problem is None:
            return words_for(ErrorCode.STALE).what
        return self._rules.refusal(refused.endpoint, refused.problem)

    def span(self, start: datetime, end: datetime) -> str:
        """One day's times; whole days as days; else from a time to a time."""
        zone = self._day.zone
        first, last = start.astimezone(zone), end.astimezone(zone)
        whole = first.time() == last.time() and (last - first) % timedelta(days=1) == timedelta()
        if whole:
            until = (last - timedelta(days=1)).date()
            one = self.days.day(first.date())
            return one if until == first.date() else f"{one} – {self.days.day(until)}"
        if last - first < timedelta(hours=24):
            return f"{self.days.day(first.date())} {first:%H:%M}–{last:%H:%M}"
        return f"{self.days.day(first.date())} {first:%H:%M} – {self.days.day(last.date())} {last:%H:%M}"
