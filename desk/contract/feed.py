"""The live feed: what travels on ``GET /events`` as server-sent events."""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Request, Seq
from desk.contract.calls import Call, Ring
from desk.contract.events import Event
from desk.contract.tickets import Presence

#: SSE event names.
LOG = "log"  # data: FeedItem, id: seq
PRESENCE = "presence"  # data: PresenceList, no id: it is not kept
SYNCED = "synced"  # data: SyncedTo, id: seq; the heartbeat: everything up to here was sent
GAP = "gap"  # data: Gap; the log before ``first_seq`` is gone: fetch afresh
ENDED = "ended"  # data: FeedEnded; the session is over

HEARTBEAT_SECONDS = 15
SILENCE_SECONDS = 40


class FeedQuery(Request, frozen=True, kw_only=True):
    """Topics joined by commas: ``mine``, ``floor``, ``shifts`` (what everybody may know of them, calendar and rules),
    ``rota`` (all of it, for leads and administrators), ``site`` (queues, ready words, macros), ``calls``, ``missed``
    (missed calls until somebody owns them), ``tickets``, ``approvals``, ``executors`` and ``audit`` (leads and
    administrators), ``customer:ID``, ``ticket:ID``, ``queue:ID``. ``after`` serves where a client cannot send
    ``Last-Event-ID``."""

    topics: Annotated[str, Meta(max_length=2000)] = "mine"
    after: Seq | None = None


class FeedItem(Answer, frozen=True, kw_only=True):
    """An event, and for a ringing call what to show before pick-up, for a missed one the call.

    Both come only live: after an interruption they are asked for.
    """

    event: Event
    ring: Ring | None = None
    missed: Call | None = None


class PresenceList(Answer, frozen=True, kw_only=True):
    """Everybody on the subscribed tickets and customers just now."""

    present: list[Presence]


class SyncedTo(Answer, frozen=True, kw_only=True):
    """The feed is complete up to this position."""

    synced_to: Seq


class Gap(Answer, frozen=True, kw_only=True):
    """Events before ``first_seq`` can no longer be sent."""

    first_seq: Seq


class FeedEnded(Answer, frozen=True, kw_only=True):
    """Why the server closed the feed for good: an error code."""

    code: str
