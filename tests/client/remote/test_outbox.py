"""Every order is carried out exactly once, whatever the line does, and nothing is dropped."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.client.remote import commands
from desk.client.remote.command import Command, OutboxChange, Status
from desk.contract.agents import AgentStatus
from desk.contract.base import Written
from desk.contract.errors import ErrorCode
from desk.contract.users import UserChange
from tests.chaos.proxy import EVERY, Fault, Proxy, always
from tests.client.conftest import until
from tests.client.remote.outbox_rig import at_work, away, drop_states, empty, port_of, reasons, run_of
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, signed_in
from tests.server.conftest import Site

pytestmark = pytest.mark.usefixtures("hasty")


def once(fault: Fault) -> Callable[[bytes], Fault]:
    """The first order is struck, everything else goes well."""
    struck: list[bytes] = []

    def choose(line: bytes) -> Fault:
        if not line.startswith(b"PUT") or struck:
            return Fault.NONE
        struck.append(line)
        return fault

    return choose


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


async def test_an_order_is_kept_as_on_its_way_before_it_goes_and_is_sent_again_by_the_next_run(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with run_of(proxy, tmp_path, keyring) as remote:
            proxy.choose = always(Fault.DROP_BEFORE)
            await remote.outbox.put(away("먼저"))
            await remote.outbox.put(away("나중"))
            kept = await remote.store.run(lambda db: db.execute("SELECT status, tries FROM outbox").fetchall())
            assert [one.status for one in remote.outbox.pending][1] is Status.WAITING
        assert kept[1] == ("waiting", 0)
        assert kept[0][0] in ("sending", "unknown")
        assert kept[0][1] >= 1
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


async def test_done_brings_the_answer_and_the_position_that_includes_it(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    changes: list[OutboxChange] = []
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.outbox.watch(changes.append)
        await remote.outbox.put(away("fertig"))
        await empty(remote)
    done = changes[-1]
    assert done.pending.status is Status.DONE
    assert {change.pending.status for change in changes[:-1]} <= {Status.SENDING}
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
