"""The time a run has, and how it is stopped early."""

import threading
import time
from collections.abc import Callable

from ortools.sat.python import cp_model

#: Solutions this near to the bound are good enough.
NEAR = 0.005
MEGABYTES = 3000


class Clock:
    """Started with the run; ``cancel`` may come from another thread."""

    def __init__(self, seconds: float, workers: int) -> None:
        self._began = time.monotonic()
        self._seconds = seconds
        self._workers = workers
        self._lock = threading.Lock()
        self._solver: cp_model.CpSolver | None = None
        self.cancelled = False

    @property
    def passed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    @property
    def left(self) -> float:
        """Seconds to the end; none once cancelled."""
        return 0.0 if self.cancelled else max(0.0, self._seconds - self.passed)

    def cancel(self) -> None:
        """Let whatever is being solved end with the best it has, and nothing long begin."""
        with self._lock:
            self.cancelled = True
            if self._solver is not None:
                self._solver.stop_search()

    def solve(
        self,
        model: cp_model.CpModel,
        seconds: float,
        *,
        near: float = NEAR,
        better: Callable[[float, float], None] | None = None,
    ) -> cp_model.CpSolver | None:
        """The solver with the best solution that it has found in so many seconds; None without any.

        ``better`` hears of every better solution's objective and of the bound.
        """
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.5, min(seconds, self.left))
        solver.parameters.num_workers = self._workers
        solver.parameters.relative_gap_limit = near
        solver.parameters.max_memory_in_mb = MEGABYTES
        solver.parameters.random_seed = 1
        with self._lock:
            self._solver = solver
        try:
            status = solver.solve(model, None if better is None else _Listener(better))
        finally:
            with self._lock:
                self._solver = None
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, better: Callable[[float, float], None]) -> None:
        super().__init__()
        self._better = better

    def on_solution_callback(self) -> None:
        """Called by the solver, on a thread of its own."""
        self._better(self.objective_value, self.best_objective_bound)
