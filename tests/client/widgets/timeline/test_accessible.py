"""A screen reader finds the visible rows, each with its name, its text and its place."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.client.timeline_rig import calm, play, rows, story, until
from tests.client.widgets.timeline.conftest import Screen

Text = QAccessible.Text


def told(screen: Screen) -> QAccessibleInterface:
    """What Qt hands to a screen reader for the rows."""
    return QAccessible.queryAccessibleInterface(screen.panel.view)


def names(screen: Screen) -> list[str]:
    view = told(screen)
    children = [view.child(index) for index in range(view.childCount())]
    return [child.text(Text.Name) for child in children if child.role() == QAccessible.Role.ListItem]


def test_the_rows_are_the_items_of_a_list(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(300))
        view = told(screen)
        assert view.role() == QAccessible.Role.List
        assert view.text(Text.Name) == "Customer history"
        assert len(names(screen)) == len(screen.keys()) == view.childCount() - 1
        assert names(screen)[-1].startswith("Payment, 배송비 환불 3,000원, 완료, ")
        assert names(screen)[-1].endswith("14:12")

    play(reads())


def test_a_row_says_its_text_and_where_it_is(screen: Screen) -> None:
    async def reads() -> None:
        entry = replace(rows(1)[0], who="박지은 상담사", body="계좌 \u202e123\u202c")
        await screen.show([entry])
        row = told(screen).child(0)
        assert row.text(Text.Description) == "계좌 ⟨U+202E⟩123⟨U+202C⟩"
        assert "박지은 상담사" in row.text(Text.Name)
        corner = screen.panel.view.viewport().mapToGlobal(QPoint(0, screen.places()[1]))
        assert row.rect().topLeft() == corner
        middle = row.rect().center()
        found = told(screen).childAt(middle.x(), middle.y())
        assert found.text(Text.Name) == row.text(Text.Name)
        assert told(screen).indexOfChild(row) == 0

    play(reads())


def test_the_current_row_has_the_focus(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(50))
        screen.panel.view.setFocus()
        screen.panel.view.set_current(49)
        focused = told(screen).focusChild()
        assert focused.text(Text.Description) == "entry 49"
        assert focused.state().focused
        assert not told(screen).child(0).state().focused

    play(reads())


def test_the_buttons_over_the_rows_are_still_found(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(300))
        await screen.read_back(3_000)
        view = told(screen)
        viewport = view.child(view.childCount() - 1)
        below = [viewport.child(index) for index in range(viewport.childCount())]
        assert "Newest" in [child.text(Text.Name) for child in below]

    play(reads())


def test_rows_that_scroll_away_are_let_go_of_without_harm(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(2_000))
        kept = told(screen).child(0)
        for turn in range(40):
            names(screen)
            screen.panel.view.scroll_by(600)
            screen.model.arrive([replace(screen.source.entries[-1], key=5_000)])
            await calm()
            if turn % 10 == 9:
                gc.collect()
        assert len(names(screen)) == len(screen.keys())
        del kept

    play(reads())


@pytest.mark.parametrize("turn", range(3))
def test_a_closed_window_takes_its_rows_along(screen: Screen, turn: int) -> None:
    async def reads() -> None:
        await screen.show(story(50))
        assert names(screen)
        screen.panel.view.deleteLater()
        await until(lambda: screen.panel.findChild(type(screen.panel.view)) is None)
        gc.collect()

    play(reads())
