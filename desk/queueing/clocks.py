"""Service clocks of a ticket: what starts, rests, stops and moves them, and when each runs out; pure.

Instants and spans are whole microseconds (see ``hours``). What counts, in words:

* The *first answer* is owed from the opening of a ticket that is by or for a customer; else from when it is known to be
  for one, or from the first message of a customer.
* The *next answer* is owed from the customer's first message after an answer.
* A reply is an answer. So is a call somebody talked in, when it is linked with the ticket: the customer was spoken to.
  A note or a change of fields is none, and neither is closing: an answer that is owed rests while a ticket is closed.
* The *resolution* is owed from the opening, rests in the states the queue's targets name, stops when the ticket is
  closed, and goes on from where it stood when it is opened again.
* What was served before a ticket moved counts against the target of its new queue.
* A target is met up to the instant it is due, and missed after it.
"""

from dataclasses import dataclass, replace

from desk.contract.service import ClockKind, ServiceTargets
from desk.contract.tickets import TicketState
from desk.queueing.hours import MINUTE, ServedTime

ANSWERS = (ClockKind.FIRST_ANSWER, ClockKind.NEXT_ANSWER)


@dataclass(frozen=True, slots=True)
class Service:
    """What a queue holds its work to, and the time in which it is served."""

    targets: ServiceTargets
    time: ServedTime

    def target(self, kind: ClockKind) -> int | None:
        """The served time that a clock may take; None: there is no such target."""
        minutes: dict[ClockKind, int | None] = {
            ClockKind.FIRST_ANSWER: self.targets.first_answer,
            ClockKind.NEXT_ANSWER: self.targets.next_answer,
            ClockKind.RESOLUTION: self.targets.resolution,
            ClockKind.CALLBACK: self.targets.callback,
        }
        found = minutes.get(kind)
        return None if found is None else found * MINUTE

    def due(self, kind: ClockKind, since: int, elapsed: int = 0) -> int | None:
        """When a clock that runs from ``since`` on runs out; None when it never does."""
        target = self.target(kind)
        return None if target is None else self.time.after(since, target - elapsed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock: it ``started`` once, has counted ``elapsed`` until ``since``, and runs from there; with ``since`` None
    it rests, or has ``stopped``. ``due`` only while it runs; ``missed`` is when it ran out, as far as that was known
    when it was touched last: one that runs is missed as soon as it is due."""

    kind: ClockKind
    started: int
    target: int | None
    elapsed: int = 0
    since: int | None = None
    due: int | None = None
    stopped: int | None = None
    missed: int | None = None

    @property
    def owed(self) -> bool:
        """Whether what it measures is still to be done."""
        return self.stopped is None

    @property
    def runs_out(self) -> int | None:
        """When what is owed ran out or will; None: it is not owed, rests, or has no target."""
        if not self.owed:
            return None
        return self.missed if self.missed is not None else self.due

    def missed_by(self, now: int) -> int | None:
        """When it ran out, seen from ``now``; None while it has not."""
        if self.missed is not None:
            return self.missed
        return self.due if self.due is not None and self.due < now else None

    def elapsed_by(self, now: int, service: Service) -> int:
        """How much served time it has counted at ``now``."""
        return self.elapsed + (service.time.elapsed(self.since, now) if self.since is not None else 0)


Clocks = dict[ClockKind, Clock]


# One clock


def start(kind: ClockKind, at: int, service: Service) -> Clock:
    """A clock that starts and runs."""
    return Clock(kind=kind, started=at, target=service.target(kind), since=at, due=service.due(kind, at))


def rest(clock: Clock, at: int, service: Service) -> Clock:
    """It counts no more, for now."""
    if clock.since is None:
        return clock
    used = clock.elapsed_by(at, service)
    return replace(clock, elapsed=used, since=None, due=None, missed=clock.missed_by(at))


def go_on(clock: Clock, at: int, service: Service) -> Clock:
    """It counts again, from where it stood, against the target that its queue has now."""
    if clock.since is not None:
        return clock
    held = hold_to(replace(clock, stopped=None), at, service, service)
    due = held.missed if held.missed is not None else service.due(clock.kind, at, clock.elapsed)
    return replace(held, since=at, due=due)


def stop(clock: Clock, at: int, service: Service) -> Clock:
    """What it measures was done."""
    return replace(rest(clock, at, service), stopped=max(at, clock.started))


def hold_to(clock: Clock, at: int, old: Service, new: Service) -> Clock:
    """From ``at`` on it is another queue's: what was counted so far counts against the new target."""
    used, target = clock.elapsed_by(at, old), new.target(clock.kind)
    missed = _missed(used, target, clock.missed_by(at), at)
    moved = replace(clock, target=target, elapsed=used, missed=missed, due=None)
    if clock.since is None:
        return moved
    return replace(moved, since=at, due=missed if missed is not None else new.due(clock.kind, at, used))


def reckon(clock: Clock, at: int, service: Service) -> Clock:
    """The calendar, or the queue's targets, are others: what it has counted since it last went on is counted anew."""
    target = service.target(clock.kind)
    missed = _missed(clock.elapsed, target, clock.missed, at)
    if clock.since is None:
        return replace(clock, target=target, missed=missed)
    due = missed if missed is not None else service.due(clock.kind, clock.since, clock.elapsed)
    return replace(clock, target=target, missed=missed, due=due)


def _missed(used: int, target: int | None, before: int | None, at: int) -> int | None:
    """When a clock that has counted so much was missed: ``before`` if it was then, else ``at``; None if it is not.

    One that was used up when its queue closed for the day is missed as well, although it counts no more.
    """
    if target is None or used < target:
        return None
    return before if used == target or before is not None else at


# The clocks of a ticket


def opened(at: int, state: TicketState, service: Service, *, for_customer: bool) -> Clocks:
    """A ticket begins. One that comes closed out of an earlier system has no clocks until it is opened again."""
    if state is TicketState.CLOSED:
        return {}
    kinds = (ClockKind.FIRST_ANSWER, ClockKind.RESOLUTION) if for_customer else (ClockKind.RESOLUTION,)
    return standing({kind: start(kind, at, service) for kind in kinds}, at, state, service)


def standing(clocks: Clocks, at: int, state: TicketState, service: Service) -> Clocks:
    """What runs and what rests in a state that begins, or has begun before."""
    return {kind: _standing(clock, at, state, service) for kind, clock in clocks.items()}


def _standing(clock: Clock, at: int, state: TicketState, service: Service) -> Clock:
    closed = state is TicketState.CLOSED
    if clock.kind is not ClockKind.RESOLUTION:
        if not clock.owed:
            return clock
        return rest(clock, at, service) if closed else go_on(clock, at, service)
    if closed:
        return clock if not clock.owed else stop(clock, at, service)
    if state.value in service.targets.pauses:
        return replace(rest(clock, at, service), stopped=None)
    return go_on(clock, at, service)


def changed(clocks: Clocks, at: int, state: TicketState, service: Service) -> Clocks:
    """The ticket is in this state from now on."""
    if not clocks and state is not TicketState.CLOSED:
        return opened(at, state, service, for_customer=False)
    return standing(clocks, at, state, service)


def known(clocks: Clocks, at: int, state: TicketState, service: Service) -> Clocks:
    """The ticket is known to be for a customer now."""
    if ClockKind.FIRST_ANSWER in clocks or state is TicketState.CLOSED:
        return clocks
    return {**clocks, ClockKind.FIRST_ANSWER: start(ClockKind.FIRST_ANSWER, at, service)}


def asked(clocks: Clocks, at: int, service: Service) -> Clocks:
    """The customer wrote. Nothing starts while an answer is owed, nor for words older than the last answer."""
    if not clocks or any(clocks[kind].owed for kind in ANSWERS if kind in clocks):
        return clocks
    answered_at = [stopped for kind in ANSWERS if kind in clocks and (stopped := clocks[kind].stopped) is not None]
    if answered_at and at < max(answered_at):
        return clocks
    kind = ClockKind.NEXT_ANSWER if answered_at else ClockKind.FIRST_ANSWER
    return {**clocks, kind: start(kind, at, service)}


def answered(clocks: Clocks, at: int, service: Service) -> Clocks:
    """The customer was answered; what was answered before its clock started counts from the start."""
    return {
        kind: stop(clock, max(at, clock.started), service) if kind in ANSWERS and clock.owed else clock
        for kind, clock in clocks.items()
    }


def spoken(clocks: Clocks, picked_up: int, done: int, service: Service) -> Clocks:
    """A call about the ticket, in which somebody talked, was linked with it: it answers what was owed when somebody
    picked up, and what began while the call went on or was being wrapped up, which was ``done`` then."""
    owed = [one.started for kind, one in clocks.items() if kind in ANSWERS and one.owed]
    return answered(clocks, picked_up, service) if owed and min(owed) <= done else clocks


def moved(clocks: Clocks, at: int, old: Service, new: Service) -> Clocks:
    """The ticket is in another queue now: everything that is owed is held to its targets."""
    return {kind: hold_to(clock, at, old, new) if clock.owed else clock for kind, clock in clocks.items()}


def reckoned(clocks: Clocks, at: int, state: TicketState, service: Service) -> Clocks:
    """The calendar, or the targets of the ticket's queue, are others from now on."""
    anew = {kind: reckon(clock, at, service) if clock.owed else clock for kind, clock in clocks.items()}
    return standing(anew, at, state, service)


def merged(
    stays: Clocks, goes: Clocks, at: int, state: TicketState, service: Service, other: Service
) -> tuple[Clocks, Clocks]:
    """One ticket is the same work as another, which stays in ``state`` and queue ``service``; the one that goes was
    held to ``other``. Returns the clocks of both.

    Of each clock that is owed in both, the one that runs out first stays; an answer on either answers whatever was owed
    on the other before it. Owed first answers become next answers where somebody has answered before.
    """
    to = _last_answer(stays), _last_answer(goes)
    mine, yours = _but_answered(stays, to[1], service), _but_answered(goes, to[0], other)
    coming = moved({kind: clock for kind, clock in yours.items() if clock.owed}, at, other, service)
    coming = standing(coming, at, state, service)
    found = dict(mine)
    for kind, clock in coming.items():
        if kind is ClockKind.FIRST_ANSWER and kind in found and not found[kind].owed:
            kind, clock = ClockKind.NEXT_ANSWER, _as_next(clock, at, service)
        now = found.get(kind)
        found[kind] = clock if now is None or not now.owed or _sooner(clock, now) else now
    left = {kind: clock for kind, clock in yours.items() if not clock.owed}
    return found, left


def _as_next(clock: Clock, at: int, service: Service) -> Clock:
    return hold_to(replace(clock, kind=ClockKind.NEXT_ANSWER), at, service, service)


def _last_answer(clocks: Clocks) -> int | None:
    stops = [clock.stopped for kind, clock in clocks.items() if kind in ANSWERS and clock.stopped is not None]
    return max(stops, default=None)


def _but_answered(clocks: Clocks, at: int | None, service: Service) -> Clocks:
    """An answer on the other ticket counts for what was owed here before it."""
    if at is None:
        return clocks
    return {
        kind: stop(clock, at, service) if kind in ANSWERS and clock.owed and clock.started <= at else clock
        for kind, clock in clocks.items()
    }


def _sooner(one: Clock, other: Clock) -> bool:
    """Whether one runs out before the other; of two that do not, the one that has counted more."""
    if one.runs_out is None or other.runs_out is None:
        return one.runs_out is not None or (other.runs_out is None and one.elapsed > other.elapsed)
    return one.runs_out < other.runs_out


def runs_out_first(clocks: Clocks, state: TicketState) -> tuple[int, ClockKind] | None:
    """Which clock of an open ticket ran out or will run out first, and when."""
    if state is TicketState.CLOSED:
        return None
    return min(
        ((out, kind) for kind, clock in clocks.items() if (out := clock.runs_out) is not None),
        key=lambda found: found[0],
        default=None,
    )
