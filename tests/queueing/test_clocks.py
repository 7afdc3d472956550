"""Service clocks against the golden cases, and what holds of any of them."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.service import ClockKind, ServiceTargets
from desk.contract.tickets import TicketState
from desk.queueing import clocks as rules
from desk.queueing.clocks import Clocks
from desk.queueing.hours import MINUTE, SECOND, Served, micros
from tests.queueing import golden_cases_rig as golden
from tests.queueing.golden_rig import STATES, Step, at_wall, expected, said, service_of, setting_of, site_of, steps_of

OPEN = TicketState.OPEN


class Play:
    """A case played with the rules alone: the ticket, and for merges the other one."""

    def __init__(self, case: golden.Case) -> None:
        self.setting = setting_of(case)
        self.sites = [self.setting.site]
        self.targets = dict(self.setting.targets)
        self.clocks: dict[bool, Clocks] = {False: {}, True: {}}
        self.state = {False: TicketState.NEW, True: TicketState.NEW}
        self.queue = {False: "A", True: "A"}
        self.apart: dict[bool, Clocks] = {}

    def service(self, other: bool) -> rules.Service:
        return service_of(site_of(self.sites), self.targets[self.queue[other]])

    def play(self, step: Step) -> None:
        was, service = self.clocks[step.other], self.service(step.other)
        match step.deed, step.words:
            case "opened", words:
                self.clocks[step.other] = self.opened(step, words)
            case "message", _:
                self.clocks[step.other] = rules.asked(was, step.at, service)
            case "reply", _:
                self.clocks[step.other] = rules.answered(was, step.at, service)
            case "call", (picked_up, _, done):
                day = datetime.fromtimestamp(step.at / SECOND, UTC).strftime("%d")
                times = [at_wall(f"{day} {hour}", self.setting.zone) for hour in (picked_up, done)]
                self.clocks[step.other] = rules.spoken(was, times[0], times[1], service)
            case "customer", _:
                self.clocks[step.other] = rules.known(was, step.at, self.state[step.other], service)
            case "queue", (name,):
                self.moved(step, name)
            case (("calendar" | "targets"), words):
                self.others(step, words)
            case (("merged" | "unmerged"), _):
                self.joined(step)
            case "missed", _:
                self.clocks[False] = {ClockKind.CALLBACK: rules.start(ClockKind.CALLBACK, step.at, service)}
            case "claimed", _:
                self.clocks[False] = {kind: rules.stop(one, step.at, service) for kind, one in was.items()}
            case (("open" | "pending" | "closed"), _):
                self.state[step.other] = STATES[step.deed]
                self.clocks[step.other] = rules.changed(was, step.at, STATES[step.deed], service)
            case _:
                assert step.deed in ("note", "retitled", "now")

    def opened(self, step: Step, words: tuple[str, ...]) -> Clocks:
        self.queue[step.other] = "B" if words[:1] == ("in",) else "A"
        self.state[step.other] = STATES.get(words[0], TicketState.NEW) if words else TicketState.NEW
        ours = words == ("internal",)
        return rules.opened(step.at, self.state[step.other], self.service(step.other), for_customer=not ours)

    def moved(self, step: Step, name: str) -> None:
        before = self.service(step.other)
        self.queue[step.other] = name
        after = self.service(step.other)
        found = rules.moved(self.clocks[step.other], step.at, before, after)
        self.clocks[step.other] = rules.changed(found, step.at, self.state[step.other], after)

    def joined(self, step: Step) -> None:
        if step.deed == "merged":
            self.apart = self.clocks
            found = rules.merged(
                self.clocks[False],
                self.clocks[True],
                step.at,
                self.state[False],
                self.service(False),
                self.service(True),
            )
            self.clocks = {False: found[0], True: found[1]}
        else:
            self.clocks = {
                other: rules.reckoned(self.apart[other], step.at, self.state[other], self.service(other))
                for other in (False, True)
            }

    def others(self, step: Step, words: tuple[str, ...]) -> None:
        if step.deed == "calendar":
            self.sites.append(words[0])
        else:
            self.targets["A"] = setting_of(golden.Case("", f"shop {' '.join(words)}", "", "")).targets["A"]
        self.clocks[False] = rules.reckoned(self.clocks[False], step.at, self.state[False], self.service(False))


@pytest.mark.parametrize("case", [*golden.TICKETS, *golden.CALLBACKS], ids=lambda case: case.shows)
def test_clocks_say_what_was_worked_out_by_hand(case: golden.Case) -> None:
    play, steps = Play(case), steps_of(case)
    for step in steps:
        play.play(step)
    for name, other, says in expected(case):
        assert said(name, play.clocks[other], play.state[other], steps[-1].at) == says, name


def test_no_case_is_told_twice() -> None:
    stories = [(case.setting, case.story) for case in (*golden.TICKETS, *golden.CALLBACKS)]
    assert len(set(stories)) == len(stories) > 100


MONDAY = micros(datetime(2026, 3, 9, tzinfo=UTC))
STRETCHES = st.lists(st.integers(0, 500), min_size=2, max_size=12, unique=True).map(
    lambda edges: [(MONDAY + a * MINUTE, MONDAY + b * MINUTE) for a, b in zip(*[iter(sorted(edges))] * 2, strict=False)]
)
TIMES = st.lists(st.integers(0, 520 * 60), min_size=1, max_size=8).map(
    lambda seconds: [MONDAY + one * SECOND for one in sorted(seconds)]
)


@given(STRETCHES, TIMES, st.integers(1, 300))
def test_a_clock_that_rests_and_goes_on_counts_what_was_served_while_it_ran(
    stretches: list[tuple[int, int]], times: list[int], minutes: int
) -> None:
    service = rules.Service(ServiceTargets(resolution=minutes), Served(stretches))
    clock, counted = rules.start(ClockKind.RESOLUTION, times[0], service), 0
    for place, (begins, ends) in enumerate(pairwise(times)):
        if place % 2:
            clock = rules.go_on(clock, ends, service)
        else:
            clock = rules.rest(clock, ends, service)
            counted += service.time.elapsed(begins, ends)
    assert clock.elapsed == counted
    if clock.missed is None and clock.due is not None:
        assert counted + service.time.elapsed(times[-1], clock.due) == minutes * MINUTE


@given(STRETCHES, TIMES, st.integers(1, 300), st.integers(1, 300))
def test_moving_there_and_back_changes_nothing_that_is_not_yet_missed(
    stretches: list[tuple[int, int]], times: list[int], minutes: int, others: int
) -> None:
    here = rules.Service(ServiceTargets(first_answer=minutes), Served(stretches))
    there = rules.Service(ServiceTargets(first_answer=others), Served(stretches))
    began = rules.opened(times[0], OPEN, here, for_customer=True)
    now = times[-1]
    back = rules.moved(rules.moved(began, now, here, there), now, there, here)
    one, other = began[ClockKind.FIRST_ANSWER], back[ClockKind.FIRST_ANSWER]
    if one.missed_by(now) is None:
        assert other.due == one.due
    else:
        assert other.missed_by(now) is not None
