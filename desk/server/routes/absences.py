"""Absences: asked for by people, decided by leads."""

from datetime import UTC, timedelta

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AbsenceAsked, AbsenceDecided, AbsenceWithdrawn
from desk.contract.shifts import Absence, AbsenceDraft, AbsenceQuery, AbsenceState, Decision
from desk.server.routes import ruling
from desk.server.routes.handling import Ask, found, handles, in_calendar, unprocessable
from desk.server.store import absences as store
from desk.server.store import log
from desk.server.store.db import Tx

LONGEST, KEPT = timedelta(days=400), timedelta(days=31)
MOST = 1000


@handles("absences")
def absences(tx: Tx, ask: Ask[None, AbsenceQuery]) -> list[Absence]:
    """Everybody's for leads, else one's own."""
    mine = None if ask.leads else ask.me.user.id
    if ask.query.open:
        return [one for one in store.waiting(tx) if mine in (None, one.user_id)]
    return store.ending_after(tx, tx.now - KEPT, mine, MOST)


@handles("ask_absence")
def ask_absence(tx: Tx, ask: Ask[AbsenceDraft, None]) -> Absence:
    """Ask for oneself; a lead who names somebody else has decided already."""
    draft, me = ask.body, ask.me.user.id
    user_id = draft.user_id or me
    if user_id != me and not ask.leads:
        raise Refusal(ErrorCode.FORBIDDEN, "a lead does that")
    start = in_calendar("/start", draft.start).astimezone(UTC)
    end = in_calendar("/end", draft.end).astimezone(UTC)
    if not start < end <= start + LONGEST:
        raise unprocessable("/end", f"later than start, by {LONGEST.days} days at most")
    ruling.somebody(tx, user_id)
    if store.between(tx, start, end, [user_id]):
        raise Refusal(ErrorCode.CONFLICT, "something of that time is asked for or granted already")
    fact = AbsenceAsked(
        user_id=user_id,
        absence_kind=draft.absence_kind,
        start=start,
        end=end,
        words=draft.words,
        approved=user_id != me,
    )
    return found(store.absence(tx, log.append(tx, fact).seq), "absence")


@handles("decide_absence")
def decide_absence(tx: Tx, ask: Ask[Decision, None]) -> Absence:
    """A lead's yes or no. Shifts stay as they are: who is away in one does not count as there."""
    now = found(store.absence(tx, ask.id("absence_id")), "absence")
    ask.unchanged(now.version)
    if now.state is not AbsenceState.ASKED:
        raise Refusal(ErrorCode.CONFLICT, f"it is {now.state}")
    if now.user_id == ask.me.user.id:
        raise Refusal(ErrorCode.FORBIDDEN, "nobody decides on their own leave: ask another lead")
    decision = ask.body
    fact = AbsenceDecided(absence_id=now.id, user_id=now.user_id, approved=decision.approve, words=decision.words)
    log.append(tx, fact)
    return found(store.absence(tx, now.id), "absence")


@handles("withdraw_absence")
def withdraw_absence(tx: Tx, ask: Ask[None, None]) -> Absence:
    """One will be there after all, or a lead says so."""
    now = store.absence(tx, ask.id("absence_id"))
    if now is not None and not ask.leads and now.user_id != ask.me.user.id:
        now = None
    now = found(now, "absence")
    ask.unchanged(now.version)
    if now.state not in (AbsenceState.ASKED, AbsenceState.APPROVED):
        raise Refusal(ErrorCode.CONFLICT, f"it is {now.state}")
    if now.end <= tx.now:
        raise Refusal(ErrorCode.CONFLICT, "it is over")
    log.append(tx, AbsenceWithdrawn(absence_id=now.id, user_id=now.user_id))
    return found(store.absence(tx, now.id), "absence")
