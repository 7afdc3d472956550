"""Everything the reader can do with an entry, he can do with the keyboard alone, and with the mouse too."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.timeline.actions import RowActions
from tests.client.timeline_rig import calm, play, rows, story, until
from tests.client.widgets.timeline.conftest import Screen

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def rich(key: int, body: str = "기사님 번호는 010-2345-6789 입니다") -> TimelineRow:
    """An entry with everything one can do something with."""
    return replace(
        rows(1, start=key)[0],
        kind="message",
        body=body,
        numbers=("010-2345-6789", "02-123-4567"),
        link=f"desk://customer/1?at={key}",
        ticket_id=48213,
    )


def test_arrow_keys_lead_from_row_to_row_and_keep_it_in_view(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(story(300))
        view = screen.panel.view
        view.setFocus()
        for _ in range(40):
            screen.press(Key.Key_Up)
            await calm(2)
            slot = view.flow.slot_of(view.current_key or 0)
            assert slot is not None
        assert view.current_key is not None
        assert view.current_key < 285
        way_back = 300 - view.current_key
        for _ in range(way_back + 40):
            screen.press(Key.Key_Down)
        assert (view.current_key, view.flow.at_end) == (300, True)

    play(reads())


def test_an_entry_higher_than_the_window_is_read_through(screen: Screen) -> None:
    async def reads() -> None:
        entries = rows(30)
        entries[20] = replace(entries[20], kind="message", body="\n".join(f"줄 {line}" for line in range(150)))
        await screen.show(entries)
        screen.model.marks.toggle_fold(21)
        view = screen.panel.view
        view.setFocus()
        view.set_current(20)
        seen: list[int] = []
        for _ in range(25):
            screen.press(Key.Key_Down)
            await calm(2)
            slot = view.flow.slot_of(21)
            if view.current_key == 21 and slot is not None:
                seen.append(slot.bottom)
        assert seen[0] > 2_500
        assert seen[-1] <= view.viewport().height()
        assert view.current_key == 30

    play(reads())


def test_page_keys_home_and_end_lead_through_the_whole_history(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(2_000))
        view = screen.panel.view
        view.setFocus()
        screen.press(Key.Key_PageUp)
        assert 1_970 < (view.current_key or 0) < 1_995
        screen.press(Key.Key_Home)
        await screen.loaded()
        assert (view.current_key, screen.keys()[0]) == (1, 1)
        screen.press(Key.Key_PageDown)
        assert 5 < (view.current_key or 0) < 40
        screen.press(Key.Key_End)
        await screen.loaded()
        assert screen.keys()[-1] == 2_000

    play(reads())


@pytest.mark.parametrize(
    ("key", "copied"),
    [
        (Key.Key_C, "기사님 번호는 010-2345-6789 입니다"),
        (Key.Key_L, "desk://customer/1?at=7"),
        (Key.Key_N, "010-2345-6789"),
    ],
)
def test_text_link_and_number_are_copied_by_key(screen: Screen, key: Qt.Key, copied: str) -> None:
    async def reads() -> None:
        await screen.show([*rows(6), rich(7)])
        told: list[str] = []
        screen.panel.view.copied.connect(told.append)
        screen.panel.view.set_current(7)
        screen.press(key)
        assert (clipboard(), told) == (copied, [copied])

    play(reads())


def test_a_copied_text_carries_no_hidden_characters_along(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([rich(1, "계좌 \u202e321-654\u202c")])
        screen.panel.view.set_current(1)
        screen.press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert clipboard() == "계좌 ⟨U+202E⟩321-654⟨U+202C⟩"

    play(reads())


def test_pin_fold_and_ticket_have_keys(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([*rows(5), rich(6, "긴 글\n" * 30)])
        view, marks = screen.panel.view, screen.model.marks
        tickets: list[int] = []
        view.ticket_requested.connect(tickets.append)
        view.set_current(6)
        screen.press(Key.Key_P)
        assert [row.key for row in marks.pins] == [6]
        screen.press(Key.Key_P)
        assert marks.pins == ()
        screen.press(Key.Key_Return)
        assert marks.is_unfolded(6)
        screen.press(Key.Key_O)
        assert tickets == [48213]

    play(reads())


def test_a_short_entry_has_nothing_to_unfold(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([rich(1)])
        screen.panel.view.set_current(1)
        screen.press(Key.Key_Return)
        assert not screen.model.marks.is_unfolded(1)

    play(reads())


def test_a_title_that_does_not_fit_can_be_read_in_full(screen: Screen) -> None:
    async def reads() -> None:
        title = "무선 충전 스탠드 " * 20
        await screen.show([replace(rows(1)[0], kind="order", title=title, body="")])
        view = screen.panel.view
        view.set_current(1)
        short = view.rows.height(0)
        screen.press(Key.Key_Return)
        body = view.rows.layout(0).body
        assert body is not None
        assert body.part(0, body.end()) == title.strip()
        assert view.rows.height(0) > short
        screen.press(Key.Key_Return)
        assert view.rows.height(0) == short

    play(reads())


def test_show_more_is_pressed_with_the_mouse(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([*rows(5), rich(6, "긴 글\n" * 30)])
        more = screen.panel.view.rows.layout(5).more.center()
        QTest.mouseClick(screen.panel.view.viewport(), LEFT, pos=screen.point(6, more.x(), more.y()))
        assert screen.model.marks.is_unfolded(6)

    play(reads())


def test_words_are_selected_by_dragging_and_the_whole_text_by_a_double_click(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([*rows(5), rich(6)])
        view = screen.panel.view
        start = screen.body_point(6)
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        QTest.mouseMove(view.viewport(), start + QPoint(30, 0))
        QTest.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(30, 0))
        assert view.selected_text() == "기사님"
        QTest.mouseDClick(view.viewport(), LEFT, pos=start)
        screen.press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert clipboard() == "기사님 번호는 010-2345-6789 입니다"
        screen.press(Key.Key_Escape)
        assert view.selected_text() == ""

    play(reads())


def test_an_emoji_before_the_selection_does_not_shift_it(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([rich(1, "😀😀 감사합니다")])
        view = screen.panel.view
        QTest.mouseDClick(view.viewport(), LEFT, pos=screen.body_point(1))
        assert view.selected_text() == "😀😀 감사합니다"

    play(reads())


def test_nothing_moves_while_words_are_being_selected_at_the_very_end(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([*rows(80), rich(81)])
        view = screen.panel.view
        QTest.mouseDClick(view.viewport(), LEFT, pos=screen.body_point(81))
        before = screen.places()
        screen.model.arrive(rows(1, start=82))
        await calm()
        assert before.items() <= screen.places().items()
        assert not view.flow.at_end
        screen.press(Key.Key_Escape)
        view.scroll_by(-9_999)
        screen.model.arrive(rows(1, start=83))
        await until(lambda: screen.model.count() == 83)
        await calm()
        assert screen.keys()[-1] == 83

    play(reads())


def test_the_pill_tells_how_many_are_new_and_leads_to_them(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(300))
        view = screen.panel.view
        assert view.pill.isHidden()
        await screen.read_back(2_000)
        screen.model.arrive(rows(1, start=301))
        screen.model.arrive(rows(2, start=302))
        await until(lambda: screen.model.marks.new_count == 3)
        await calm()
        assert view.pill.isVisible()
        assert "3" in view.pill.text()
        view.pill.click()
        await screen.loaded()
        assert (screen.keys()[-1], view.pill.isVisible(), screen.model.marks.new_count) == (303, False, 0)

    play(reads())


def test_f3_walks_from_hit_to_hit_back_in_time_and_shift_f3_forward(screen: Screen) -> None:
    async def reads() -> None:
        entries = rows(300)
        for at in (20, 150, 290):
            entries[at] = replace(entries[at], body="배송이 늦어요. 배송 확인해 주세요", title="배송")
        await screen.show(entries)
        screen.model.set_query("배송")
        await screen.loaded()
        view = screen.panel.view
        view.setFocus()
        walked: list[int | None] = []
        for _ in range(5):
            screen.press(Key.Key_F3)
            walked.append(view.current_key)
        assert walked == [291, 291, 291, 151, 151]
        screen.press(Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
        screen.press(Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
        assert view.current_key == 291

    play(reads())


def test_a_hit_in_the_folded_part_unfolds_its_entry(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([rich(1, "줄\n" * 30 + "퀵으로 보냈습니다")])
        tall = screen.panel.view.rows.height(0)
        screen.model.set_query("퀵으로")
        await screen.loaded()
        assert screen.panel.view.rows.height(0) > tall + 300

    play(reads())


def test_buttons_float_over_the_row_under_the_mouse(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([*rows(5), rich(6)])
        view = screen.panel.view
        QTest.mouseMove(view.viewport(), screen.body_point(6))
        await calm()
        actions = view.findChild(RowActions)
        assert actions is not None
        assert actions.isVisible()
        names = [b.accessibleName() for b in actions.findChildren(IconButton) if b.isVisible()]
        assert names == ["Pin", "Copy text", "Copy number", "Copy link", "Open ticket"]
        pin = next(b for b in actions.findChildren(IconButton) if b.accessibleName() == "Pin")
        QTest.mouseClick(pin, LEFT)
        assert screen.model.marks.is_pinned(6)
        view.scroll_by(50)
        assert actions.isHidden()

    play(reads())


def test_the_menu_offers_every_number_and_the_past(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([*rows(5), rich(6)])
        view = screen.panel.view
        view.setFocus()
        view.set_current(6)
        view.open_menu(6, QPoint(10, 10))
        menu = view.findChild(QMenu)
        assert menu is not None
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert "Copy number 02-123-4567" in texts
        next(action for action in menu.actions() if "02-123" in action.text()).trigger()
        assert clipboard() == "02-123-4567"
        next(action for action in menu.actions() if "as it was then" in action.text()).trigger()
        menu.close()
        await screen.loaded()
        assert screen.model.criteria.as_of == 6

    play(reads())


def test_a_shown_day_is_the_day_in_the_centre(screen: Screen) -> None:
    async def reads() -> None:
        late = replace(rows(1)[0], at=rows(1)[0].at.replace(hour=15, minute=30))
        await screen.show([late])
        assert (screen.model.day(0) - late.at.date()) == timedelta(days=1)

    play(reads())
