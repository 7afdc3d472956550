"""The timeline as a whole: another time, pinned entries, what stands where there are no rows, other words."""

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from desk.client.models.timeline_state import Part, Work
from desk.client.widgets.theme import theme
from tests.client.timeline_rig import ListSource, calm, play, rows, story, unreachable
from tests.client.widgets.timeline.conftest import Screen


class Shouting(QTranslator):
    """A language in which every word is written in capitals."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return text if "{" in text or text.startswith("d") else text.upper()


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[Shouting]:
    """The language, not yet spoken."""
    language = Shouting()
    yield language
    QCoreApplication.removeTranslator(language)


def test_the_past_is_marked_as_such_and_left_with_one_press(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(50))
        assert not screen.panel.past.isVisible()
        screen.model.set_as_of(20)
        await screen.loaded()
        assert screen.panel.past.isVisible()
        assert "09:20:00" in screen.panel.past.words.text()
        screen.panel.past.action.click()
        await screen.loaded()
        assert not screen.panel.past.isVisible()
        assert screen.keys()[-1] == 50

    play(reads())


def test_pinned_entries_stand_above_the_rows_and_lead_back_to_them(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(2_000))
        strip, marks = screen.panel.pins, screen.model.marks
        assert not strip.isVisible()
        for key in (5, 600, 1_990, 1_995):
            marks.toggle_pin(screen.source.entries[key - 1])
        await calm()
        assert [line.row.key for line in strip.lines()] == [1_995, 1_990, 600]
        assert screen.panel.isActiveWindow()
        strip.more.click()
        assert [line.row.key for line in strip.lines()] == [1_995, 1_990, 600, 5]
        strip.lines()[-1].click()
        await screen.loaded()
        assert screen.panel.view.current_key == 5
        strip.lines()[-1].unpin.click()
        assert not marks.is_pinned(5)

    play(reads())


def test_a_pinned_entry_shows_its_latest_state(screen: Screen) -> None:
    async def reads() -> None:
        entries = story(40)
        await screen.show(entries)
        promise = next(row for row in entries if row.kind == "promise")
        screen.model.marks.toggle_pin(promise)
        changed = type(promise)(promise.key, promise.at, "promise", "약속을 지켰습니다", tone="good")
        screen.model.arrive([changed])
        assert screen.model.marks.pins == (changed,)
        assert "약속을 지켰습니다" in screen.panel.pins.lines()[0].accessibleName()

    play(reads())


def test_a_customer_without_a_history_is_not_an_empty_hole(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show([])
        page = screen.panel.view.ends.page
        assert page.isVisible()
        assert page.title.text() == "Nothing has happened yet"
        screen.model.arrive(rows(1))
        await calm()
        assert not page.isVisible()
        assert screen.keys() == [1]

    play(reads())


def test_a_search_without_hits_offers_the_way_back(screen: Screen) -> None:
    async def reads() -> None:
        await screen.show(rows(20))
        screen.model.set_query("없는 말")
        await screen.loaded()
        page = screen.panel.view.ends.page
        assert page.isVisible()
        page.action.click()
        await screen.loaded()
        assert not page.isVisible()
        assert len(screen.keys()) > 5

    play(reads())


def test_a_server_that_does_not_answer_is_told_and_asked_again_with_one_press(screen: Screen) -> None:
    async def reads() -> None:
        broken = ListSource(rows(200))
        broken.fail = unreachable()
        screen.source = broken
        screen.model.open(broken)
        await screen.loaded()
        ends = screen.panel.view.ends
        assert ends.page.isVisible()
        assert ends.page.title.text() == "The history could not be loaded"
        broken.fail = None
        ends.page.action.click()
        await screen.loaded()
        assert not ends.page.isVisible()
        broken.fail = unreachable()
        await screen.read_back(9_999)
        await screen.read_back(9_999)
        assert ends.retry.isVisible()
        broken.fail = None
        ends.retry.click()
        await screen.loaded()
        assert not ends.retry.isVisible()
        assert screen.model.row(0).key == 1

    play(reads())


def test_while_rows_are_loaded_something_moves_and_afterwards_nothing_does(screen: Screen) -> None:
    async def reads() -> None:
        slow = ListSource(rows(50))
        slow.gate = asyncio.Event()
        screen.source = slow
        screen.model.open(slow)
        await calm()
        assert screen.panel.view.ends.pulsing()
        slow.gate.set()
        await screen.loaded()
        assert screen.model.work(Part.WHOLE) is Work.IDLE
        assert not screen.panel.view.ends.pulsing()

    play(reads())


def test_language_and_theme_change_while_one_reads(screen: Screen, shouting: Shouting) -> None:
    async def reads() -> None:
        await screen.show(story(300))
        await screen.read_back()
        before = screen.places()
        light = screen.panel.grab().toImage()
        theme().apply("dark")
        await calm()
        assert screen.panel.grab().toImage() != light
        assert screen.places() == before
        QCoreApplication.installTranslator(shouting)
        await calm()
        assert screen.panel.bar.chips[0].text() == "CALLS"
        assert screen.panel.view.accessibleName() == "CUSTOMER HISTORY"
        assert screen.places() == before

    play(reads())


def test_hits_bubbles_notes_and_hostile_text_are_painted_without_a_fault(screen: Screen) -> None:
    async def reads() -> None:
        hostile = ("<b>굵게</b><img src=x>", "\u202e뒤집힘", "😀" * 500, "\t\n" * 50, "가" * 40_000, "\ud800", "")
        entries = [
            type(row)(row.key, row.at, row.kind, title=text, body=text, who=text, tag=text[:80], tone=row.tone)
            for row, text in zip(story(len(hostile) * 20), hostile * 20, strict=True)
        ]
        await screen.show(entries)
        screen.model.set_query("굵게")
        await screen.loaded()
        screen.panel.view.older_hit()
        screen.model.set_query("")
        await screen.loaded()
        for row in entries[-14:]:
            screen.model.marks.toggle_fold(row.key)
        for _ in range(12):
            screen.panel.grab()
            await screen.read_back(900)
        assert screen.keys()

    play(reads())
