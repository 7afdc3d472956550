"""A small telephone exchange that speaks Zammad's generic CTI protocol over real HTTP, as a customer's own would."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

import httpx
import msgspec

from desk.contract.cti import CtiAnswer
from desk.contract.routes import ENDPOINTS


def _call_id() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A call as the exchange knows it; ``answer`` is what Desk said when it began."""

    source: str
    target: str
    direction: str
    call_id: str = field(default_factory=_call_id)
    users: tuple[str, ...] = ()
    queue: str = ""
    answer: CtiAnswer = field(default_factory=CtiAnswer)

    @property
    def rejected(self) -> bool:
        """Whether Desk refused the call: its number is blocked."""
        return self.answer.action == "reject"


class ExchangeError(Exception):
    """Desk did not take a push; the message holds its answer."""


class Exchange:
    """Pushes what happens on its lines to Desk, as JSON or (``form``) as form fields. Use it in ``async with``."""

    def __init__(self, base_url: str, token: str, *, form: bool = False) -> None:
        self._url = base_url.rstrip("/") + ENDPOINTS["cti"].url(token=token)
        self._form = form
        self._client = httpx.AsyncClient(timeout=10)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def ring(self, number: str, to: str, users: Sequence[str] = (), queue: str = "") -> Line:
        """Somebody calls ``to``; it rings for ``users`` (names, logins or extensions) or for the whole queue."""
        return await self._begin(Line(source=number, target=to, direction="in", users=tuple(users), queue=queue))

    async def dial(self, user: str, number: str, own_number: str = "") -> Line:
        """An agent calls somebody."""
        return await self._begin(Line(source=own_number, target=number, direction="out", users=(user,)))

    async def answer(self, line: Line, extension: str) -> None:
        """Somebody picks up: the agent at this extension, or on an outbound call the customer at this number."""
        await self._push("answer", line, answeringNumber=extension)

    async def hangup(self, line: Line, cause: str = "normalClearing") -> None:
        """The call is over."""
        await self._push("hangup", line, cause=cause)

    async def transfer(self, line: Line, users: Sequence[str], to: str = "", queue: str = "") -> Line:
        """Hand a call on: this leg ends as forwarded, and a new one rings that names it as its origin."""
        await self.hangup(line, "forwarded")
        leg = replace(line, call_id=_call_id(), target=to or line.target, users=tuple(users), queue=queue)
        return await self._begin(leg, origCallId=line.call_id, diversion=line.target)

    async def _begin(self, line: Line, **more: str) -> Line:
        return replace(line, answer=await self._push("newCall", line, queue=line.queue, **more))

    async def _push(self, event: str, line: Line, **more: str) -> CtiAnswer:
        """Send one event; ExchangeError when it was not taken."""
        message: dict[str, Any] = {
            "event": event,
            "from": line.source,
            "to": line.target,
            "direction": line.direction,
            "callId": line.call_id,
            **{name: value for name, value in more.items() if value},
        }
        if event == "newCall" and line.users:
            message["user[]" if self._form else "user"] = list(line.users)
        if self._form:
            answer = await self._client.post(self._url, data=message)
        else:
            answer = await self._client.post(self._url, json=message)
        if answer.status_code != 200:
            raise ExchangeError(f"{event}: {answer.status_code} {answer.text}")
        return msgspec.json.decode(answer.content, type=CtiAnswer)
