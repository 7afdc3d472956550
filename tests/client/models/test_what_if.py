"""The day that follows what leads do, person by person, is at any time the day reckoned anew."""

from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.client.models.what_if import WhatIf
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.contract.events import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    Event,
    Fact,
    RotaPublished,
    ShiftAssigned,
    ShiftCancelled,
    ShiftChanged,
)
from desk.contract.shifts import AbsenceKind
from tests.client.shifts_rig import TODAY, Centre, at, fill, quiet_day, segments

NOW = at(TODAY, 14.2)
PEOPLE = 12


def event(seq: int, fact: Fact) -> Event:
    return Event(seq=seq, at=NOW, recorded_at=NOW, actor_id=1, actor="", fact=fact)


Deed = tuple[str, int, int, float]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["assign", "change", "give", "cancel", "publish", "ask", "approve", "withdraw", "night"]),
        st.integers(0, 99),
        st.integers(0, PEOPLE - 1),
        st.sampled_from([8.0, 9.25, 12.0, 17.5]),
    ),
    min_size=1,
    max_size=10,
)


def fact_of(view: LeadDay, deed: Deed) -> Fact | None:
    """What a deed is in the log; None when there is nothing to do it with."""
    kind, place, person, hour = deed
    book, user = view.model.book, 100 + person
    shifts, absences = list(book.shifts.values()), list(book.absences.values())
    shift = shifts[place % len(shifts)] if shifts else None
    absence = absences[place % len(absences)] if absences else None
    day = TODAY - timedelta(days=1) if kind == "night" else TODAY
    parts = segments(day, hour + 8 if kind == "night" else hour, hour + 12, hour + 14, Random(5))
    match kind:
        case "assign" | "night":
            return ShiftAssigned(user_id=user, day=day, pattern="", segments=parts)
        case "change" | "give" if shift is not None:
            whose = user if kind == "give" else shift.user_id
            return ShiftChanged(
                shift_id=shift.id, user_id=whose, previous_id=shift.user_id, day=TODAY, segments=parts,
                overtime=False, published=True, why="",
            )  # fmt: skip
        case "cancel" if shift is not None:
            return ShiftCancelled(shift_id=shift.id, user_id=shift.user_id, day=shift.day, published=True, why="")
        case "publish" if shift is not None:
            return RotaPublished(since=TODAY, until=TODAY, shift_ids=(shift.id,), user_ids=(shift.user_id,))
        case "ask":
            start = at(TODAY, hour)
            return AbsenceAsked(
                user_id=user, absence_kind=AbsenceKind.LEAVE, start=start, end=start + timedelta(hours=3), words="",
                approved=place % 2 == 0,
            )  # fmt: skip
        case "approve" if absence is not None:
            return AbsenceDecided(absence_id=absence.id, user_id=absence.user_id, approved=place % 2 == 0, words="")
        case "withdraw" if absence is not None:
            return AbsenceWithdrawn(absence_id=absence.id, user_id=absence.user_id)
        case _:
            return None


async def test_any_sequence_of_changes_comes_to_the_day_reckoned_anew(tmp_path: Path) -> None:
    async with quiet_day(tmp_path, NOW, PEOPLE) as view:

        @given(DEEDS)
        @settings(deadline=None, max_examples=60)
        def any_deeds(deeds: list[Deed]) -> None:
            follows(view, deeds)

        any_deeds()


def follows(view: LeadDay, deeds: list[Deed]) -> None:
    """Everything done one after the other; then the same day, reckoned anew."""
    model = view.model
    model.book.clear()
    fill(view, Centre(PEOPLE), NOW)
    kept = view.what_if.day(TODAY)
    assert kept is not None
    for number, deed in enumerate(deeds):
        fact = fact_of(view, deed)
        if fact is not None:
            model.bars_changed.emit(frozenset(model.book.apply(event(200_000 + number, fact))))
    assert view.what_if.day(TODAY) is kept
    anew = WhatIf(model, view.coverage).day(TODAY)
    assert anew is not None
    for queue in (501, 502, 503):
        assert kept.rostered(queue) == pytest.approx(anew.rostered(queue))
    shifts = list(model.book.shifts.values())
    for hour in (9.1, 12.6, 17.9):
        assert kept.due(shifts, at(TODAY, hour)) == pytest.approx(anew.due(shifts, at(TODAY, hour)))
        assert kept.here(model.workers, at(TODAY, hour)) == pytest.approx(anew.here(model.workers, at(TODAY, hour)))


async def test_a_day_that_needs_something_else_is_reckoned_anew_and_one_that_does_not_is_kept(
    tmp_path: Path,
) -> None:
    async with quiet_day(tmp_path, NOW, PEOPLE) as view:
        kept = view.what_if.day(TODAY)
        assert kept is not None
        told = view.coverage.days[TODAY]
        view.coverage.take(msgspec.structs.replace(told, synced_to=99))
        assert view.what_if.day(TODAY) is kept
        busier = [
            msgspec.structs.replace(
                queue, intervals=[msgspec.structs.replace(one, needed=one.needed + 1) for one in queue.intervals]
            )
            for queue in told.queues
        ]
        view.coverage.take(msgspec.structs.replace(told, queues=busier))
        now = view.what_if.day(TODAY)
        assert now is not None
        assert now.needed(501) == [one + 1 for one in kept.needed(501)]
