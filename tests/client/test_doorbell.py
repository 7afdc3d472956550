"""A number or an address handed over reaches the running window, and nonsense is refused."""

import asyncio
import json
import socket
from pathlib import Path

import pytest

from desk.client.doorbell import Doorbell
from desk.client.remote.handoff import OpenCall, OpenRecord, Raise, Wish, hand_over
from tests.client.conftest import until


@pytest.fixture
def window(tmp_path: Path) -> str:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return str(folder / "w.sock")


@pytest.mark.parametrize("wish", [Raise(), OpenRecord("customer", 7), OpenCall(number="010-1234-5678")], ids=str)
async def test_a_wish_arrives_and_is_answered(window: str, wish: Wish) -> None:
    bell, heard = Doorbell(window), list[Wish]()
    bell.rung.connect(heard.append)
    assert await asyncio.to_thread(hand_over, wish, window)
    await until(lambda: heard)
    assert heard == [wish]
    bell.close()


async def test_nonsense_is_refused_and_rings_nothing(window: str) -> None:
    bell, heard = Doorbell(window), list[Wish]()
    bell.rung.connect(heard.append)

    def say(line: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(5)
            caller.connect(window)
            caller.sendall(line)
            return caller.makefile("rb").readline()

    for line in (b"hello\n", b'{"open": "https://example.com"}\n', b'{"open": 7}\n'):
        said = json.loads(await asyncio.to_thread(say, line))
        assert said["ok"] is False
    assert await asyncio.to_thread(say, b"x" * 10_000) == b""
    assert heard == []
    bell.close()


async def test_nobody_else_may_ring(window: str) -> None:
    bell = Doorbell(window)
    assert (await asyncio.to_thread(Path(window).stat)).st_mode & 0o077 == 0
    bell.close()
    assert await asyncio.to_thread(hand_over, Raise(), window) is False
