"""An executor's answer counts when it makes sense and is about this very command; everything else decides nothing."""

import asyncio
import contextlib
from datetime import UTC, datetime

import pytest

from desk.server.outbound.client import ExecutorClient, retry_after
from desk.server.outbound.job import Answered, Gone, Job, Later, NeverSeen, Outcome
from desk.server.outbound.signing import Signed, new_secret, verify

KEY = "r7-00ff"
SECRET = new_secret()


def says(state: str, key: str = KEY) -> bytes:
    """An executor's answer."""
    return b'{"key":"%s","state":"%s"}' % (key.encode(), state.encode())


def response(status: int, body: bytes, *headers: str) -> bytes:
    """A whole response."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def exchange(answer: bytes | None, *, asks: bool = False) -> tuple[Outcome, bytes]:
    """What comes of an answer, byte for byte (None: silence), and the request that led to it."""
    heard: list[bytes] = []
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        heard.append(head if asks else head + await reader.readexactly(4))
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        over.set()

    async def run() -> Outcome:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/pay"
            client = ExecutorClient(patience=0.5)
            job = Job(delivery_id=1, executor="payment", url=url, secrets=(SECRET,), key=KEY, body=b"{.;}", asks=asks)
            try:
                return await client(job)
            finally:
                await client.close()
                await over.wait()

    return asyncio.run(run()), heard[0]


@pytest.mark.parametrize(
    ("status", "state"), [(200, "done"), (202, "accepted"), (200, "refused"), (422, "refused"), (409, "refused")]
)
def test_a_word_on_this_command_counts(status: int, state: str) -> None:
    outcome, _ = exchange(response(status, says(state)))
    assert isinstance(outcome, Answered)
    assert outcome.answer.state == state


@pytest.mark.parametrize(
    "answer",
    [
        None,
        b"",
        b"HTTP/1.1 20",
        response(200, b"<html>Please accept the terms</html>"),
        response(200, says("done", "r8-00ff")),
        response(200, says("perhaps")),
        response(200, says("done"))[:-5],
        response(200, b"\x00" * 40),
        response(204, b""),
        response(302, b"", "Location: http://127.0.0.1:9/"),
        response(422, says("done")),
        response(401, b'{"error":"signature"}'),
        response(404, b""),
        response(500, says("done")),
        response(502, b"<h1>Bad Gateway</h1>"),
        response(200, b"x" * 100_000),
    ],
)
def test_whatever_else_comes_decides_nothing(answer: bytes | None) -> None:
    outcome, _ = exchange(answer)
    assert isinstance(outcome, Later)
    assert outcome.why


def test_a_busy_executor_says_when_to_come_again() -> None:
    assert exchange(response(429, says("refused"), "Retry-After: 7"))[0] == Later(
        f"429 {says('refused').decode()}", 7.0
    )


def test_an_executor_that_has_gone_says_so_to_commands_and_knows_nothing_when_asked() -> None:
    assert isinstance(exchange(response(410, b"closed"))[0], Gone)
    assert isinstance(exchange(response(410, b"closed"), asks=True)[0], Later)
    assert isinstance(exchange(response(404, b"?"), asks=True)[0], NeverSeen)


def test_commands_and_questions_are_signed() -> None:
    for asks, body in ((False, b"{.;}"), (True, b"")):
        _, request = exchange(response(200, says("done")), asks=asks)
        line, *headers = request.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        found = {name.lower(): value for name, _, value in (one.partition(": ") for one in headers)}
        verify([SECRET], Signed.of(found), body, datetime.now(UTC))
        assert line.split(" ")[1] == (f"/pay/commands/{KEY}" if asks else "/pay")


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Sun, 22 Nov 2026 09:00:30 GMT", now) == 30
    assert retry_after("Sun, 22 Nov 2026 08:00:00 GMT", now) == 0
    assert [retry_after(said, now) for said in ("", "soon", "-5", "1e3", "１２")] == [None] * 5
