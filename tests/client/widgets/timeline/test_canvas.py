"""What is read stays where it is, whatever arrives above, below or between."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.flow import UNITS
from tests.client.timeline_rig import calm, play, rows, story, until
from tests.client.widgets.timeline.conftest import Screen


def fresh(screen: Screen, count: int = 1) -> list[TimelineRow]:
    """Entries that happen now."""
    last = screen.source.entries[-1]
    return [screen.source.add(later(last, number)) for number in range(1, count + 1)]


def later(row: TimelineRow, number: int) -> TimelineRow:
    """An entry like another one, some minutes later."""
    return replace(row, key=row.key + number, at=row.at + timedelta(minutes=number))


def test_the_newest_entry_stands_at_the_bottom(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(300))
        slot = screen.panel.view.slots_now()[-1]
        assert (slot.key, slot.bottom) == (300, screen.panel.view.viewport().height() - 12)

    play(reads())


def test_new_entries_push_up_only_what_is_read_at_the_very_end(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(300))
        screen.model.arrive(fresh(screen))
        await calm()
        assert screen.keys()[-1] == 301
        await screen.read_back()
        before = screen.places()
        screen.model.arrive(fresh(screen, 3))
        await until(lambda: screen.model.index_of(304) is not None)
        await calm()
        assert screen.places() == before

    play(reads())


def test_older_pages_that_come_in_do_not_move_what_is_read(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(3_000))
        view = screen.panel.view
        for _ in range(40):
            view.scroll_by(700)
            before = screen.places()
            first = screen.model.row(0).key
            await screen.loaded()
            assert screen.places() == before
            if screen.model.row(0).key == 1:
                break
            assert screen.model.row(0).key <= first
        assert screen.model.row(0).key < 2_500

    play(reads())


def test_a_late_entry_among_what_is_read_leaves_the_topmost_row_in_place(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(300))
        await screen.read_back()
        slots = screen.panel.view.slots_now()
        top = next(slot for slot in slots if slot.body >= 40)
        beside = screen.model.row(slots[len(slots) // 2].index)
        screen.model.arrive([replace(beside, key=999, at=beside.at + timedelta(seconds=1))])
        await calm()
        assert 999 in screen.places()
        assert screen.places()[top.key] == top.body

    play(reads())


def test_memory_that_is_given_back_far_away_does_not_move_what_is_read(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(3_500))
        for _ in range(45):
            screen.panel.view.scroll_by(4_000)
            before = screen.places()
            await screen.loaded()
            # Rows came in above, where there was nothing to read yet.
            assert before.items() <= screen.places().items()
        assert screen.model.count() <= 2_000
        assert screen.model.has_newer

    play(reads())


def test_unfolding_an_entry_leaves_its_beginning_where_it_is(screen: Screen) -> None:
    async def reads() -> None:
        entries = story(100)
        entries[-10] = replace(entries[-10], kind="message", body="줄\n" * 40)
        await screen.show(entries)
        screen.panel.view.set_current(91)
        await calm()
        view, before = screen.panel.view, screen.places()[91]
        tall = view.rows.height(90)
        screen.model.marks.toggle_fold(91)
        await calm()
        assert screen.places()[91] == before
        assert view.rows.height(90) > tall + 400
        screen.model.marks.toggle_fold(91)
        await calm()
        assert (screen.places()[91], view.rows.height(90)) == (before, tall)

    play(reads())


def test_another_width_or_font_size_keeps_the_row_that_is_read(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(300))
        await screen.read_back()
        top = next(slot for slot in screen.panel.view.slots_now() if slot.body >= 40)
        screen.panel.resize(480, 800)
        await calm()
        assert screen.places()[top.key] == top.body
        theme().apply("dark", font_scale=1.4)
        await calm()
        assert screen.places()[top.key] == top.body

    play(reads())


def test_the_scroll_bar_shows_where_in_the_loaded_rows_one_is_and_leads_there(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(80))
        bar = screen.panel.view.verticalScrollBar()
        assert bar.value() == bar.maximum() > 0
        bar.setValue(0)
        await calm()
        assert screen.keys()[0] == 1
        bar.setValue(bar.maximum())
        await calm()
        assert screen.keys()[-1] == 80
        screen.model.arrive(fresh(screen))
        await calm()
        assert screen.keys()[-1] == 81

    play(reads())


@pytest.mark.parametrize(("pixels", "angle"), [(QPoint(0, 90), QPoint(0, 120)), (QPoint(), QPoint(0, 120))])
def test_the_wheel_scrolls_by_what_it_says(screen: Screen, pixels: QPoint, angle: QPoint) -> None:
    async def reads() -> None:
        await screen.show(rows(300))
        await screen.read_back()
        key, before = next((key, y) for key, y in screen.places().items() if y > 50)
        viewport = screen.panel.view.viewport()
        middle = QPointF(viewport.rect().center())
        wheel = QWheelEvent(
            middle,
            viewport.mapToGlobal(middle),
            pixels,
            angle,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, wheel)
        expected = pixels.y() or 20 * QApplication.wheelScrollLines()
        assert screen.places()[key] == before + expected

    play(reads())


def test_the_unread_line_takes_room_above_its_entry_alone(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(100))
        view = screen.panel.view
        lead = view.rows.lead(95)
        screen.model.marks.set_unread(96)
        await calm()
        slot = view.flow.slot_of(96)
        assert slot is not None
        assert view.rows.lead(95) == lead + view.rows.unread_height == slot.body - slot.top

    play(reads())


def test_a_day_begins_with_its_header_only_where_the_day_changes(screen: Screen) -> None:
    async def reads() -> None:
        entries = rows(3)
        entries[2] = replace(entries[2], at=entries[2].at + timedelta(days=1))
        await screen.show(entries)
        assert [screen.panel.view.rows.begins_day(index) for index in range(3)] == [True, False, True]

    play(reads())


def test_unfolding_at_the_very_end_shows_more_below_and_nothing_goes_up(screen: Screen) -> None:
    async def reads() -> None:
        entries = story(100)
        entries[-1] = replace(entries[-1], kind="message", body="줄\n" * 40)
        await screen.show(entries)
        before = screen.places()
        screen.model.marks.toggle_fold(100)
        await calm()
        assert screen.places() == before

    play(reads())


def test_the_end_of_what_is_loaded_is_not_the_end_of_the_history(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(3_000))
        screen.model.go_oldest()
        await screen.loaded()
        screen.source.gate = asyncio.Event()
        screen.panel.view.scroll_by(-99_999)
        await calm()
        before = screen.places()
        assert list(before)[-1] == 100
        screen.source.gate.set()
        await screen.loaded()
        assert before.items() <= screen.places().items()

    play(reads())


def test_pages_that_come_while_the_scroll_bar_is_dragged_do_not_pull_it_from_under_the_mouse(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(3_000))
        bar = screen.panel.view.verticalScrollBar()
        bar.setSliderDown(True)
        bar.setValue(10 * UNITS)
        there = screen.keys()[0]
        bar.setValue(0)
        await screen.loaded()
        assert screen.model.row(0).key < 2_901
        bar.setValue(10 * UNITS)
        assert screen.keys()[0] == there
        bar.setSliderDown(False)
        await calm()
        assert screen.keys()[0] == there
        assert bar.value() > 10 * UNITS

    play(reads())


def test_the_row_under_the_mouse_stays_when_a_late_entry_comes_between(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(300))
        await screen.read_back()
        slots = screen.panel.view.slots_now()
        read, beside = slots[-3], screen.model.row(slots[len(slots) // 2].index)
        QTest.mouseMove(screen.panel.view.viewport(), QPoint(200, read.body + 10))
        await calm()
        screen.model.arrive([replace(beside, key=999, at=beside.at + timedelta(seconds=1))])
        await calm()
        assert 999 in screen.places()
        assert screen.places()[read.key] == read.body

    play(reads())


def test_an_entry_that_changes_is_painted_as_it_is_now(screen: Screen) -> None:
    async def reads() -> None:
        entries = [replace(row, kind="promise", title="토요일까지 배송") for row in rows(5)]
        await screen.show(entries)
        view = screen.panel.view.viewport()
        before = view.grab().toImage()
        screen.model.arrive([replace(entries[-1], tag="지연 2일", tone="bad")])
        await calm()
        assert view.grab().toImage() != before
        screen.model.arrive([entries[-1]])
        await until(lambda: not screen.model.row(4).tag)
        await calm()
        assert view.grab().toImage() == before

    play(reads())
