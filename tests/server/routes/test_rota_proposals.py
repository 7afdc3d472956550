"""Rotas proposed by the real solver in its own process: asked for, stopped, taken over, thrown away."""

import asyncio
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import httpx
import msgspec
import pytest

from desk.contract.endpoint import API
from desk.contract.events import Event, Fact, RotaAccepted, ShiftAssigned
from desk.contract.rota_proposals import (
    Proposal,
    ProposalDraft,
    ProposalFailure,
    ProposalState,
    ProposedRota,
    ProposedShift,
)
from desk.contract.shifts import Activity, RuleBreach
from desk.server.routes import rota_proposals, rota_work
from desk.server.routes.handling import Answering
from desk.server.store import log, proposals
from desk.server.store.db import Tx
from tests.server.conftest import Loop, Site, running
from tests.server.shift_rig import LATE, SEOUL, rules_of
from tests.server.staffing_rig import Centre

A_DAY = timedelta(days=1)
TODAY = datetime.now(SEOUL).date()
#: The Monday after next.
MONDAY = TODAY + (14 - TODAY.weekday()) * A_DAY
OVER = {ProposalState.DONE, ProposalState.FAILED, ProposalState.ACCEPTED, ProposalState.DISCARDED}


class Planner(Centre):
    """A centre whose leads let rotas be proposed."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        # Known before several threads ask at once.
        self.url = site.url
        self.tokens = {login: site.token(login) for login in ("lead", "admin")}

    def propose(self, since: date = MONDAY, days: int = 7, as_: str = "lead", **more: object) -> httpx.Response:
        draft = {"since": since, "until": since + (days - 1) * A_DAY, "seconds": 8} | more
        return self.site.post("/rota-proposals", draft, as_=as_)

    def proposal(self, proposal_id: int) -> ProposedRota:
        answer = self.site.get(f"/rota-proposals/{proposal_id}", as_="lead")
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=ProposedRota)

    def proposed(self, **more: object) -> ProposedRota:
        """A proposal that is done, or has failed."""
        answer = self.propose(**more)  # type: ignore[arg-type]
        assert answer.status_code == 201, answer.text
        return self.until_over(answer.json()["id"])

    def until_over(self, proposal_id: int) -> ProposedRota:
        until = time.monotonic() + 120
        found = self.proposal(proposal_id)
        while found.proposal.state not in OVER:
            assert time.monotonic() < until, found.proposal
            time.sleep(0.05)
            found = self.proposal(proposal_id)
        return found

    def over_http(
        self, method: str, path: str, *, as_: str = "lead", key: str | None = None, params: dict[str, str] | None = None
    ) -> httpx.Response:
        """A request through a real socket."""
        headers = {"Authorization": f"Bearer {self.tokens[as_]}", "Content-Type": "application/json"}
        headers |= {} if key is None else {"Idempotency-Key": key}
        address = f"{self.url}{API}{path}"
        return httpx.request(method, address, headers=headers, params=params, trust_env=False, timeout=30)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        until = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < until
            time.sleep(0.01)

    def act(self, proposal_id: int, what: str, as_: str = "lead") -> httpx.Response:
        return self.site.post(f"/rota-proposals/{proposal_id}/{what}", as_=as_)

    def drafts(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.rota(MONDAY, 7, as_="lead", drafts=True)["shifts"]
        return found


@pytest.fixture
def planner(site: Site) -> Planner:
    """Two agents, an early and a late pattern, four weeks of five calls an hour until today."""
    found = Planner(site)
    found.weeks(4, 5, until=TODAY)
    return found


def test_a_lead_has_a_rota_proposed_and_takes_it_over(planner: Planner) -> None:
    found = planner.proposed()
    one = found.proposal
    assert (one.state, one.stage, one.progress, one.failure, one.breaches) == ("done", "checking", 1.0, None, [])
    assert one.gap is not None
    assert one.agents == 2
    assert len(found.shifts) == 10
    assert {shift.pattern for shift in found.shifts} <= {"early", "late"}
    for shift in found.shifts:
        assert [part.activity for part in shift.segments] == [Activity.WORK, Activity.LUNCH, Activity.WORK]
        assert MONDAY <= shift.day <= MONDAY + 6 * A_DAY
    assert planner.drafts() == []
    head = planner.head()
    answer = planner.act(one.id, "accept")
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["state"] == "accepted"
    assert answer.json()["synced_to"] == head + 11
    drafts = planner.drafts()
    assert {(draft["user_id"], draft["day"], draft["state"]) for draft in drafts} == {
        (shift.user_id, str(shift.day), "draft") for shift in found.shifts
    }
    told = planner.site.read(lambda tx: log.after(tx, head, 20))
    assert all(isinstance(event.fact, ShiftAssigned) and event.fact.proposal_id == one.id for event in told[:-1])
    accepted = told[-1].fact
    assert isinstance(accepted, RotaAccepted)
    assert (accepted.shifts, accepted.since, accepted.until) == (10, MONDAY, MONDAY + 6 * A_DAY)
    again = planner.act(one.id, "accept")
    assert (again.status_code, again.json()["data"]) == (200, answer.json()["data"]), "asked again, nothing is doubled"
    assert planner.act(one.id, "discard").status_code == 409
    assert len(planner.drafts()) == 10


def test_an_acceptance_that_broke_off_goes_on_without_doubling_anything(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = planner.proposed()
    monkeypatch.setattr(rota_proposals, "SLICE", 3)
    begin = partial(rota_proposals._take_some, proposal_id=found.proposal.id, wanted=found.shifts)  # pyright: ignore[reportPrivateUsage]
    assert planner.site.write(begin) is None
    assert len(planner.drafts()) == 3
    assert planner.act(found.proposal.id, "discard").status_code == 409
    assert planner.act(found.proposal.id, "accept").status_code == 200
    assert len(planner.drafts()) == 10


def test_an_acceptance_that_was_taken_back_does_not_happen_when_it_comes_late(planner: Planner) -> None:
    found, site = planner.proposed().proposal, planner.site
    for _ in range(2):
        fate = planner.over_http("DELETE", "/commands/k-1", params={"route": "accept_proposal"}).json()
        assert fate == {"decided": True, "status": 409, "withdrawn": True}
    late = planner.over_http("POST", f"/rota-proposals/{found.id}/accept", key="k-1")
    assert (late.status_code, late.json()["code"], late.headers["x-idempotency-lookup"]) == (409, "conflict", "hit")
    assert planner.drafts() == []
    assert planner.proposal(found.id).proposal.state == "done"
    other = site.post(f"/rota-proposals/{found.id}/accept", as_="admin", key="k-1")
    assert (other.status_code, len(planner.drafts())) == (200, 10), "a key is its sender's own"


def test_an_acceptance_is_answered_once_and_then_word_for_word(planner: Planner) -> None:
    found = planner.proposed().proposal
    address = f"/rota-proposals/{found.id}/accept"
    first = planner.over_http("POST", address, key="k-1")
    head = planner.head()
    again = planner.over_http("POST", address, key="k-1")
    assert [one.headers["x-idempotency-lookup"] for one in (first, again)] == ["miss", "hit"]
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["etag"] == first.headers["etag"]
    assert planner.head() == head
    taken_back = planner.over_http("DELETE", "/commands/k-1", params={"route": "accept_proposal"}).json()
    assert taken_back == {"decided": True, "status": 200, "withdrawn": False}
    elsewhere = planner.over_http("POST", f"/rota-proposals/{found.id + 1}/accept", key="k-1")
    assert elsewhere.json()["code"] == "idempotency_key_reused"
    refused = [planner.over_http("POST", f"/rota-proposals/{found.id + 1}/accept", key="k-2") for _ in range(2)]
    assert [one.status_code for one in refused] == [404, 404]
    assert refused[1].headers["x-idempotency-lookup"] == "hit", "a refusal is kept like a success"


def test_an_acceptance_that_broke_off_cannot_be_taken_back_and_is_carried_on(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = planner.proposed().proposal
    monkeypatch.setattr(rota_proposals, "SLICE", 3)
    counted, append = count(1), log.append

    def failing(tx: Tx, fact: Fact) -> Event:
        if next(counted) > 7:
            raise RuntimeError("the disk is gone")
        return append(tx, fact)

    monkeypatch.setattr(log, "append", failing)
    address = f"/rota-proposals/{found.id}/accept"
    assert planner.over_http("POST", address, key="k-1").status_code == 500
    assert len(planner.drafts()) == 6
    monkeypatch.undo()
    query = {"route": "accept_proposal"}
    fates = [planner.over_http(method, "/commands/k-1", params=query).json() for method in ("GET", "DELETE")]
    assert fates == [{"decided": True, "status": None, "withdrawn": False}] * 2
    assert planner.over_http("POST", address, key="k-1").status_code == 200
    assert len(planner.drafts()) == 10
    assert planner.over_http("GET", "/commands/k-1", params=query).json()["status"] == 200


class Meanwhile:
    """While the rules look at an acceptance for the first time, something else is sent, and given a moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, send: Callable[[], httpx.Response]) -> None:
        self.looks = 0
        self.answers = list[httpx.Response]()
        self.sending: asyncio.Task[None] | None = None
        self._send = send
        self._judged = rota_work.judged
        monkeypatch.setattr(rota_work, "judged", self._look)

    async def _look(self, server: Answering, shifts: Sequence[ProposedShift]) -> list[RuleBreach]:
        self.looks += 1
        if self.looks == 1:
            self.sending = asyncio.create_task(self._sent())
            await asyncio.wait([self.sending], timeout=0.5)
        return await self._judged(server, shifts)

    async def _sent(self) -> None:
        self.answers.append(await asyncio.to_thread(self._send))


def test_an_acceptance_that_has_not_begun_to_write_can_still_be_taken_back(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = planner.proposed().proposal
    query = {"route": "accept_proposal"}
    meanwhile = Meanwhile(monkeypatch, lambda: planner.over_http("DELETE", "/commands/k-1", params=query))
    answer = planner.over_http("POST", f"/rota-proposals/{found.id}/accept", key="k-1")
    assert meanwhile.answers[0].json()["withdrawn"]
    assert (answer.status_code, "taken back" in answer.json()["detail"]) == (409, True)
    assert planner.drafts() == []


def test_an_acceptance_sent_again_while_it_is_carried_out_waits_for_the_answer(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = planner.proposed().proposal

    def send() -> httpx.Response:
        return planner.over_http("POST", f"/rota-proposals/{found.id}/accept", key="k-1")

    meanwhile = Meanwhile(monkeypatch, send)
    first = send()
    planner.until(lambda: bool(meanwhile.answers))
    again = meanwhile.answers[0]
    assert (first.status_code, again.content) == (200, first.content)
    assert [one.headers["x-idempotency-lookup"] for one in (first, again)] == ["miss", "hit"]
    assert meanwhile.looks == 1
    assert len(planner.drafts()) == 10


def test_two_leads_take_over_the_same_rota_at_once_and_it_happens_once(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = planner.proposed().proposal
    meanwhile = Meanwhile(
        monkeypatch, lambda: planner.over_http("POST", f"/rota-proposals/{found.id}/accept", as_="admin")
    )
    assert planner.over_http("POST", f"/rota-proposals/{found.id}/accept").status_code == 200
    assert meanwhile.answers[0].status_code == 200
    assert len(planner.drafts()) == 10


def test_what_was_rostered_meanwhile_stands_against_it(planner: Planner) -> None:
    found = planner.proposed()
    first = found.shifts[0]
    login = next(name for name in ("agent", "agent2") if planner.id(name) == first.user_id)
    planner.shift(login, first.day, publish=False)
    assert "overlap" in rules_of(planner.act(found.proposal.id, "accept"))
    assert len(planner.drafts()) == 1
    again = planner.proposed()
    assert again.proposal.breaches == []
    assert (first.user_id, first.day) not in {(shift.user_id, shift.day) for shift in again.shifts}


def test_who_is_on_leave_is_left_alone(planner: Planner) -> None:
    leave = {
        "absence_kind": "leave",
        "start": datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=SEOUL),
        "end": datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=SEOUL) + 3 * A_DAY,
        "user_id": planner.id("agent"),
    }
    assert planner.site.post("/absences", leave, as_="lead").status_code == 201
    found = planner.proposed()
    mine = [shift.day for shift in found.shifts if shift.user_id == planner.id("agent")]
    assert len(mine) == 2
    assert min(mine) >= MONDAY + 3 * A_DAY


def test_late_shifts_that_are_planned_count_as_carried(planner: Planner) -> None:
    week_before = [MONDAY - (7 - number) * A_DAY for number in range(5)]
    for day in week_before:
        planner.shift("agent", day, *LATE, publish=False)
    found = planner.proposed()
    late = Counter(shift.user_id for shift in found.shifts if shift.pattern == "late")
    agent, colleague = planner.id("agent"), planner.id("agent2")
    carried = {one.user_id: one.late for one in found.proposal.duties}
    assert carried == {agent: len(week_before) + late[agent], colleague: late[colleague]}
    even = abs(carried[agent] - carried[colleague]) <= 1
    assert even or late[agent] == 0 or late[colleague] == 5, "shared as far as there is anything to share"


def test_a_proposal_that_is_cancelled_ends_soon_and_can_be_thrown_away(planner: Planner) -> None:
    answer = planner.propose(days=28, seconds=600)
    proposal_id = answer.json()["id"]
    assert planner.act(proposal_id, "cancel").json()["state"] == "cancelled"
    assert planner.act(proposal_id, "cancel").status_code == 409
    assert planner.proposed(seconds=5).proposal.state == "done"
    assert planner.proposal(proposal_id).proposal.state == "cancelled"
    assert planner.act(proposal_id, "discard").json()["state"] == "discarded"
    assert planner.proposal(proposal_id).shifts == []
    assert planner.act(proposal_id, "accept").status_code == 409


def test_proposals_are_for_leads_and_days_to_come(planner: Planner) -> None:
    assert planner.propose(as_="agent").status_code == 403
    assert planner.site.get("/rota-proposals").status_code == 403
    assert planner.propose(TODAY - 3 * A_DAY).status_code == 422
    assert planner.propose(days=32).status_code == 422
    assert planner.propose(days=0).status_code == 422
    assert planner.propose(team_id=4711).status_code == 422
    assert planner.site.get("/rota-proposals/99", as_="lead").status_code == 404
    assert planner.site.get("/rota-proposals", as_="lead").json() == []


def test_a_site_without_patterns_hears_why_there_is_no_rota(planner: Planner) -> None:
    version = planner.site.get("/shift-rules").json()["version"]
    assert planner.site.put("/shift-rules", {}, as_="admin", if_match=version).status_code == 200
    one = planner.proposed().proposal
    assert (one.state, one.failure) == ("failed", ProposalFailure.NO_PATTERNS)


def test_a_server_without_solver_says_how_to_get_it(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    one = planner.proposed().proposal
    assert (one.state, one.failure) == ("failed", ProposalFailure.NOT_INSTALLED)
    assert "pip install 'desk[rota]'" in one.words


def test_whoever_thinks_for_long_without_a_word_is_not_taken_for_gone(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\nexec sleep 6\n")
    silent.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(silent))
    monkeypatch.setattr(rota_work, "ALIVE", 0.5)
    monkeypatch.setattr(proposals, "SILENT", timedelta(seconds=3))
    proposal_id = planner.propose().json()["id"]
    planner.until(lambda: planner.proposal(proposal_id).proposal.seconds > 4)
    assert planner.site.read(lambda tx: proposals.orphans(tx, starting=False)) == []
    assert planner.until_over(proposal_id).proposal.failure is ProposalFailure.BROKE_OFF


def test_what_ran_when_the_server_stopped_has_failed(peopled: Path, tmp_path: Path, server_loop: Loop) -> None:
    path = tmp_path / "stopped.db"
    shutil.copy(peopled, path)
    with running(path, server_loop) as site:
        planner = Planner(site)
        planner.weeks(1, 5, until=TODAY)
        proposal_id = planner.propose(days=28, seconds=600).json()["id"]
    with running(path, server_loop) as site:
        one = msgspec.json.decode(
            site.get(f"/rota-proposals/{proposal_id}", as_="lead").content, type=ProposedRota
        ).proposal
        until = time.monotonic() + 20
        while one.state is ProposalState.RUNNING and time.monotonic() < until:
            answer = site.get(f"/rota-proposals/{proposal_id}", as_="lead")
            one = msgspec.json.decode(answer.content, type=ProposedRota).proposal
            time.sleep(0.02)
    assert (one.state, one.failure) == ("failed", ProposalFailure.INTERRUPTED)
    assert "the server was stopped" in one.words


def test_only_the_newest_proposals_are_kept(site: Site) -> None:
    draft = ProposalDraft(since=MONDAY, until=MONDAY)

    def make(tx: Tx) -> Proposal:
        made = proposals.make(tx, draft, proposals.ADMIN)
        return proposals.fail(tx, made, ProposalFailure.BROKE_OFF, "x")

    for _ in range(proposals.KEPT + 5):
        site.write(make)
    assert len(site.read(proposals.everyone)) == proposals.KEPT
