"""People by the queues they serve, and how those of several queues are shared out among them.

Those with the fewest queues are placed first, and each goes where agents are still missing, in proportion to how many;
once nothing is missing, in proportion to need.
"""

from collections.abc import Mapping, Sequence

from desk.contract.base import Id

#: Differences below this (agents) are the rounding of fractions.
NOTHING = 1e-9
#: How often those of several queues are placed anew while one queue is short and another has too many.
SWEEPS = 8
#: Agents of one queue that are not worth another sweep.
ENOUGH = 0.01

#: A group's queues, its agents, and how many of them each queue has.
_Part = tuple[tuple[int, ...], float, list[float]]


class Groups:
    """People by the queues they serve, and how each group is shared out."""

    def __init__(self, places: Mapping[Id, int]) -> None:
        self._places = places
        self._numbers = dict[tuple[Id, ...], int]()
        self._members = list[tuple[int, ...]]()
        #: Groups in which they are placed: those with the fewest queues first.
        self._order = list[int]()

    def __len__(self) -> int:
        return len(self._members)

    def of(self, queue_ids: tuple[Id, ...]) -> int | None:
        """The group's number; None for those who serve no queue of the day."""
        number = self._numbers.get(queue_ids)
        if number is not None:
            return number
        members = tuple(sorted({self._places[queue] for queue in queue_ids if queue in self._places}))
        if not members:
            return None
        if members in self._members:
            number = self._members.index(members)
        else:
            number = len(self._members)
            self._members.append(members)
            self._order = sorted(
                range(len(self._members)), key=lambda one: (len(self._members[one]), self._members[one])
            )
        self._numbers[queue_ids] = number
        return number

    def shared(self, counts: Sequence[int], step: int, needed: Sequence[int]) -> list[float]:
        """Agents each queue has, of so many seconds of each group in an interval of ``step`` seconds."""
        have = [0.0] * len(needed)
        several = list[_Part]()
        for group in self._order:
            if group >= len(counts) or counts[group] <= 0:
                continue
            members, agents = self._members[group], counts[group] / step
            if len(members) == 1:
                have[members[0]] += agents
            else:
                several.append((members, agents, _placed(members, agents, have, needed)))
        if len(several) > 1:
            _settle(several, have, needed)
        return have


def _settle(several: list[_Part], have: list[float], needed: Sequence[int]) -> None:
    """Places groups anew that serve a queue which is short, as long as that helps somewhere."""
    for _ in range(SWEEPS):
        short = _short(have, needed)
        if short < ENOUGH or sum(have) - sum(needed) + short < ENOUGH:
            return
        for number, (members, agents, parts) in enumerate(several):
            if any(have[place] < needed[place] - NOTHING for place in members):
                for place, part in zip(members, parts, strict=True):
                    have[place] -= part
                several[number] = members, agents, _placed(members, agents, have, needed)
        if short - _short(have, needed) < ENOUGH:
            return


def _placed(members: tuple[int, ...], agents: float, have: list[float], needed: Sequence[int]) -> list[float]:
    """Adds agents to what the queues have; gives the part of each."""
    gaps = [needed[place] - have[place] if needed[place] > have[place] else 0.0 for place in members]
    missing = sum(gaps)
    if agents <= missing:
        parts = [agents * gap / missing for gap in gaps]
    else:
        weights = [needed[place] for place in members]
        whole, over = sum(weights), agents - missing
        if not whole:
            weights, whole = [1] * len(members), len(members)
        parts = [gap + over * weight / whole for gap, weight in zip(gaps, weights, strict=True)]
    for place, part in zip(members, parts, strict=True):
        have[place] += part
    return parts


def _short(have: Sequence[float], needed: Sequence[int]) -> float:
    return sum(need - one for one, need in zip(have, needed, strict=True) if need > one)


def grow(counts: list[int], length: int) -> None:
    if len(counts) < length:
        counts.extend([0] * (length - len(counts)))
