"""Each kind of field takes what it is meant for, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.actions.action import Bilingual, Choice, Field, FieldKind
from desk.client.widgets.actions.fields import editor_for, grouped

TITLE = Bilingual("칸", "Field")


@pytest.mark.parametrize(
    ("typed", "shown"), [("", ""), ("5", "5"), ("5000", "5,000"), ("1,2345a", "12,345"), ("007", "7"), ("₩9", "9")]
)
def test_money_is_grouped_by_three(typed: str, shown: str) -> None:
    assert grouped(typed) == shown


def test_commas_come_while_money_is_typed() -> None:
    editor = editor_for(Field(name="amount", kind=FieldKind.MONEY, title=TITLE))
    QTest.keyClicks(editor.editor(), "12500x")
    assert editor.value() == 12_500
    QTest.keyClick(editor.editor(), Qt.Key.Key_Home)
    QTest.keyClicks(editor.editor(), "9")
    assert editor.value() == 912_500
    editor.deleteLater()


def test_nothing_is_chosen_beforehand_where_nothing_tells_it() -> None:
    choices = (Choice("late", Bilingual("지연", "Late")), Choice("other", Bilingual("기타", "Other")))
    editor = editor_for(Field(name="why", kind=FieldKind.CHOICE, title=TITLE, choices=choices))
    assert editor.value() is None
    editor.set_value("other")
    assert editor.value() == "other"
    editor.deleteLater()


def test_a_moment_keeps_its_zone() -> None:
    editor = editor_for(Field(name="at", kind=FieldKind.INSTANT, title=TITLE))
    editor.set_value("2026-11-22T05:30:00+00:00")
    assert editor.value() == "2026-11-22T14:30:00+09:00"
    editor.deleteLater()


def test_an_empty_text_is_no_value() -> None:
    editor = editor_for(Field(name="note", kind=FieldKind.TEXT, title=TITLE))
    editor.set_value("  ")
    assert editor.value() is None
    editor.deleteLater()
