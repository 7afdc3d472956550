"""Whoever takes webhooks hears the newest of every agent, signed, in order, whatever goes wrong."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.contract.agents import AgentState
from desk.contract.telephony import SwitchDraft
from desk.server.routes import switches
from tests.server.conftest import Loop, running
from tests.server.executor_rig import QUICK, until
from tests.server.outbound.receiver_rig import Receiver
from tests.server.outbound.switch_rig import House

FREE, BREAK, AWAY, OFF = AgentState.AVAILABLE, AgentState.BREAK, AgentState.AWAY, AgentState.OFF
PEOPLE = ("agent", "agent2", "lead")


@pytest.fixture
def receiver(server_loop: Loop) -> Iterator[Receiver]:
    made = Receiver(server_loop)
    made.open()
    yield made
    made.close()
    assert made.faults == []


@pytest.fixture
def house(tmp_path: Path, peopled: Path, server_loop: Loop) -> Iterator[House]:
    path = tmp_path / "desk.db"
    path.write_bytes(peopled.read_bytes())
    with running(path, server_loop, deliveries=QUICK) as site:
        yield House(site)


def knows(receiver: Receiver, house: House) -> bool:
    """Whether it has exactly what we would say now."""
    ours = {one["login"]: one for one in house.site.get("/availability").json()}
    return {login: receiver.state.get(login) for login in PEOPLE} == {login: ours.get(login) for login in PEOPLE}


def test_every_change_is_told_with_its_reason(house: House, receiver: Receiver) -> None:
    house.webhook(receiver)
    house.state("agent", AWAY, "팀장 면담")
    until(lambda: receiver.state.get("agent", {}).get("reason") == "팀장 면담" or None, "told")
    one = receiver.state["agent"]
    assert (one["available"], one["state"], one["extension"]) == (False, "away", "201")
    house.state("agent", FREE)
    until(lambda: receiver.state["agent"]["available"] or None, "told")
    assert receiver.state["agent"]["reason"] == ""
    until(lambda: knows(receiver, house) or None, "the same")
    house.wait()
    assert house.now().trouble == ""


def test_only_the_newest_counts_for_whoever_was_away(house: House, receiver: Receiver) -> None:
    house.webhook(receiver)
    house.wait()
    receiver.close()
    for _ in range(10):
        house.state("agent", FREE)
        house.state("agent", BREAK)
    until(lambda: house.now().trouble or None, "noticed")
    heard = len(receiver.heard)
    receiver.open()
    until(lambda: receiver.state.get("agent", {}).get("state") == "break" or None, "told")
    house.wait()
    assert next(one["state"] for one in receiver.heard[heard:] if one["login"] == "agent") == "break"


def test_who_was_away_for_long_hears_of_everybody_anew(house: House, receiver: Receiver) -> None:
    house.webhook(receiver)
    house.state("agent2", BREAK)
    until(lambda: knows(receiver, house) or None, "the same")
    receiver.close()
    house.state("agent", FREE)
    until(lambda: house.now().trouble or None, "noticed")
    house.site.write(lambda tx: tx.run("UPDATE switch_lines SET away_since = away_since - 60000000"))
    receiver.open()
    until(lambda: knows(receiver, house) or None, "all of it, and not the one change only")


def test_a_wish_to_be_left_alone_is_heeded(house: House, receiver: Receiver) -> None:
    house.webhook(receiver)
    until(lambda: knows(receiver, house) or None, "the same")
    house.wait()
    receiver.answers = [(503, "Retry-After: 1\r\n")]
    heard, asked = len(receiver.heard), time.monotonic()
    house.state("agent", FREE)
    until(lambda: len(receiver.heard) > heard or None, "asked")
    until(lambda: receiver.state["agent"]["available"] or None, "told")
    assert time.monotonic() - asked >= 1


def test_one_who_wants_no_more_is_turned_off_and_hears_all_when_it_is_turned_on(
    house: House, receiver: Receiver
) -> None:
    made = house.webhook(receiver)
    until(lambda: knows(receiver, house) or None, "the same")
    receiver.answers = [(410, "")]
    house.state("agent", FREE)
    until(lambda: not house.now().enabled or None, "turned off")
    assert "410" in house.now().trouble
    assert house.now().waiting >= 1
    receiver.state = {}
    draft = SwitchDraft(url=made.url)
    house.site.write(lambda tx: switches.put(tx, "main", draft))
    until(lambda: knows(receiver, house) or None, "the same")


@pytest.mark.parametrize("answer", [(204, ""), (410, "")])
def test_what_the_old_address_answers_says_nothing_of_the_new_one(
    house: House, receiver: Receiver, server_loop: Loop, answer: tuple[int, str]
) -> None:
    receiver.slow, receiver.answers = 0.4, [answer] * 3
    secret = house.webhook(receiver).signing_secret
    other = Receiver(server_loop, secrets=(secret,))
    other.open()
    until(lambda: receiver.heard or None, "asked")
    moved = SwitchDraft(url=f"http://127.0.0.1:{other.port}/pauses")
    house.site.write(lambda tx: switches.put(tx, "main", moved))
    until(lambda: knows(other, house) or None, "everybody")
    assert house.now().enabled
    other.close()


def test_one_agent_who_is_refused_holds_up_nobody(house: House, receiver: Receiver) -> None:
    receiver.refuses = "agent2"
    house.webhook(receiver)
    house.state("agent2", FREE)
    house.state("agent", FREE)
    until(lambda: receiver.state.get("agent", {}).get("available") or None, "told")
    until(lambda: "422" in house.now().trouble or None, "said")
    receiver.refuses = ""
    until(lambda: knows(receiver, house) or None, "the same")
    house.wait()
    assert house.now().trouble == ""


def test_while_secrets_change_over_either_is_signed_with(house: House, receiver: Receiver) -> None:
    first = house.webhook(receiver).signing_secret
    second = house.webhook(receiver, rotate=True).signing_secret
    assert first != second
    receiver.secrets = (first,)
    house.state("agent", FREE)
    until(lambda: knows(receiver, house) or None, "the same")
    house.wait()
    receiver.secrets = (second,)
    house.state("agent", BREAK)
    until(lambda: knows(receiver, house) or None, "the same")


@pytest.mark.parametrize("seed", range(4))
def test_after_any_trouble_it_has_exactly_our_states(
    tmp_path: Path, peopled: Path, server_loop: Loop, receiver: Receiver, seed: int
) -> None:
    chance = random.Random(seed)
    path = tmp_path / "desk.db"
    path.write_bytes(peopled.read_bytes())
    for round_ in range(4):
        with running(path, server_loop, deliveries=QUICK) as site:
            house = House(site)
            if round_ == 0:
                house.webhook(receiver)
            for _ in range(15):
                house.state(chance.choice(PEOPLE), chance.choice([FREE, BREAK, OFF]))
                if chance.random() < 0.3:
                    receiver.answers.append((chance.choice([500, 503, 429, 302, 404]), ""))
                time.sleep(chance.choice([0, 0, 0.02]))
    with running(path, server_loop, deliveries=QUICK) as site:
        until(lambda: knows(receiver, House(site)) or None, "the same")
