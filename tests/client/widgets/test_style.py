"""Qt's own widgets wear the look, behave as before, and the program still ends well."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.button import Button
from desk.client.widgets.style.bars import SCROLL_BAR
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")

PROGRAM = """
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
application = QApplication([])
wear(application)
theme().apply("dark")
window = QMainWindow()
window.setCentralWidget(QComboBox())
window.show()
theme().apply("light")
application.processEvents()
print("shown")
"""


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_program_ends_well_with_the_style_on() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "shown\n")


@pytest.mark.parametrize("make", [QLineEdit, QComboBox, QSpinBox, QPushButton])
def test_fields_and_buttons_in_a_row_are_equally_high(make: type[QWidget], qtbot: QtBot) -> None:
    field, button = make(), Button("보내기")
    qtbot.addWidget(field)
    qtbot.addWidget(button)
    assert field.sizeHint().height() == button.sizeHint().height()


@pytest.mark.parametrize("make", [QLineEdit, QComboBox, QSpinBox])
def test_the_field_with_the_keyboard_has_a_ring(make: type[QWidget], qtbot: QtBot, look: Theme) -> None:
    page, field = QWidget(), make()
    qtbot.addWidget(page)
    field.setParent(page)
    field.resize(160, 32)
    with qtbot.waitActive(page):
        page.show()
    page.setFocus()
    assert picture(field).pixelColor(1, 16) != look.tokens.focus
    field.setFocus()
    assert picture(field).pixelColor(1, 16) == look.tokens.focus


@pytest.mark.parametrize("make", [QCheckBox, QRadioButton])
def test_a_mark_shows_whether_it_is_set(make: type[QCheckBox | QRadioButton], qtbot: QtBot, look: Theme) -> None:
    mark = make("소리")
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    empty = picture(mark)
    mark.setChecked(True)
    spots = [(x, y) for x in range(20) for y in range(mark.height())]
    assert any(picture(mark).pixelColor(*spot) == look.tokens.accent for spot in spots)
    assert not any(empty.pixelColor(*spot) == look.tokens.accent for spot in spots)


def bar(qtbot: QtBot, value: int) -> QScrollBar:
    scroll = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(scroll)
    scroll.setRange(0, 1000)
    scroll.setPageStep(100)
    scroll.setValue(value)
    scroll.resize(scroll.sizeHint().width(), 300)
    scroll.show()
    return scroll


def inked(scroll: QScrollBar) -> list[int]:
    """The heights at which the thumb is painted."""
    shown, middle = picture(scroll), scroll.width() // 2
    ground = shown.pixelColor(0, 0)
    return [y for y in range(scroll.height()) if shown.pixelColor(middle, y) != ground]


@pytest.mark.parametrize(("value", "ends"), [(0, (0, 60)), (1000, (240, 300))])
def test_the_thumb_reaches_both_ends(value: int, ends: tuple[int, int], qtbot: QtBot) -> None:
    found = inked(bar(qtbot, value))
    assert min(found) >= ends[0]
    assert max(found) < ends[1]
    assert min(found) <= 4 or max(found) >= 295


def test_a_scroll_bar_is_slim_and_a_click_beyond_the_thumb_turns_a_page(qtbot: QtBot) -> None:
    scroll = bar(qtbot, 0)
    assert scroll.sizeHint().width() == SCROLL_BAR
    QTest.mouseClick(scroll, Qt.MouseButton.LeftButton, pos=QPoint(5, 280))
    assert scroll.value() == 100


def test_dragging_the_thumb_scrolls(qtbot: QtBot) -> None:
    scroll = bar(qtbot, 0)
    QTest.mousePress(scroll, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    QTest.mouseMove(scroll, QPoint(5, 146))
    QTest.mouseRelease(scroll, Qt.MouseButton.LeftButton, pos=QPoint(5, 146))
    assert 450 <= scroll.value() <= 550


def test_a_scroll_bar_stands_on_the_colour_of_its_area(qtbot: QtBot, look: Theme) -> None:
    area = QPlainTextEdit("가\n" * 200)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    look.apply("dark")
    QApplication.processEvents()
    assert picture(area.verticalScrollBar()).pixelColor(0, 50) == look.tokens.surface


def test_progress_fills_its_track(qtbot: QtBot, look: Theme) -> None:
    progress = QProgressBar()
    qtbot.addWidget(progress)
    progress.resize(200, 20)
    progress.setValue(50)
    shown = picture(progress)
    assert shown.pixelColor(90, 10) == look.tokens.accent
    assert shown.pixelColor(150, 10) != look.tokens.accent
    progress.setValue(100)
    assert picture(progress).pixelColor(150, 10) == look.tokens.accent


def test_a_menu_marks_the_line_under_the_keyboard_and_shows_its_keys(qtbot: QtBot, look: Theme) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    plain = menu.addAction("답장")
    narrow = menu.sizeHint().width()
    plain.setShortcut("Ctrl+Shift+R")
    menu.addAction("메모")
    assert menu.sizeHint().width() > narrow + 60
    menu.popup(QPoint(0, 0))
    idle = picture(menu)
    menu.setActiveAction(plain)
    marked = picture(menu)
    assert marked != idle
    middle = menu.height() // 2
    edge, ground = marked.pixelColor(0, middle), marked.pixelColor(1, middle)
    assert edge != ground == look.tokens.raised
    menu.hide()


def test_the_default_button_of_a_dialog_is_the_loud_one(qtbot: QtBot, look: Theme) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    yes = buttons.button(QDialogButtonBox.StandardButton.Ok)
    no = buttons.button(QDialogButtonBox.StandardButton.Cancel)
    yes.setDefault(True)
    buttons.show()
    assert picture(yes).pixelColor(8, 8) == look.tokens.accent
    assert picture(no).pixelColor(8, 8) == look.tokens.surface
