"""Choosing a swap: what it would do to the rules, for me and for the other, before it is asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from desk.client.models.clock import Clock
from desk.client.models.exchange import broken
from desk.client.models.my_day import MyDayModel
from desk.client.models.team_rota import TeamRota
from desk.contract.shifts import RuleBreach, Shift, SwapDraft
from desk.workforce.calendar import monday

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague's shift for mine, or mine given to a colleague (``shift`` None), or to anybody (``user_id`` None)."""

    user_id: int | None
    day: date
    shift: Shift | None = None


class Swapping:
    """Both sides' rules as the server will ask them; the server's word counts."""

    def __init__(self, day: MyDayModel, team: TeamRota, clock: Clock) -> None:
        self._day, self._team = day, team
        self.now = clock.now
        self.mine: Shift | None = None
        self._judged: dict[Choice, tuple[RuleBreach, ...]] = {}

    def choose_mine(self, shift: Shift | None) -> None:
        """Another shift of mine is to be swapped."""
        self.mine = shift
        self.forget()

    def forget(self) -> None:
        """Somebody's shifts are other ones."""
        self._judged.clear()

    @staticmethod
    def reach(shift: Shift) -> tuple[date, date]:
        """The days that the rules look at around a shift."""
        return monday(shift.day) - 7 * A_DAY, monday(shift.day) + 13 * A_DAY

    def is_judged(self, choice: Choice) -> bool:
        """Whether its rules were asked already."""
        return choice in self._judged

    def breaches(self, choice: Choice) -> tuple[RuleBreach, ...]:
        """What the choice would break, or break worse, for either of us."""
        found = self._judged.get(choice)
        if found is None:
            found = self._judged[choice] = tuple(self._ask(choice))
        return found

    def draft(self, choice: Choice, words: str) -> SwapDraft | None:
        """The choice as the server is asked."""
        if self.mine is None:
            return None
        other = None if choice.shift is None else choice.shift.id
        return SwapDraft(shift_id=self.mine.id, to_id=choice.user_id, other_shift_id=other, words=words)

    def _ask(self, choice: Choice) -> list[RuleBreach]:
        mine = self.mine
        if mine is None or choice.user_id is None:
            return []
        found = self._broken(choice.user_id, choice.shift, msgspec.structs.replace(mine, user_id=choice.user_id))
        if choice.shift is not None:
            found += self._broken(mine.user_id, mine, msgspec.structs.replace(choice.shift, user_id=mine.user_id))
        return found

    def _broken(self, user_id: int, gives: Shift | None, takes: Shift) -> list[RuleBreach]:
        """One side: these shifts without the one given, with the one taken."""
        book = self._day.book if user_id == self._day.me else self._team.book
        own, away = book.of(user_id), book.absences_of(user_id)
        worker = self._team.workers.get(user_id)
        return broken(own, gives, takes, self._day.rules.limits, away, worker, self._day.days)
