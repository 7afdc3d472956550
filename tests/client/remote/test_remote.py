"""The remote side as one: a program's life from start to end, with and without server, keyring and disk."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from keyring.errors import KeyringLocked

from desk.client.remote import remote as remote_module
from desk.client.remote.command import Status
from desk.client.remote.commands import choose_state
from desk.client.remote.feed import Link
from desk.client.remote.keyring_box import Trouble
from desk.client.remote.outbox import Outbox
from desk.client.remote.remote import Remote
from desk.client.remote.session import Sitting
from desk.client.remote.store import NotKept
from desk.contract.agents import AgentState, StateChoice
from desk.contract.errors import ErrorCode, Refusal, Unreachable
from desk.contract.tickets import TicketQuery
from tests.chaos.proxy import Fault, Proxy
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, signed_in, workstation
from tests.client.test_loop import live_timers
from tests.server.conftest import Site

SLOW = ("httpx", "httpcore", "anyio", "keyring", "cryptography", "stamina", "truststore", "PySide6")


def test_loading_the_remote_side_loads_nothing_slow() -> None:
    program = f"import sys, desk.client.remote.remote; print([name for name in {SLOW} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_next_start_is_signed_in_without_a_password(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as first:
        assert first.session.state.sitting is Sitting.SIGNED_IN
        assert first.keyring_state.stored
        token = first.http.token
    second = workstation(site.url, tmp_path, keyring)
    state = await second.start()
    assert (state.sitting, second.http.token) == (Sitting.SIGNED_IN, token)
    assert state.user is not None
    assert state.user.login == "agent"
    await second.close()


async def test_the_token_is_in_the_keyring_and_in_no_file(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        token = remote.http.token or ""
    assert token in keyring.secrets.values()
    assert not any(token.encode() in path.read_bytes() for path in files(tmp_path))
    assert not any(PASSWORD.encode() in path.read_bytes() for path in files(tmp_path))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_signing_out_forgets_the_token_here_and_there(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        token = remote.http.token
        await remote.sign_out()
        assert remote.session.state.sitting is Sitting.SIGNED_OUT
        assert token not in keyring.secrets.values()
        answer = site.get("/sessions/me", as_=None, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401
        assert not remote.store.is_open


async def test_signing_out_works_without_the_server(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with Proxy(port_of(site)) as proxy, signed_in(proxy.url, tmp_path, keyring) as remote:
        token = remote.http.token
        await proxy.pull_the_cable()
        await remote.sign_out()
        assert remote.session.state.sitting is Sitting.SIGNED_OUT
        assert token not in keyring.secrets.values()


def sitting(remote: Remote) -> Sitting:
    return remote.session.state.sitting


def port_of(site: Site) -> int:
    return int(site.url.rpartition(":")[2])


async def test_a_wrong_password_and_a_busy_session_are_refusals(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    site.token("agent")
    remote = workstation(site.url, tmp_path, keyring)
    await remote.start()
    for password, code in (("wrong password", ErrorCode.WRONG_PASSWORD), (PASSWORD, ErrorCode.SIGNED_IN_ELSEWHERE)):
        with pytest.raises(Refusal) as refused:
            await remote.sign_in("agent", password)
        assert refused.value.code is code
    assert refused.value.problem.holder == "desk of agent"
    await remote.sign_in(" Agent ", PASSWORD, take_over=True)
    assert remote.session.state.sitting is Sitting.SIGNED_IN
    await remote.close()


async def test_being_taken_over_elsewhere_ends_the_session_here_and_says_why(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await until(lambda: remote.feed.health.link is Link.LIVE)
        site.token("agent")
        await until(lambda: not remote.session.state.here)
        assert remote.session.state.ended is ErrorCode.SESSION_TAKEN_OVER
        assert remote.outbox.paused
        assert remote.store.is_open


async def test_without_a_keyring_the_session_is_only_memory_and_that_is_said(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    keyring.broken = KeyringLocked("Failed to unlock the collection!")
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert (remote.keyring_state.stored, remote.keyring_state.trouble) == (False, Trouble.LOCKED)
        remote.drafts.write("ticket:7", "note", "noch lesbar")
        keyring.broken = None
        assert (await remote.retry_keyring()).stored
    async with signed_in(site.url, tmp_path, keyring) as remote:
        draft = remote.drafts.find("ticket:7", "note")
        assert draft is not None
        assert draft.body == "noch lesbar"
    keyring.broken = KeyringLocked("Failed to unlock the collection!")
    again = workstation(site.url, tmp_path, keyring)
    state = await again.start()
    assert (state.sitting, state.keyring.trouble) == (Sitting.SIGNED_OUT, Trouble.LOCKED)
    await again.close()


async def test_it_starts_without_the_server_shows_who_sits_there_and_takes_orders(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_module, "START_SECONDS", 0.3)
    async with Proxy(port_of(site)) as proxy:
        async with signed_in(proxy.url, tmp_path, keyring):
            pass
        await proxy.pull_the_cable()
        remote = workstation(proxy.url, tmp_path, keyring)
        state = await remote.start()
        assert state.sitting is Sitting.UNCONFIRMED
        assert state.user is not None
        assert state.user.login == "agent"
        key = await remote.outbox.put(choose_state(StateChoice(state=AgentState.AVAILABLE)))
        await until(lambda: (row := remote.outbox.find(key)) and row.status is Status.UNKNOWN)
        proxy.plug_in()
        await until(lambda: not remote.outbox.pending)
        await until(lambda: remote.session.state.sitting is Sitting.SIGNED_IN)
        assert (await remote.api.my_state()).state is AgentState.AVAILABLE
        await remote.close()


async def test_a_session_that_ended_meanwhile_is_noticed_when_the_server_is_back(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_module, "START_SECONDS", 0.1)
    async with Proxy(port_of(site)) as proxy:
        async with signed_in(proxy.url, tmp_path, keyring):
            pass
        await proxy.pull_the_cable()
        remote = workstation(proxy.url, tmp_path, keyring)
        await remote.start()
        site.token("agent")
        proxy.plug_in()
        await until(lambda: remote.session.state.ended)
        assert remote.session.state.ended is ErrorCode.SESSION_TAKEN_OVER
        await remote.close()


async def test_a_covered_screen_needs_the_password_whatever_happens(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with signed_in(proxy.url, tmp_path, keyring) as remote:
            await proxy.pull_the_cable()
            await remote.session.lock()
            assert remote.session.state.sitting is Sitting.LOCKED
            with pytest.raises(Unreachable):
                await remote.session.unlock(PASSWORD)
            proxy.plug_in()
            await until(lambda: remote.feed.health.link is Link.LIVE)
            await remote.session.confirm()
            assert remote.session.state.sitting is Sitting.LOCKED
        async with signed_in(proxy.url, tmp_path, keyring) as remote:
            assert remote.session.state.sitting is Sitting.LOCKED
            with pytest.raises(Refusal):
                await remote.session.unlock("wrong password")
            assert remote.session.state.sitting is Sitting.LOCKED
            await remote.session.unlock(PASSWORD)
            assert sitting(remote) is Sitting.SIGNED_IN


async def test_the_servers_idle_lock_covers_the_screen(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        site.write(lambda tx: tx.run("UPDATE sessions SET locked = 1"))
        with pytest.raises(Refusal):
            await remote.api.tickets(TicketQuery())
        assert remote.session.state.sitting is Sitting.LOCKED


async def test_whoever_is_quicker_than_the_lock_on_its_way_is_not_locked_out_again(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy, signed_in(proxy.url, tmp_path, keyring) as remote:
        proxy.choose = lambda line: Fault.LATE if b"/lock " in line else Fault.NONE
        locking = asyncio.create_task(remote.session.lock())
        await until(lambda: sitting(remote) is Sitting.LOCKED)
        await remote.session.unlock(PASSWORD)
        await locking
        assert proxy.struck[Fault.LATE] == 1
        assert sitting(remote) is Sitting.SIGNED_IN
        await remote.api.tickets(TicketQuery())
        assert sitting(remote) is Sitting.SIGNED_IN


async def test_that_the_screen_was_covered_when_something_was_asked_is_no_news_once_it_is_not(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy, signed_in(proxy.url, tmp_path, keyring) as remote:
        await remote.session.lock()
        proxy.choose = lambda line: Fault.LATE_BACK if b"/tickets" in line else Fault.NONE
        asking = asyncio.create_task(remote.api.tickets(TicketQuery()))
        await until(lambda: proxy.struck[Fault.LATE_BACK] == 1)
        await remote.session.unlock(PASSWORD)
        assert sitting(remote) is Sitting.SIGNED_IN
        with pytest.raises(Refusal):
            await asking
        assert sitting(remote) is Sitting.SIGNED_IN


async def test_without_a_disk_one_can_look_and_is_told_that_nothing_is_kept(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert remote.disk_trouble
        assert (await remote.cache.rings()).data == []
        remote.drafts.write("ticket:7", "note", "nur im Kopf")
        with pytest.raises(NotKept):
            await remote.outbox.put(choose_state(StateChoice(state=AgentState.AVAILABLE)))
        remote.drafts.drop("ticket:7", "note")


async def test_one_persons_orders_do_not_go_out_when_another_signs_in_over_them(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        order = choose_state(StateChoice(state=AgentState.AWAY, reason="nur ich"))
        await remote.outbox.put(msgspec.structs.replace(order, undo=60.0))
        await remote.sign_in("agent2", PASSWORD)
        assert not remote.outbox.pending
        assert (await remote.api.my_state()).reason == ""
        await remote.sign_in("agent", PASSWORD, take_over=True)
        assert [pending.status for pending in remote.outbox.pending] == [Status.WAITING]


async def test_a_mistake_of_ours_is_reported_and_the_work_goes_on(
    site: Site, tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, loop_errors: list[str]
) -> None:
    monkeypatch.setattr(remote_module, "MISHAP_SECONDS", 0.01)
    async with signed_in(site.url, tmp_path, keyring) as remote:
        mistakes = iter([ZeroDivisionError()])
        real: Callable[[Outbox], object] = getattr(Outbox, "_heads")  # noqa: B009

        def heads(found: Outbox) -> object:
            for mistake in mistakes:
                raise mistake
            return real(found)

        monkeypatch.setattr(Outbox, "_heads", heads)
        await remote.outbox.put(choose_state(StateChoice(state=AgentState.AVAILABLE)))
        await until(lambda: not remote.outbox.pending)
    assert "ZeroDivisionError" in loop_errors[0]
    loop_errors.clear()


async def test_another_server_is_another_life(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write("ticket:7", "note", "hier")
        async with Proxy(port_of(site)) as proxy:
            await remote.move(workstation(proxy.url, tmp_path).http.site)
            assert remote.session.state.sitting is Sitting.SIGNED_OUT
            await remote.sign_in("agent", PASSWORD, take_over=True)
            assert remote.drafts.find("ticket:7", "note") is None
            await remote.sign_out()


async def test_many_requests_leave_at_most_twenty_timers(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        for _ in range(15):
            await asyncio.gather(*(remote.api.health() for _ in range(10)))
        assert remote.http.traffic.requests >= 150
        assert live_timers() <= 20


async def test_listening_to_somebody_else_is_no_interruption_and_asks_for_nothing_anew(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    def coming_back() -> bool:
        return any(task.get_name() == "remote: back" for task in asyncio.all_tasks())

    links = list[Link]()
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await until(lambda: remote.feed.health.link is Link.LIVE and not coming_back())
        asked = remote.http.traffic.requests
        remote.feed.watch_health(lambda health: links.append(health.link))
        remote.feed.hold("floor")
        await until(lambda: Link.CATCHING_UP in links and links[-1] is Link.LIVE)
        assert not coming_back()
        assert (remote.drafts.online, remote.http.traffic.requests) == (True, asked)


async def test_closing_in_the_middle_of_everything_leaves_nothing_behind(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    remote: Remote = workstation(site.url, tmp_path, keyring)
    starting = asyncio.create_task(remote.start())
    await asyncio.sleep(0.01)
    await remote.close()
    await asyncio.gather(starting, return_exceptions=True)
    await remote.http.close()
