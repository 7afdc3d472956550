"""How many agents are needed: published figures, the chain, simulated callers, and what must always hold."""

from collections.abc import Callable
from dataclasses import asdict
from math import inf, isfinite

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from desk.workforce.erlang import (
    Curve,
    Load,
    Model,
    Outlook,
    Target,
    erlang_a,
    erlang_b,
    erlang_c,
    required,
    rostered,
)
from tests.workforce.chain_rig import chain, simulate

HALF_HOUR = 1800.0
USUAL = Target(0.8, 20)
NOISE = 1e-11
#: Below this, floating point has no digits left to be compared.
SMALLEST = 1e-300

Formula = Callable[[Load, int, float], Outlook]

loads = some.builds(
    Load,
    calls=some.floats(0, 3000),
    seconds=some.sampled_from((900.0, 1800.0)),
    handle=some.floats(5, 1200),
    patience=some.floats(1, 3600),
)
thresholds = some.floats(0, 300)


@pytest.mark.parametrize(
    ("load", "agents", "figures"),
    [
        (Load(1000, 3600, 120), 40, {"waiting": 0.190737, "service_level": 0.937211, "wait": 3.4333}),
        (
            Load(100, HALF_HOUR, 180),
            14,
            {"waiting": 0.1741319336, "service_level": 0.8883500192, "wait": 7.8359, "occupancy": 0.7143},
        ),
        (Load(550, HALF_HOUR, 240), 82, {"service_level": 0.8861, "occupancy": 0.8943}),
        (Load(48, 60, 60), 50, {"wait": 20.8337, "occupancy": 0.96, "abandoned": 0.0}),
    ],
)
def test_erlang_c_gives_the_published_figures(load: Load, agents: int, figures: dict[str, float]) -> None:
    found = asdict(erlang_c(load, agents, 20))
    assert {name: found[name] for name in figures} == pytest.approx(figures, abs=5e-5)


def test_erlang_c_keeps_the_queue_of_the_published_example() -> None:
    load = Load(48, 60, 60)
    assert erlang_c(load, 50, 20).wait * load.rate == pytest.approx(16.7, abs=0.05)


def test_erlang_c_agrees_to_ten_digits_with_the_published_example() -> None:
    found = erlang_c(Load(100, HALF_HOUR, 180), 14, 20)
    assert found.waiting == pytest.approx(0.1741319336, abs=5e-11)
    assert found.service_level == pytest.approx(0.8883500192, abs=5e-11)


@pytest.mark.parametrize(
    ("load", "agents", "figures"),
    [
        (
            Load(100, HALF_HOUR, 180, 120),
            12,
            {"abandoned": 0.0616, "service_level": 0.8256, "waiting": 0.2798},
        ),
        (Load(550, HALF_HOUR, 240, 90), 80, {"abandoned": 0.0216, "service_level": 0.9542}),
        (Load(48, 60, 60, 120), 50, {"abandoned": 0.0309, "wait": 3.709, "occupancy": 0.9303}),
    ],
)
def test_erlang_a_gives_the_reference_figures(load: Load, agents: int, figures: dict[str, float]) -> None:
    found = asdict(erlang_a(load, agents, 20))
    digits = {name: 5e-4 if name == "wait" else 5e-5 for name in figures}
    assert all(found[name] == pytest.approx(value, abs=digits[name]) for name, value in figures.items())


def test_who_hangs_up_counts_as_not_answered_and_makes_the_level_lower_than_that_of_the_served() -> None:
    found = erlang_a(Load(100, HALF_HOUR, 180, 120), 12, 20)
    assert found.service_level / (1 - found.abandoned) == pytest.approx(0.8797, abs=1e-4)


@pytest.mark.parametrize(
    ("load", "target", "model", "agents"),
    [
        (Load(100, HALF_HOUR, 180), Target(0.8, 20, max_occupancy=0.85), Model.C, 14),
        (Load(100, HALF_HOUR, 180, 120), USUAL, Model.A, 12),
        (Load(550, HALF_HOUR, 240), Target(0.8, 20, max_occupancy=0.9), Model.C, 82),
        (Load(550, HALF_HOUR, 240, 90), Target(0.8, 20, max_occupancy=0.9), Model.A, 80),
        (Load(4000, HALF_HOUR, 240, 120), USUAL, Model.C, 545),
        (Load(4000, HALF_HOUR, 240, 120), Target(0.8, 20, max_abandon=0.05), Model.A, 510),
        (Load(0, HALF_HOUR, 240, 120), Target(1, 0), Model.A, 0),
        (Load(1, HALF_HOUR, 240, 120), USUAL, Model.A, 1),
        (Load(100, HALF_HOUR, 180, 120), Target(0, 20), Model.A, 0),
    ],
)
def test_as_many_agents_are_required_as_published(load: Load, target: Target, model: Model, agents: int) -> None:
    assert required(load, target, model) == agents


@pytest.mark.parametrize(
    ("needed", "shrinkage", "agents"),
    [(14, 0.3, 20), (82, 0.3, 118), (21, 0.3, 30), (0, 0.3, 0), (5, 0.0, 5), (1, 0.99, 100)],
)
def test_more_are_rostered_than_are_needed_on_the_telephone(needed: int, shrinkage: float, agents: int) -> None:
    assert rostered(needed, shrinkage) == agents


@pytest.mark.parametrize("agents", [1, 2, 14, 100, 700])
@pytest.mark.parametrize("offered", [0.01, 0.5, 0.95, 1.0, 1.3, 5.0])
@pytest.mark.parametrize("patience", [1.0, 30.0, 120.0, 2000.0])
@pytest.mark.parametrize("handle", [60.0, 600.0])
def test_erlang_a_is_the_birth_death_chain(agents: int, offered: float, patience: float, handle: float) -> None:
    load = Load(agents * offered / handle * HALF_HOUR, HALF_HOUR, handle, patience)
    for threshold in (5.0, 20.0, 300.0):
        assert asdict(erlang_a(load, agents, threshold)) == pytest.approx(
            asdict(chain(load, agents, threshold)), rel=1e-11, abs=1e-12 * max(1, patience)
        )


@pytest.mark.parametrize("agents", [3, 20, 80])
@pytest.mark.parametrize("patience", [30.0, 120.0, 600.0])
@pytest.mark.parametrize("offered", [0.7, 0.95, 1.2])
def test_simulated_callers_with_patience_meet_what_erlang_a_says(agents: int, patience: float, offered: float) -> None:
    load = Load(agents * offered / 240 * HALF_HOUR, HALF_HOUR, 240, patience)
    expected, found = asdict(erlang_a(load, agents, 20)), simulate(load, agents, 20, seed=20261122)
    assert [name for name in expected if not found[name].agrees(expected[name])] == []


@pytest.mark.parametrize(
    ("agents", "offered"), [(3, 0.5), (3, 0.7), (3, 0.85), (20, 0.7), (20, 0.85), (80, 0.85), (80, 0.92)]
)
def test_simulated_callers_who_never_hang_up_meet_what_erlang_c_says(agents: int, offered: float) -> None:
    load = Load(agents * offered / 240 * HALF_HOUR, HALF_HOUR, 240)
    expected, found = asdict(erlang_c(load, agents, 20)), simulate(load, agents, 20, seed=1917)
    assert [name for name in expected if not found[name].agrees(expected[name])] == []


def worse(one: Outlook, other: Outlook) -> bool:
    """Whether callers or agents are worse off with the first."""
    return (
        one.service_level < other.service_level - NOISE
        or one.abandoned > other.abandoned + NOISE
        or one.wait > other.wait * (1 + NOISE) + 1e-6
        or one.occupancy > other.occupancy + NOISE
        or one.waiting > other.waiting + NOISE
    )


@given(loads, some.integers(0, 300), thresholds, some.sampled_from((erlang_a, erlang_c)))
@settings(deadline=None)
@example(Load(400, HALF_HOUR, 240, 60), 0, 20, erlang_a)
def test_one_agent_more_is_never_worse(load: Load, agents: int, threshold: float, model: Formula) -> None:
    assert not worse(model(load, agents + 1, threshold), model(load, agents, threshold))


@given(loads, some.integers(0, 300), thresholds)
@settings(deadline=None)
def test_shares_are_shares(load: Load, agents: int, threshold: float) -> None:
    for found in (erlang_a(load, agents, threshold), erlang_c(load, agents, threshold)):
        shares = (found.service_level, found.abandoned, found.occupancy, found.waiting)
        assert all(0 <= share <= 1 for share in shares)
        assert found.wait >= 0


@given(loads, some.integers(1, 200), thresholds, some.floats(0.05, 0.95))
@settings(deadline=None)
def test_with_endless_patience_erlang_a_becomes_erlang_c(
    load: Load, agents: int, threshold: float, offered: float
) -> None:
    calm = Load(agents * offered / load.handle * load.seconds, load.seconds, load.handle, 1e9)
    ours, theirs = asdict(erlang_a(calm, agents, threshold)), asdict(erlang_c(calm, agents, threshold))
    assert ours == pytest.approx(theirs, rel=1e-3, abs=1e-4)


@given(some.integers(1, 5000), some.floats(1e-6, 10), some.floats(0.001, 1e9), some.floats(1, 3600), thresholds)
@settings(max_examples=200, deadline=None)
@example(5000, 1.0, 120.0, 240.0, 20.0)
@example(5000, 10.0, 1e9, 240.0, 20.0)
@example(5000, 1e-6, 0.001, 1.0, 0.0)
@example(1, 10.0, 1e9, 3600.0, 300.0)
def test_nothing_overflows_up_to_five_thousand_agents(
    agents: int, offered: float, patience: float, handle: float, threshold: float
) -> None:
    load = Load(agents * offered / handle * HALF_HOUR, HALF_HOUR, handle, patience)
    found = erlang_a(load, agents, threshold)
    assert all(isfinite(value) for value in asdict(found).values())
    assert 0 <= found.service_level <= 1
    # What comes in goes out: answered by busy agents, or hung up.
    assert load.traffic * (1 - found.abandoned) <= agents * (1 + 1e-9)
    # Who hangs up leaves the others a shorter wait.
    endless = erlang_c(load, agents, threshold)
    assert found.wait <= endless.wait * (1 + 1e-6) + SMALLEST
    assert found.waiting <= endless.waiting * (1 + 1e-6) + SMALLEST


@given(loads, some.floats(0.5, 0.99), thresholds, some.sampled_from(Model))
@settings(max_examples=50, deadline=None)
def test_what_is_required_is_enough_and_one_less_is_not(
    load: Load, level: float, threshold: float, model: Model
) -> None:
    curve = Curve(load, Target(level, threshold, 0.9, 0.05), model)
    assert curve.met(curve.required)
    assert curve.required == 0 or not curve.met(curve.required - 1)


@given(loads, some.lists(some.integers(0, 120), max_size=20), some.sampled_from(Model))
@settings(max_examples=50, deadline=None)
def test_a_curve_says_the_same_in_whatever_order_it_is_asked(load: Load, asked: list[int], model: Model) -> None:
    curve = Curve(load, USUAL, model)
    alone = erlang_a if model is Model.A else erlang_c
    for agents in asked:
        assert asdict(curve.outlook(agents)) == pytest.approx(asdict(alone(load, agents, 20)), rel=1e-9, abs=1e-12)
        assert curve.service_level(agents) == curve.outlook(agents).service_level


def test_the_recursion_that_begins_late_is_the_whole_recursion() -> None:
    for traffic in (0.5, 99.0, 1000.0, 4800.0):
        whole = 1.0
        for agents in range(1, 5001):
            whole = traffic * whole / (agents + traffic * whole)
            if agents % 97 == 0 or abs(agents - traffic) < 20:
                assert erlang_b(agents, traffic) == pytest.approx(whole, rel=1e-12, abs=1e-300)


def test_nothing_is_missed_when_nobody_calls() -> None:
    for model in (erlang_a, erlang_c):
        assert model(Load(0, HALF_HOUR, 240, 60), 0, 20) == Outlook(1.0, 0.0, 0.0, 0.0, 0.0)


def test_nobody_is_answered_where_nobody_sits() -> None:
    load = Load(10, HALF_HOUR, 240, 60)
    assert erlang_a(load, 0, 20) == Outlook(0.0, 1.0, 60.0, 1.0, 1.0)
    assert erlang_c(load, 0, 20) == Outlook(0.0, 0.0, inf, 1.0, 1.0)


def test_too_few_agents_let_the_queue_of_patient_callers_grow_without_end() -> None:
    assert erlang_c(Load(100, HALF_HOUR, 180), 10, 20) == Outlook(0.0, 0.0, inf, 1.0, 1.0)


def test_callers_of_unknown_patience_are_taken_to_wait() -> None:
    load = Load(100, HALF_HOUR, 180)
    assert erlang_a(load, 14, 20) == erlang_c(load, 14, 20)
    assert Curve(load, USUAL, Model.A).outlook(14) == erlang_c(load, 14, 20)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Load(-1, HALF_HOUR, 240),
        lambda: Load(float("nan"), HALF_HOUR, 240),
        lambda: Load(1, 0, 240),
        lambda: Load(1, HALF_HOUR, 0),
        lambda: Load(1, HALF_HOUR, 240, 0),
        lambda: Target(80, 20),
        lambda: Target(0.8, -1),
        lambda: Target(0.8, 20, max_occupancy=0),
        lambda: Target(0.8, 20, max_abandon=5),
        lambda: erlang_a(Load(1, HALF_HOUR, 240, 60), -1, 20),
        lambda: erlang_c(Load(1, HALF_HOUR, 240), 1, -20),
        lambda: Curve(Load(1, HALF_HOUR, 240), USUAL).outlook(-1),
        lambda: rostered(5, 1.0),
    ],
)
def test_what_cannot_be_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="must"):
        wrong()
