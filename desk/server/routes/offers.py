"""Hours offered to whoever is quickest: more of them, or fewer."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import OfferClosed, OfferMade, OfferTaken, ShiftAssigned
from desk.contract.shifts import Activity, Offer, OfferDraft, OfferKind, Segment, Shift, ShiftState
from desk.server.routes import ruling
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, handles, in_calendar, unprocessable
from desk.server.routes.ruling import Change
from desk.server.routes.shifts import changed
from desk.server.routes.swaps import lapse
from desk.server.rules.shifts import cut
from desk.server.store import calendars, log, shift_rules, shifts
from desk.server.store import offers as store
from desk.server.store.db import Tx
from desk.workforce.fairness import with_rest

LONGEST = timedelta(hours=16)
#: Why an offer was closed.
FULL, OVER, WITHDRAWN = "full", "over", "withdrawn"


@handles("offers")
def offers(tx: Tx, ask: Ask[None, None]) -> list[Offer]:
    """Those to come that are for me, or that I took; all of them for leads."""
    me = ask.me.user.id
    return [one for one in store.to_come(tx) if ask.leads or not one.user_ids or me in (*one.user_ids, *one.taken)]


@handles("make_offer")
def make_offer(tx: Tx, ask: Ask[OfferDraft, None]) -> Offer:
    """Offer hours; they can be taken until a time that lies before they begin."""
    draft = ask.body
    start, end, until = (_minute(f"/{name}", getattr(draft, name)) for name in ("start", "end", "until"))
    if not start < end <= start + LONGEST:
        raise unprocessable("/end", f"later than start, by {LONGEST // timedelta(hours=1)} hours at most")
    if not tx.now < until <= start:
        raise unprocessable("/until", "it lies between now and start")
    for place, user_id in enumerate(draft.user_ids):
        ruling.somebody(tx, user_id, f"/user_ids/{place}")
    fact = OfferMade(
        offer_kind=draft.offer_kind,
        start=start,
        end=end,
        seats=draft.seats,
        until=until,
        user_ids=tuple(sorted(set(draft.user_ids))),
        words=draft.words,
    )
    return found(store.offer(tx, log.append(tx, fact).seq), "offer")


def _minute(pointer: str, at: datetime) -> datetime:
    if at.second or at.microsecond:
        raise unprocessable(pointer, "times are whole minutes")
    return in_calendar(pointer, at).astimezone(UTC)


@handles("take_offer")
def take_offer(tx: Tx, ask: Ask[None, None]) -> Offer:
    """I take a seat, if there is one and the rules let me; my shift changes with it. A seat that is mine stays so."""
    now, me = store.offer(tx, ask.id("offer_id")), ask.me.user.id
    if now is not None and now.user_ids and me not in now.user_ids and not ask.leads:
        now = None
    now = found(now, "offer")
    if me in now.taken:
        return now
    if now.user_ids and me not in now.user_ids:
        raise Refusal(ErrorCode.CONFLICT, "it is not offered to you")
    if now.closed or tx.now >= now.until or len(now.taken) >= now.seats:
        raise Refusal(ErrorCode.CONFLICT, "nothing of it is left")
    ruling.somebody(tx, me, "")
    log.append(tx, OfferTaken(offer_id=now.id, user_id=me))
    if now.offer_kind is OfferKind.EXTRA_HOURS:
        _come(tx, now, me)
    else:
        _go(tx, now, me)
    if len(now.taken) + 1 == now.seats:
        log.append(tx, OfferClosed(offer_id=now.id, why=FULL))
    return found(store.offer(tx, now.id), "offer")


def _come(tx: Tx, offer: Offer, user_id: int) -> None:
    """A shift of its own, so that only these hours count as overtime; with the rest that is due in so many."""
    work = Segment(activity=Activity.WORK, start=offer.start, end=offer.end)
    segments = with_rest(work, shift_rules.in_force(tx).rules.limits)
    day = calendars.day_at(tx, offer.start)
    made = Shift(
        id=0,
        user_id=user_id,
        day=day,
        pattern="",
        state=ShiftState.PUBLISHED,
        segments=segments,
        overtime=True,
        why=offer.words,
        version=0,
    )
    ruling.obey(ruling.breaches(tx, [Change(user_id=user_id, come=(made,))], drafts=False))
    log.append(
        tx,
        ShiftAssigned(
            user_id=user_id,
            day=day,
            pattern="",
            segments=segments,
            overtime=True,
            published=True,
            why=offer.words,
            offer_id=offer.id,
        ),
    )


def _go(tx: Tx, offer: Offer, user_id: int) -> None:
    """My shift ends where the offer begins."""
    now = shifts.at(tx, user_id, offer.start)
    left = () if now is None else cut(now.segments, offer.start)
    if now is None or not left or now.end > offer.end:
        raise Refusal(ErrorCode.CONFLICT, "you have no shift that could end then")
    then = replace(now, segments=left, why=offer.words)
    ruling.obey(ruling.breaches(tx, [Change(user_id=user_id, gone=frozenset({now.id}), come=(then,))], drafts=False))
    changed(tx, now, then, offer_id=offer.id)
    lapse(tx, now.id)


@handles("close_offer")
def close_offer(tx: Tx, ask: Ask[None, None]) -> Offer:
    """Nobody may take it any more; who has a seat keeps it."""
    now = found(store.offer(tx, ask.id("offer_id")), "offer")
    if now.closed:
        raise Refusal(ErrorCode.CONFLICT, "it is closed")
    log.append(tx, OfferClosed(offer_id=now.id, why=WITHDRAWN))
    return found(store.offer(tx, now.id), "offer")


def _over(tx: Tx, _settings: Settings) -> None:
    for offer_id in store.over(tx):
        log.append(tx, OfferClosed(offer_id=offer_id, why=OVER))


SWEEPS.append(Sweep("offers whose time is over", lambda tx: bool(store.over(tx)), _over))
