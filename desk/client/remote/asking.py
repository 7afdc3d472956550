"""Asking the server by an endpoint's name, and what an answer comes with."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from desk.client.remote.http import Http
from desk.client.remote.replies import Reply, decoded
from desk.contract.routes import ENDPOINTS

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Fetched(Generic[T]):
    """An answer, the log position it includes (apply live events after it), and the record's ETag if it has one."""

    data: T
    synced_to: int
    etag: str | None


def etag(version: int) -> str:
    """What If-Match wants for a record at ``version``."""
    return f'"{version}"'


class Asking:
    """Reads and writes by an endpoint's name; what has a method for each builds on it."""

    def __init__(self, http: Http) -> None:
        self.http = http

    async def get(self, name: str, answer: type[T], query: msgspec.Struct | None = None, **path: object) -> Fetched[T]:
        """Read by the endpoint's name, with the position and ETag; tried a few times while nobody answers."""
        return fetched(await self.http.get(ENDPOINTS[name], path=path, query=query), answer)

    async def send(
        self, name: str, answer: type[T], body: msgspec.Struct | None = None, /, **path: object
    ) -> Fetched[T]:
        """Write by the endpoint's name, once, without the outbox."""
        raw = None if body is None else _encode(body)
        return fetched(await self.http.request(ENDPOINTS[name], path=path, body=raw), answer)


def fetched(reply: Reply, answer: type[T]) -> Fetched[T]:
    """A reply as the contract has it."""
    data: T = decoded(reply, answer)
    return Fetched(data, reply.synced_to, reply.etag)
