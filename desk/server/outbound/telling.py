"""What a telephone system is to be told, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from desk.contract.listening import ListenOrder
from desk.contract.telephony import Pause
from desk.server.outbound.job import Gone, Later


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a switch is told: at ``url``, with all ``secrets`` that sign just now; or by the manager at ``host``, with
    its one secret. A new ``version`` or secret makes another address. ``telephone``: what makes the telephones that
    leads listen by; empty where they cannot."""

    name: str
    version: int
    url: str = ""
    host: str = ""
    port: int = 0
    tls: bool = False
    login: str = ""
    telephone: str = ""
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the switch's queues, whom calls may ring or not; ``left``: a telephone that may be nobody's now."""

    interface: str
    paused: bool
    reason: str
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The newest of one agent: for a webhook ``pause``, for a manager ``members`` (an agent who has moved to another
    telephone leaves one behind); none when the manager has heard the same before."""

    pause: Pause
    extension: str = ""
    said: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A switch that is on, up to so many agents it has to hear of, and calls it is to let leads listen to, or no more;
    ``rests``: it is left alone for now."""

    address: Address
    tellings: tuple[Telling, ...] = ()
    orders: tuple[ListenOrder, ...] = ()
    rests: bool = False


@dataclass(slots=True, kw_only=True)
class Round:
    """What came of one attempt at telling: who is told, who was refused and why, and what ended it early.

    ``ordered``: what it was asked, and why it does not do it (empty: it does). ``hung_up``: listenings whose telephone
    was put down. ``anew``: it may know nothing of what it was told before. ``added``: interfaces that have become
    members. ``differing``: whether they are paused, of members that somebody at the telephone has made otherwise than
    we said, or so again."""

    told: list[Telling] = field(default_factory=list[Telling])
    refused: list[tuple[Telling, str]] = field(default_factory=list[tuple[Telling, str]])
    ordered: list[tuple[ListenOrder, str]] = field(default_factory=list[tuple[ListenOrder, str]])
    hung_up: set[int] = field(default_factory=set[int])
    trouble: Later | Gone | None = None
    anew: bool = False
    alive: bool = False
    added: set[str] = field(default_factory=set[str])
    differing: dict[str, bool] = field(default_factory=dict[str, bool])

    @property
    def news(self) -> bool:
        """Whether there is anything to keep."""
        told = self.told or self.refused or self.ordered or self.trouble
        return bool(told or self.anew or self.alive or self.added or self.differing or self.hung_up)


class Line(Protocol):
    """The way to one switch."""

    @property
    def address(self) -> Address:
        """Whither."""
        ...

    async def tell(self, tellings: tuple[Telling, ...], orders: tuple[ListenOrder, ...]) -> Round:
        """Ask and tell these, each once; with none, only see whether all is well. Never raises for what a network can
        do."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...


#: Makes the line to an address; the function it is given wakes whoever waits when something has come of itself.
Lines = Callable[[Address, Callable[[], None]], Line]
