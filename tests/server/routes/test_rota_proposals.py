"""Rotas proposed by the real solver in its own process: asked for, stopped, taken over, thrown away."""

import shutil
import sys
import time
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import msgspec
import pytest

from desk.contract.events import RotaAccepted, ShiftAssigned
from desk.contract.rota_proposals import Proposal, ProposalDraft, ProposalFailure, ProposalState, ProposedRota
from desk.contract.shifts import Activity
from desk.server.routes import rota_proposals
from desk.server.store import log, proposals
from desk.server.store.db import Tx
from tests.server.conftest import Loop, Site, running
from tests.server.shift_rig import SEOUL, rules_of
from tests.server.staffing_rig import Centre

A_DAY = timedelta(days=1)
TODAY = datetime.now(SEOUL).date()
#: The Monday after next.
MONDAY = TODAY + (14 - TODAY.weekday()) * A_DAY
OVER = {ProposalState.DONE, ProposalState.FAILED, ProposalState.ACCEPTED, ProposalState.DISCARDED}


class Planner(Centre):
    """A centre whose leads let rotas be proposed."""

    def propose(self, since: date = MONDAY, days: int = 7, as_: str = "lead", **more: object) -> httpx.Response:
        draft = {"since": since, "until": since + (days - 1) * A_DAY, "seconds": 20} | more
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
