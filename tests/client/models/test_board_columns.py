"""Cards in columns: whatever comes in whatever order, each stands once, where it belongs, in its order."""

from random import Random

import pytest
from msgspec import structs

from desk.client.models.board_columns import NOBODY, STATES, Columns, Grouping, Order, rank_of
from desk.contract.board import Card
from desk.contract.service import Priority
from tests.queueing.floor_rig import NINE, card, random_card

TEAMS = {1: 11, 2: 11, 3: 12}


def expected(cards: dict[int, Card], columns: Columns) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one in sorted(cards.values(), key=lambda one: rank_of(one, columns.order)):
        found.setdefault(columns.column_of(one), []).append(one.id)
    return found


@pytest.mark.parametrize("grouping", Grouping)
@pytest.mark.parametrize("order", Order)
def test_after_any_changes_the_columns_are_as_if_made_anew(grouping: Grouping, order: Order) -> None:
    chance = Random(f"{grouping}{order}")
    columns, cards = Columns(grouping, order, TEAMS), dict[int, Card]()
    for _ in range(60):
        some = [random_card(chance, chance.randint(1, 80), 4, 3) for _ in range(chance.choice((1, 3, 30)))]
        some = list({one.id: one for one in some if one.state in STATES}.values())
        if len(some) == 1:
            columns.put(some[0])
        else:
            columns.put_many(some)
        cards |= {one.id: one for one in some}
        for gone in chance.sample(sorted(cards), min(2, len(cards))):
            del cards[gone]
            columns.drop(gone)
        assert {one: columns.ids(one) for one in columns.used()} == expected(cards, columns)
    for column, ids in expected(cards, columns).items():
        assert columns.count(column) == len(ids)
        assert [columns.place(one) for one in ids] == [(column, at) for at in range(len(ids))]
    assert len(columns) == len(cards)


def test_what_is_due_first_stands_on_top_and_what_is_never_due_at_the_bottom() -> None:
    columns = Columns(Grouping.QUEUE, Order.DUE, TEAMS)
    columns.put_many([card(1), card(2, due=NINE + 900), card(3, due=NINE + 60)])
    assert columns.ids(1) == [3, 2, 1]


def test_the_most_urgent_stands_on_top_and_among_alike_what_is_due_first() -> None:
    columns = Columns(Grouping.QUEUE, Order.PRIORITY, TEAMS)
    late, soon = card(1, due=NINE + 900), card(2, due=NINE + 60)
    urgent = structs.replace(card(3), priority=Priority.URGENT)
    columns.put_many([late, soon, urgent])
    assert columns.ids(1) == [3, 2, 1]


def test_what_is_nobodys_has_a_column_of_its_own_by_people_and_by_team() -> None:
    for grouping in (Grouping.AGENT, Grouping.TEAM):
        columns = Columns(grouping, Order.DUE, TEAMS)
        columns.put(card(1))
        columns.put(card(2, owner_id=3))
        assert columns.ids(NOBODY) == [1]
        assert columns.ids(3 if grouping is Grouping.AGENT else 12) == [2]
