"""How far the forecast is off on real arrivals that it was not tuned on, and what staffing arithmetic costs."""

import time

from desk.workforce.erlang import Curve, Load, Target, erlang_a
from tests.bench.report import HOLDS, MISSED, Bar, line
from tests.workforce.backtest_rig import ABSENT, DATA, backtest, rest_of_the_day

MEASURES = ("wape", "mape", "daily")
INTERVALS = 200


def forecasts() -> None:
    """Errors beside those of the naive forecast, which are the bar."""
    if not DATA.is_file():
        print(f"not measured: {ABSENT}")
        return
    for ahead in (1, 7):
        for minutes in (15, 30):
            found = backtest(minutes, ahead)
            for measure in MEASURES:
                held = getattr(found.ours, measure) <= getattr(found.naive, measure)
                print(f"{found.line(measure)}  {HOLDS if held else MISSED}≤ naive")
    for busier in (1.0, 1.3, 0.6):
        for hours in (1, 3, 5, 7):
            before, anew = rest_of_the_day(30, 2 * hours, busier)
            name = f"rest of a day of {busier:.0%} calls, after {hours} h: wape"
            print(f"{name:50} {anew:7.2%}   as foretold the day before {before:7.2%}")


def staffing() -> None:
    """Milliseconds for Erlang A over a screen of intervals of one queue, and for what each of them requires."""
    for agents in (14, 100, 1000, 5000):
        loads = [Load(agents * (0.5 + 0.5 * n / INTERVALS) / 240 * 1800, 1800, 240, 120) for n in range(INTERVALS)]
        looked, needed = list[float](), list[float]()
        for _ in range(10):
            began = time.perf_counter()
            for load in loads:
                erlang_a(load, agents, 20)
            looked.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            for load in loads:
                _ = Curve(load, Target(0.8, 20)).required
            needed.append((time.perf_counter() - began) * 1000)
        bar = Bar(0.5, 50) if agents <= 1000 else None
        print(line(f"Erlang A, {INTERVALS} intervals, {agents} agents", looked, bar))
        print(line(f"required, {INTERVALS} intervals, about {agents} agents", needed))


if __name__ == "__main__":
    forecasts()
    staffing()
