"""A telephone system that is told over Asterisk's manager interface: every agent is paused there as here.

A member is paused in all its queues at once (``QueuePause`` without a queue): who is in a break is so for every caller,
and the switch's queues need not have our names. What somebody at the telephone pauses stays so until the agent's
availability changes here: their events are looked at and never answered.
"""

import asyncio
import time
from collections.abc import Callable

from desk.contract.listening import ListenAct, ListenOrder
from desk.server.outbound import switch_listening as listening
from desk.server.outbound.job import Later
from desk.server.outbound.manager import AGENTS, CALLS, Manager, ManagerError, Message
from desk.server.outbound.telling import Address, Member, Round, Telling

#: Seconds of silence after which it is asked whether it is still there.
SILENCE = 15.0
#: Members at once: it answers one after the other, and the last has to have its answer in time too.
AT_ONCE = 4
NO_MEMBER = "Interface not found"


class ManagerLine:
    """One session, begun anew when it was lost; ``patience``: seconds for one answer."""

    def __init__(self, address: Address, wake: Callable[[], None], patience: float, silence: float = SILENCE) -> None:
        self.address = address
        self._wake, self._patience, self._silence = wake, patience, silence
        self._manager: Manager | None = None
        self._spoke = 0.0
        #: What each member was told last in this session, and what of that is not answered yet.
        self._said: dict[str, bool] = {}
        self._asking: set[str] = set()
        self._added: set[str] = set()
        #: Members that are otherwise than they were told, and what of that is new.
        self._apart: set[str] = set()
        self._differing: dict[str, bool] = {}
        self._hung_up: set[int] = set()

    async def close(self) -> None:
        """Hang up."""
        if self._manager is not None:
            await self._manager.close()
            self._manager = None

    async def tell(self, tellings: tuple[Telling, ...], orders: tuple[ListenOrder, ...]) -> Round:
        """Ask and tell these; in a new session nothing yet, since all has to be told then."""
        done = Round()
        try:
            if self._manager is None:
                await self._join()
                done.anew = True
            elif self._manager.over:
                raise ManagerError("the connection was lost")
            else:
                await self._ask(done, orders)
                await self._tell(done, tellings)
        except (ManagerError, ValueError) as error:
            done.trouble = Later(str(error))
            await self.close()
        done.added, self._added = self._added, set()
        done.differing, self._differing = self._differing, {}
        done.hung_up, self._hung_up = self._hung_up, set()
        return done

    async def _join(self) -> None:
        one = self.address
        manager = await Manager.open(one.host, one.port, tls=one.tls, patience=self._patience, heard=self._heard)
        try:
            await manager.login(
                one.login, one.secrets[0], encrypted=one.tls, events=f"{AGENTS},{CALLS}" if one.telephone else AGENTS
            )
        except BaseException:
            await manager.close()
            raise
        self._manager, self._spoke = manager, time.monotonic()
        self._said.clear()
        self._asking.clear()
        self._apart.clear()

    async def _ask(self, done: Round, orders: tuple[ListenOrder, ...]) -> None:
        assert self._manager is not None
        for order in orders:
            action, number, headers = listening.request(order, self.address.telephone)
            answer = await self._manager.ask(action, number, **headers)
            self._spoke = time.monotonic()
            why = "" if answer["response"] == "Success" else f"{action}: {answer.get('message', '')}"[:300]
            over = order.listen is ListenAct.END and why.endswith(listening.OVER)
            done.ordered.append((order, "" if over else why))

    async def _tell(self, done: Round, tellings: tuple[Telling, ...]) -> None:
        assert self._manager is not None
        if not any(telling.members for telling in tellings) and time.monotonic() - self._spoke > self._silence:
            await self._manager.ask("Ping")
            self._spoke, done.alive = time.monotonic(), True
        free = asyncio.Semaphore(AT_ONCE)
        ended = await asyncio.gather(*(self._one(done, free, telling) for telling in tellings), return_exceptions=True)
        for error in ended:
            if isinstance(error, BaseException):
                raise error

    async def _one(self, done: Round, free: asyncio.Semaphore, telling: Telling) -> None:
        async with free:
            refusals = [why for one in telling.members if (why := await self._pause(one)) and not one.left]
        if refusals:
            done.refused.append((telling, refusals[0]))
        else:
            done.told.append(telling)

    async def _pause(self, member: Member) -> str:
        """Pause a member, or let calls ring there again; why it was refused, if it was."""
        assert self._manager is not None
        interface, paused = member.interface, "true" if member.paused else "false"
        reason = {"Reason": member.reason} if member.paused else {}
        self._said[interface] = member.paused
        self._apart.discard(interface)
        self._asking.add(interface)
        try:
            answer = await self._manager.ask("QueuePause", Interface=interface, Paused=paused, **reason)
        except ValueError as error:
            return str(error)
        finally:
            self._asking.discard(interface)
        self._spoke = time.monotonic()
        if answer["response"] == "Success":
            return ""
        why = answer.get("message", "") or answer["response"]
        if why == NO_MEMBER:
            return f"{interface} is no member of a queue"
        raise ManagerError(f"QueuePause: {why}"[:300])

    def _heard(self, event: Message | None) -> None:
        """Something has come of itself: the session's end, a new member, a pause."""
        if event is None:
            self._wake()
            return
        interface = event.get("interface", "")
        match event["event"]:
            case "QueueMemberAdded":
                self._added.add(interface)
                self._wake()
            case "QueueMemberPause" if interface in self._said and interface not in self._asking:
                paused = event.get("paused") == "1"
                if (paused != self._said[interface]) != (interface in self._apart):
                    self._apart ^= {interface}
                    self._differing[interface] = paused
                    self._wake()
            case _:
                if (ended := listening.hung_up(event)) is not None:
                    self._hung_up.add(ended)
                    self._wake()
