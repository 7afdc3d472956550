"""Somebody at work with an outbox, behind a line that can be made bad."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from desk.client.remote import commands
from desk.client.remote.command import Command
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentState, StateChoice
from desk.contract.events import AgentStateChanged, Event
from desk.server.store import log
from tests.chaos.proxy import Fault, Proxy
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, workstation
from tests.server.conftest import Site


def away(reason: str, click: str = "") -> Command:
    """An order that leaves exactly one trace: its reason in the log."""
    return commands.choose_state(StateChoice(state=AgentState.AWAY, reason=reason), click=click)


def slow(command: Command) -> Command:
    """The same, with a minute in which it can be taken back."""
    return Command(
        endpoint=command.endpoint, lane=command.lane, body=command.body, undo=60.0, key=command.key, click=command.click
    )


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


def drop_states(line: bytes) -> Fault:
    """No order about states arrives; everything else does."""
    return Fault.DROP_BEFORE if b"/agents/me" in line else Fault.NONE
