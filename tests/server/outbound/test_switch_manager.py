"""A break here is a break at the telephone, however the way there breaks."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged, UserCreated
from desk.contract.users import Role
from desk.server.rules.telephony import availability
from desk.server.store import agents as agent_store
from desk.server.store import log
from tests.server.conftest import Loop, running
from tests.server.executor_rig import QUICK, until
from tests.server.outbound.asterisk_rig import ASTERISK, asterisk
from tests.server.outbound.switch_rig import Exchange, House, Switchable, certificate

OFF, SHIFT, FREE, BREAK, AWAY = (
    AgentState.OFF,
    AgentState.ON_SHIFT,
    AgentState.AVAILABLE,
    AgentState.BREAK,
    AgentState.AWAY,
)
PEOPLE = {"agent": "Local/201@x", "agent2": "Local/202@x", "lead": "Local/203@x"}


@pytest.fixture
def exchange(server_loop: Loop) -> Iterator[Exchange]:
    """A telephone system of our own making."""
    made = Exchange(server_loop)
    made.open()
    yield made
    made.close()
    assert made.faults == []


@pytest.fixture(params=["own", "asterisk"])
def pbx(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Switchable]:
    """A telephone system: ours, and a real Asterisk where there is one."""
    if request.param == "own":
        yield request.getfixturevalue("exchange")
        return
    if not ASTERISK:
        pytest.skip("no Asterisk: DESK_ASTERISK names none")
    folder = tmp_path / "asterisk"
    folder.mkdir()
    with asterisk(folder) as found:
        yield found


@pytest.fixture
def house(tmp_path: Path, peopled: Path, server_loop: Loop) -> Iterator[House]:
    path = tmp_path / "desk.db"
    path.write_bytes(peopled.read_bytes())
    # Asterisk thinks for a second before it refuses a login.
    with running(path, server_loop, deliveries=replace(QUICK, patience=2.5)) as site:
        yield House(site)


def same(house: House, pbx: Switchable) -> None:
    """The telephone system comes to have exactly our states."""

    def ours() -> dict[str, tuple[bool, str]]:
        found: dict[str, tuple[bool, str]] = dict.fromkeys(PEOPLE.values(), (True, "off"))
        for one in house.site.read(agent_store.everyone):
            for login, interface in PEOPLE.items():
                if house.site.user_id(login) == one.user_id:
                    free, reason = availability(one.state, one.reason, one.next_state, one.next_reason)
                    found[interface] = (not free, reason)
        return found

    def equal() -> bool:
        theirs = pbx.pauses()
        return {interface: theirs.get(interface) for interface in PEOPLE.values()} == ours()

    try:
        until(equal, "the same")
    except AssertionError:
        raise AssertionError(f"{pbx.pauses()} is not {ours()}; {house.now()}") from None


def test_a_break_here_is_a_break_at_the_telephone(house: House, pbx: Switchable) -> None:
    house.manager(pbx.port)
    same(house, pbx)
    house.state("agent", FREE)
    house.state("agent2", AWAY, "팀장 면담")
    same(house, pbx)
    assert pbx.pauses()["Local/201@x"] == (False, "")
    assert pbx.pauses()["Local/202@x"] == (True, "팀장 면담")
    house.state("agent", BREAK)
    same(house, pbx)
    assert pbx.pauses()["Local/201@x"] == (True, "break")
    now = house.now()
    assert (now.trouble, now.waiting) == ("", 0)
    assert now.told_at is not None


def test_what_is_paused_at_the_telephone_stays_so_until_we_have_something_new_to_say(
    house: House, exchange: Exchange
) -> None:
    house.manager(exchange.port)
    house.state("agent", FREE)
    same(house, exchange)
    told = exchange.heard()
    for _ in range(5):
        exchange.at_telephone("Local/201@x", paused=True)
    until(lambda: house.now().trouble or None, "noticed")
    assert house.now().trouble == "Local/201@x was paused at the telephone"
    house.state("agent2", FREE)
    house.wait(0.3)
    assert exchange.pauses()["Local/201@x"] == (True, "phone")
    assert exchange.heard() == told + 1, "only the other agent's news"
    house.state("agent", BREAK)
    same(house, exchange)
    assert house.now().trouble == ""


def test_taking_it_back_at_the_telephone_is_noticed_too(house: House, exchange: Exchange) -> None:
    house.manager(exchange.port)
    house.state("agent", FREE)
    same(house, exchange)
    exchange.at_telephone("Local/201@x", paused=True)
    until(lambda: house.now().trouble or None, "noticed")
    exchange.at_telephone("Local/201@x", paused=False)
    until(lambda: house.now().trouble == "" or None, "all well")


def test_whoever_comes_back_is_brought_up_to_date(house: House, pbx: Switchable) -> None:
    house.manager(pbx.port)
    house.state("agent", FREE)
    house.state("agent2", FREE)
    same(house, pbx)
    pbx.close()
    house.state("agent", BREAK)
    until(lambda: house.now().trouble or None, "noticed")
    pbx.open()
    same(house, pbx)
    house.wait()
    until(lambda: house.now().trouble == "" or None, "all well")


def test_a_switch_that_is_silent_is_left_and_called_again(house: House, exchange: Exchange) -> None:
    house.manager(exchange.port)
    same(house, exchange)
    exchange.silent = True
    house.state("agent", FREE)
    until(lambda: "no answer" in house.now().trouble or None, "noticed")
    exchange.silent = False
    same(house, exchange)


def test_messages_in_pieces_are_understood(house: House, exchange: Exchange) -> None:
    exchange.packet = 3
    house.manager(exchange.port)
    house.state("agent", AWAY, "점심 식사")
    same(house, exchange)
    exchange.at_telephone("Local/201@x", paused=False)
    until(lambda: "unpaused at the telephone" in house.now().trouble or None, "noticed")


def test_the_secret_goes_nowhere_in_plain_words(house: House, exchange: Exchange) -> None:
    exchange.challenges = False
    house.manager(exchange.port)
    until(lambda: "without TLS" in house.now().trouble or None, "said why")
    assert exchange.heard() == 0


@pytest.mark.parametrize(
    ("given", "said"), [({"secret": "wrong"}, "login refused"), ({"login": "nobody"}, "login refused")]
)
def test_a_login_that_is_refused_is_said(house: House, pbx: Switchable, given: dict[str, str], said: str) -> None:
    house.manager(pbx.port, **given)
    until(lambda: said in house.now().trouble or None, "said why")
    house.manager(pbx.port)
    same(house, pbx)


def test_a_manager_that_may_not_pause_is_said(house: House, exchange: Exchange) -> None:
    exchange.denies = True
    house.manager(exchange.port)
    until(lambda: "Permission denied" in house.now().trouble or None, "said why")
    exchange.denies = False
    same(house, exchange)


def test_a_telephone_that_nobody_there_knows_does_not_hold_up_the_others(house: House, pbx: Switchable) -> None:
    user = house.site.user_id("delivery")
    answer = house.site.patch(f"/users/{user}", {"extension": "299"}, as_="admin", if_match=_version(house, "delivery"))
    assert answer.status_code == 200, answer.text
    house.manager(pbx.port)
    house.state("agent", FREE)
    same(house, pbx)
    until(lambda: "Local/299@x is no member" in house.now().trouble or None, "said which")
    assert house.now().waiting == 1
    if isinstance(pbx, Exchange):
        house.state("delivery", BREAK)
        pbx.join("Local/299@x")
        until(lambda: pbx.pauses()["Local/299@x"] == (True, "break") or None, "told as soon as it is there")


def test_whoever_moves_to_another_telephone_leaves_the_old_one_paused(house: House, pbx: Switchable) -> None:
    house.manager(pbx.port)
    house.state("agent", FREE)
    same(house, pbx)
    user = house.site.user_id("agent")
    house.site.patch(f"/users/{house.site.user_id('lead')}", {"extension": None}, as_="admin",
                     if_match=_version(house, "lead"))  # fmt: skip
    house.site.patch(f"/users/{user}", {"extension": "203"}, as_="admin", if_match=_version(house, "agent"))
    until(lambda: pbx.pauses()["Local/203@x"] == (False, "") or None, "rings at the new one")
    until(lambda: pbx.pauses()["Local/201@x"] == (True, "off") or None, "not at the old one")


def test_of_those_who_share_a_telephone_whoever_is_here_counts(house: House, pbx: Switchable) -> None:
    user = house.site.user_id("agent2")
    house.site.patch(f"/users/{user}", {"extension": "201"}, as_="admin", if_match=_version(house, "agent2"))
    house.manager(pbx.port)
    house.state("agent", FREE)
    house.state("agent2", BREAK)
    house.state("agent2", OFF)
    house.wait()
    until(lambda: pbx.pauses()["Local/201@x"] == (False, "") or None, "still rings")


def test_of_those_who_share_a_telephone_each_change_counts_though_it_says_what_was_said_before(
    house: House, exchange: Exchange
) -> None:
    one, other = house.site.user_id("agent"), house.site.user_id("agent2")
    house.site.patch(f"/users/{other}", {"extension": "201"}, as_="admin", if_match=_version(house, "agent2"))
    house.manager(exchange.port)
    house.state("agent", FREE)
    house.wait()
    house.state("agent2", BREAK)
    until(lambda: exchange.pauses()["Local/201@x"] == (True, "break") or None, "whoever changed last counts")
    house.wait()
    house.site.write(lambda tx: log.append(tx, AgentStateChanged(user_id=one, state=AgentState.IN_CALL, reason="")))
    until(lambda: exchange.pauses()["Local/201@x"] == (False, "") or None, "rings again")


def test_a_slow_switch_comes_to_know_everybody_all_the_same(house: House, exchange: Exchange) -> None:
    extensions = [str(number) for number in range(301, 316)]
    for extension in extensions:
        exchange.queues[f"Local/{extension}@x"] = ("일반",)
        exchange.members[f"Local/{extension}@x"] = (False, "")
        hired = UserCreated(login=f"a{extension}", name="상담원", role=Role.AGENT, queue_ids=(), extension=extension)
        house.site.write(partial(log.append, fact=hired))
    exchange.slow = 0.25
    house.manager(exchange.port)
    until(lambda: all(exchange.pauses()[f"Local/{one}@x"][0] for one in extensions) or None, "everybody")
    house.wait()


def test_what_could_not_be_kept_is_told_anew(
    house: House, exchange: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    house.manager(exchange.port)
    house.state("agent", BREAK)
    same(house, exchange)
    house.wait()
    full = "CREATE TRIGGER full BEFORE UPDATE ON switch_told BEGIN SELECT RAISE(ABORT, 'no room'); END"
    house.site.write(lambda tx: tx.run(full))
    exchange.close()
    exchange.open()
    until(lambda: "no room" in caplog.text or None, "tried in vain")
    house.site.write(lambda tx: tx.run("DROP TRIGGER full"))
    same(house, exchange)
    caplog.clear()


def _version(house: House, login: str) -> int:
    found: int = house.site.read(lambda tx: tx.value("SELECT version FROM users WHERE login = ?", (login,)))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_after_any_cuts_and_restarts_the_switch_has_exactly_our_states(
    tmp_path: Path, peopled: Path, server_loop: Loop, pbx: Switchable, seed: int
) -> None:
    chance = random.Random(seed)
    path = tmp_path / "desk.db"
    path.write_bytes(peopled.read_bytes())
    steps = 60 if isinstance(pbx, Exchange) else 15
    if isinstance(pbx, Exchange):
        pbx.packet = chance.choice([0, 7])
    open_, begun = True, False
    while steps > 0:
        with running(path, server_loop, deliveries=QUICK) as site:
            house = House(site)
            if not begun:
                house.manager(pbx.port)
                begun = True
            for _ in range(chance.randint(5, 20)):
                steps -= 1
                roll = chance.random()
                if roll < 0.7:
                    state = chance.choice([OFF, SHIFT, FREE, BREAK, AWAY])
                    house.state(
                        chance.choice(list(PEOPLE)), state, chance.choice(["면담", "교육"]) if state is AWAY else ""
                    )
                elif roll < 0.8 and isinstance(pbx, Exchange):
                    pbx.cut()
                elif roll < 0.9:
                    pbx.close() if open_ else pbx.open()
                    open_ = not open_
                time.sleep(chance.choice([0, 0, 0.03, 0.1]))
    with running(path, server_loop, deliveries=QUICK) as site:
        if not open_:
            pbx.open()
        same(House(site), pbx)
        House(site).wait()
        same(House(site), pbx)


def test_over_tls_the_certificate_has_to_be_good(
    house: House, server_loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, trusted = certificate(tmp_path)
    exchange = Exchange(server_loop, tls=shown, challenges=False)
    exchange.open()
    house.manager(exchange.port, tls=True)
    until(lambda: "certificate" in house.now().trouble.lower() or None, "said why")
    assert exchange.heard() == 0
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    same(house, exchange)
    exchange.close()
