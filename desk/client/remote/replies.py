"""What an answer of the server means: what the contract says, a refusal, or that nobody decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from desk.contract.endpoint import Endpoint
from desk.contract.errors import Problem, Refusal, Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer of the server that is not a refusal; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def etag(self) -> str | None:
        """The record's ETag, quotes included, as If-Match wants it."""
        return self.headers.get("etag")

    @property
    def synced_to(self) -> int:
        """The log position the answer includes; 0 when the server did not say."""
        said = self.headers.get("desk-synced-to", "")
        return int(said) if said.isascii() and said.isdecimal() and len(said) <= 16 else 0


class Answered(Exception):  # noqa: N818  it carries an answer, not an error
    """A problem+json of our server, before anybody decided what it means; the outbox looks at its headers."""

    def __init__(self, problem: Problem, headers: Mapping[str, str]) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.headers = headers


def kind_of(headers: Mapping[str, str]) -> str:
    """The content type of an answer, without its parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def answer_kind(endpoint: Endpoint) -> str:
    """The content type a success has."""
    return "application/json" if endpoint.writes else endpoint.media_type


def checked(endpoint: Endpoint, reply: Reply) -> Reply:
    """The reply, if our server gave it and it means success; Answered for a problem, else Unreachable."""
    kind = kind_of(reply.headers)
    if kind == "application/problem+json":
        try:
            raise Answered(msgspec.json.decode(reply.body, type=Problem), reply.headers)
        except msgspec.MsgspecError as error:
            raise Unreachable("an error that makes no sense") from error
    if reply.status == 304:
        return reply
    if reply.status != endpoint.status or kind != answer_kind(endpoint):
        raise Unreachable(f"status {reply.status}, {kind or 'no content type'}: not an answer of Desk")
    return reply


def meaning(problem: Problem) -> Refusal | Unreachable:
    """A problem as the error it stands for: a server that failed has not decided anything."""
    if problem.status >= 500:
        return Unreachable(f"{problem.code} (request {problem.request_id})", retry_after=problem.retry_after)
    return Refusal.of(problem)


def decoded(reply: Reply, answer: Any) -> Any:
    """The body as the contract's type; Unreachable when it does not say that, as a cut one does not."""
    if answer is bytes:
        return reply.body
    try:
        return msgspec.json.decode(reply.body, type=answer)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreachable("an answer that makes no sense") from error
