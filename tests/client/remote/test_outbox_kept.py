"""What is refused, too old, taken back or unreadable is shown and kept until somebody decides."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from desk.client.remote import commands, outbox_rows
from desk.client.remote.attempt import Final, attempt
from desk.client.remote.command import Command, OutboxChange, Status
from desk.client.remote.outbox_rows import new_row
from desk.client.remote.remote import Remote
from desk.client.remote.store import NotKept
from desk.contract.agents import AgentState, StateChoice
from desk.contract.errors import ErrorCode, Unreachable
from desk.contract.tickets import ArticleDraft
from tests.chaos.proxy import Fault, Proxy, always
from tests.client.conftest import until
from tests.client.remote.outbox_rig import at_work, away, drop_states, empty, port_of, reasons, run_of, slow
from tests.client.remote.remote_rig import MemoryKeyring, signed_in
from tests.server.conftest import Site

pytestmark = pytest.mark.usefixtures("hasty")


async def test_an_order_can_be_taken_back_while_it_waits_for_its_undo_time(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    changes: list[OutboxChange] = []
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.outbox.watch(changes.append)
        key = await remote.outbox.put(slow(away("아니다")))
        taken = await remote.outbox.withdraw(key)
        assert taken is not None
        assert isinstance(taken.body, StateChoice)
        assert taken.body.reason == "아니다"
        assert await remote.outbox.withdraw(key) is None
        await remote.outbox.put(away("그래"))
        await empty(remote)
    assert reasons(site) == ["그래"]
    assert [change.pending.status for change in changes[:2]] == [Status.WAITING, Status.WITHDRAWN]


async def test_one_key_sends_before_the_undo_time_is_over(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await remote.outbox.send_now(await remote.outbox.put(slow(away("지금"))))
        await empty(remote)
    assert reasons(site) == ["지금"]


async def test_what_was_sent_cannot_be_let_go_of(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with at_work(site, tmp_path, always(Fault.DROP_AFTER), keyring) as (remote, proxy):
        key = await remote.outbox.put(away("unterwegs"))
        await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.UNKNOWN)
        assert not await remote.outbox.discard(key)
        proxy.choose = always(Fault.NONE)
        await empty(remote)


async def test_a_refused_order_stays_with_its_words_until_it_is_let_go(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        key = await remote.outbox.put(commands.add_article(999_999, ArticleDraft(kind="note", body="꼭 확인")))
        await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.REFUSED)
    async with signed_in(site.url, tmp_path, keyring) as remote:
        (kept,) = remote.outbox.pending
        assert kept.problem is not None
        assert kept.problem.code is ErrorCode.NOT_FOUND
        command = remote.outbox.recover(key)
        assert command is not None
        assert isinstance(command.body, ArticleDraft)
        assert command.body.body == "꼭 확인"
        assert await remote.outbox.discard(key)
        assert not remote.outbox.pending
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert not remote.outbox.pending


async def test_a_refused_order_does_not_hold_up_those_behind_it(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        bad = StateChoice(state=AgentState.AWAY, reason=" ")
        refused = await remote.outbox.put(commands.choose_state(bad))
        await remote.outbox.put(away("weiter"))
        await until(lambda: [pending.key for pending in remote.outbox.pending] == [refused])
    assert reasons(site) == ["weiter"]


async def test_an_old_state_is_not_sent_unasked_but_words_are(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with run_of(proxy, tmp_path, keyring) as remote:
            await proxy.pull_the_cable()
            state = await remote.outbox.put(away("vor der Pause"))
            words = await remote.outbox.put(commands.add_article(999_999, ArticleDraft(kind="note", body="Wort")))
        proxy.plug_in()
        monkeypatch.setattr(outbox_rows, "STALE_AFTER", -1.0)
        async with run_of(proxy, tmp_path, keyring) as remote:
            await until(lambda: {row.key: row.status for row in remote.outbox.pending} == {
                state: Status.HELD, words: Status.REFUSED})  # fmt: skip
            assert reasons(site) == []
            await remote.outbox.release(state)
            await until(lambda: reasons(site) == ["vor der Pause"])


async def test_what_the_server_may_have_forgotten_is_not_sent_again_unasked(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with run_of(proxy, tmp_path, keyring) as remote:
            proxy.choose = always(Fault.DROP_AFTER)
            key = await remote.outbox.put(commands.add_article(999_999, ArticleDraft(kind="note", body="alt")))
            await until(lambda: (row := remote.outbox.find(key)) and row.tries >= 1)
        proxy.choose = always(Fault.NONE)
        monkeypatch.setattr(outbox_rows, "UNSAFE_AFTER", -1.0)
        async with run_of(proxy, tmp_path, keyring) as remote:
            await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.HELD)


async def test_orders_sealed_under_a_lost_key_are_shown_and_kept(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with run_of(proxy, tmp_path, keyring) as remote:
            await proxy.pull_the_cable()
            await remote.outbox.put(away("unlesbar"))
        proxy.plug_in()
        async with run_of(proxy, tmp_path, MemoryKeyring()) as remote:
            (lost,) = remote.outbox.pending
            assert (lost.status, lost.command, lost.endpoint) == (Status.LOST, None, "choose_state")
            await remote.outbox.put(away("danach"))
            await until(lambda: reasons(site) == ["danach"])
        async with run_of(proxy, tmp_path, keyring) as remote:
            await until(lambda: reasons(site) == ["danach", "unlesbar"])


async def test_a_full_disk_refuses_the_click_and_says_so(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await remote.store.run(lambda db: db.execute("PRAGMA max_page_count = 1"))
        clicks = [remote.outbox.put(slow(away("x" * 290))) for _ in range(50)]
        kept = await asyncio.gather(*clicks, return_exceptions=True)
        assert "full" in str(kept[-1])
        assert isinstance(kept[-1], NotKept)
        assert len(remote.outbox.pending) == sum(isinstance(one, str) for one in kept)
        await remote.store.run(lambda db: db.execute("PRAGMA max_page_count = 100000"))


async def take_back(remote: Remote, key: str) -> Command | None:
    """The agent asks between two attempts."""
    await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.UNKNOWN)
    await asyncio.sleep(0.01)
    return await remote.outbox.withdraw(key)


async def take_back_in_the_end(remote: Remote, key: str) -> None:
    """The agent asks until it is taken back."""
    while await take_back(remote, key) is None:
        continue


async def test_what_was_sent_but_never_came_is_taken_back_for_good(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with at_work(site, tmp_path, drop_states, keyring) as (remote, proxy):
        key = await remote.outbox.put(away("nie angekommen"))
        await take_back_in_the_end(remote, key)
        assert not remote.outbox.pending
        proxy.choose = always(Fault.NONE)
        again = slow(away("später"))
        late = msgspec.structs.replace(again, key=key, click="late", undo=0.0)
        answer = await attempt(remote.http, new_row(late))
        assert isinstance(answer, Final)
        assert answer.problem is not None
    assert reasons(site) == []


async def test_what_has_happened_is_not_taken_back_and_its_answer_is_fetched(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    def drop_answers(line: bytes) -> Fault:
        return Fault.DROP_AFTER if b"/agents/me" in line else Fault.NONE

    async with at_work(site, tmp_path, drop_answers, keyring) as (remote, proxy):
        key = await remote.outbox.put(away("geschehen"))
        assert await take_back(remote, key) is None
        assert remote.outbox.find(key) is not None
        proxy.choose = always(Fault.NONE)
        await empty(remote)
    assert reasons(site) == ["geschehen"]


async def test_without_the_server_nobody_can_say_whether_it_happened(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with at_work(site, tmp_path, drop_states, keyring) as (remote, proxy):
        key = await remote.outbox.put(away("unbekannt"))
        await until(lambda: (row := remote.outbox.find(key)) and row.tries >= 1)
        await proxy.pull_the_cable()
        with pytest.raises(Unreachable):
            await take_back_in_the_end(remote, key)
        assert remote.outbox.find(key) is not None


async def test_no_later_write_of_the_drafts_comes_to_the_disk_before_the_order_that_took_their_words(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    place = ("ticket:1", "note")
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.outbox.pause()
        remote.drafts.write(*place, "어제 받기로")
        note = ArticleDraft(kind="note", body="어제 받기로")
        order = remote.outbox.hand_in(commands.add_article(1, note, draft=place))
        # Whatever is begun from now on, the drafts' writes among it, finds the order on the disk.
        found = remote.store.begin(lambda db: db.execute("SELECT count(*) FROM outbox").fetchone())
        await order
        assert (await found)[0] == 1
