"""Server-sent events out of a stream of bytes, however it is cut."""

from collections.abc import Iterator
from dataclasses import dataclass

#: A line longer than this is no event of ours: the rest of the stream cannot be trusted.
MAX_EVENT = 4 * 1024 * 1024


class BadStream(Exception):  # noqa: N818  it says what the stream is
    """Not a stream of events, or one without an end to its lines."""


@dataclass(frozen=True, slots=True)
class SseEvent:
    """One event; ``id`` is None when it carried none."""

    name: str
    data: bytes
    id: str | None


class SseParser:
    """Feed it bytes; it gives the events that are complete. Fields it does not know and comments are skipped."""

    _name: str
    _id: str | None
    _data: list[bytes]

    def __init__(self) -> None:
        self._rest = b""
        self._size = 0
        self._after_cr = False
        self._clear()

    def feed(self, chunk: bytes) -> Iterator[SseEvent]:
        """The events that ``chunk`` completes; BadStream when one grows beyond all measure."""
        if not chunk:
            return
        data = self._rest + (chunk[1:] if self._after_cr and chunk.startswith(b"\n") else chunk)
        self._after_cr = chunk.endswith(b"\r")
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self._rest = lines.pop()
        self._size += len(chunk)
        for line in lines:
            if line:
                self._field(line)
                continue
            event = self._complete()
            if event is not None:
                yield event
        if self._size > MAX_EVENT:
            raise BadStream(f"an event of more than {MAX_EVENT} bytes")

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        match name:
            case b"event":
                self._name = value.decode("utf-8", "replace")
            case b"data":
                self._data.append(value)
            case b"id" if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
            case _:
                pass

    def _complete(self) -> SseEvent | None:
        name, data, number = self._name, self._data, self._id
        self._clear()
        self._size = 0
        return SseEvent(name or "message", b"\n".join(data), number) if data else None

    def _clear(self) -> None:
        self._name = ""
        self._id = None
        self._data = []
