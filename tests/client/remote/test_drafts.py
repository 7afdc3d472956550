"""No keystroke is lost, whatever dies, and nothing from outside changes what is being written."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from desk.client.remote import drafts
from desk.client.remote.drafts import Drafts
from desk.client.remote.remote import Remote
from desk.client.remote.store import NotKept
from desk.contract.tickets import DraftText
from tests.chaos.proxy import Proxy
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, signed_in, workstation
from tests.server.conftest import Site

PLACE = ("ticket:7", "reply")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "SERVER_AFTER", 0.02)
    monkeypatch.setattr(drafts, "RETRY_AFTER", 0.1)
    monkeypatch.setattr(drafts, "DISK_RETRY", 0.02)


@asynccontextmanager
async def offline(home: Path, keyring: MemoryKeyring) -> AsyncGenerator[Drafts]:
    """Drafts of a workstation whose server is away: only its disk counts."""
    remote = workstation("http://127.0.0.1:9", home, keyring)
    await remote.vault.open()
    await remote.store.open("http://127.0.0.1:9", "agent")
    await remote.drafts.load()
    try:
        yield remote.drafts
    finally:
        await remote.close()


def as_same(remote: Remote) -> dict[str, str]:
    """Headers of the same session: an agent has only one."""
    return {"Authorization": f"Bearer {remote.http.token}"}


def on_server(site: Site, remote: Remote) -> dict[tuple[str, str], str]:
    found = site.get("/drafts", as_=None, headers=as_same(remote)).json()
    return {(draft["key"], draft["kind"]): draft["body"] for draft in found}


def elsewhere(site: Site, remote: Remote, body: str, edit: int) -> None:
    """The same agent writes on another workstation."""
    text = DraftText(kind=PLACE[1], body=body, edit=edit)
    put = site.put(f"/drafts/{PLACE[0]}", text, as_=None, headers=as_same(remote))
    assert put.status_code == 200, put.text


async def synced(remote: Remote) -> None:
    await until(lambda: all(draft.synced and draft.kept for draft in remote.drafts.all))


async def test_a_text_is_there_again_after_a_restart(tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with offline(tmp_path, keyring) as first:
        for end in range(1, 6):
            first.write(*PLACE, "안녕하세요"[:end])
        first.write("call:9", "call_note", "메모")
    async with offline(tmp_path, keyring) as second:
        found = second.find(*PLACE)
        assert found is not None
        assert (found.body, found.kept, found.synced) == ("안녕하세요", True, False)
        assert {draft.key for draft in second.all} == {"ticket:7", "call:9"}
        assert second.find("ticket:8", "reply") is None


async def test_a_keystroke_is_safe_before_anything_else_runs(tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with offline(tmp_path, keyring) as first:
        first.write(*PLACE, "한")
        copied = tmp_path / "as kill -9 would leave it"
        copied.mkdir()
        for path in (tmp_path / "data").iterdir():
            (copied / path.name).write_bytes(path.read_bytes())
    (tmp_path / "data").rename(tmp_path / "gone")
    copied.rename(tmp_path / "data")
    async with offline(tmp_path, keyring) as second:
        found = second.find(*PLACE)
        assert found is not None
        assert found.body == "한"


TYPIST = """
import asyncio, json, os, sys
from pathlib import Path
from tests.client.remote.remote_rig import MemoryKeyring, workstation
home = Path(sys.argv[1])
async def main():
    keyring = MemoryKeyring()
    keyring.secrets = {tuple(name): secret for name, secret in json.loads((home / "keyring").read_text())}
    remote = workstation("http://127.0.0.1:9", home, keyring)
    await remote.vault.open()
    await remote.store.open("http://127.0.0.1:9", "agent")
    await remote.drafts.load()
    for number in range(100_000):
        remote.drafts.write("ticket:7", "reply", f"{number} " + "가나다" * 50)
        os.write(1, b"%d\\n" % number)
        await asyncio.sleep(0.0005)
asyncio.run(main())
"""


@pytest.mark.parametrize("typed", [1, 40, 333])
async def test_kill_9_in_the_middle_of_typing_takes_back_no_key(
    typed: int, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with offline(tmp_path, keyring):
        pass
    (tmp_path / "keyring").write_text(json.dumps(list(keyring.secrets.items())))
    said = await asyncio.to_thread(_typed_and_killed, tmp_path, typed)
    async with offline(tmp_path, keyring) as after:
        found = after.find(*PLACE)
        assert found is not None
        assert int(found.body.split()[0]) in (said, said + 1)  # the last may be written and not yet said
        assert found.body.endswith("가나다" * 50)


def _typed_and_killed(home: Path, typed: int) -> int:
    with subprocess.Popen([sys.executable, "-c", TYPIST, str(home)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(typed):
            process.stdout.readline()
        process.kill()
        rest = process.stdout.read().split(b"\n")
        # The last line may be cut.
        return typed - 1 + max(0, len(rest) - 1)


async def test_the_server_gets_it_after_a_pause_and_another_workstation_finds_it(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path / "one", keyring) as one:
        one.drafts.write(*PLACE, "처음")
        one.drafts.write(*PLACE, "처음부터")
        await synced(one)
    async with signed_in(site.url, tmp_path / "two", MemoryKeyring()) as two:
        await until(lambda: two.drafts.all)
        assert [draft.body for draft in two.drafts.all] == ["처음부터"]
        await synced(two)


async def test_written_while_the_server_was_away_it_goes_there_when_it_is_back(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(int(site.url.rpartition(":")[2])) as proxy, signed_in(proxy.url, tmp_path, keyring) as remote:
        await until(lambda: remote.drafts.online)
        await proxy.pull_the_cable()
        remote.drafts.write(*PLACE, "끊긴 동안")
        await until(lambda: all(draft.kept for draft in remote.drafts.all))
        assert not on_server(site, remote)
        proxy.plug_in()
        await synced(remote)
        assert on_server(site, remote) == {PLACE: "끊긴 동안"}


async def test_a_newer_text_from_another_workstation_is_taken_when_nobody_writes_here(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "alt")
        await synced(remote)
        elsewhere(site, remote, "neu", 50)
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await until(lambda: [draft.body for draft in remote.drafts.all] == ["neu"])
        assert [draft.other for draft in remote.drafts.all] == [""]


async def test_what_is_being_written_is_never_replaced_and_the_other_text_is_offered(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await until(lambda: remote.drafts.online)
        elsewhere(site, remote, "von nebenan", 50)
        remote.drafts.write(*PLACE, "hier")
        await until(lambda: (draft := remote.drafts.find(*PLACE)) and draft.other)
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert (draft.body, draft.other) == ("hier", "von nebenan")
        await until(lambda: on_server(site, remote) == {PLACE: "hier"})
        remote.drafts.write(*PLACE, "hier weiter")
        await until(lambda: on_server(site, remote) == {PLACE: "hier weiter"})
    async with signed_in(site.url, tmp_path, keyring) as remote:
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert (draft.body, draft.other) == ("hier weiter", "von nebenan")
        remote.drafts.settle(*PLACE)
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert draft.other == ""


async def test_two_texts_that_grew_apart_are_both_kept_the_newer_first(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(int(site.url.rpartition(":")[2])) as proxy:
        async with signed_in(proxy.url, tmp_path, keyring) as remote:
            await until(lambda: remote.drafts.online)
            await proxy.pull_the_cable()
            remote.drafts.write(*PLACE, "zu Hause")
        elsewhere(site, remote, "im Büro", 50)
        proxy.plug_in()
        async with signed_in(proxy.url, tmp_path, keyring) as remote:
            await until(lambda: remote.drafts.all and remote.drafts.all[0].other)
            (draft,) = remote.drafts.all
            assert {draft.body, draft.other} == {"im Büro", "zu Hause"}


async def test_a_text_that_was_shown_is_not_replaced_either(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "alt")
        await synced(remote)
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert remote.drafts.find(*PLACE) is not None
        elsewhere(site, remote, "neu", 50)
        await remote.drafts.compare()
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert (draft.body, draft.other) == ("alt", "neu")


async def test_a_dropped_text_is_gone_everywhere_and_stays_gone(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "weg damit")
        await synced(remote)
        remote.drafts.drop(*PLACE)
        assert remote.drafts.find(*PLACE) is None
        await until(lambda: not on_server(site, remote))
        elsewhere(site, remote, "weg damit", 1)
        await remote.drafts.compare()
        assert remote.drafts.find(*PLACE) is None
        await until(lambda: not on_server(site, remote))
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert remote.drafts.find(*PLACE) is None
        remote.drafts.write(*PLACE, "ein anderer")
        await synced(remote)
        assert on_server(site, remote) == {PLACE: "ein anderer"}


def full(on: bool) -> Any:
    def work(db: sqlite3.Connection) -> None:
        db.execute(f"PRAGMA max_page_count = {1 if on else 100_000}")

    return work


async def test_a_full_disk_is_said_and_made_up_for(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        found = remote.drafts
        await remote.store.run(full(True))
        long = "가" * 20_000
        found.write(*PLACE, long)
        with pytest.raises(NotKept, match="full"):
            await found.flush()
        state = found.find(*PLACE)
        assert state is not None
        assert not state.kept
        await remote.store.run(full(False))
        await until(lambda: (state := found.find(*PLACE)) and state.kept)


async def test_half_a_character_breaks_nothing(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "halb \ud83d")
        await synced(remote)
        assert on_server(site, remote) == {PLACE: "halb ?"}
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert draft.body == "halb \ud83d"


async def test_a_text_whose_key_is_not_at_hand_is_kept_until_it_is(tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with offline(tmp_path, keyring) as first:
        first.write(*PLACE, "versiegelt")
    async with offline(tmp_path, MemoryKeyring()) as second:
        assert second.find(*PLACE) is None
        second.write(*PLACE, "inzwischen")
    async with offline(tmp_path, keyring) as third:
        found = third.find(*PLACE)
        assert found is not None
        assert found.other == "versiegelt"


async def test_nothing_is_readable_on_the_disk(tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with offline(tmp_path, keyring) as found:
        found.write(*PLACE, "김하늘 고객님")
        files = [path.read_bytes() for path in (tmp_path / "data").iterdir()]
        assert any(path.suffix == ".keys" and path.stat().st_size for path in (tmp_path / "data").iterdir())
        await found.flush()
        files += [path.read_bytes() for path in (tmp_path / "data").iterdir()]
        assert not any("김하늘".encode() in raw for raw in files)
        await until(lambda: all(path.stat().st_size == 0 for path in (tmp_path / "data").glob("*.keys")))


async def test_writing_goes_on_when_the_session_is_over(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        site.write(lambda tx: tx.run("UPDATE sessions SET ended_at = 1, ended_why = 'revoked'"))
        remote.drafts.write(*PLACE, "noch nicht fertig")
        await until(lambda: not remote.session.state.here)
        remote.drafts.write(*PLACE, "noch nicht fertig, aber")
        await remote.drafts.flush()
        await remote.sign_in("agent", PASSWORD)
        await synced(remote)
        assert on_server(site, remote) == {PLACE: "noch nicht fertig, aber"}
