"""Whatever comes back over the line is an answer, a refusal, or the certainty that nobody decided."""

import asyncio
import gc
import socket
import ssl
from pathlib import Path

import pytest

from desk.client.remote.http import Http, Site
from desk.client.remote.replies import Reply, decoded
from desk.contract.base import Done, Page, PageQuery
from desk.contract.errors import ErrorCode, Refusal, Unreachable
from desk.contract.routes import ENDPOINTS
from desk.contract.users import User
from tests.client.conftest import until
from tests.client.remote.remote_rig import Tap, answer, line

HEALTH, SEND = ENDPOINTS["health"], ENDPOINTS["lock"]
PROBLEM = "application/problem+json"
OK = answer(b'{"ok":true}')
PORTAL = b"<html><body>Please accept the terms of this network</body></html>"
REFUSED = b'{"type":"urn:desk:problem:stale","title":"Stale","status":412,"code":"stale","detail":"now 9","unseen":[4]}'
BUSY = b'{"type":"x","title":"Too many","status":429,"code":"too_many_requests","retry_after":%d}'
BROKEN = b'{"type":"x","title":"Internal","status":500,"code":"internal","request_id":"abc123"}'

NONSENSE = [
    pytest.param(answer(PORTAL, kind="text/html"), id="a captive portal says 200"),
    pytest.param(answer(PORTAL, status="403 Forbidden", kind="text/html"), id="a captive portal says 403"),
    pytest.param(
        answer(b"", status="302 Found", Location="http://127.0.0.1/portal"), id="a captive portal leads elsewhere"
    ),
    pytest.param(answer(b"sorry", status="502 Bad Gateway", kind="text/plain"), id="a gateway has lost the server"),
    pytest.param(answer(BROKEN, status="500 Oops", kind=PROBLEM), id="the server failed"),
    pytest.param(answer(b'{"ok":tr', length=-1), id="the body is cut, and nobody said how long it should be"),
    pytest.param(answer(b'{"ok":tr', length=11), id="the body is cut"),
    pytest.param(answer(b'{"ok":"perhaps"}'), id="the answer is of another kind"),
    pytest.param(answer(b'{"ok":true}', kind="text/plain"), id="the answer has another content type"),
    pytest.param(answer(b'{"ok":true}', status="201 Created"), id="the answer has another status"),
    pytest.param(answer(b'{"code":"new"}', status="409 Conflict", kind=PROBLEM), id="a problem nobody knows"),
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-", id="the head is cut"),
    pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", id="another service altogether"),
    pytest.param(b"", id="the line is hung up"),
    pytest.param(None, id="silence"),
]  # fmt: skip


@pytest.mark.parametrize("said", NONSENSE)
async def test_what_is_no_answer_of_the_server_decides_nothing(said: bytes | None) -> None:
    async with Tap(said) as url, line(url, patience=0.3) as http:
        with pytest.raises(Unreachable):
            decoded(await http.request(HEALTH), Done)


async def test_an_answer_is_read_with_its_position_and_etag() -> None:
    async with Tap(answer(b'{"ok":true}', ETag='"7"', Desk_Synced_To="41")) as url, line(url) as http:
        reply = await http.request(HEALTH)
    assert (decoded(reply, Done), reply.etag, reply.synced_to) == (Done(), '"7"', 41)


async def test_what_is_asked_while_nobody_is_there_says_so() -> None:
    tap = Tap(OK)
    async with tap as url, line(url) as http:
        for attended in (True, False):
            http.attended = lambda there=attended: there
            await http.get(HEALTH)
    assert [b"desk-background: 1" in head.lower() for head in tap.requests] == [False, True]


async def test_a_refusal_says_what_was_not_seen() -> None:
    async with (
        Tap(answer(REFUSED, status="412 Stale", kind=PROBLEM)) as url,
        line(url) as http,
    ):
        with pytest.raises(Refusal) as refused:
            await http.request(SEND, body=b"{}")
    assert (refused.value.code, refused.value.problem.unseen) == (ErrorCode.STALE, [4])


async def test_reading_is_tried_again_while_nobody_answers() -> None:
    tap = Tap(b"", answer(PORTAL, kind="text/html"), OK)
    async with tap as url, line(url) as http:
        await http.get(HEALTH)
    assert len(tap.requests) == 3


async def test_reading_gives_up_after_a_few_times() -> None:
    tap = Tap(b"")
    async with tap as url, line(url) as http:
        with pytest.raises(Unreachable):
            await http.get(HEALTH)
    assert len(tap.requests) == 3


async def test_writing_is_never_repeated_by_itself() -> None:
    tap = Tap(b"", OK)
    async with tap as url, line(url) as http:
        with pytest.raises(Unreachable):
            await http.request(SEND, body=b"{}")
    assert len(tap.requests) == 1


async def test_a_short_wish_to_wait_is_honoured() -> None:
    tap = Tap(answer(BUSY % 1, status="429 Slow", kind=PROBLEM), OK)
    loop = asyncio.get_running_loop()
    async with tap as url, line(url) as http:
        began = loop.time()
        await http.get(HEALTH)
        assert loop.time() - began >= 1
    assert len(tap.requests) == 2


async def test_nobody_sits_through_a_long_wish_to_wait() -> None:
    tap = Tap(answer(BUSY % 900, status="429 Slow", kind=PROBLEM))
    async with tap as url, line(url) as http:
        with pytest.raises(Refusal) as refused:
            await http.get(HEALTH)
    assert refused.value.problem.retry_after == 900
    assert len(tap.requests) == 1


async def test_a_refusal_of_a_read_is_not_asked_again() -> None:
    tap = Tap(answer(REFUSED, status="412 Stale", kind=PROBLEM))
    async with tap as url, line(url) as http:
        with pytest.raises(Refusal):
            await http.get(HEALTH)
    assert len(tap.requests) == 1


async def test_nobody_listening_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with line(f"http://127.0.0.1:{port}") as http:
        with pytest.raises(Unreachable):
            await http.request(HEALTH)


async def test_the_token_goes_only_to_routes_for_people_who_are_signed_in() -> None:
    tap = Tap(OK)
    async with tap as url, line(url) as http:
        http.token = "secret-token"
        await http.request(HEALTH)
        await http.request(ENDPOINTS["session"])
    assert b"secret-token" not in tap.requests[0]
    assert b"authorization: Bearer secret-token" in tap.requests[1].replace(b"Authorization", b"authorization")
    assert "secret-token" not in repr(http)


async def test_a_query_says_what_the_contract_calls_it() -> None:
    tap = Tap(answer(b'{"data":[],"meta":{"has_more":false}}'))
    async with tap as url, line(url) as http:
        page = decoded(await http.request(ENDPOINTS["users"], query=PageQuery(size=7, after="a b&c")), Page[User])
    assert page.data == []
    assert b"GET /api/v1/users?page%5Bsize%5D=7&page%5Bafter%5D=a+b%26c HTTP/1.1" in tap.requests[0]


async def test_a_path_cannot_be_left() -> None:
    tap = Tap(OK)
    async with tap as url, line(url) as http:
        await http.request(ENDPOINTS["keep_draft"], path={"key": "../sessions/me?x#y"}, body=b"{}")
    assert b"PUT /api/v1/drafts/..%2Fsessions%2Fme%3Fx%23y HTTP/1.1" in tap.requests[0]


async def test_it_is_told_when_the_session_is_over_but_not_for_an_old_token() -> None:
    over = b'{"type":"x","title":"x","status":401,"code":"session_expired"}'
    told: list[ErrorCode] = []
    async with Tap(answer(over, status="401 No", kind=PROBLEM)) as url, line(url) as http:
        http.on_over = told.append
        await http.open()
        http.token = "old"
        asking = asyncio.ensure_future(http.request(ENDPOINTS["session"]))
        await asyncio.sleep(0)
        http.token = "new"
        with pytest.raises(Refusal):
            await asking
        assert told == []
        with pytest.raises(Refusal):
            await http.request(ENDPOINTS["session"])
    assert told == [ErrorCode.SESSION_EXPIRED]


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://desk.example", True),
        ("https://desk.example:8443", True),
        ("http://127.0.0.1:8460", True),
        ("http://localhost:8460", True),
        ("http://desk.example", False),
        ("desk.example", False),
        ("ftp://desk.example", False),
        ("https://", False),
    ],
)
def test_a_password_never_travels_in_the_clear(address: str, fine: bool) -> None:
    if fine:
        assert Site(address=address).address == address
    else:
        with pytest.raises(ValueError, match="https://"):
            Site(address=address)


async def test_a_missing_certificate_file_is_said_and_can_be_mended(tmp_path: Path) -> None:
    http = Http(Site(address="https://127.0.0.1:1", ca_file=tmp_path / "none.pem"))
    with pytest.raises(Unreachable, match="certificates"):
        await http.request(HEALTH)
    await http.move(Site(address="https://127.0.0.1:1"))
    with pytest.raises(Unreachable, match="ConnectError"):
        await http.request(HEALTH)
    await http.close()


async def test_a_server_with_a_certificate_of_nobody_is_not_trusted_but_one_of_the_companys_own_is(
    tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    # By number: a system without /etc/hosts knows no localhost.
    address = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    stranger, own = Http(Site(address=address)), Http(Site(address=address, ca_file=chain))
    async with server:
        with pytest.raises(Unreachable):
            await stranger.request(HEALTH)
        assert (await own.request(HEALTH)).status == 200
        await stranger.close()
        await own.close()


@pytest.mark.parametrize("rounds", range(24))
async def test_a_line_that_is_closed_while_it_is_being_made_is_not_left_open(rounds: int) -> None:
    async with Tap(OK) as url:
        http = Http(Site(address=url))
        await http.open()
        asking = asyncio.gather(http.request(HEALTH), http.request(HEALTH), return_exceptions=True)
        for _ in range(rounds):
            await asyncio.sleep(0)
        await http.close()
        said = await asking
        assert all(isinstance(one, Reply | Unreachable) for one in said), said
        with pytest.raises(Unreachable):
            await http.request(HEALTH)
    del http, asking
    # A connection nobody closed warns when it is collected, and a warning fails the test.
    gc.collect()


async def test_what_was_asked_of_the_old_server_is_not_answered_by_the_new_one() -> None:
    old, new = Tap(None), Tap(OK)
    async with old as there, new as here, line(there) as http:
        waiting = asyncio.create_task(http.request(HEALTH))
        await until(lambda: old.requests)
        await http.move(Site(address=here))
        with pytest.raises(Unreachable, match="closed"):
            await waiting
        assert (await http.request(HEALTH)).status == 200
        assert len(new.requests) == 1
