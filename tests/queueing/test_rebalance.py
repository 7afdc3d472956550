"""A proposal takes off those who will be late, breaks nothing, and every part of it holds what the whole promises."""

from random import Random

import pytest
from msgspec.structs import replace as with_

from desk.contract.board import Card
from desk.contract.service import AssignmentCode
from desk.queueing.foresight import Foresight
from desk.queueing.rebalance import Handing, Knowledge, outlook, proposed
from tests.queueing.floor_rig import HOUR, NOW, agent, card, pace, random_card, random_pace

MINUTE = 60
NOTHING = Knowledge()


def two_agents(*cards: Card, skills: tuple[str, ...] = (), until: int | None = None, here: bool = True) -> Foresight:
    """Anna (101) and Ben (102), whose skills and shift are told; a card takes ten minutes."""
    ben = with_(agent(102, 1, until=until, here=here), skills=skills)
    floor = Foresight(pace({1: 600.0}, agent(101, 1), ben), NOW)
    floor.put(*cards)
    return floor


def swamped() -> list[Card]:
    """Three cards that are all due in fifteen minutes."""
    return [card(number, owner_id=101, due=NOW + 15 * MINUTE) for number in (1, 2, 3)]


def ids(moves: list[Handing]) -> list[tuple[int, int]]:
    return [(one.card.id, one.to_id) for one in moves]


def test_as_few_cards_go_as_make_the_rest_come_in_time() -> None:
    floor = two_agents(*swamped())
    moves = proposed(floor, NOTHING, most=10)
    # Anna does one in time, Ben one; whom the third goes to, it is late.
    assert ids(moves) == [(3, 102)]
    assert (outlook(floor).missed, outlook(floor, moves).missed) == (2, 1)
    assert moves[0].why is AssignmentCode.ONLY_ONE


def test_what_somebody_is_in_the_middle_of_stays_theirs() -> None:
    floor = two_agents(*swamped())
    assert proposed(floor, Knowledge(begun={1, 2, 3}), most=10) == []


def test_of_who_is_not_here_everything_may_go() -> None:
    floor = Foresight(pace({1: 600.0}, agent(101, 1, here=False), agent(102, 1)), NOW)
    floor.put(card(1, owner_id=101, due=NOW + HOUR))
    assert ids(proposed(floor, Knowledge(begun={1}), most=10)) == [(1, 102)]


@pytest.mark.parametrize(
    ("skills", "until", "here"),
    [((), None, True), (("english",), NOW + 10 * MINUTE, True), (("english",), None, False)],
    ids=["cannot", "leaves", "is away"],
)
def test_nobody_gets_what_they_cannot_do(skills: tuple[str, ...], until: int | None, here: bool) -> None:
    knowledge = Knowledge(skills={number: frozenset({"english"}) for number in (1, 2, 3)}, quiet=20 * MINUTE)
    assert proposed(two_agents(*swamped(), skills=skills, until=until, here=here), knowledge, most=10) == []
    assert proposed(two_agents(*swamped(), skills=("english",)), knowledge, most=10)


def test_hard_cards_go_to_who_had_fewest_of_them() -> None:
    people = [agent(101, 1), agent(102, 1), agent(103, 1)]
    floor = Foresight(pace({1: 600.0}, *people), NOW)
    floor.put(*swamped(), card(9, owner_id=103, due=NOW + 9 * HOUR))
    knowledge = Knowledge(hard={1, 2, 3}, carried={102: 2})
    assert proposed(floor, knowledge, most=1)[0].to_id == 103
    assert proposed(floor, NOTHING, most=1)[0].to_id == 102


def test_what_goes_beyond_what_somebody_can_carry_goes_to_who_has_room() -> None:
    floor = two_agents(*(card(number, owner_id=101) for number in range(1, 11)))
    moves = proposed(floor, NOTHING, most=10)
    assert len(moves) == 2
    assert outlook(floor, moves).most_loaded == 1.0


@pytest.mark.parametrize("seed", range(25))
def test_every_part_of_a_proposal_leaves_nobody_worse_off(seed: int) -> None:
    chance = Random(seed)
    told = random_pace(chance, 8, 3)
    told = with_(told, agents=[with_(one, capacity=chance.choice([4.0, 12.0, 30.0])) for one in told.agents])
    floor = Foresight(told, NOW)
    cards = [random_card(chance, number, 8, 3) for number in range(1, chance.randint(20, 160))]
    cards = [with_(one, due=one.due and one.due + 3 * HOUR) for one in cards]
    floor.put(*cards)
    knowledge = Knowledge(begun=set(chance.sample(range(1, 160), 30)), hard=set(chance.sample(range(1, 160), 30)))
    moves = proposed(floor, knowledge, most=30)
    assert moves == proposed(floor, knowledge, most=30)
    assert not {one.from_id for one in moves} & {one.to_id for one in moves}
    before = {place: floor.side(place).missed for place in floor.places()}
    for part in [moves, *(chance.sample(moves, chance.randint(0, len(moves))) for _ in range(6))]:
        after = Foresight(told, NOW)
        by_id = {one.card.id: one.to_id for one in part}
        after.put(*(with_(one, owner_id=by_id.get(one.id, one.owner_id)) for one in cards))
        for place in after.places():
            assert after.side(place).missed <= before.get(place, 0), (place, len(part))
        total = sum(after.side(place).missed for place in after.places())
        assert total == outlook(floor, part).missed
        assert total <= sum(before.values())


def test_some_of_these_floors_are_really_relieved() -> None:
    """The property above would hold of a proposal without moves."""
    relieved = 0
    for seed in range(10):
        chance = Random(seed)
        people = [agent(100 + number, 1, 2, capacity=20) for number in range(1, 7)]
        floor = Foresight(pace({1: 600.0, 2: 300.0}, *people), NOW)
        cards = [
            card(number, queue_id=1 + number % 2, owner_id=chance.choice([101, 101, 102, 103]),
                 due=NOW + chance.randrange(MINUTE * 10, 2 * HOUR))
            for number in range(1, 30)
        ]  # fmt: skip
        floor.put(*cards)
        moves = proposed(floor, NOTHING, most=50)
        relieved += outlook(floor).missed - outlook(floor, moves).missed
    assert relieved > 20
