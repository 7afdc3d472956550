"""A rota proposed at a terminal: what is said of it, taken over, stopped with Ctrl-C."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from desk.contract.calls import Direction
from desk.contract.events import CallAnswered, CallEnded, CallRang, Refs
from desk.contract.rota_proposals import ProposalDraft, ProposalFailure, ProposalState, Unmet, WayOut
from desk.contract.users import Role, UserDraft
from desk.server.admin import rota, rota_words
from desk.server.admin.console import Console
from desk.server.admin_cli import opened
from desk.server.routes import users
from desk.server.store import log, proposals, queues
from desk.server.store.db import Database, Tx
from tests.server.admin.conftest import ROOT, Administrator

SEOUL = ZoneInfo("Asia/Seoul")
A_DAY = timedelta(days=1)
TODAY = datetime.now(SEOUL).date()
MONDAY = TODAY + (14 - TODAY.weekday()) * A_DAY
WEEK = ("--since", str(MONDAY), "--until", str(MONDAY + 6 * A_DAY))
PEOPLE = 4


def enrol(tx: Tx) -> None:
    """Four people in one queue, which had six calls an hour for two weeks."""
    queue_id = queues.everyone(tx)[0].id
    for number in range(PEOPLE):
        draft = UserDraft(
            login=f"a{number}", name=f"상담원 {number}", role=Role.AGENT, password="correct horse", queue_ids=[queue_id]
        )
        users.create(tx, draft)
    for day in range(1, 15):
        midnight = datetime.combine(TODAY - day * A_DAY, datetime.min.time(), SEOUL)
        for number in range(60):
            at = (midnight + timedelta(hours=9, minutes=10 * number)).astimezone(UTC)
            call(tx, queue_id, at)


def call(tx: Tx, queue_id: int, at: datetime) -> None:
    """A call of four minutes."""
    rang = log.append(
        tx,
        CallRang(
            external_id=f"h{tx.head}", direction=Direction.IN, number="+821023456789", raw_number="", called="",
            queue_id=queue_id,
        ),
        at=at,
    )  # fmt: skip
    refs, agent = Refs(call_id=rang.seq), tx.value("SELECT id FROM users WHERE login = 'a0'")
    log.append(tx, CallAnswered(agent_id=agent), refs, at=at)
    ended = CallEnded(cause="normalClearing", missed=False, agent_id=agent)
    log.append(tx, ended, refs, at=at + timedelta(minutes=4))


@pytest.fixture
def planner(admin: Administrator) -> Administrator:
    """An administrator whose people answer calls."""
    database = opened(f"sqlite:///{admin.path}", False)
    database.write(enrol)
    database.close()
    return admin


def test_a_rota_is_proposed_told_and_taken_over(planner: Administrator) -> None:
    said = planner("rota", "propose", *WEEK, "--seconds", 6, "--accept")
    assert said.status == 0, said.err
    lines = said.out.splitlines()
    assert lines[0].startswith("Proposal 1: ")
    assert f"shifts for {PEOPLE} people, {MONDAY} to {MONDAY + 6 * A_DAY}" in lines[0]
    assert "agent-hours needed are covered" in lines[1]
    assert "% better is possible" in lines[2]
    assert "It breaks no rule of work" in said.out
    assert lines[-1].startswith("Accepted: ")
    count = int(lines[-1].split()[1])
    assert planner.value("SELECT count(*) FROM shifts WHERE state = 'draft'") == count >= 4 * PEOPLE
    again = planner("rota", "propose", *WEEK, "--seconds", 5, lang="ko")
    assert again.status == 0
    assert "제안 2: 0명의 근무 0건" in again.out
    assert "--accept" in again.err


def test_wrong_wishes_are_refused_in_words(planner: Administrator) -> None:
    assert planner("rota", "propose", *WEEK, "--seconds", 2).status == 2
    unknown = planner("rota", "propose", *WEEK, "--team", "배송1")
    assert (unknown.status, "There is no team 배송1" in unknown.err) == (1, True)
    past = planner("rota", "propose", "--since", "2026-01-05", "--until", "2026-01-11")
    assert (past.status, "is not planned any more" in past.err) == (1, True)


def test_a_site_where_nobody_answers_calls_hears_so(admin: Administrator) -> None:
    said = admin("rota", "propose", *WEEK, "--seconds", 5, lang="ko")
    assert said.status == 1
    assert "근무할 수 있는 사람이 없습니다" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
def test_ctrl_c_keeps_the_best_so_far(planner: Administrator) -> None:
    command = [sys.executable, "-m", "desk", "admin", "--database", f"sqlite:///{planner.path}", "--lang", "en"]
    weeks = ("--since", str(MONDAY), "--until", str(MONDAY + 13 * A_DAY), "--seconds", "900")
    with subprocess.Popen(
        [*command, "rota", "propose", *weeks], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"DESK_ADMIN_PASSWORD": "correct horse"},
    ) as process:  # fmt: skip
        for stage in stages(planner):
            if stage in ("people", "breaks"):
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "the best so far is kept" in err
    assert "It breaks no rule of work" in out
    found = planner.read(lambda tx: (proposals.proposal(tx, 1), len(proposals.shifts(tx, 1))))
    assert found[0] is not None
    assert (found[0].state, found[1] >= 4 * PEOPLE) == (ProposalState.CANCELLED, True)


def stages(planner: Administrator) -> Iterator[str]:
    """What the first proposal is at, again and again."""
    database = Database(planner.path)
    try:
        while True:
            one = database.read(lambda tx: proposals.proposal(tx, 1))
            yield one.stage if one else ""
    finally:
        database.close()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_gap_is_told_with_its_way_out(
    planner: Administrator, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    database = opened(f"sqlite:///{planner.path}", False)
    draft = ProposalDraft(since=MONDAY, until=MONDAY)
    made = database.write(lambda tx: proposals.make(tx, draft, proposals.ADMIN))
    start = datetime.combine(MONDAY, datetime.min.time(), SEOUL) + timedelta(hours=12)
    queue = database.read(queues.everyone)[0]
    gap = partial(Unmet, queue_id=queue.id, start=start, end=start + timedelta(hours=1), short=2)
    amounts = {WayOut.LOWER_TARGET: 0.714}
    unmet = [gap(way_out=way, amount=amounts.get(way, 3)) for way in WayOut]
    rota.tell(database, Console(lang), replace(made, unmet=unmet * 9, gap=0.02, needed_hours=100, covered_hours=90))
    database.close()
    said = capsys.readouterr().out
    assert f"{MONDAY} 12:00–13:00 {queue.name}" in said
    words = {
        "en": "3.0 hours of overtime|split 3 shifts|3.0 hours of part-time|71% will be|3 more people|5 more",
        "ko": "연장 근무 3.0시간|근무 3건을 분할|시간제 근무 3.0시간|제때 받는 비율 71%|3명 충원|외 5건",
    }
    for word in words[lang].split("|"):
        assert word in said


def test_every_failure_has_words() -> None:
    for failure in ProposalFailure:
        for lang in ("en", "ko"):
            assert rota_words.FAILURES[failure].say(lang, words="x")
