"""What a signal means for a call, whatever came before it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.calls import CallState, Direction
from desk.server.rules.calls import LOST, CallSoFar, SignalKind, Step, caller_id, is_missed, names, spellings, steps

RING, ANSWER, HANGUP = SignalKind.RING, SignalKind.ANSWER, SignalKind.HANGUP
RINGING = CallSoFar(state=CallState.RINGING)
TALKING = CallSoFar(state=CallState.TALKING, answered=True, agent_known=True)
NAMELESS = CallSoFar(state=CallState.TALKING, answered=True)
ENDED = CallSoFar(state=CallState.ENDED, answered=True, agent_known=True, cause="normalClearing")
MISSED = CallSoFar(state=CallState.MISSED, cause="cancel")
GIVEN_UP = CallSoFar(state=CallState.MISSED, cause=LOST)
GIVEN_UP_OUT = CallSoFar(state=CallState.ENDED, cause=LOST)
TALKED_OUT = CallSoFar(state=CallState.ENDED, answered=True, agent_known=True, cause=LOST)


@pytest.mark.parametrize(
    ("call", "signal", "expected"),
    [
        (None, RING, (Step.RING,)),
        (None, ANSWER, (Step.RING, Step.ANSWER)),
        (None, HANGUP, (Step.RING, Step.END)),
        (RINGING, RING, ()),
        (RINGING, ANSWER, (Step.ANSWER,)),
        (RINGING, HANGUP, (Step.END,)),
        (TALKING, RING, ()),
        (TALKING, ANSWER, ()),
        (NAMELESS, ANSWER, (Step.ANSWER,)),
        (TALKING, HANGUP, (Step.END,)),
        (ENDED, RING, ()),
        (ENDED, ANSWER, ()),
        (ENDED, HANGUP, ()),
        (MISSED, RING, ()),
        (MISSED, ANSWER, ()),
        (MISSED, HANGUP, ()),
        (GIVEN_UP, RING, ()),
        (GIVEN_UP, ANSWER, (Step.ANSWER,)),
        (GIVEN_UP, HANGUP, ()),
        (GIVEN_UP_OUT, ANSWER, (Step.ANSWER,)),
        (TALKED_OUT, ANSWER, ()),
    ],
)
def test_a_signal_adds_only_what_is_new(call: CallSoFar | None, signal: SignalKind, expected: tuple[Step, ...]) -> None:
    assert steps(call, signal, agent_named=True) == expected


def test_a_second_answer_that_names_nobody_adds_nothing() -> None:
    assert steps(NAMELESS, ANSWER, agent_named=False) == ()


def after(call: CallSoFar | None, step: Step) -> CallSoFar:
    """The call once a step is taken."""
    match step:
        case Step.RING:
            assert call is None, "a call rings once"
            return RINGING
        case Step.ANSWER:
            assert call is not None
            return replace(call, state=CallState.TALKING, answered=True, agent_known=True, cause="")
        case Step.END:
            assert call is not None
            return replace(call, state=CallState.ENDED if call.answered else CallState.MISSED, cause="cancel")


@given(st.lists(st.sampled_from(SignalKind), max_size=12))
def test_in_any_order_a_call_rings_once_is_answered_once_and_ends_once(signals: list[SignalKind]) -> None:
    call, taken = None, list[Step]()
    for signal in signals:
        for step in steps(call, signal, agent_named=True):
            taken.append(step)
            call = after(call, step)
        assert steps(call, signal, agent_named=True) == (), "a repeat adds nothing"
    assert len(taken) == len(set(taken))
    if call is not None:
        assert taken[0] is Step.RING
        assert (call.state in (CallState.ENDED, CallState.MISSED)) == (HANGUP in signals)
        assert call.answered == (Step.ANSWER in taken)


@pytest.mark.parametrize(
    ("direction", "answered", "cause", "missed"),
    [
        (Direction.IN, False, "cancel", True),
        (Direction.IN, False, "", True),
        (Direction.IN, False, LOST, True),
        (Direction.IN, False, "forwarded", False),
        (Direction.IN, False, "blocked", False),
        (Direction.IN, False, "voicemail", True),
        (Direction.IN, True, "voicemail", True),
        (Direction.IN, True, "normalClearing", False),
        (Direction.OUT, False, "noAnswer", False),
        (Direction.OUT, True, "voicemail", False),
    ],
)
def test_what_counts_as_missed(direction: Direction, answered: bool, cause: str, missed: bool) -> None:
    assert is_missed(direction, answered, cause) is missed


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("", ()),
        ("김민지, 이서연", ("김민지", "이서연")),
        (["201", " 201 ", "", "202"], ("201", "202")),
        (["Kim, Minji"], ("Kim, Minji",)),
    ],
)
def test_people_are_named_one_by_one_or_in_one_text(user: str | list[str], expected: tuple[str, ...]) -> None:
    assert names(user) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("201", ("201",)),
        ("SIP/201", ("SIP/201", "201")),
        ("sip:201@pbx", ("sip:201@pbx", "201@pbx", "201")),
        ("emma@shop.example", ("emma@shop.example", "emma")),
        (" ", ()),
    ],
)
def test_a_telephone_is_known_under_several_spellings(written: str, expected: tuple[str, ...]) -> None:
    assert spellings(written) == expected


def test_the_longest_prefix_decides_which_number_is_shown() -> None:
    rules = {"": "1", "+82": "2", "+8210": "3"}
    assert [caller_id(rules, number) for number in ("+1202", "+822", "+82105")] == ["1", "2", "3"]
    assert caller_id({"+82": "2"}, "+1202") is None
    assert caller_id({}, "+8210") is None
