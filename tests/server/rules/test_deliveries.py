"""Commands are repeated with jitter, ever more patiently, and never against the executor's wish."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.server.rules.deliveries import MOST_PATIENT, DeliveryRules, accepted_pause, pause

RULES = DeliveryRules()
CHANCE = st.floats(0, 1, exclude_max=True)


@given(st.integers(0, 10_000), CHANCE)
def test_pauses_grow_to_a_bound_and_are_spread_over_all_of_it(attempts: int, chance: float) -> None:
    most = min(RULES.longest_pause, RULES.first_pause * 2 ** min(attempts, 30))
    assert pause(RULES, attempts, None, 0.0) == timedelta(0)
    assert timedelta(0) <= pause(RULES, attempts, None, chance) <= timedelta(seconds=most)
    assert pause(RULES, attempts, None, 0.5) == timedelta(seconds=most / 2)


@given(st.integers(0, 50), st.floats(0, 1e9), CHANCE)
def test_the_executors_wish_is_kept_within_a_day(attempts: int, wish: float, chance: float) -> None:
    found = pause(RULES, attempts, wish, chance)
    assert found >= min(timedelta(seconds=wish), MOST_PATIENT)
    assert found <= max(MOST_PATIENT, timedelta(seconds=RULES.longest_pause))


@given(st.integers(0, 10_000), CHANCE)
def test_a_desk_at_work_is_left_alone_for_a_while(attempts: int, chance: float) -> None:
    found = accepted_pause(RULES, attempts, chance).total_seconds()
    assert 0.75 * RULES.accepted_after <= found <= RULES.longest_accepted
