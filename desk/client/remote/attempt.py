"""One attempt to carry out a command, and whether its answer is the last word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace

from desk.client.remote.api import etag
from desk.client.remote.http import SIGNED_OUT, Http
from desk.client.remote.outbox_rows import Row
from desk.client.remote.replies import Answered, decoded
from desk.contract.errors import ErrorCode, Problem, Unreachable
from desk.contract.routes import ENDPOINTS
from desk.contract.tickets import ArticleDraft, TicketDraft

#: Problems that decide nothing about the command itself.
NOT_NOW = SIGNED_OUT | {
    ErrorCode.SESSION_LOCKED,
    ErrorCode.TOO_MANY_REQUESTS,
    ErrorCode.INTERNAL,
    ErrorCode.UNAVAILABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """The server has decided: an answer, or a problem."""

    answer: Any = None
    problem: Problem | None = None
    synced_to: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Nobody decided. ``signed_out`` names the code when nobody is signed in; ``after`` is the server's wish;
    ``left`` is False when nothing can have arrived."""

    after: float | None = None
    left: bool = True
    signed_out: ErrorCode | None = None


async def attempt(http: Http, row: Row, file_ids: Sequence[int] = ()) -> Final | Later:
    """Send a command once, with the files that go along.

    Final is only what echoes our Idempotency-Key and parses: a captive portal answers 200 or 403 to everything,
    a gateway answers 502 for what was done, and a body can be cut.
    """
    endpoint, parcel = ENDPOINTS[row.endpoint], row.parcel
    assert parcel is not None, "a lost command is never sent"
    headers = {"Idempotency-Key": row.key}
    if parcel.if_match is not None:
        headers["If-Match"] = etag(parcel.if_match)
    try:
        reply = await http.exchange(endpoint, path=parcel.path, body=_with_files(row, file_ids), headers=headers)
        if reply.headers.get("idempotency-key") != row.key:
            return Later()
        answer = decoded(reply, endpoint.answer)
        return Final(answer=answer, synced_to=getattr(answer, "synced_to", reply.synced_to))
    except Answered as answered:
        return _judged(row, answered)
    except Unreachable as error:
        return Later(after=error.retry_after, left=error.left)


def _with_files(row: Row, ids: Sequence[int]) -> bytes | None:
    """The body that is sent; the same files have the same ids at every repeat, so that it does not differ."""
    command, parcel = row.command, row.parcel
    if not ids or command is None or parcel is None:
        return None if parcel is None else parcel.body
    match command.body:
        case ArticleDraft() as article:
            return msgspec.json.encode(replace(article, attachment_ids=list(ids)))
        case TicketDraft(article=ArticleDraft() as article) as ticket:
            return msgspec.json.encode(replace(ticket, article=replace(article, attachment_ids=list(ids))))
        case _:
            return parcel.body


def _judged(row: Row, answered: Answered) -> Final | Later:
    problem = answered.problem
    if problem.code in SIGNED_OUT and problem.status == 401:
        return Later(signed_out=problem.code)
    if problem.code in NOT_NOW or problem.status in (408, 425) or problem.status >= 500:
        return Later(after=problem.retry_after)
    if answered.headers.get("idempotency-key") != row.key:
        return Later()
    return Final(problem=problem)
