"""Leads listen to a colleague's call, who always sees it; the telephone system carries the sound, Desk asks it to."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq


class ListenMode(StrEnum):
    """Only listen; or also say words that the colleague hears and the customer does not."""

    LISTEN = "listen"
    COACH = "coach"


class ListenEnd(StrEnum):
    """Why it is over: the lead stopped it; the lead's telephone was put down, or not picked up; the call is over for
    the colleague; the telephone system does not do it; it could not be reached in time."""

    STOPPED = "stopped"
    HUNG_UP = "hung_up"
    CALL_OVER = "call_over"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


class ListenDraft(Request, frozen=True, kw_only=True):
    """I want to listen to this call of a colleague's, and to no later one; ``why`` is kept in the record."""

    agent_id: Id
    call_id: Id
    mode: ListenMode = ListenMode.LISTEN
    why: Line = ""


class Listening(Answer, frozen=True, kw_only=True):
    """Who listens to whom in which call; it goes on while ``end`` is null. ``detail``: the telephone system's words."""

    id: Id
    lead_id: Id
    lead_name: str
    agent_id: Id
    agent_name: str
    call_id: Id
    mode: ListenMode
    why: str
    began_at: Instant
    ended_at: Instant | None
    end: ListenEnd | None
    detail: str
    version: Seq


class ListenAct(StrEnum):
    """What a telephone system is asked for."""

    BEGIN = "begin"
    END = "end"


class ListenParty(Answer, frozen=True, kw_only=True):
    """A person as telephone systems know them."""

    login: str
    extension: Annotated[str, Meta(max_length=40)]


class ListenOrder(Answer, frozen=True, kw_only=True):
    """Ring the ``lead`` and let them hear the ``agent``, in this call (its id is the exchange's own) and no other; or
    end that."""

    listen: ListenAct
    listening_id: Id
    mode: ListenMode
    lead: ListenParty
    agent: ListenParty
    call: str
