"""Two other ways to the same figures: the birth-death chain summed state by state, and callers simulated one by one."""

import heapq
import random
import statistics
from dataclasses import astuple, dataclass
from math import exp, expm1, fsum, inf, log

from desk.workforce.erlang import Load, Outlook

BATCHES, BATCH, WARM_UP = 20, 3000, 3000
#: Student's t with 19 degrees of freedom, two-sided 99.9 %.
T_19 = 3.883


def chain(load: Load, agents: int, threshold: float) -> Outlook:
    """Erlang A state by state; for calls, agents, threshold and patience above none."""
    assert load.patience is not None
    births, service, hang_up = load.rate, 1 / load.handle, 1 / load.patience
    logs, top = [0.0], 0.0
    while len(logs) <= agents + 1 or logs[-1] > top - 60 or logs[-1] >= logs[-2]:
        state = len(logs)
        logs.append(logs[-1] + log(births / (min(state, agents) * service + max(state - agents, 0) * hang_up)))
        top = max(top, logs[-1])
    weights = [exp(value - top) for value in logs]
    total = fsum(weights)
    queued = [weight / total for weight in weights[agents:]]
    length = fsum(k * share for k, share in enumerate(queued))
    busy = fsum(min(state, agents) * weight for state, weight in enumerate(weights)) / total
    return Outlook(
        service_level=fsum(weights[:agents]) / total
        + _answered(queued, agents * service / hang_up, hang_up * threshold),
        abandoned=length * hang_up / births,
        wait=length / births,
        occupancy=busy / agents,
        waiting=fsum(queued),
    )


def _answered(queued: list[float], c: float, x: float) -> float:
    """Share of all callers who wait and are answered in time, ``x`` in units of patience.

    Behind k others the offered wait is a sum of exponentials with rates c, c + 1, …, c + k, so that e^-wait is
    Beta(c, k + 1); the caller is still there with probability e^-wait.
    """
    found, tail, term = list[float](), 0.0, -(c + 1) * x
    for k, share in enumerate(queued):
        tail += exp(term)
        found.append(share * c / (c + k + 1) * max(0.0, 1 - tail))
        term += log((c + 1 + k) / (k + 1)) + log(-expm1(-x))
    return fsum(found)


@dataclass(frozen=True)
class Measured:
    """The mean of a measure over the batches, and how far the truth may be from it."""

    mean: float
    within: float

    def agrees(self, value: float) -> bool:
        return abs(self.mean - value) <= self.within


def simulate(load: Load, agents: int, threshold: float, seed: int) -> dict[str, Measured]:
    """Callers come, wait for the agent who is free first, and hang up when they have waited for their patience."""
    rng = random.Random(seed)
    free, now = [0.0] * agents, 0.0
    batches = list[Outlook]()
    for size in [WARM_UP] + [BATCH] * BATCHES:
        began, answered, lost, waited, busy, kept = now, 0, 0, 0.0, 0.0, 0
        for _ in range(size):
            now += rng.expovariate(load.rate)
            wait = max(0.0, free[0] - now)
            patience = inf if load.patience is None else rng.expovariate(1 / load.patience)
            kept += wait > 0
            if patience < wait:
                lost += 1
                waited += patience
                continue
            handle = rng.expovariate(1 / load.handle)
            heapq.heapreplace(free, now + wait + handle)
            answered += wait <= threshold
            waited += wait
            busy += handle
        batches.append(
            Outlook(answered / size, lost / size, waited / size, busy / (agents * (now - began)), kept / size)
        )
    columns = zip(*map(astuple, batches[1:]), strict=True)
    return {
        name: Measured(statistics.fmean(column), T_19 * statistics.stdev(column) / BATCHES**0.5)
        for name, column in zip(Outlook.__slots__, columns, strict=True)
    }
