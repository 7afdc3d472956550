"""``python -m desk.server.rota``: the solver's process. A problem comes in on one line, told lines go out.

A further line asks to stop with the best so far; the end of the input means that whoever asked is gone.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable

import msgspec

from desk.contract.rota_proposals import ProposalFailure
from desk.server.rota.problem import Failed, Problem, Told

#: Bytes of address space: a model of 1,000 people needs a tenth of it.
MEMORY = 6 * 1024**3
#: The descriptor of the input.
INPUT = 0
Tell = Callable[[Told], None]


def main() -> int:
    """Read, solve, tell."""
    lock, encode = threading.Lock(), msgspec.json.Encoder().encode

    def tell(told: Told) -> None:
        with lock:
            sys.stdout.buffer.write(encode(told) + b"\n")
            sys.stdout.buffer.flush()

    line, more = _first_line()
    problem = msgspec.json.decode(line, type=Problem)
    missing = _missing(problem)
    if missing is not None:
        tell(Failed(missing))
        return 1
    _be_modest()
    try:
        return _solve(problem, tell, more)
    except Exception as error:
        tell(Failed(ProposalFailure.BROKE_OFF, f"{type(error).__name__}: {error}"))
        raise


def _solve(problem: Problem, tell: Tell, more: bytes) -> int:
    try:
        # Only this process has the solver, and only where it is installed.
        from desk.server.rota.clock import Clock  # noqa: PLC0415
        from desk.server.rota.solving import solve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "ortools":
            raise
        tell(Failed(ProposalFailure.NOT_INSTALLED, "install desk[rota] beside the server"))
        return 1
    clock = Clock(problem.seconds, problem.workers, problem.effort)
    threading.Thread(target=_listen, args=(clock.cancel, more), daemon=True).start()
    solve(problem, clock, tell)
    return 0


def _first_line() -> tuple[bytes, bytes]:
    """The first line of the input, and what came with it.

    Read from the descriptor: a thread that waits in the buffered stream would hold its lock when all is over.
    """
    parts = list[bytes]()
    while part := os.read(INPUT, 1 << 20):
        line, newline, more = part.partition(b"\n")
        parts.append(line)
        if newline:
            return b"".join(parts), more
    return b"".join(parts), b""


def _listen(cancel: Callable[[], None], more: bytes) -> None:
    """Cancel at the first thing that is said; at the end of the input, nobody waits for anything any more."""
    if more:
        cancel()
    while os.read(INPUT, 1024):
        cancel()
    os._exit(1)


def _missing(problem: Problem) -> ProposalFailure | None:
    if not problem.people:
        return ProposalFailure.NOBODY
    if not problem.choices:
        return ProposalFailure.NO_PATTERNS
    return None if any(one.agents for one in problem.demands) else ProposalFailure.NOTHING_NEEDED


def _be_modest() -> None:
    """Others go first, and no more memory than was agreed. Who presses Ctrl-C at a terminal means whoever asked us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (not on Windows)

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
