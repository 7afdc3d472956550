"""The solver's process: whatever becomes of it, or of whoever asked it, somebody knows and nothing stays behind."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desk.contract.rota_proposals import ProposalFailure
from desk.server.rota import process
from desk.server.rota.problem import Best, Failed, Problem, Progress, Stage, Told
from tests.server.rota.lawful_rig import flaws
from tests.server.rota.problem_rig import problem

ROOT = Path(__file__).parents[3]
SMALL = msgspec.structs.replace(problem(4, 3, queues=(1,), effort=0.5), seconds=20)


def heard(asked: Problem, stop: asyncio.Event | None = None) -> list[Told]:
    """All that a process of its own says."""
    found = list[Told]()

    async def hear(told: Told) -> None:
        found.append(told)
        if stop is not None:
            stop.set()

    asyncio.run(process.converse(asked, hear, stop or asyncio.Event()))
    return found


def test_a_rota_comes_out_of_another_process() -> None:
    found = heard(SMALL)
    final = found[-1]
    assert isinstance(found[0], Progress)
    assert isinstance(final, Best)
    assert final.final
    assert list(flaws(SMALL, final.shifts)) == []


def test_who_says_stop_still_gets_the_best_so_far() -> None:
    asked = msgspec.structs.replace(problem(20, queues=(1,)), effort=None, seconds=900)
    final = heard(asked, asyncio.Event())[-1]
    assert isinstance(final, Best)
    assert final.final
    assert final.shifts


@pytest.mark.parametrize(
    ("missing", "failure"),
    [
        ("people", ProposalFailure.NOBODY),
        ("choices", ProposalFailure.NO_PATTERNS),
        ("demands", ProposalFailure.NOTHING_NEEDED),
    ],
)
def test_what_is_missing_is_told(missing: str, failure: ProposalFailure) -> None:
    (only,) = heard(msgspec.structs.replace(SMALL, **{missing: ()}))
    assert isinstance(only, Failed)
    assert only.failure is failure


def test_a_solver_that_breaks_off_says_what_happened() -> None:
    broken = msgspec.structs.replace(SMALL, days=())
    last = heard(broken)[-1]
    assert isinstance(last, Failed)
    assert (last.failure, last.words.partition(":")[0]) == (ProposalFailure.BROKE_OFF, "ZeroDivisionError")


def test_a_solver_that_dies_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    (only,) = heard(SMALL)
    assert isinstance(only, Failed)
    assert (only.failure, only.words) == (ProposalFailure.BROKE_OFF, "the solver ended with 1")


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    class Enough(Exception):  # noqa: N818 (named after what happened)
        pass

    async def hear(told: Told) -> None:
        if isinstance(told, Progress) and told.stage is Stage.COUNTS:
            raise Enough

    asked = msgspec.structs.replace(problem(30, 14), effort=None, seconds=900)
    with pytest.raises(Enough):
        asyncio.run(process.converse(asked, hear, asyncio.Event()))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_solver_ends_when_nobody_is_there_any_more() -> None:
    asked = msgspec.structs.replace(problem(30, 14), effort=None, seconds=900)
    with subprocess.Popen(
        [sys.executable, "-m", "desk.server.rota"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(msgspec.json.encode(asked) + b"\n")
        child.stdin.flush()
        assert b"counts" in child.stdout.readline()
        child.stdin.close()
        assert child.wait(timeout=30) == 1
