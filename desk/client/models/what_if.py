"""What a change of a shift would do, before it is made: to the coverage, and by which rules it may not be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import msgspec
from PySide6.QtCore import QObject

from desk.client.models.coverage import CoverageModel
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar, segments_of
from desk.client.models.rota_book import RotaBook
from desk.client.models.rota_cuts import SNAP, moved
from desk.client.models.time_axis import minute_of
from desk.contract.calendar import CalendarDay
from desk.contract.shifts import RuleBreach, Shift
from desk.workforce import law
from desk.workforce.coverage import Day, Effect
from desk.workforce.needs import Need, needs_of

_A_DAY = timedelta(days=1)
#: How far from where it is a shift may be put, in minutes.
REACH = 16 * 60
#: It is tried so far apart, and where that changes, in between.
STRIDE = 60
#: When more people's shifts change at once, to count everybody anew is no slower.
MANY = 100


@dataclass(frozen=True, slots=True)
class Prospect:
    """A shift as it would be, what it does to the day (None: the day's needs are not known), what it breaks."""

    after: Shift
    effect: Effect | None
    breaches: tuple[RuleBreach, ...]

    @property
    def is_forbidden(self) -> bool:
        """Nobody can go past what it breaks."""
        return any(one.hard for one in self.breaches)

    @property
    def asks(self) -> tuple[str, ...]:
        """Rules of the site that a lead would have to go past."""
        return tuple(sorted({one.rule for one in self.breaches if not one.hard}))


class _Reckoned:
    """A day as it was reckoned, which follows its people's shifts one by one."""

    def __init__(self, day: date, needs: list[Need], model: RotaModel) -> None:
        book, self._near, self.needs = model.book, (day - _A_DAY, day), needs
        self._counted: dict[int, list[Shift]] = {}
        for one in book.shifts.values():
            if one.day in self._near:
                self._counted.setdefault(one.user_id, []).append(one)
        shifts = (one for own in self._counted.values() for one in own)
        self.day = Day(needs, shifts, book.absences.values(), model.workers.values())

    def follow(self, users: Iterable[int], book: RotaBook) -> None:
        """These people's shifts or absences are other ones."""
        for user in users:
            now = [one for one in book.of(user) if one.day in self._near]
            self.day.follow(user, self._counted.get(user, ()), now, book.absences_of(user))
            self._counted[user] = now


class WhatIf(QObject):
    """Asked with every step of a drag; a day is reckoned once, and then follows what changes."""

    def __init__(self, model: RotaModel, coverage: CoverageModel) -> None:
        super().__init__()
        self._model, self._coverage = model, coverage
        self._days: dict[date, _Reckoned] = {}
        model.bars_changed.connect(self._follow)
        model.people_changed.connect(self._forget)
        coverage.taken.connect(self._compare)

    def day(self, day: date) -> Day | None:
        """The day with everybody who is there; None while the server has not said what it needs."""
        found = self._days.get(day)
        coverage = self._coverage.days.get(day)
        if found is None and coverage is not None:
            found = self._days[day] = _Reckoned(day, list(needs_of(coverage, self._model.rules)), self._model)
        return None if found is None else found.day

    def prospect(self, before: Shift | None, after: Shift) -> Prospect:
        """What it would be like; ``before`` None: a shift that was not there."""
        day = self.day(after.day)
        effect = None if day is None else day.effect(before, after)
        return Prospect(after, effect, tuple(self.breaches(after)))

    def breaches(self, after: Shift, *, without: int | None = None) -> list[RuleBreach]:
        """The rules it would break, hard ones first; ``without``: a shift that its person gives for it."""
        model, user = self._model, after.user_id
        found = law.added(
            [one for one in model.book.of(user) if one.id != without],
            after,
            model.rules.limits,
            model.book.absences_of(user),
            worker=model.workers.get(user),
            days={one.day: one for one in model.calendar},
        )
        return sorted(found, key=lambda one: not one.hard)

    def forbidden(self, shift: Shift, bar: Bar) -> list[tuple[int, int]]:
        """Stretches, in minutes, that the bar can not cover wherever it is put: some rule stands against it."""
        legal = self._legal(shift, bar)
        free: list[tuple[int, int]] = []
        for by in range(-REACH, REACH + 1, STRIDE):
            if not legal(by):
                continue
            first = min((one for one in range(by, by - STRIDE, -SNAP) if legal(one)), default=by)
            last = max((one for one in range(by, by + STRIDE, SNAP) if legal(one)), default=by)
            begin, end = bar.start + first, bar.end + last
            if free and begin <= free[-1][1]:
                free[-1] = (free[-1][0], end)
            else:
                free.append((begin, end))
        edges = [bar.start - REACH, *(edge for stretch in free for edge in stretch), bar.end + REACH]
        return [(begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True) if end > begin]

    def _legal(self, shift: Shift, bar: Bar) -> Callable[[int], bool]:
        """Whether the bar may be so many minutes later; what the rules say of it where it is, is reckoned once."""
        model, user = self._model, bar.user_id
        own, away = model.book.of(user), model.book.absences_of(user)
        others = [one for one in own if one.id != shift.id]
        worker, days = model.workers.get(user), {one.day: one for one in model.calendar}
        agreed = None if worker is None else worker.terms.week_minutes

        def said(shifts: list[Shift], there: Shift) -> list[RuleBreach]:
            return law.breaches(shifts, model.rules.limits, away, agreed=agreed) + law.opening(there, days)

        before = said(own, shift)

        @cache
        def legal(by: int) -> bool:
            after = self.at(shift, moved(bar, by))
            return not law.worse(before, said([*others, after], after))

        return legal

    def at(self, shift: Shift, bar: Bar) -> Shift:
        """The shift with a bar's pieces, on the day it then begins on, with its person."""
        day = next((one.day for one in self._model.calendar if _holds(one, bar.start)), shift.day)
        return msgspec.structs.replace(shift, user_id=bar.user_id, day=day, segments=segments_of(bar.pieces))

    def _forget(self) -> None:
        self._days.clear()

    def _follow(self, users: frozenset[int] | None) -> None:
        """Somebody's shifts or absences are other ones; None: everybody's."""
        if users is None or len(users) > MANY:
            self._forget()
        for one in self._days.values():
            one.follow(users or (), self._model.book)

    def _compare(self) -> None:
        """A day is reckoned anew only when it needs something else than it did."""
        for day, known in list(self._days.items()):
            coverage = self._coverage.days.get(day)
            if coverage is None or known.needs != list(needs_of(coverage, self._model.rules)):
                del self._days[day]


def _holds(day: CalendarDay, minute: int) -> bool:
    return minute_of(day.start) <= minute < minute_of(day.end)


def ghost_of(effect: Effect | None, coverage: CoverageModel) -> dict[int, float]:
    """Agents rostered by interval's start as they would be, of the queue looked at or of all together."""
    if effect is None:
        return {}
    change: dict[int, float] = {}
    for cell in effect.cells:
        if coverage.queue_id in (None, cell.queue_id):
            start = minute_of(cell.start)
            change[start] = change.get(start, 0.0) + cell.after - cell.before
    known = {cell.start: cell.rostered for cell in coverage.cells}
    return {start: known[start] + by for start, by in change.items() if start in known and abs(by) > 1e-6}
