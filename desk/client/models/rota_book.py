"""What is known of shifts and absences: taken from fetches, kept current by events."""

from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from desk.contract.events import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    Event,
    RotaPublished,
    ShiftAssigned,
    ShiftCancelled,
    ShiftChanged,
)
from desk.contract.shifts import Absence, AbsenceState, Rota, Shift, ShiftState
from desk.workforce.calendar import DAY, instant_at

#: Facts that say everything about what they change.
TOLD = ShiftAssigned | ShiftChanged | ShiftCancelled | RotaPublished | AbsenceAsked | AbsenceDecided | AbsenceWithdrawn
OVER = frozenset({AbsenceState.DECLINED, AbsenceState.WITHDRAWN})


class RotaBook:
    """Shifts and absences by id and by person."""

    def __init__(self) -> None:
        self.shifts: dict[int, Shift] = {}
        self.absences: dict[int, Absence] = {}
        self._of: dict[int, set[int]] = {}
        self._away: dict[int, set[int]] = {}

    def clear(self) -> None:
        """Nothing is known any more."""
        self.shifts.clear()
        self.absences.clear()
        self._of.clear()
        self._away.clear()

    def of(self, user_id: int) -> list[Shift]:
        """A person's shifts, earliest first."""
        return sorted((self.shifts[one] for one in self._of.get(user_id, ())), key=lambda shift: shift.start)

    def absences_of(self, user_id: int) -> list[Absence]:
        """A person's absences that hold or are asked for."""
        known = (self.absences[one] for one in self._away.get(user_id, ()))
        return [one for one in known if one.state not in OVER]

    def take(self, rota: Rota, zone: ZoneInfo, *, only: int | None = None) -> None:
        """These days of a site in a ``zone`` are as fetched; ``only``: the fetch asked for one person."""
        for shift in list(self.shifts.values()):
            if rota.since <= shift.day <= rota.until and only in (None, shift.user_id):
                self.drop(shift.id)
        first, last = (instant_at(day, 0, str(zone)) for day in (rota.since, rota.until + DAY))
        for absence in list(self.absences.values()):
            if absence.start < last and absence.end > first and only in (None, absence.user_id):
                del self.absences[absence.id]
                self._away[absence.user_id].discard(absence.id)
        for shift in rota.shifts:
            self.put(shift)
        for absence in rota.absences:
            self._put_absence(absence)

    def put(self, shift: Shift) -> set[int]:
        """A shift as it is now; answers whom it concerns."""
        if shift.state is ShiftState.CANCELLED:
            return self.drop(shift.id)
        before = self.drop(shift.id)
        self.shifts[shift.id] = shift
        self._of.setdefault(shift.user_id, set()).add(shift.id)
        return before | {shift.user_id}

    def drop(self, shift_id: int) -> set[int]:
        """There is no such shift; answers whom it concerns."""
        gone = self.shifts.pop(shift_id, None)
        if gone is None:
            return set()
        self._of[gone.user_id].discard(shift_id)
        return {gone.user_id}

    def is_known(self, day: date) -> bool:
        """Whether anything of a day is here."""
        return any(shift.day == day for shift in self.shifts.values())

    def apply(self, event: Event) -> set[int]:
        """What an event of ``TOLD`` changes; answers whom it concerns."""
        match event.fact:
            case ShiftAssigned() as fact:
                return self.put(_assigned(event.seq, fact))
            case ShiftChanged() as fact:
                return self.put(_changed(event.seq, fact, self.shifts.get(fact.shift_id)))
            case ShiftCancelled(shift_id=gone):
                return self.drop(gone)
            case RotaPublished(shift_ids=published):
                return {user for one in published for user in self._publish(one, event.seq)}
            case _:
                return self._absence(event)

    def _publish(self, shift_id: int, seq: int) -> set[int]:
        shift = self.shifts.get(shift_id)
        if shift is None:
            return set()
        return self.put(msgspec.structs.replace(shift, state=ShiftState.PUBLISHED, version=seq))

    def _absence(self, event: Event) -> set[int]:
        match event.fact:
            case AbsenceAsked() as fact:
                state = AbsenceState.APPROVED if fact.approved else AbsenceState.ASKED
                self._put_absence(_asked(event.seq, fact, state))
                return {fact.user_id}
            case AbsenceDecided(absence_id=which, user_id=user, approved=yes, words=words):
                state = AbsenceState.APPROVED if yes else AbsenceState.DECLINED
                return self._change_absence(which, user, state=state, answer=words, version=event.seq)
            case AbsenceWithdrawn(absence_id=which, user_id=user):
                return self._change_absence(which, user, state=AbsenceState.WITHDRAWN, version=event.seq)
            case _:
                return set()

    def _put_absence(self, absence: Absence) -> None:
        self.absences[absence.id] = absence
        self._away.setdefault(absence.user_id, set()).add(absence.id)

    def _change_absence(self, which: int, user_id: int, **fields: object) -> set[int]:
        known = self.absences.get(which)
        if known is not None:
            self.absences[which] = msgspec.structs.replace(known, **fields)
        return {user_id}


def _asked(seq: int, fact: AbsenceAsked, state: AbsenceState) -> Absence:
    return Absence(
        id=seq,
        user_id=fact.user_id,
        absence_kind=fact.absence_kind,
        start=fact.start,
        end=fact.end,
        state=state,
        words=fact.words,
        answer="",
        version=seq,
    )


def _assigned(seq: int, fact: ShiftAssigned) -> Shift:
    return Shift(
        id=seq,
        user_id=fact.user_id,
        day=fact.day,
        pattern=fact.pattern,
        state=ShiftState.PUBLISHED if fact.published else ShiftState.DRAFT,
        segments=fact.segments,
        overtime=fact.overtime,
        why=fact.why,
        version=seq,
    )


def _changed(seq: int, fact: ShiftChanged, before: Shift | None) -> Shift:
    return Shift(
        id=fact.shift_id,
        user_id=fact.user_id,
        day=fact.day,
        pattern=fact.pattern or ("" if before is None or fact.pattern is not None else before.pattern),
        state=ShiftState.PUBLISHED if fact.published else ShiftState.DRAFT,
        segments=fact.segments,
        overtime=fact.overtime,
        why=fact.why,
        version=seq,
        late_until=None if before is None or before.user_id != fact.user_id else before.late_until,
    )
