"""The time a run has, and how it is stopped early."""

import threading
import time
from collections.abc import Mapping
from typing import Any, cast

from ortools.sat.python import cp_model

#: Solutions this near to the bound are good enough.
NEAR = 0.005
MEGABYTES = 3000
#: What has begun may end: nothing gets less time (seconds), even when there is none left.
SHORTEST = 2.0
#: Seconds to make a whole solution of its deciding parts.
HINTING = 10.0


class Clock:
    """Started with the run; ``cancel`` may come from another thread."""

    def __init__(self, seconds: float, workers: int, effort: float | None = None) -> None:
        self._began = time.monotonic()
        self._seconds = seconds
        self._effort = effort
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
        rounding: bool = False,
        least: float = 0.0,
        first: Mapping[int, int] | None = None,
    ) -> cp_model.CpSolver | None:
        """The solver with the best solution that it has found in so many seconds; None without any.

        ``rounding``: the model is all but solved by its linear relaxation, so one worker does nothing but that.
        ``least``: so much effort is made at least, however little there is in all.
        ``first`` is a solution to begin from, by the index of the variables that decide it.
        """
        if first:
            self._hint(model, first)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(SHORTEST, min(seconds, self.left))
        solver.parameters.num_workers = 1 if rounding else self._workers
        if self._effort is not None:
            solver.parameters.max_deterministic_time = max(least, self._effort * seconds / self._seconds)
        if rounding:
            solver.parameters.linearization_level = 2
        solver.parameters.relative_gap_limit = near
        solver.parameters.max_memory_in_mb = MEGABYTES
        solver.parameters.random_seed = 1
        with self._lock:
            self._solver = solver
        try:
            status = solver.solve(model)
        finally:
            with self._lock:
                self._solver = None
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def _hint(self, model: cp_model.CpModel, first: Mapping[int, int]) -> None:
        """Hint every variable, for the solver completes a hint badly: the rest is solved with those given fixed."""
        fixed = model.clone()
        for index, value in first.items():
            fixed.add(fixed.get_int_var_from_proto_index(index) == value)
        solver = self.solve(fixed, HINTING)
        every = len(cast("Any", model.proto).variables)
        for index in range(every) if solver is not None else first:
            value = first[index] if solver is None else solver.value(fixed.get_int_var_from_proto_index(index))
            model.add_hint(model.get_int_var_from_proto_index(index), value)
