"""Every order is carried out exactly once, whatever the line does, and nothing is dropped."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.client.remote import commands, outbox
from desk.client.remote.attempt import Final, Later, attempt
from desk.client.remote.command import Command, OutboxChange, Status
from desk.client.remote.outbox_rows import new_row
from desk.client.remote.remote import Remote
from desk.client.remote.store import NotKept
from desk.contract.agents import AgentState, AgentStatus, StateChoice
from desk.contract.base import Written
from desk.contract.errors import ErrorCode
from desk.contract.events import AgentStateChanged, Event
from desk.contract.tickets import ArticleDraft
from desk.contract.users import UserChange
from desk.server.store import log
from tests.chaos.proxy import EVERY, Fault, Proxy, always
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, Tap, answer, line, signed_in, workstation
from tests.server.conftest import Site

STATUS = AgentStatus(
    user_id=7,
    name="지윤",
    state=AgentState.AWAY,
    reason="점심",
    since=datetime(2026, 11, 22, tzinfo=UTC),
    next_state=None,
    next_reason="",
    call_id=None,
    wrap_up_until=None,
    version=5,
)


def away(reason: str, click: str = "") -> Command:
    """An order that leaves exactly one trace: its reason in the log."""
    return commands.choose_state(StateChoice(state=AgentState.AWAY, reason=reason), click=click)


def port_of(site: Site) -> int:
    return int(site.url.rpartition(":")[2])


def reasons(site: Site) -> list[str]:
    """What the log says was ordered, in its order."""
    events: list[Event] = site.read(lambda tx: log.after(tx, 0, 10_000))
    return [event.fact.reason for event in events if isinstance(event.fact, AgentStateChanged) and event.fact.reason]


@asynccontextmanager
async def at_work(
    site: Site, home: Path, choose: Callable[[bytes], Fault], keyring: MemoryKeyring, patience: float = 0.5
) -> AsyncGenerator[tuple[Remote, Proxy]]:
    """Somebody at work behind a bad line; sign-in itself goes well."""
    async with Proxy(port_of(site)) as proxy, run_of(proxy, home, keyring, patience) as remote:
        proxy.choose = choose
        yield remote, proxy


@asynccontextmanager
async def run_of(proxy: Proxy, home: Path, keyring: MemoryKeyring, patience: float = 0.5) -> AsyncGenerator[Remote]:
    """One run of the program behind ``proxy``: a second one in the same home is the next run."""
    remote = workstation(proxy.url, home, keyring, patience)
    await remote.start()
    if not remote.session.state.here:
        await remote.sign_in("agent", PASSWORD, take_over=True)
    try:
        yield remote
    finally:
        await remote.close()


async def empty(remote: Remote) -> None:
    await until(lambda: not remote.outbox.pending, 40)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(outbox, "LONGEST_PAUSE", 0.2)


def once(fault: Fault) -> Callable[[bytes], Fault]:
    """The first order is struck, everything else goes well."""
    struck: list[bytes] = []

    def choose(line: bytes) -> Fault:
        if not line.startswith(b"PUT") or struck:
            return Fault.NONE
        struck.append(line)
        return fault

    return choose


def drop_states(line: bytes) -> Fault:
    """No order about states arrives; everything else does."""
    return Fault.DROP_BEFORE if b"/agents/me" in line else Fault.NONE


@pytest.mark.parametrize("fault", EVERY)
async def test_an_order_is_carried_out_once_although(
    fault: Fault, site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with at_work(site, tmp_path, once(fault), keyring) as (remote, proxy):
        await remote.outbox.put(away("점심"))
        await empty(remote)
        assert proxy.struck[fault] == 1
    assert reasons(site) == ["점심"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(st.sampled_from([*EVERY, *[Fault.NONE] * 6]), min_size=10, max_size=30), data=st.data())
def test_any_number_of_orders_over_any_line_are_each_carried_out_once_and_in_order(
    faults: list[Fault],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    desk_loop: asyncio.AbstractEventLoop,
    site: Site,
) -> None:
    home, left = tmp_path_factory.mktemp("home"), list(faults)
    count = data.draw(st.integers(3, 8))

    def choose(line: bytes) -> Fault:
        return left.pop() if line.startswith(b"PUT") and left else Fault.NONE

    async def scenario() -> None:
        before = len(reasons(site))
        async with at_work(site, home, choose, MemoryKeyring(), patience=0.2) as (remote, _):
            for number in range(count):
                await remote.outbox.put(away(f"{home.name}-{number}"))
            await empty(remote)
        assert reasons(site)[before:] == [f"{home.name}-{number}" for number in range(count)]

    desk_loop.run_until_complete(scenario())


LIES = [
    pytest.param(answer(b'{"type":"x","title":"x","status":404,"code":"not_found"}', status="404 No",
        kind="application/problem+json"), id="another service refuses in our own words"),
    pytest.param(answer(msgspec.json.encode(Written(data=STATUS, synced_to=5))), id="a cache answers for the server"),
    pytest.param(answer(msgspec.json.encode(Written(data=STATUS, synced_to=5)), Idempotency_Key="of-somebody-else"),
        id="the answer belongs to another order"),
]  # fmt: skip


@pytest.mark.parametrize("said", LIES)
async def test_an_answer_that_does_not_name_our_order_decides_nothing(said: bytes) -> None:
    async with Tap(said) as url, line(url) as http:
        assert isinstance(await attempt(http, new_row(away("점심"), "")), Later)


async def test_an_answer_that_names_our_order_is_the_last_word() -> None:
    order = away("점심")
    body = msgspec.json.encode(Written(data=STATUS, synced_to=5))
    async with Tap(answer(body, Idempotency_Key=order.key)) as url, line(url) as http:
        final = await attempt(http, new_row(order, ""))
    assert final == Final(answer=Written(data=STATUS, synced_to=5), synced_to=5)


async def test_a_double_click_orders_once(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        click = "the button of this dialog"
        first, second = await asyncio.gather(
            remote.outbox.put(away("한 번", click=click)), remote.outbox.put(away("한 번", click=click))
        )
        await empty(remote)
        late = await remote.outbox.put(away("한 번", click=click))
        await remote.outbox.put(away("다른 것"))
        await empty(remote)
        assert first == second == late
    assert reasons(site) == ["한 번", "다른 것"]


async def test_what_waits_when_the_program_dies_is_sent_by_the_next_run(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with run_of(proxy, tmp_path, keyring) as remote:
            proxy.choose = always(Fault.DROP_AFTER)
            await remote.outbox.put(away("먼저"))
            await remote.outbox.put(away("나중"))
            await until(lambda: remote.outbox.pending[0].tries >= 1)
        proxy.choose = always(Fault.NONE)
        async with run_of(proxy, tmp_path, keyring) as remote:
            await empty(remote)
    assert reasons(site) == ["먼저", "나중"]


async def test_nothing_personal_lies_readable_on_the_disk(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with at_work(site, tmp_path, always(Fault.DROP_BEFORE), keyring) as (remote, _):
        await remote.outbox.put(away("김하늘 010-2345-6789"))
        files = [path.read_bytes() for path in (tmp_path / "data").iterdir()]
        assert files
        assert not any("김하늘".encode() in raw or b"2345" in raw for raw in files)


async def test_an_order_can_be_taken_back_while_it_waits_for_its_undo_time(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    changes: list[OutboxChange] = []
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.outbox.watch(changes.append)
        key = await remote.outbox.put(_slow(away("아니다")))
        taken = await remote.outbox.withdraw(key)
        assert taken is not None
        assert isinstance(taken.body, StateChoice)
        assert taken.body.reason == "아니다"
        assert await remote.outbox.withdraw(key) is None
        await remote.outbox.put(away("그래"))
        await empty(remote)
    assert reasons(site) == ["그래"]
    assert [change.pending.status for change in changes[:2]] == [Status.WAITING, Status.WITHDRAWN]


def _slow(command: Command) -> Command:
    return Command(
        endpoint=command.endpoint, lane=command.lane, body=command.body, undo=60.0, key=command.key, click=command.click
    )


async def test_one_key_sends_before_the_undo_time_is_over(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await remote.outbox.send_now(await remote.outbox.put(_slow(away("지금"))))
        await empty(remote)
    assert reasons(site) == ["지금"]


async def test_what_was_sent_cannot_be_taken_back(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with at_work(site, tmp_path, always(Fault.DROP_AFTER), keyring) as (remote, proxy):
        key = await remote.outbox.put(away("unterwegs"))
        await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.UNKNOWN)
        assert await remote.outbox.withdraw(key) is None
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


async def test_lanes_do_not_wait_for_each_other(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with at_work(site, tmp_path, drop_states, keyring) as (remote, _):
        stuck = await remote.outbox.put(away("hängt"))
        other = await remote.outbox.put(commands.claim_call(999_999))
        await until(lambda: (row := remote.outbox.find(other)) and row.status is Status.REFUSED)
        row = remote.outbox.find(stuck)
        assert row is not None
        assert row.status in (Status.UNKNOWN, Status.SENDING)


async def test_it_waits_for_a_signed_in_person_and_drops_nothing(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        site.write(lambda tx: tx.run("UPDATE sessions SET ended_at = 1, ended_why = 'revoked'"))
        key = await remote.outbox.put(away("trotzdem"))
        await until(lambda: not remote.session.state.here)
        row = remote.outbox.find(key)
        assert row is not None
        assert remote.outbox.paused
        assert remote.session.state.ended is not None
        await remote.sign_in("agent", PASSWORD)
        await empty(remote)
    assert reasons(site) == ["trotzdem"]


async def test_it_goes_on_while_the_screen_is_covered(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await remote.session.lock()
        await remote.outbox.put(away("abgedeckt"))
        await empty(remote)
    assert reasons(site) == ["abgedeckt"]


async def test_another_persons_orders_are_not_sent_in_my_name(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with at_work(site, tmp_path, always(Fault.DROP_BEFORE), keyring) as (remote, proxy):
        await remote.outbox.put(away("von mir"))
        proxy.choose = drop_states
        await remote.sign_out()
        await remote.sign_in("agent2", PASSWORD)
        proxy.choose = always(Fault.NONE)
        assert not remote.outbox.pending
        await remote.outbox.put(away("von dir"))
        await empty(remote)
        assert reasons(site) == ["von dir"]
        await remote.sign_out()
        await remote.sign_in("agent", PASSWORD)
        await empty(remote)
    assert reasons(site) == ["von dir", "von mir"]


async def test_an_old_state_is_not_sent_unasked_but_words_are(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with run_of(proxy, tmp_path, keyring) as remote:
            await proxy.pull_the_cable()
            state = await remote.outbox.put(away("vor der Pause"))
            words = await remote.outbox.put(commands.add_article(999_999, ArticleDraft(kind="note", body="Wort")))
        proxy.plug_in()
        monkeypatch.setattr(outbox, "STALE_AFTER", -1.0)
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
        monkeypatch.setattr(outbox, "UNSAFE_AFTER", -1.0)
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
        clicks = [remote.outbox.put(_slow(away("x" * 290))) for _ in range(50)]
        kept = await asyncio.gather(*clicks, return_exceptions=True)
        assert "full" in str(kept[-1])
        assert isinstance(kept[-1], NotKept)
        assert len(remote.outbox.pending) == sum(isinstance(one, str) for one in kept)
        await remote.store.run(lambda db: db.execute("PRAGMA max_page_count = 100000"))


async def test_done_brings_the_answer_and_the_position_that_includes_it(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    changes: list[OutboxChange] = []
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.outbox.watch(changes.append)
        await remote.outbox.put(away("fertig"))
        await empty(remote)
    done = changes[-1]
    assert [change.pending.status for change in changes] == [Status.WAITING, Status.SENDING, Status.DONE]
    written: Written[AgentStatus] = done.answer
    assert written.data.reason == "fertig"
    assert done.synced_to == written.synced_to > 0


async def test_a_route_that_cannot_be_repeated_safely_is_not_taken(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        for endpoint in ("sign_in", "reveal", "no_such_route"):
            with pytest.raises(ValueError, match="outbox"):
                await remote.outbox.put(Command(endpoint=endpoint, lane="me"))


async def test_a_clock_that_was_set_back_stops_nothing(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(site, tmp_path, always(Fault.DROP_BEFORE), keyring) as (remote, proxy):
        key = await remote.outbox.put(away("Sommerzeit"))
        await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.UNKNOWN)
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() - 9 * 3600)
        proxy.choose = always(Fault.NONE)
        remote.outbox.hurry()
        await empty(remote)
    assert reasons(site) == ["Sommerzeit"]


async def test_an_order_carries_the_version_it_was_made_for(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    user = site.user_id("agent2")
    version = site.get(f"/users/{user}", as_="admin").json()["version"]
    order = partial(Command, endpoint="change_user", lane="admin", path={"user_id": user})
    async with signed_in(site.url, tmp_path, keyring, login="admin") as remote:
        await remote.outbox.put(order(body=UserChange(name="새 이름"), if_match=version))
        await empty(remote)
        late = await remote.outbox.put(order(body=UserChange(name="zu spät"), if_match=version))
        await until(lambda: (row := remote.outbox.find(late)) and row.status is Status.REFUSED)
        row = remote.outbox.find(late)
        assert row is not None
        assert row.problem is not None
        assert row.problem.code is ErrorCode.STALE
