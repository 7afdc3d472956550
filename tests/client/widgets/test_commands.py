"""One table holds every command; its keys can be changed and never mean two things."""

from functools import partial
from itertools import combinations

import pytest

from desk.client.widgets.command import Command, Topic, Where
from desk.client.widgets.command_table import COMMANDS
from desk.client.widgets.commands import Commands

TABLE = (
    Command("palette", "Search", ("Ctrl+K",), Topic.GENERAL),
    Command("help", "Help", ("?", "F1"), Topic.GENERAL, Where.ANYWHERE),
    Command("code", "Code {n}", ("Alt+3",), Topic.CALL, number=3),
)


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def commands(ran: list[str]) -> Commands:
    found = Commands(TABLE)
    found.where = Where.DESK
    for command in TABLE:
        found.bind(command.id, partial(ran.append, command.id))
    return found


def test_a_chord_runs_its_command(commands: Commands, ran: list[str]) -> None:
    assert commands.press("Ctrl+K", writing=False)
    assert commands.press("Ctrl+K", writing=True)
    assert not commands.press("Ctrl+J", writing=False)
    assert ran == ["palette", "palette"]


def test_a_character_is_left_to_whoever_writes(commands: Commands, ran: list[str]) -> None:
    assert not commands.press("?", writing=True)
    assert commands.press("F1", writing=True)
    assert commands.press("?", writing=False)
    assert ran == ["help", "help"]


def test_nothing_but_what_works_anywhere_runs_while_the_screen_is_covered(commands: Commands, ran: list[str]) -> None:
    commands.where = Where.ANYWHERE
    assert not commands.press("Ctrl+K", writing=False)
    assert commands.press("F1", writing=False)
    assert ran == ["help"]


def test_a_command_that_makes_no_sense_now_does_not_run(commands: Commands, ran: list[str]) -> None:
    commands.bind("code", lambda: ran.append("code"), lambda: False)
    assert not commands.press("Alt+3", writing=False)
    assert [one.id for one in commands.runnable()] == ["palette", "help"]


def test_a_key_taken_from_another_command_is_gone_there(commands: Commands) -> None:
    commands.rebind("palette", ["F1"])
    assert commands.holder("F1") == "palette"
    assert commands.keys("help") == ("?",)
    assert commands.holder("Ctrl+K") is None


def test_keys_as_delivered_come_back(commands: Commands) -> None:
    commands.rebind("palette", ["F1"])
    commands.reset("help")
    assert commands.keys("help") == ("?", "F1")
    assert commands.keys("palette") == ()
    commands.reset()
    assert commands.own_keys() == {}
    assert commands.keys("palette") == ("Ctrl+K",)


def test_a_command_may_have_no_key(commands: Commands) -> None:
    commands.rebind("palette", [])
    assert commands.first_key("palette") == ""
    assert commands.own_keys() == {"palette": ()}


def test_what_was_kept_is_in_force_again_without_what_no_longer_exists(commands: Commands) -> None:
    commands.set_own_keys({"palette": ["Ctrl+P", "no such key"], "gone": ["F5"]})
    assert commands.keys("palette") == ("Ctrl+P",)
    assert commands.holder("F5") is None


def test_the_number_stands_in_the_title(commands: Commands) -> None:
    assert commands.title("code") == "Code 3"


def test_no_two_commands_of_the_product_share_a_name_or_in_one_place_a_key() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    for one, other in combinations(COMMANDS, 2):
        assert not set(one.keys) & set(other.keys) or one.may_share_keys(other), (one.id, other.id)


def test_one_key_does_in_each_place_what_it_stands_for_there(ran: list[str]) -> None:
    commands = Commands((Command("shifts.x", "X", ("M",), Topic.SHIFTS), Command("board.x", "X", ("M",), Topic.BOARD)))
    commands.where, here = Where.DESK, ["board.x"]
    for name in ("shifts.x", "board.x"):
        commands.bind(name, partial(ran.append, name), partial(here.__contains__, name))
    assert commands.press("M", writing=False)
    here[:] = ["shifts.x"]
    assert commands.press("M", writing=False)
    assert ran == ["board.x", "shifts.x"]
    commands.rebind("board.x", ["M"])
    assert commands.keys("shifts.x") == ("M",)
    assert commands.holder("M", "board.x") == "board.x"


def test_the_same_command_cannot_come_twice(commands: Commands) -> None:
    with pytest.raises(ValueError, match="palette"):
        commands.add([TABLE[0]])
