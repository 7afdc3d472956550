"""Search, filters and other days are asked for above the rows."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest

from tests.client.timeline_rig import play, rows, story, until
from tests.client.widgets.timeline.conftest import Screen

Key = Qt.Key


def narrowed(screen: Screen, query: str) -> Callable[[], bool]:
    """Whether the rows are those of a search."""
    return lambda: screen.model.criteria.query == query


def test_typing_searches_and_return_goes_to_the_hits(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(200))
        bar = screen.panel.bar
        screen.panel.focus_search()
        bar.search.setText("생신")
        await until(narrowed(screen, "생신"))
        await screen.loaded()
        assert bar.found.text() == f"{screen.model.total} found"
        assert bar.older.isVisible()
        QTest.keyClick(bar.search, Key.Key_Return)
        assert screen.panel.view.current_key == screen.model.row(screen.model.count() - 1).key
        QTest.keyClick(bar.search, Key.Key_Escape)
        await until(narrowed(screen, ""))
        await screen.loaded()
        assert bar.older.isHidden()
        assert screen.model.total == 200

    play(reads())


def test_return_does_not_wait_until_one_has_stopped_typing(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(50))
        bar = screen.panel.bar
        screen.panel.focus_search()
        bar.search.setText("배송")
        QTest.keyClick(bar.search, Key.Key_Return)
        assert screen.model.criteria.query == "배송"

    play(reads())


def test_the_arrow_down_leads_from_the_search_to_the_rows(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(50))
        screen.panel.focus_search()
        QTest.keyClick(screen.panel.bar.search, Key.Key_Down)
        assert screen.panel.view.hasFocus()

    play(reads())


def test_chips_show_the_kinds_they_name_together(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(200))
        chips = {chip.text(): chip for chip in screen.panel.bar.chips}
        chips["Calls"].click()
        chips["Orders"].click()
        await screen.loaded()
        kinds = {screen.model.row(index).kind for index in range(screen.model.count())}
        assert kinds == {"call", "order", "delivery", "payment"}
        chips["Calls"].click()
        chips["Orders"].click()
        await screen.loaded()
        assert screen.model.criteria.kinds == frozenset()

    play(reads())


def test_filter_and_search_are_gone_with_the_next_customer(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(50))
        bar = screen.panel.bar
        bar.chips[0].click()
        bar.search.setText("배송")
        await until(narrowed(screen, "배송"))
        await screen.show(rows(20))
        assert bar.search.text() == ""
        assert not any(chip.isChecked() for chip in bar.chips)
        assert len(screen.keys()) > 5

    play(reads())


def test_what_was_being_typed_does_not_search_the_next_customer(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(50))
        screen.panel.bar.search.setText("배송")
        await screen.show(rows(20))
        assert screen.panel.bar.search.text() == ""
        assert screen.model.criteria.query == ""

    play(reads())


def test_a_moment_can_be_gone_to_and_looked_from(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(2_000))
        bar, zone = screen.panel.bar, screen.model.zone
        there = screen.source.entries[499].at.astimezone(zone)
        bar.when.click()
        popup = bar.popup
        assert popup.isVisible()
        popup.moment.setDateTime(QDateTime.fromString(f"{there:%Y-%m-%dT%H:%M}", Qt.DateFormat.ISODate))
        popup.go.click()
        await screen.loaded()
        assert (screen.panel.view.current_key, popup.isHidden()) == (500, True)
        bar.when.click()
        popup.moment.setDateTime(QDateTime.fromString(f"{there:%Y-%m-%dT%H:%M}", Qt.DateFormat.ISODate))
        popup.look.click()
        await screen.loaded()
        assert screen.keys()[-1] == 500
        assert isinstance(screen.model.criteria.as_of, datetime)

    play(reads())
