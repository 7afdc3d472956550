"""How many agents an interval needs: Erlang C (everybody waits) and Erlang A (callers have patience), exactly.

Both take Poisson arrivals, exponential handle times and one queue served in order of arrival, in its steady state.
Erlang A adds that a waiting caller hangs up after an exponential patience.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from math import ceil, cos, exp, expm1, inf, log, pi, sqrt

#: The integrand is followed down to e^-40 (4e-18) of its peak.
NATS = 40.0
#: Longest piece of an integral, in units of mean patience, that the nodes below follow to 1e-13.
PIECE = 3.0
NODES = 24


class Model(StrEnum):
    """Which queue is meant; the value stands in settings."""

    C = "erlang_c"
    A = "erlang_a"


@dataclass(frozen=True, slots=True)
class Load:
    """What comes in during one interval of ``seconds``.

    ``calls`` is the number expected in the interval; ``handle`` the mean handle time (talk, hold and wrap-up) in
    seconds; ``patience`` the mean time in seconds (1e-3…1e9) after which a waiting caller hangs up, None if nobody ever
    does. Raises ValueError for what cannot be.
    """

    calls: float
    seconds: float
    handle: float
    patience: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.calls < inf:
            raise ValueError("calls must not be negative")
        if not (0 < self.seconds < inf and 0 < self.handle < inf):
            raise ValueError("seconds and handle must be positive")
        if self.patience is not None and not 1e-3 <= self.patience <= 1e9:
            raise ValueError("patience must be 1e-3…1e9 s, or None")

    @property
    def rate(self) -> float:
        """Calls a second."""
        return self.calls / self.seconds

    @property
    def traffic(self) -> float:
        """Offered traffic in Erlang: the mean number of agents that would talk if nobody waited or hung up."""
        return self.rate * self.handle


@dataclass(frozen=True, slots=True)
class Outlook:
    """What callers and agents meet with so many agents; all shares are 0…1 and count **every** call that arrives.

    ``service_level``: answered within the threshold; who hangs up counts as not answered, however early.
    ``abandoned``: hung up while waiting. ``wait``: mean seconds in the queue, whether it ended in an answer or not.
    ``occupancy``: share of the agents' time spent on calls. ``waiting``: share of callers who are not answered at once.

    Without calls nothing is missed: 1, 0, 0, 0, 0, with any number of agents.
    """

    service_level: float
    abandoned: float
    wait: float
    occupancy: float
    waiting: float


@dataclass(frozen=True, slots=True)
class Target:
    """What must be reached: ``level`` (0…1) of all calls answered within ``threshold`` seconds; caps (0…1) if any."""

    level: float
    threshold: float
    max_occupancy: float | None = None
    max_abandon: float | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.level <= 1 and self.threshold >= 0):
            raise ValueError("level must be 0…1, threshold not negative")
        if not (self.max_occupancy is None or 0 < self.max_occupancy <= 1):
            raise ValueError("max_occupancy must be above 0 and at most 1")
        if not (self.max_abandon is None or 0 <= self.max_abandon <= 1):
            raise ValueError("max_abandon must be 0…1")

    def met(self, outlook: Outlook) -> bool:
        """Whether an outlook for this threshold is good enough."""
        return (
            outlook.service_level >= self.level
            and (self.max_occupancy is None or outlook.occupancy <= self.max_occupancy)
            and (self.max_abandon is None or outlook.abandoned <= self.max_abandon)
        )


NOTHING = Outlook(service_level=1.0, abandoned=0.0, wait=0.0, occupancy=0.0, waiting=0.0)


def erlang_b(agents: int, traffic: float) -> float:
    """Share of calls that find all agents busy when nobody can wait.

    Erlang 1917, by the recursion B(0) = 1, B(n) = A·B(n-1) / (n + A·B(n-1)), which neither overflows nor cancels. While
    n < A a step shrinks a relative error to n/A of it or less, so that the recursion may begin late, with B ≈ 1 - n/A,
    where e^-40 of that error is left in the end.
    """
    if agents > traffic + 40 * sqrt(traffic) + 1000:
        return 0.0  # below 1e-300
    first = max(0, int(traffic - sqrt(2 * NATS * traffic + max(0.0, traffic - agents) ** 2)))
    blocked = 1.0 - first / traffic if first else 1.0
    for n in range(first + 1, agents + 1):
        blocked = traffic * blocked / (n + traffic * blocked)
    return blocked


def erlang_c(load: Load, agents: int, threshold: float) -> Outlook:
    """Erlang's delay system M/M/n: callers wait as long as it takes, ``load.patience`` is not looked at.

    Erlang 1917: with B of ``erlang_b`` the share that waits is P = n·B / (n - A·(1 - B)); a wait is longer than t with
    probability P·exp(-(n - A)·t / handle). With A ≥ n the queue grows without end: nobody is answered in time, waits
    are infinite, and all agents are always busy.
    """
    _check(agents, threshold)
    if not load.calls:
        return NOTHING
    return _erlang_c(load, agents, threshold, erlang_b(agents, load.traffic))


def erlang_a(load: Load, agents: int, threshold: float) -> Outlook:
    """Palm's queue M/M/n+M: callers hang up after an exponential patience; without one this is ``erlang_c``.

    Palm 1943 and 1957, as told by Garnett, Mandelbaum and Reiman 2002: a birth-death chain with births λ and deaths
    min(j, n)·μ + max(j - n, 0)·θ. Instead of summing the chain, the wait offered to a caller of endless patience is
    integrated (Baccelli and Hebuterne 1981; Zeltyn and Mandelbaum 2005, whose J is ``offered`` below and whose 1/ε is
    B(n-1)): for v > 0 its density is λ·π(n-1)·exp(λ/θ·(1 - e^-θv) - n·μ·v), and π(n-1) is the share B(n-1) of all
    states below n. That costs the same for every load, and no term overflows. The error is below 1e-12 of a share.

    ``wait`` is P(hangs up) / θ, for whoever waits hangs up at the rate θ. Without agents everybody hangs up.
    """
    _check(agents, threshold)
    if not load.calls:
        return NOTHING
    if load.patience is None:
        return erlang_c(load, agents, threshold)
    return _erlang_a(load, load.patience, agents, threshold, erlang_b(max(agents - 1, 0), load.traffic))


class Curve:
    """The outlooks of one load by number of agents: each computed once, when it is first asked for."""

    def __init__(self, load: Load, target: Target, model: Model = Model.A) -> None:
        """Nothing is computed yet. Without patience, model A is model C."""
        self.load, self.target = load, target
        self.model = Model.C if load.patience is None else model
        self._outlooks = dict[int, Outlook]()
        self._blocked = dict[int, float]()

    def outlook(self, agents: int) -> Outlook:
        """What this load meets with so many agents. Raises ValueError if they are fewer than none."""
        found = self._outlooks.get(agents)
        if found is None:
            found = self._outlooks[agents] = self._outlook(agents)
        return found

    def service_level(self, agents: int) -> float:
        """Share (0…1) of all calls that are answered within the target's threshold."""
        return self.outlook(agents).service_level

    def met(self, agents: int) -> bool:
        """Whether so many agents are enough for the target."""
        return self.target.met(self.outlook(agents))

    @cached_property
    def required(self) -> int:
        """Fewest agents that meet the target: every measure of it gets better with each agent, so it is bisected."""
        if self.met(0):
            return 0
        enough, step = ceil(self.load.traffic), 1 + int(sqrt(self.load.traffic))
        short = enough - step
        while not self.met(enough):
            short, enough, step = enough, enough + step, 2 * step
        while short > 0 and self.met(short):
            short, enough, step = max(0, short - step), short, 2 * step
        short = max(0, short)
        while enough - short > 1:
            middle = (enough + short) // 2
            short, enough = (short, middle) if self.met(middle) else (middle, enough)
        return enough

    def _outlook(self, agents: int) -> Outlook:
        _check(agents, self.target.threshold)
        if not self.load.calls:
            return NOTHING
        if self.model is Model.C or self.load.patience is None:
            return _erlang_c(self.load, agents, self.target.threshold, self._erlang_b(agents))
        blocked = self._erlang_b(max(agents - 1, 0))
        return _erlang_a(self.load, self.load.patience, agents, self.target.threshold, blocked)

    def _erlang_b(self, agents: int) -> float:
        """As ``erlang_b``; one step only if the agent before has been counted."""
        if agents not in self._blocked:
            before, traffic = self._blocked.get(agents - 1), self.load.traffic
            self._blocked[agents] = (
                erlang_b(agents, traffic) if before is None else traffic * before / (agents + traffic * before)
            )
        return self._blocked[agents]


def required(load: Load, target: Target, model: Model = Model.A) -> int:
    """Fewest agents on the telephone that meet the target; hold a ``Curve`` to ask more of the same load."""
    return Curve(load, target, model).required


def rostered(required: int, shrinkage: float) -> int:
    """Agents to roster so that ``required`` are left when the share ``shrinkage`` (0…1) is away from the telephone.

    ceil(required / (1 - shrinkage)). Raises ValueError if nobody would be left.
    """
    if not 0 <= shrinkage < 1:
        raise ValueError("shrinkage must be from 0 to below 1")
    # A share like 0.3 has no exact binary form: 21 / (1 - 0.3) must be 30, not 31.
    return ceil(required / (1 - shrinkage) - 1e-9)


def _check(agents: int, threshold: float) -> None:
    if agents < 0 or threshold < 0:
        raise ValueError("agents and threshold must not be negative")


def _erlang_c(load: Load, agents: int, threshold: float, blocked: float) -> Outlook:
    """``blocked`` is B(agents)."""
    spare = agents - load.traffic
    if spare <= 0:
        return Outlook(service_level=0.0, abandoned=0.0, wait=inf, occupancy=1.0, waiting=1.0)
    waiting = agents * blocked / (spare + load.traffic * blocked)
    return Outlook(
        service_level=1.0 - waiting * exp(-spare * threshold / load.handle),
        abandoned=0.0,
        wait=waiting * load.handle / spare,
        occupancy=load.traffic / agents,
        waiting=waiting,
    )


def _erlang_a(load: Load, patience: float, agents: int, threshold: float, blocked: float) -> Outlook:
    """``blocked`` is B(agents - 1)."""
    if not agents:
        return Outlook(service_level=0.0, abandoned=1.0, wait=patience, occupancy=1.0, waiting=1.0)
    arrivals, services = load.rate * patience, agents * patience / load.handle
    scale, offered, gone, timely = _offered_wait(arrivals, services, threshold / patience)
    # Relative to what is waited for, so that a hopeless overload underflows to "everybody waits".
    at_once, weight = exp(-scale), blocked * arrivals
    whole = at_once + weight * offered
    abandoned = weight * gone / whole
    return Outlook(
        service_level=min(1.0, (at_once + weight * timely) / whole),
        abandoned=abandoned,
        wait=abandoned * patience,
        occupancy=min(1.0, load.traffic * (1.0 - abandoned) / agents),
        waiting=weight * offered / whole,
    )


def _offered_wait(arrivals: float, services: float, limit: float) -> tuple[float, float, float, float]:
    """The offered wait x, in units of mean patience: its density is as e^h(x), h(x) = a·(1 - e^-x) - c·x, 0 < x.

    a = ``arrivals`` and c = ``services`` in a mean patience. Gives the peak m of h, and the integrals of e^(h(x)-m)
    times 1, times 1 - e^-x (has hung up by then), and, up to ``limit``, times e^-x (answered in time).
    """
    top = log(arrivals / services) if arrivals > services else 0.0
    peak = -arrivals * expm1(-top) - services * top
    low, high = _reach(arrivals, services, top, peak)
    # From here on h is a straight line, and what remains is known.
    straight = top + log(1.0 + arrivals) + NATS
    offered = gone = timely = 0.0
    if high > straight:
        high = straight
        offered = gone = exp(arrivals - services * straight - peak) / services
    edges = sorted({low, high, max(low, top), min(max(limit, low), high)})
    for begin, end in _pieces(edges):
        half, middle = (end - begin) / 2, (end + begin) / 2
        whole = left = 0.0
        for node, weight in _GAUSS:
            x = middle + half * node
            hung_up = -expm1(-x)
            value = weight * exp(arrivals * hung_up - services * x - peak)
            whole += value
            left += value * hung_up
        offered += half * whole
        gone += half * left
        if end <= limit:
            timely += half * (whole - left)
    return peak, offered, gone, timely


def _reach(arrivals: float, services: float, top: float, peak: float) -> tuple[float, float]:
    """Between which x h is above its peak less ``NATS``: h is concave, so Newton's steps end outside, never inside."""
    width = sqrt(2 * NATS / max(arrivals * exp(-top), services))

    def outside(x: float) -> float:
        for _ in range(4):
            left = exp(-x)
            x = max(0.0, x + (peak - NATS - arrivals * (1.0 - left) + services * x) / (arrivals * left - services))
        return x

    return outside(max(0.0, top - width)) if top else 0.0, outside(top + width)


def _pieces(edges: list[float]) -> Iterator[tuple[float, float]]:
    """What lies between neighbouring edges, cut into equal pieces that the nodes can follow."""
    for begin, end in pairwise(edges):
        count = ceil((end - begin) / PIECE)
        for i in range(count):
            yield begin + (end - begin) * i / count, begin + (end - begin) * (i + 1) / count if i + 1 < count else end


def _gauss(count: int) -> list[tuple[float, float]]:
    """Nodes and weights of Gauss and Legendre for -1…1: the zeros of the Legendre polynomial, by Newton's method."""
    found = list[tuple[float, float]]()
    for i in range(count):
        x, slope = cos(pi * (i + 0.75) / (count + 0.5)), 1.0
        for _ in range(6):
            before, value = 1.0, x
            for n in range(2, count + 1):
                before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
            slope = count * (x * value - before) / (x * x - 1)
            x -= value / slope
        found.append((x, 2 / ((1 - x * x) * slope * slope)))
    return found


_GAUSS = _gauss(NODES)
