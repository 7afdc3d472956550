"""A lead listens by the telephone system, which is asked once, in time, and to end what it began."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.contract.agents import AgentState
from desk.contract.events import ListeningBegun
from desk.contract.listening import ListenMode
from desk.server.store import log
from tests.server.conftest import Loop, running
from tests.server.executor_rig import QUICK, until
from tests.server.outbound.asterisk_rig import ASTERISK, Asterisk, asterisk
from tests.server.outbound.receiver_rig import Receiver
from tests.server.outbound.switch_rig import Exchange, House
from tests.server.routes.conftest import Floor, written
from tests.server.routes.said_rig import hearing
from tests.server.store.test_log_rebuilt import holds


class Ward(House):
    """A call centre with a call under way, and a lead who listens to it."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor.site)
        self.floor = floor
        floor.choose("available")

    def listen(self, **more: Any) -> dict[str, Any]:
        """The lead asks to."""
        call = self.site.read(lambda tx: tx.value("SELECT max(id) FROM calls"))
        draft = {"agent_id": self.site.user_id("agent"), "call_id": call} | more
        return written(self.site.post("/listenings", draft, as_="lead"))

    def end(self, listening: dict[str, Any]) -> tuple[str, str] | None:
        """Why it is over, if it is."""
        found: list[dict[str, Any]] = self.site.get("/listenings", as_="lead").json()
        one = next(one for one in found if one["id"] == listening["id"])
        return (one["end"], one["detail"]) if one["end"] else None


@pytest.fixture
def ward(tmp_path: Path, peopled: Path, server_loop: Loop) -> Iterator[Ward]:
    path = tmp_path / "desk.db"
    path.write_bytes(peopled.read_bytes())
    with running(path, server_loop, deliveries=QUICK) as site:
        yield Ward(Floor(site))


@pytest.fixture
def exchange(server_loop: Loop) -> Iterator[Exchange]:
    made = Exchange(server_loop)
    made.open()
    yield made
    made.close()
    assert made.faults == []


@pytest.fixture
def receiver(server_loop: Loop) -> Iterator[Receiver]:
    made = Receiver(server_loop)
    made.open()
    yield made
    made.close()
    assert made.faults == []


@pytest.mark.parametrize(("mode", "options"), [("listen", "bqES"), ("coach", "bqESw")])
def test_the_leads_telephone_is_rung_and_hears_that_one_call_until_the_lead_stops(
    ward: Ward, exchange: Exchange, mode: str, options: str
) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen(mode=mode)
    call = f"desk-listen-{one['id']}"
    until(lambda: exchange.made.get(call), "rung")
    asked = exchange.made[call]
    assert (asked["Channel"], asked["Data"]) == ("PJSIP/203", f"PJSIP/201-,{options}")
    stopped = written(ward.site.post(f"/listenings/{one['id']}/stop", as_="lead"))
    assert stopped["end"] == "stopped"
    until(lambda: call not in exchange.made or None, "hung up")
    ward.wait(0.3)
    assert ward.end(one) == ("stopped", "")
    assert ward.now().trouble == ""


def test_when_the_call_is_over_so_is_the_listening(ward: Ward, exchange: Exchange) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen()
    until(lambda: exchange.made or None, "rung")
    ward.floor.hang_up()
    until(lambda: ward.end(one) == ("call_over", "") or None, "over")
    until(lambda: not exchange.made or None, "hung up")


@pytest.mark.parametrize("how", [Exchange.put_down, Exchange.ring_out])
def test_a_telephone_that_is_put_down_or_not_picked_up_ends_it(ward: Ward, exchange: Exchange, how: Any) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen()
    until(lambda: exchange.made or None, "rung")
    how(exchange, f"desk-listen-{one['id']}")
    until(lambda: ward.end(one) == ("hung_up", "") or None, "over")
    assert ward.listen()["end"] is None


def test_a_system_that_will_not_do_it_says_so_and_pauses_go_on(ward: Ward, exchange: Exchange) -> None:
    exchange.calls = False
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen()
    until(lambda: ward.end(one) == ("refused", "Originate: Permission denied") or None, "said why")
    ward.state("agent2", AgentState.BREAK)
    until(lambda: exchange.pauses()["Local/202@x"] == (True, "break") or None, "told")
    assert ward.now().trouble == ""


def test_what_nobody_could_be_asked_in_time_is_not_asked_later(ward: Ward, exchange: Exchange) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    ward.wait()
    exchange.close()
    ward.site.token("lead")
    fact = ListeningBegun(
        agent_id=ward.site.user_id("agent"), about_call_id=ward.floor.call().id, mode=ListenMode.LISTEN, why="",
        switch="main",
    )  # fmt: skip
    one = {"id": ward.site.write(lambda tx: log.append(tx, fact), "lead").seq}
    ward.site.write(lambda tx: tx.run("UPDATE listenings SET began_at = began_at - 16000000"))
    until(lambda: ward.end(one) == ("unreachable", "") or None, "given up")
    exchange.open()
    until(lambda: ward.now().trouble == "" or None, "back")
    ward.wait(0.3)
    assert exchange.made == {}


def test_who_stopped_while_the_line_was_down_is_off_it_when_it_is_back(ward: Ward, exchange: Exchange) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen()
    until(lambda: exchange.made or None, "rung")
    ward.wait(0.2)
    ward.site.write(lambda tx: tx.run("UPDATE switch_lines SET next_at = next_at + 3600000000"))
    exchange.silent = True
    exchange.cut()
    written(ward.site.post(f"/listenings/{one['id']}/stop", as_="lead"))
    ward.site.write(lambda tx: tx.run("UPDATE listenings SET ended_at = ended_at - 1800000000"))
    exchange.silent = False
    ward.site.write(lambda tx: tx.run("UPDATE switch_lines SET next_at = 0"))
    until(lambda: not exchange.made or None, "hung up")


def test_a_server_that_died_after_asking_does_not_leave_the_lead_on_the_line(ward: Ward, exchange: Exchange) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen()
    until(lambda: exchange.made or None, "rung")
    # As if what it answered had never been kept.
    ward.wait(0.2)
    ward.site.write(lambda tx: tx.run("DELETE FROM listen_told"))
    ward.state("agent2", AgentState.BREAK)
    until(lambda: ward.end(one) == ("refused", "Originate: Originate failed") or None, "given up")
    until(lambda: not exchange.made or None, "hung up")


def test_a_webhook_is_told_who_wants_to_hear_whom(ward: Ward, receiver: Receiver) -> None:
    ward.webhook(receiver, listens=True)
    ward.floor.talk("c9")
    one = ward.listen(mode="coach")
    until(lambda: receiver.orders or None, "asked")
    assert receiver.orders[0] == {
        "listen": "begin",
        "listening_id": one["id"],
        "mode": "coach",
        "lead": {"login": "lead", "extension": "203"},
        "agent": {"login": "agent", "extension": "201"},
        "call": "c9",
    }
    ward.floor.hang_up("c9")
    until(lambda: len(receiver.orders) == 2 or None, "told of the end")
    assert receiver.orders[1]["listen"] == "end"
    time.sleep(0.2)
    assert len(receiver.orders) == 2


def test_a_webhook_that_will_not_do_it_says_so(ward: Ward, receiver: Receiver) -> None:
    ward.webhook(receiver, listens=True)
    ward.floor.talk()
    ward.wait()
    receiver.does = 422
    one = ward.listen()
    until(lambda: ward.end(one) == ("refused", "422 X") or None, "said why")


def test_of_two_systems_only_one_is_asked(ward: Ward, exchange: Exchange, receiver: Receiver) -> None:
    ward.webhook(receiver)
    ward.manager(exchange.port, listens=True, name="other")
    ward.floor.talk()
    ward.listen()
    until(lambda: exchange.made or None, "rung")
    ward.wait(0.2)
    assert receiver.orders == []


def test_the_record_has_who_listened_to_whom_and_rebuilds_to_the_same(ward: Ward, exchange: Exchange) -> None:
    ward.manager(exchange.port, listens=True)
    ward.floor.talk()
    one = ward.listen(why="신입 교육")
    written(ward.site.post(f"/listenings/{one['id']}/stop", as_="lead"))
    assert hearing(ward.floor, "floor.listening_begun") == [{"agent", "lead", "admin"}]
    assert hearing(ward.floor, "floor.listening_ended") == [{"agent", "lead", "admin"}]
    holds(ward.floor)


@pytest.fixture
def pbx(tmp_path: Path) -> Iterator[Asterisk]:
    if not ASTERISK:
        pytest.skip("no Asterisk: DESK_ASTERISK names none")
    folder = tmp_path / "asterisk"
    folder.mkdir()
    with asterisk(folder) as found:
        yield found


def test_a_real_asterisk_lets_the_lead_hear_that_call_and_no_other(ward: Ward, pbx: Asterisk) -> None:
    ward.manager(pbx.port, listens=True, telephone="Local/{extension}@phones")
    pbx.talk("201")
    until(lambda: pbx.doing("Dial") or None, "the call")
    ward.floor.talk()
    first = ward.listen(mode="coach")
    until(lambda: pbx.doing("ChanSpy") == ["Local/201@phones-,bqESw"] or None, "listened to")
    written(ward.site.post(f"/listenings/{first['id']}/stop", as_="lead"))
    until(lambda: not pbx.doing("ChanSpy") or None, "hung up")
    assert pbx.doing("Dial"), "the call goes on"
    second = ward.listen()
    until(lambda: pbx.doing("ChanSpy") == ["Local/201@phones-,bqES"] or None, "listened to")
    pbx.hang_up()
    until(lambda: ward.end(second) == ("hung_up", "") or None, "over with the call")
    third = ward.listen()
    until(lambda: ward.end(third) == ("hung_up", "") or None, "nothing to hear, and no waiting for another call")
    pbx.talk("201")
    until(lambda: pbx.doing("Dial") or None, "the next call")
    ward.wait(0.5)
    assert not pbx.doing("ChanSpy")
