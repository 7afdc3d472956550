"""What a lead is told before letting go: reckoned by hand, against a day played card by card, and always the same."""

from random import Random

import pytest
from msgspec.structs import replace

from desk.contract.board import Card, CardChange
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.queueing.foresight import Drag, Foresight
from desk.queueing.places import AGENT, QUEUE, Place, Side
from tests.queueing.floor_rig import (
    DAYS,
    HOUR,
    NINE,
    NOW,
    agent,
    card,
    pace,
    played,
    random_card,
    random_pace,
)

MINUTE = 60
ANNA, BEN = Place(AGENT, 101), Place(AGENT, 102)
LINE = Place(QUEUE, 1)


def told(foresight: Foresight, *cards: Card) -> Foresight:
    foresight.put(*cards)
    return foresight


def two_agents(*cards: Card, until: int | None = None) -> Foresight:
    """Two people in a queue whose cards take ten minutes."""
    return told(Foresight(pace({1: 600.0}, agent(101, 1, until=until), agent(102, 1)), NOW), *cards)


def test_a_persons_cards_are_done_one_after_the_other() -> None:
    floor = two_agents(
        card(1, owner_id=101, due=NOW + 10 * MINUTE),
        card(2, owner_id=101, due=NOW + 19 * MINUTE),
        card(3, owner_id=101, due=NOW + 30 * MINUTE),
    )
    # Begun at 0, 10, 20 minutes, done at 10, 20, 30: only the second is late.
    assert floor.side(ANNA) == Side(cards=3, load=3.0, capacity=8, wait=20 * MINUTE, missed=1)


def test_dropping_a_card_shows_what_it_does_to_giver_and_taker() -> None:
    floor = two_agents(
        card(1, owner_id=101, due=NOW + 10 * MINUTE),
        card(2, owner_id=101, due=NOW + 19 * MINUTE),
        card(3, owner_id=102, due=NOW + 25 * MINUTE),
    )
    seen = Drag(floor, [2]).over(CardChange(owner_id=102))
    assert [seen.effects[ANNA].before.missed, seen.effects[ANNA].after.missed] == [1, 0]
    # It is due before Ben's own card, goes before it, and leaves that in time by five minutes.
    assert seen.effects[BEN].after == Side(cards=2, load=2.0, capacity=8, wait=10 * MINUTE, missed=0)
    assert (seen.wait, seen.late, seen.late_before) == (0, 0, 1)


def test_the_urgent_goes_before_what_is_due_sooner() -> None:
    floor = two_agents(
        card(1, owner_id=101, due=NOW + 15 * MINUTE), card(2, owner_id=101, due=NOW + 5 * HOUR)
    )  # fmt: skip
    seen = Drag(floor, [2]).over(CardChange(priority=Priority.URGENT))
    assert [seen.effects[ANNA].before.missed, seen.effects[ANNA].after.missed] == [0, 1]
    assert [one.id for one in floor.in_line(ANNA)] == [1, 2]


def test_a_queue_is_worked_by_everybody_here() -> None:
    floor = two_agents(*(card(number, due=NOW + 30 * MINUTE) for number in range(1, 9)))
    # Two at a time: the first six are done after 30 minutes.
    assert floor.side(LINE) == Side(cards=8, load=8.0, capacity=16, wait=35 * MINUTE, missed=3)


def test_who_has_cards_of_their_own_comes_to_the_queue_later() -> None:
    floor = two_agents(*(card(number) for number in range(1, 5)))
    assert floor.side(LINE).wait == 15 * MINUTE
    floor.put(*(card(number, owner_id=101) for number in range(11, 15)))
    # Ben alone: the fourth is begun when he has done three.
    assert floor.side(LINE).wait == 30 * MINUTE


def test_nobody_works_in_the_night() -> None:
    evening = DAYS[0][1] - 15 * MINUTE
    floor = Foresight(pace({1: 600.0}, agent(101, 1)), evening)
    floor.put(*(card(number, owner_id=101, due=DAYS[0][1]) for number in (1, 2, 3)))
    # Half of the second is done at seven; the third begins five minutes after nine.
    assert floor.side(ANNA).wait == 14 * HOUR + 15 * MINUTE + 5 * MINUTE
    assert floor.side(ANNA).missed == 2


def test_work_rests_from_the_end_of_a_shift_to_the_next_opening() -> None:
    floor = two_agents(*(card(number, owner_id=101) for number in range(1, 4)), until=NOW + 15 * MINUTE)
    assert floor.side(ANNA).wait == DAYS[1][0] - NOW + 5 * MINUTE


def test_who_is_not_here_begins_tomorrow() -> None:
    floor = Foresight(pace({1: 600.0}, agent(101, 1, here=False)), NOW)
    floor.put(card(1, owner_id=101, due=DAYS[0][1]))
    assert (floor.side(ANNA).wait, floor.side(ANNA).missed) == (DAYS[1][0] - NOW, 1)


def test_of_a_queue_with_nobody_here_only_what_is_late_already_is_told() -> None:
    floor = Foresight(pace({1: 600.0}, agent(101, 1, here=False)), NOW)
    floor.put(card(1, due=NOW - MINUTE), card(2, due=NOW + MINUTE))
    assert (floor.side(LINE).wait, floor.side(LINE).missed) == (None, 1)


@pytest.mark.parametrize(
    "change", [CardChange(state=TicketState.CLOSED), CardChange(state=TicketState.PENDING)], ids=["macro", "snooze"]
)
def test_what_is_closed_or_put_aside_waits_no_more(change: CardChange) -> None:
    floor = two_agents(card(1, owner_id=101), card(2, owner_id=101))
    seen = Drag(floor, [1, 2]).over(change)
    assert set(seen.effects) == {ANNA}
    assert seen.effects[ANNA].after == Side(cards=0, load=0.0, capacity=8, wait=None, missed=0)
    assert seen.wait is None


def _close(one: Side, other: Side) -> bool:
    return (one.cards, one.missed, one.wait) == (other.cards, other.missed, other.wait) and (
        one.load == pytest.approx(other.load) and one.capacity == pytest.approx(other.capacity)
    )


def random_change(chance: Random) -> CardChange:
    return chance.choice(
        [
            CardChange(owner_id=100 + chance.randint(1, 6)),
            CardChange(owner_id=None, queue_id=chance.randint(1, 3)),
            CardChange(queue_id=chance.randint(1, 3)),
            CardChange(priority=chance.choice(list(Priority))),
            CardChange(state=chance.choice([TicketState.PENDING, TicketState.CLOSED, TicketState.OPEN])),
        ]
    )


def as_changed(one: Card, change: CardChange) -> Card:
    given = {name: value for name in ("owner_id", "queue_id", "priority", "state")
             if (value := getattr(change, name)) is None or isinstance(value, str | int)}  # fmt: skip
    return replace(one, **given)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_kept_is_what_would_be_reckoned_anew(seed: int) -> None:
    """A floor lives on, and is looked at all the while; every foreseen line is the line that then is."""
    chance = Random(seed)
    told_pace = random_pace(chance, 6, 3)
    many = chance.choice([30, 700])
    cards = {number: random_card(chance, number, 6, 3) for number in range(1, many)}
    kept = told(Foresight(told_pace, NOW), *cards.values())
    now = NOW
    for step in range(25):
        on_board = sorted(number for number, one in cards.items() if one.state is not TicketState.CLOSED)
        chosen = chance.sample(on_board, min(len(on_board), chance.randint(1, 25)))
        change = random_change(chance)
        drag = Drag(kept, chosen)
        drag.over(random_change(chance))
        seen = drag.over(change)
        for number in chosen:
            cards[number] = as_changed(cards[number], change)
            kept.put(cards[number])
        for place, effect in seen.effects.items():
            assert _close(effect.after, kept.side(place)), (step, place)
        if chance.random() < 0.3:
            now += chance.randrange(HOUR)
            kept.at(now)
        anew = told(Foresight(told_pace, now), *cards.values())
        assert kept.places() == anew.places()
        for place in anew.places():
            assert _close(kept.side(place), anew.side(place)), (step, place)


@pytest.mark.parametrize("seed", range(8))
def test_every_late_card_is_counted_as_if_each_was_looked_at(seed: int) -> None:
    chance = Random(seed)
    floor = Foresight(random_pace(chance, 5, 2), NOW)
    floor.put(*(random_card(chance, number, 5, 2) for number in range(1, 1500)))
    for place in floor.places():
        handles = floor.staff.handles
        axis = floor.axis_of(place)
        crew = floor.staff.alone(place.id) if place.kind == AGENT else None
        if crew is None:
            continue
        work, late = 0.0, 0
        for one in floor.in_line(place):
            takes = handles[one.queue_id]
            due = None if one.due is None or one.due >= DAYS[-1][1] else axis.until(one.due)
            late += due is not None and crew.start(work) + takes > due
            work += takes
        assert floor.side(place).missed == late


@pytest.mark.parametrize("seed", range(10))
def test_a_day_played_card_by_card_begins_each_within_one_card_of_what_was_foreseen(seed: int) -> None:
    """Everybody in one queue: the foreseen beginning of the last card is off by at most one card's time, and no more
    cards are late, or fewer, than people are here."""
    chance = Random(seed)
    handle = 60.0 * chance.randint(2, 15)
    people = [agent(100 + number, 1) for number in range(1, chance.randint(2, 12))]
    floor = Foresight(pace({1: handle}, *people), NINE)
    cards = [
        card(number, owner_id=chance.choice([None, None, 100 + chance.randint(1, len(people))]),
             due=NINE + chance.randrange(9 * HOUR))
        for number in range(1, 120)
    ]  # fmt: skip
    floor.put(*cards)
    day = played(floor, chance)
    line = floor.in_line(LINE)
    last, side = day[line[-1].id][0], floor.side(LINE)
    until = floor.staff.wait(floor.axis_of(LINE), last)
    assert until is not None
    assert side.wait is not None
    assert abs(floor.axis_of(LINE).until(int(NINE + side.wait)) - last) <= handle
    late = sum(one.due is not None and day[one.id][1] > floor.axis_of(LINE).until(one.due) for one in line)
    assert abs(late - side.missed) <= len(people)
    for one in people:
        own = floor.in_line(Place(AGENT, one.user_id))
        late = sum(day[card.id][1] > card.due - NINE for card in own if card.due is not None)
        assert floor.side(Place(AGENT, one.user_id)).missed == late


@pytest.mark.parametrize("seed", range(6))
def test_of_shared_queues_the_foreseen_wait_is_right_within_a_fifth(seed: int) -> None:
    """People help in several queues: the longest of the waits is within a fifth (and two cards) of what happens."""
    chance = Random(seed)
    told_pace = pace(
        {1: 300.0, 2: 300.0, 3: 300.0}, *(agent(100 + n, *sorted({1 + n % 3, 1 + (n + 1) % 3})) for n in range(1, 13))
    )
    floor = Foresight(told_pace, NINE)
    floor.put(*(card(number, queue_id=1 + number % 3) for number in range(1, 400)))
    day = played(floor, chance)
    for queue_id in (1, 2, 3):
        place = Place(QUEUE, queue_id)
        last, foreseen = day[floor.in_line(place)[-1].id][0], floor.side(place).wait
        assert foreseen is not None
        assert abs(foreseen - last) <= last / 5 + 600
