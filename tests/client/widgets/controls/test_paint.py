"""Whatever can be pressed shows it under the mouse and while it is held, and tells that apart from the keyboard."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.client.widgets.actions.balance import Balance
from desk.client.widgets.bar_buttons import SearchButton
from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import FilterChip
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.menu_row import MenuRow
from desk.client.widgets.rail import RailButton
from desk.client.widgets.settings.keys import Recorder
from desk.client.widgets.status_bar import StatusButton
from desk.client.widgets.theme import Theme

B = TypeVar("B", bound=QAbstractButton)


def checked(button: B) -> B:
    button.setCheckable(True)
    button.setChecked(True)
    return button


def combo() -> QComboBox:
    box = QComboBox()
    box.addItems(["가", "나"])
    return box


def worded(row: MenuRow | RailButton | SearchButton) -> QWidget:
    row.set_words("고객", "")
    return row


def said(button: StatusButton) -> QWidget:
    button.show_words("check", "저장됨")
    return button


MAKERS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: Button("저장"),
    "primary button": lambda: Button("저장", "primary"),
    "ghost button": lambda: Button("저장", "ghost"),
    "danger button": lambda: Button("저장", "danger"),
    "checked button": lambda: checked(Button("저장")),
    "icon button": lambda: IconButton("x", "닫기"),
    "chip": lambda: FilterChip("통화", 3),
    "checked chip": lambda: checked(FilterChip("통화", 3)),
    "switch": lambda: Switch("소리"),
    "switch that is on": lambda: checked(Switch("소리")),
    "menu row": lambda: worded(MenuRow("user")),
    "checked menu row": lambda: worded(checked(MenuRow("user", "good"))),
    "rail entry": lambda: worded(RailButton("phone")),
    "row": lambda: PressRow("김민지", "010-1234-5678", "user"),
    "search": lambda: worded(SearchButton()),
    "status": lambda: said(StatusButton()),
    "balance": Balance,
    "keys": Recorder,
    "Qt's own button": lambda: QPushButton("확인"),
    "combo box": combo,
}


class Page(Surface):
    """One control with room around it, where the mouse can be elsewhere."""

    def __init__(self, control: QWidget) -> None:
        super().__init__("surface")
        self.control = control
        self.beside = QPushButton(self)
        self.beside.setGeometry(0, 0, 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(control)

    def picture(self) -> QImage:
        return self.control.grab().toImage()

    def take_mouse_away(self, qtbot: QtBot) -> None:
        QTest.mouseMove(self, QPoint(2, 2))
        qtbot.waitUntil(lambda: not self.control.underMouse())


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, look: Theme, qtbot: QtBot) -> Iterator[Callable[[str], Page]]:
    look.apply(request.param)
    pages: list[Page] = []

    def made(name: str) -> Page:
        page = Page(MAKERS[name]())
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        pages.append(page)
        page.beside.setFocus()
        page.take_mouse_away(qtbot)
        return page

    yield made
    for page in pages:
        page.take_mouse_away(qtbot)


@pytest.mark.parametrize("name", MAKERS)
def test_what_can_be_pressed_shows_it_under_the_mouse_and_while_it_is_held(
    page: Callable[[str], Page], name: str, qtbot: QtBot
) -> None:
    shown = page(name)
    rest, middle = shown.picture(), shown.control.rect().center()
    QTest.mouseMove(shown.control, middle)
    qtbot.waitUntil(shown.control.underMouse)
    over = shown.picture()
    assert over != rest
    if isinstance(shown.control, QAbstractButton):
        shown.control.setDown(True)
        assert shown.picture() not in (rest, over)
        shown.control.setDown(False)
    shown.take_mouse_away(qtbot)
    assert shown.picture() == rest


@pytest.mark.parametrize("name", MAKERS)
def test_where_the_keyboard_is_looks_unlike_where_the_mouse_is(
    page: Callable[[str], Page], name: str, qtbot: QtBot
) -> None:
    shown = page(name)
    rest = shown.picture()
    shown.control.setFocus(Qt.FocusReason.TabFocusReason)
    focused = shown.picture()
    QTest.mouseMove(shown.control, shown.control.rect().center())
    qtbot.waitUntil(shown.control.underMouse)
    both = shown.picture()
    shown.beside.setFocus()
    over = shown.picture()
    pictures = [rest, focused, both, over]
    assert not [one for at, one in enumerate(pictures) if one in pictures[:at]]


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "keys"])
def test_what_cannot_be_pressed_stays_as_it_is_under_the_mouse(
    page: Callable[[str], Page], name: str, qtbot: QtBot
) -> None:
    shown = page(name)
    shown.control.setEnabled(False)
    rest = shown.picture()
    QTest.mouseMove(shown.control, shown.control.rect().center())
    qtbot.waitUntil(shown.control.underMouse)
    assert shown.picture() == rest


def test_a_choice_that_is_not_taken_shows_itself_under_the_mouse(look: Theme, qtbot: QtBot) -> None:
    choice = Segmented([Choice("a", "가"), Choice("b", "나")])
    qtbot.addWidget(choice)
    choice.show()
    other = choice.findChildren(QAbstractButton)[1]
    QTest.mouseMove(choice, QPoint(1, 1))
    qtbot.waitUntil(lambda: not other.underMouse())
    rest = other.grab().toImage()
    QTest.mouseMove(other, other.rect().center())
    qtbot.waitUntil(other.underMouse)
    assert other.grab().toImage() != rest
