"""Words of leads for many, which each says to have read."""

from datetime import timedelta

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import BroadcastRead, BroadcastSent
from desk.contract.floor import Broadcast, BroadcastDraft
from desk.server.routes.handling import Ask, found, handles, in_calendar, unprocessable
from desk.server.store import broadcasts as store
from desk.server.store import log, queues, teams
from desk.server.store.db import Tx

MOST = 100
LONGEST = timedelta(days=90)


@handles("broadcasts")
def broadcasts(tx: Tx, ask: Ask[None, None]) -> list[Broadcast]:
    """What holds and is for me; everything for leads."""
    return store.holding(tx, ask.me.user.id, MOST, leads=ask.leads)


@handles("broadcast")
def broadcast(tx: Tx, ask: Ask[BroadcastDraft, None]) -> Broadcast:
    """Say it to those who are in these teams and queues now, or to everybody."""
    draft, me = ask.body, ask.me.user.id
    until = in_calendar("/until", draft.until or tx.now + store.HOLDS)
    if not tx.now < until <= tx.now + LONGEST:
        raise unprocessable("/until", f"later than now, by {LONGEST.days} days at most")
    for place, team_id in enumerate(draft.team_ids):
        if teams.team(tx, team_id) is None:
            raise unprocessable(f"/team_ids/{place}", "no such team")
    for place, queue_id in enumerate(draft.queue_ids):
        if queues.queue(tx, queue_id) is None:
            raise unprocessable(f"/queue_ids/{place}", "no such queue")
    meant = store.meant_by(tx, draft.team_ids, draft.queue_ids, me)
    if not meant and (draft.team_ids or draft.queue_ids):
        raise unprocessable("/team_ids", "nobody is in these teams and queues")
    fact = BroadcastSent(
        words=draft.words,
        team_ids=draft.team_ids,
        queue_ids=draft.queue_ids,
        to_ids=tuple(meant),
        must_read=draft.must_read,
        until=until,
    )
    return found(store.one(tx, log.append(tx, fact).seq, me, leads=True), "broadcast")


@handles("read_broadcast")
def read_broadcast(tx: Tx, ask: Ask[None, None]) -> Broadcast:
    """I have read it; a lead whom it was not for leaves no trace."""
    me, broadcast_id = ask.me.user.id, ask.id("broadcast_id")
    now = store.one(tx, broadcast_id, me, leads=ask.leads)
    if now is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such broadcast")
    if not now.read and store.is_meant(tx, now.id, me):
        log.append(tx, BroadcastRead(broadcast_id=now.id))
    return found(store.one(tx, now.id, me, leads=ask.leads), "broadcast")
