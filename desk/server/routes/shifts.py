"""Shifts: made, changed and cancelled by leads, under the rules."""

from collections.abc import Sequence
from datetime import date

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import ShiftAssigned, ShiftCancelled, ShiftChanged
from desk.contract.shifts import Segment, Shift, ShiftCancel, ShiftChange, ShiftDraft, ShiftState
from desk.server.routes import ruling
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.routes.rotas import short_notice
from desk.server.routes.ruling import Change
from desk.server.routes.swaps import lapse
from desk.server.rules import shifts as rules
from desk.server.store import calendars, log, queues, shift_rules
from desk.server.store import shifts as store
from desk.server.store.db import Tx


@handles("shift")
def shift(tx: Tx, ask: Ask[None, None]) -> Shift:
    """A shift; drafts are for leads."""
    shift_id = ask.id("shift_id")
    return found(store.shift(tx, shift_id) if ask.leads else store.seen(tx, shift_id), "shift")


@handles("assign_shift")
def assign_shift(tx: Tx, ask: Ask[ShiftDraft, None]) -> Shift:
    """Make a shift; a draft unless it is to hold at once."""
    return assign(tx, ask.body)


def assign(tx: Tx, draft: ShiftDraft) -> Shift:
    """Make a shift under the rules; Refusal with what is in its way."""
    ruling.somebody(tx, draft.user_id)
    segments = shaped(tx, draft.segments)
    day = _day(tx, segments)
    if day != draft.day:
        raise unprocessable("/day", f"it begins on {day}")
    _known_pattern(tx, draft.pattern)
    made = planned(draft, segments)
    if draft.publish and short_notice(tx, made) and not draft.why.strip():
        raise unprocessable("/why", "shorter notice than the rules say needs a word of why")
    breaches = ruling.breaches(tx, [Change(user_id=draft.user_id, come=(made,))], drafts=True)
    allowed = ruling.obey(breaches, draft.allow, draft.why)
    event = log.append(
        tx,
        ShiftAssigned(
            user_id=draft.user_id,
            day=day,
            pattern=draft.pattern,
            segments=segments,
            overtime=draft.overtime,
            published=draft.publish,
            why=draft.why,
            allowed=allowed,
        ),
    )
    return found(store.shift(tx, event.seq), "shift")


def planned(draft: ShiftDraft, segments: tuple[Segment, ...]) -> Shift:
    """The shift that a draft would become; it has no id yet."""
    return Shift(
        id=0,
        user_id=draft.user_id,
        day=draft.day,
        pattern=draft.pattern,
        state=ShiftState.PUBLISHED if draft.publish else ShiftState.DRAFT,
        segments=segments,
        overtime=draft.overtime,
        why=draft.why,
        version=0,
    )


def shaped(tx: Tx, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The stretches in their one form; Refusal when they are no shift."""
    known = {queue.id for queue in queues.everyone(tx)} if any(one.queue_ids for one in segments) else set[int]()
    for pointer, words in rules.mistakes(segments, known):
        raise unprocessable(pointer, words)
    return rules.tidy(segments)


def _day(tx: Tx, segments: Sequence[Segment]) -> date:
    return calendars.day_at(tx, segments[0].start)


def _known_pattern(tx: Tx, code: str) -> None:
    if code and code not in {pattern.code for pattern in shift_rules.in_force(tx).rules.patterns}:
        raise unprocessable("/pattern", "no such pattern")


@handles("change_shift")
def change_shift(tx: Tx, ask: Ask[ShiftChange, None]) -> Shift:
    """The whole of it as it shall be; what was offered of it before is void."""
    now = _held(tx, ask)
    return change(tx, now, ask.body)


def change(tx: Tx, now: Shift, body: ShiftChange) -> Shift:
    """Change a shift that is ``now`` so, under the rules; Refusal with what is in the way."""
    if body.user_id != now.user_id:
        ruling.somebody(tx, body.user_id)
    if body.pattern not in (None, now.pattern):
        _known_pattern(tx, body.pattern or "")
    segments = shaped(tx, body.segments)
    day = _day(tx, segments)
    then = Shift(
        id=now.id,
        user_id=body.user_id,
        day=day,
        pattern=now.pattern if body.pattern is None else body.pattern,
        state=now.state,
        segments=segments,
        overtime=body.overtime,
        why=body.why,
        version=0,
        late_until=now.late_until if body.user_id == now.user_id else None,
    )
    becomes = Change(user_id=body.user_id, gone=frozenset({now.id}), come=(then,))
    allowed = ruling.obey(ruling.breaches(tx, [becomes], drafts=True), body.allow, body.why)
    changed(tx, now, then, allowed=allowed)
    lapse(tx, now.id)
    return found(store.shift(tx, now.id), "shift")


def changed(
    tx: Tx,
    now: Shift,
    then: Shift,
    *,
    allowed: tuple[str, ...] = (),
    offer_id: int | None = None,
) -> None:
    """Tell that a shift is other than it was."""
    log.append(
        tx,
        ShiftChanged(
            shift_id=now.id,
            user_id=then.user_id,
            previous_id=now.user_id,
            day=then.day,
            segments=then.segments,
            overtime=then.overtime,
            published=now.state is ShiftState.PUBLISHED,
            why=then.why,
            pattern=None if then.pattern == now.pattern else then.pattern,
            allowed=allowed,
            offer_id=offer_id,
        ),
    )


@handles("cancel_shift")
def cancel_shift(tx: Tx, ask: Ask[ShiftCancel, None]) -> Shift:
    """It will not be worked."""
    now = _held(tx, ask)
    published = now.state is ShiftState.PUBLISHED
    fact = ShiftCancelled(shift_id=now.id, user_id=now.user_id, day=now.day, published=published, why=ask.body.why)
    log.append(tx, fact)
    lapse(tx, now.id)
    return found(store.shift(tx, now.id), "shift")


def _held(tx: Tx, ask: Ask[ShiftChange, None] | Ask[ShiftCancel, None]) -> Shift:
    """The shift of the address if it is as the asker saw it; a stale refusal tells who was quicker, and why."""
    now = found(store.shift(tx, ask.id("shift_id")), "shift")
    if ask.if_match != now.version:
        (event,) = log.some(tx, [now.version])
        raise Refusal(ErrorCode.STALE, now.why, unseen=[now.version], holder=event.actor)
    if now.state is ShiftState.CANCELLED:
        raise Refusal(ErrorCode.CONFLICT, "it was cancelled")
    return now
