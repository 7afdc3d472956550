"""The line above a lead's day has room in a small window for what a lead needs there."""

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.widgets.commands import Commands
from desk.client.widgets.language import Code, language
from desk.client.widgets.shifts.toolbar import Toolbar
from desk.client.widgets.theme import Theme

#: What a window of 1280 pixels leaves beside the rail.
SMALL = 1208


@pytest.mark.parametrize(
    ("code", "day", "week"), [("ko", "9월 23일(수)", "9월 28일–10월 4일"), ("en", "Wed, Sep 23", "Sep 28–Oct 4")]
)
def test_a_small_window_has_room_for_today_and_for_publishing_at_once(
    look: Theme, code: Code, day: str, week: str
) -> None:
    language().apply(code)
    bar = Toolbar(Commands())
    bar.resize(SMALL, 52)
    bar.show()
    bar.show_drafts(128)
    bar.show_waiting(12)
    for title in (day, week):
        bar.show_title(title)
        for needed in (bar.whose, bar.today, bar.title, bar.span, bar.search, bar.propose, bar.publish):
            assert not needed.isHidden(), (title, needed.accessibleName())
        QApplication.processEvents()
        assert bar.waiting.geometry().right() < SMALL
        assert bar.title.width() >= bar.title.sizeHint().width()


def test_a_tiny_window_keeps_the_days_and_publishing(look: Theme) -> None:
    bar = Toolbar(Commands())
    bar.resize(SMALL, 52)
    bar.show_drafts(3)
    bar.resize(820, 52)
    bar.fit()
    assert bar.today.isHidden()
    for needed in (bar.earlier, bar.later, bar.span, bar.publish, bar.side):
        assert not needed.isHidden()
    bar.resize(SMALL, 52)
    bar.fit()
    assert not bar.today.isHidden()
