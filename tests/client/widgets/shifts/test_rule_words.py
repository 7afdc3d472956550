"""Every rule of working time, and every no about shifts, is said in words, in both languages."""

from collections.abc import Iterator
from datetime import date

import pytest

from desk.client.widgets.language import Code, language
from desk.client.widgets.shifts.rule_words import RuleWords
from desk.contract.errors import ErrorCode, Problem, Refusal
from desk.contract.shifts import RuleBreach
from desk.workforce import law

RULES = [
    *(law.WEEK_LIMIT, law.OVERTIME, law.DAY_LIMIT, law.REST, law.WEEKLY_REST, law.BETWEEN_SHIFTS, law.OVERLAP),
    *(law.ABSENT, law.SKILL, law.PATTERN, law.OPENING_HOURS),
]


@pytest.fixture(params=["ko", "en"])
def code(request: pytest.FixtureRequest, qapp: object) -> Iterator[Code]:
    """Both languages, one after the other."""
    language().apply(request.param)
    yield request.param
    language().apply("en")


def breach(rule: str, value: int, limit: int) -> RuleBreach:
    """A rule that a shift would break."""
    return RuleBreach(rule=rule, user_id=1, day=date(2027, 6, 14), hard=rule in law.HARD, value=value, limit=limit)


def is_korean(text: str) -> bool:
    """Whether there are Hangul syllables in it, and no sentence of another language."""
    return any("가" <= sign <= "힣" for sign in text) and not any("a" <= sign <= "z" for sign in text)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_words(code: Code, rule: str) -> None:
    said = RuleWords().breach(breach(rule, 540, 660))
    assert said.partition(":")[0] != rule
    assert is_korean(said) is (code == "ko"), said


def test_a_rule_says_by_how_much_it_is_broken(qapp: object) -> None:
    words = RuleWords()
    assert words.breach(breach(law.BETWEEN_SHIFTS, 540, 660)) == "Rest between shifts: 9 h, at least 11 h"
    assert words.breach(breach(law.WEEK_LIMIT, 3150, 3120)) == "Longest week: 52 h 30 min, at most 52 h"
    assert words.breach(breach(law.WEEKLY_REST, 7, 6)) == "Days in a row: 7 days, at most 6 days"


def test_a_refusal_names_the_rules_else_what_has_moved_on_else_the_code(code: Code) -> None:
    words = RuleWords()
    ruled = Refusal(ErrorCode.RULE_BROKEN, "rest", breaches=[breach(law.REST, 0, 60)]).problem
    taken = Refusal(ErrorCode.CONFLICT, "nothing of it is left").problem
    stale = Refusal(ErrorCode.STALE, "").problem
    said = [words.refusal("offer_swap", ruled), words.refusal("take_offer", taken), words.refusal("take_offer", stale)]
    assert words.rule(law.REST) in said[0]
    assert len(set(said)) == 3
    assert all(is_korean(one) is (code == "ko") for one in said), said


def test_every_order_about_shifts_that_may_come_too_late_has_words_of_its_own(qapp: object) -> None:
    def of(endpoint: str) -> str:
        problem: Problem = Refusal(ErrorCode.CONFLICT, "").problem
        return RuleWords().refusal(endpoint, problem)

    late = ("offer_swap", "accept_swap", "decline_swap", "withdraw_swap", "decide_swap", "take_offer", "close_offer")
    assert of("choose_state") not in {of(one) for one in (*late, "decide_absence", "withdraw_absence")}
