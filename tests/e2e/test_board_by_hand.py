"""A lead moves work by hand: a card dragged with a real mouse, told what it does before it is dropped, taken back; and
the same by the keyboard alone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.program import Program
from tests.e2e.rig import Centre
from tests.e2e.x11 import Screen, eventually

CUSTOMER, TITLE = "김민지", "늦은 소포"


@pytest.fixture
def leading(screen: Screen, centre: Centre, tmp_path: Path) -> Iterator[Program]:
    """A lead who looks at the board; two agents are here, and one ticket is nobody's."""
    for login in ("agent", "agent2"):
        centre.request("PUT", "/agents/me/state", {"state": "available", "reason": ""}, as_=login)
    program = Program(screen, centre, tmp_path / "workstation")
    try:
        program.start_fresh()
        program.sign_in("lead")
        screen.press("ctrl+b")
        program.see("미결")
        yield program
    finally:
        program.close()


def opened(centre: Centre) -> int:
    """A new ticket that is nobody's. The lead's own session is the program's: another one asks."""
    known = centre.known
    draft = {"title": TITLE, "queue_id": known.queue_id, "customer_id": known.customers[CUSTOMER]}
    found: int = centre.request("POST", "/tickets", draft, as_="admin")["data"]["id"]
    return found


def owner(centre: Centre, ticket_id: int) -> str:
    """Whose a ticket is; empty: nobody's."""
    name: str = centre.request("GET", f"/tickets/{ticket_id}", as_="admin")["owner_name"]
    return name


def test_a_card_is_dragged_to_an_agent_foreseen_dropped_and_taken_back(leading: Program, centre: Centre) -> None:
    ticket_id = opened(centre)
    start = leading.see(f"#{ticket_id} {TITLE}", "list item").box.middle
    column = leading.see("agent2 씨, 카드 0건").box
    end = (column.x + column.width // 2, start[1] + 120)
    ways = [word for n in range(1, 9) for word in ("mousemove", *_between(start, end, n / 8), "sleep", "0.03")]
    leading.screen.hands("mousemove", *map(str, start), "mousedown", "1", *ways)
    # Still in the hand: what it would do there is told, and nothing has happened.
    leading.see("부하 0 → 1 / 8")
    assert owner(centre, ticket_id) == ""
    leading.screen.hands("mouseup", "1")
    eventually(lambda: owner(centre, ticket_id) == "agent2 씨")
    leading.see("카드 1건 → agent2 씨")
    leading.screen.press("ctrl+z")
    eventually(lambda: owner(centre, ticket_id) == "")
    leading.see("카드 1건 되돌림")


def test_the_same_by_the_keyboard_alone(leading: Program, centre: Centre) -> None:
    ticket_id = opened(centre)
    leading.see(f"#{ticket_id} {TITLE}", "list item")
    # The keyboard is at the board: to the first card of the first column, and where to?
    leading.screen.press("Down")
    leading.screen.press("m")
    eventually(lambda: "옮길 곳" in leading.field().name)
    leading.screen.type("agent2")
    row = partial(leading.find, "agent2 씨, 부하 0 → 1 / 8", "list item")
    eventually(row, instead=leading.told)
    leading.screen.press("Return")
    eventually(lambda: owner(centre, ticket_id) == "agent2 씨")
    leading.screen.press("ctrl+z")
    eventually(lambda: owner(centre, ticket_id) == "")


def _between(start: tuple[int, int], end: tuple[int, int], share: float) -> tuple[str, str]:
    x, y = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return str(x), str(y)
