"""The solver's process, seen from whoever asks it: started, listened to, stopped; its own fate is told as well."""

import asyncio
import contextlib
import importlib.util
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

import desk
from desk.contract.rota_proposals import ProposalFailure
from desk.server.rota.problem import Failed, Problem, Told

#: The longest line: 1,000 people for a month.
LINE = 256 * 1024 * 1024
#: Seconds beyond its own time after which a process hangs, and after it was asked to stop.
OVERTIME, STOPPING = 120.0, 60.0
Hear = Callable[[Told], Awaitable[None]]
INSTALL = "pip install 'desk[rota]'"

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Told).decode


def installed() -> bool:
    """Whether this server can solve at all; the program for workstations cannot."""
    return not getattr(sys, "frozen", False) and importlib.util.find_spec("ortools") is not None


async def converse(problem: Problem, hear: Hear, stop: asyncio.Event) -> None:
    """Tell ``hear`` all that the solver says, to its end; set ``stop`` to have it end with the best so far.

    A process that breaks off or hangs is told of as ``Failed``. Whoever is cancelled here ends the process.
    """
    if not installed():
        await hear(Failed(ProposalFailure.NOT_INSTALLED, f"the solver is not installed with this server: {INSTALL}"))
        return
    command = [sys.executable, "-m", "desk.server.rota"]
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LINE, env=_environment()
    )
    stopping = asyncio.create_task(_stop(process, stop))
    try:
        async with asyncio.timeout(problem.seconds + OVERTIME):
            await _listen(process, problem, hear)
    except TimeoutError:
        await hear(Failed(ProposalFailure.BROKE_OFF, "it did not come to an end"))
    finally:
        stopping.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _listen(process: Process, problem: Problem, hear: Hear) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(ConnectionError):  # it may have ended already, and says why
        process.stdin.write(_encode(problem) + b"\n")
        await process.stdin.drain()
    failed = False
    while line := await process.stdout.readline():
        one: Told = _decode(line)
        failed = isinstance(one, Failed)
        await hear(one)
    code = await process.wait()
    if code and not failed:
        await hear(Failed(ProposalFailure.BROKE_OFF, f"the solver ended with {code}"))


async def _stop(process: Process, stop: asyncio.Event) -> None:
    await stop.wait()
    assert process.stdin is not None
    process.stdin.write(b"stop\n")
    await asyncio.sleep(STOPPING)
    process.kill()


def _environment() -> dict[str, str]:
    """Ours, with the way to the same source, and one thread for what the solver does not do itself."""
    source = str(Path(desk.__file__).resolve().parent.parent)
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
