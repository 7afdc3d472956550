"""Every action is declared whole: one file and one registry line, words in both languages, an icon, sound fields."""

import pkgutil
from importlib import import_module

import pytest

import desk.actions
from desk.actions import ACTIONS
from desk.actions.action import Action, Field, FieldKind
from desk.actions.judge import complete, judge, open_fields
from desk.actions.words import OBSTACLES, obstacle_words
from desk.contract.errors import Obstacle
from desk.contract.remedies import Values
from desk.paths import resource
from tests.actions.situation_rig import NOW, a_case, an_order

EVERY = pytest.mark.parametrize("action", ACTIONS.values(), ids=list(ACTIONS))
DELIVERED = an_order(delivered_at=NOW)


def filled(action: Action) -> Values:
    """The form of an action as a hurried agent leaves it: defaults, and the first thing that fits the rest."""
    case = a_case(DELIVERED)
    known = complete(action, case, {})
    return known | {field.name: anything(field) for field in action.fields if field.name not in known}


def anything(field: Field) -> int | str:
    """Some value that fits a field."""
    match field.kind:
        case FieldKind.MONEY:
            return 1_000
        case FieldKind.CHOICE:
            return field.choices[0].code
        case FieldKind.INSTANT:
            return "2026-03-11T15:00:00+09:00"
        case FieldKind.LINE | FieldKind.TEXT:
            return "있는 그대로"


def test_folder_and_registry_name_the_same_actions() -> None:
    modules = [import_module(f"desk.actions.{found.name}") for found in pkgutil.iter_modules(desk.actions.__path__)]
    declared = {module.__name__.rpartition(".")[2]: module.ACTION for module in modules if hasattr(module, "ACTION")}
    assert declared == ACTIONS


@EVERY
def test_an_action_has_words_in_both_languages_and_an_icon(action: Action) -> None:
    titles = [action.title, *(field.title for field in action.fields)]
    titles += [choice.title for field in action.fields for choice in field.choices]
    assert all(title.ko and title.en and title.ko != title.en for title in titles)
    assert resource("icons", f"{action.icon}.svg").is_file()


@EVERY
def test_an_action_on_a_late_order_says_exactly_what_it_does(action: Action) -> None:
    preview = judge(action, a_case(DELIVERED), filled(action))
    assert preview.obstacle is None, preview.obstacle
    assert preview.effect is not None
    assert "김민지" in preview.effect.told
    assert preview.effect.to_customer <= preview.effect.amount


@EVERY
def test_defaults_fill_what_the_situation_tells(action: Action) -> None:
    asked = {field.name for field in open_fields(action, a_case(DELIVERED))}
    assert asked.isdisjoint(action.defaults(a_case(DELIVERED)))
    assert asked <= {field.name for field in action.fields if field.required}


@EVERY
def test_a_field_that_is_missing_or_misspelt_is_named(action: Action) -> None:
    wrong = judge(action, a_case(DELIVERED), filled(action) | {"nonsense": 1})
    assert wrong.obstacle == Obstacle(code="field", words="nonsense")
    for field in action.fields:
        if field.required:
            rest = {name: value for name, value in filled(action).items() if name != field.name}
            told = judge(action, a_case(DELIVERED), rest).obstacle
            assert told is not None
            assert field.title.ko in told.words


@EVERY
@pytest.mark.parametrize("value", [-1, 0, 10**12, "", "x" * 5000, "2026-03-11T15:00:00", "<b>", "a\nb"])
def test_no_value_breaks_the_judge(action: Action, value: int | str) -> None:
    for field in action.fields:
        judge(action, a_case(DELIVERED), filled(action) | {field.name: value})


@EVERY
def test_what_needs_an_order_says_so(action: Action) -> None:
    told = judge(action, a_case(), filled(action)).obstacle
    assert (told is not None and told.code == "no_order") is action.needs_order


def test_every_obstacle_is_worded_in_both_languages() -> None:
    for code in OBSTACLES:
        words = obstacle_words(Obstacle(code=code, by="박지은", at=NOW, amount=6_000, words="기타"))
        assert words.ko
        assert words.en
        assert "{" not in words.ko + words.en
