"""A sick call: somebody falls ill, and all that is on them goes to others in one step, seen before."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.contract.agents import AgentState
from desk.contract.events import AbsenceAsked, SickCalled
from desk.contract.floor import SickAnswer, SickCall, SickPreview, SickQuery
from desk.contract.hand_overs import HandOverItem
from desk.contract.service import AssignmentCode
from desk.contract.shifts import AbsenceKind
from desk.contract.users import User
from desk.server.routes import owed
from desk.server.routes.agents import put_state
from desk.server.routes.handling import Ask, found, handles, in_calendar, unprocessable
from desk.server.routes.owed import Mover
from desk.server.rules.sick_calls import uncovered
from desk.server.store import absences, agents, calendars, log, shifts, users
from desk.server.store import hand_overs as store
from desk.server.store.db import Tx

A_DAY = timedelta(days=1)
LONGEST = timedelta(days=90)


@handles("sick_preview")
def sick_preview(tx: Tx, ask: Ask[None, SickQuery]) -> SickPreview:
    """All that is on them until they are well."""
    user = _somebody(tx, ask)
    until = calendars.days(tx, calendars.today(tx), calendars.today(tx))[0].end
    if ask.query.until is not None:
        until = _until(tx, ask.query.until)
    return SickPreview(
        user_id=user.id,
        name=user.name,
        items=owed.items(tx, user.id, store.owed_by(tx, user.id, until, whole=True), tx.now, until),
        shift_ids=_shifts(tx, user.id, until),
        synced_to=tx.head,
    )


def _somebody(tx: Tx, ask: Ask[Any, Any]) -> User:
    user = found(users.user(tx, ask.id("user_id")), "person")
    return found(user if user.active else None, "person")


def _until(tx: Tx, until: datetime) -> datetime:
    if not tx.now < in_calendar("/until", until) <= tx.now + LONGEST:
        raise unprocessable("/until", f"later than now, by {LONGEST.days} days at most")
    return until.astimezone(UTC)


def _shifts(tx: Tx, user_id: int, until: datetime) -> tuple[int, ...]:
    """What they will miss, the earliest first."""
    first, last = calendars.today(tx) - A_DAY, calendars.day_at(tx, until)
    mine = shifts.of_days(tx, first, last, [user_id], drafts=False)
    return tuple(one.id for one in sorted(mine, key=lambda one: one.start) if one.end > tx.now and one.start < until)


@handles("sick_call")
def sick_call(tx: Tx, ask: Ask[SickCall, None]) -> SickAnswer:
    """They are away from now on, and everything goes where it is said, each by itself."""
    user, draft = _somebody(tx, ask), ask.body
    until = _until(tx, draft.until)
    absence_id = _away(tx, user.id, until, draft.words)
    mover = Mover(user_id=ask.me.user.id, leads=True, words=draft.words, code=AssignmentCode.SICK, all_of=user.id)
    results = owed.settle(tx, mover, [*draft.items, *_unnamed(tx, user.id, until, draft.items)])
    moved = sum(one.code is None for one in results)
    log.append(tx, SickCalled(user_id=user.id, until=until, absence_id=absence_id, moved=moved))
    status = agents.state_of(tx, user.id)
    if status is not None and AgentState.OFF not in (status.state, status.next_state):
        put_state(tx, user.id, AgentState.OFF, "")
    return SickAnswer(absence_id=absence_id, results=results, left=len(store.owed_by(tx, user.id, until, whole=True)))


def _unnamed(tx: Tx, user_id: int, until: datetime, named: Sequence[HandOverItem]) -> list[HandOverItem]:
    """What is on them besides: it came after the preview."""
    known = {(one.owed, one.id) for one in named}
    found = store.owed_by(tx, user_id, until, whole=True)
    return [
        HandOverItem(owed=one.owed, id=one.id, version=one.version) for one in found if (one.owed, one.id) not in known
    ]


def _away(tx: Tx, user_id: int, until: datetime, words: str) -> int:
    """Ill for as long as nothing else is known of them; returns the absence that begins first."""
    known = absences.between(tx, tx.now, until, [user_id])
    ids = [(one.start, one.id) for one in known]
    for start, end in uncovered(tx.now, until, [(one.start, one.end) for one in known]):
        fact = AbsenceAsked(
            user_id=user_id, absence_kind=AbsenceKind.SICK, start=start, end=end, words=words, approved=True
        )
        ids.append((start, log.append(tx, fact).seq))
    return min(ids)[1]
