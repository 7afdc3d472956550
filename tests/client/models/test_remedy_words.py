"""How a remedy stands is told at a glance, and not by its colour alone."""

from desk.client.models.remedies import Sending
from desk.client.models.remedy_words import look_of
from desk.contract.remedies import RemedyState

STATES = [*Sending, *RemedyState]


def test_no_two_states_look_alike() -> None:
    looks = [look_of(state) for state in STATES]
    asked = [look_of(state, reconciled=True) for state in (RemedyState.DONE, RemedyState.REFUSED)]
    assert len({*looks, *asked}) == len(looks) + len(asked)


def test_what_was_not_asked_after_looks_as_ever() -> None:
    assert look_of(RemedyState.REVERSED, reconciled=True) == look_of(RemedyState.REVERSED)
