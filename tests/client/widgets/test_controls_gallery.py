"""Every control on one page, in both themes and languages: nothing is cut, all of it can be reached.

With DESK_GALLERY=folder the pages are kept there as pictures, to be looked at.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.badge import Badge
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import FilterChip, Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.keycap import Keycap
from desk.client.widgets.theme import Density, Theme
from tests.client.widgets.controls.gallery import Language, gallery

WIDTH = 1280


@pytest.fixture(params=["comfortable 1.0", "compact 0.85", "comfortable 1.5"])
def sized(request: pytest.FixtureRequest, look: Theme) -> tuple[Density, float]:
    density, scale = str(request.param).split()
    found: Density = "compact" if density == "compact" else "comfortable"
    look.apply("light", found, float(scale))
    return found, float(scale)


@pytest.fixture(params=["ko", "en"])
def page(request: pytest.FixtureRequest, sized: tuple[Density, float], qtbot: QtBot) -> QWidget:
    language: Language = "ko" if request.param == "ko" else "en"
    page = gallery(language)
    page.setObjectName(f"{language}-{sized[0]}-{sized[1]}")
    qtbot.addWidget(page)
    page.resize(WIDTH, page.sizeHint().height())
    with qtbot.waitActive(page):
        page.show()
    return page


def words_of(widget: QWidget) -> str:
    return str(getattr(widget, "text", str)())


def too_small(widget: QWidget) -> bool:
    """Whether a widget that holds words got less room than it asked for."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    wanted = widget.sizeHint()
    return widget.width() < wanted.width() or widget.height() < wanted.height()


def test_no_words_are_cut(page: QWidget) -> None:
    holders = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    shown = [widget for widget in holders if widget.isVisible() and widget.parentWidget() is not None]
    ours = [widget for widget in shown if type(widget).__module__.startswith("desk.")]
    assert len(ours) > 60
    assert [words_of(widget) for widget in ours if too_small(widget)] == []
    assert [label.text() for label in page.findChildren(ElidedLabel) if label.is_cut()] == []


def test_words_on_buttons_and_tags_have_air_on_both_sides(page: QWidget, look: Theme) -> None:
    strong, small = QFontMetrics(look.font("strong")), QFontMetrics(look.font("small_strong"))
    holders: list[QWidget] = [*page.findChildren(Button), *page.findChildren(Tag), *page.findChildren(FilterChip)]
    assert len(holders) > 40
    for widget in holders:
        words, metrics = words_of(widget), strong if isinstance(widget, Button) else small
        if widget.isVisible() and words:
            assert widget.width() - metrics.horizontalAdvance(words) >= 14, words


def test_no_value_in_a_field_is_cut(page: QWidget) -> None:
    spins = page.findChildren(QAbstractSpinBox)
    edits = [edit for edit in page.findChildren(QLineEdit) if edit.isVisible() and edit.text()]
    assert len(spins) == 2
    for edit in edits:
        # What is not text: the frame of a field and the margin that Qt keeps around a cursor.
        room = edit.width() - (18 if edit.parentWidget() not in spins else 4)
        assert QFontMetrics(edit.font()).horizontalAdvance(edit.text()) <= room, edit.text()


def test_the_longest_choice_fits_into_its_box(page: QWidget) -> None:
    for box in page.findChildren(QComboBox):
        longest = max(QFontMetrics(box.font()).horizontalAdvance(box.itemText(n)) for n in range(box.count()))
        assert longest <= box.width() - 34


def test_the_keyboard_comes_to_every_control(page: QWidget) -> None:
    wanted = {
        widget
        for widget in (*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit))
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached: set[QWidget] = set()
    at = page.nextInFocusChain()
    while at is not page and at is not None:
        reached.add(at)
        at = at.nextInFocusChain()
    assert len(wanted) > 30
    assert wanted <= reached


def test_every_button_has_a_name_for_the_screen_reader(page: QWidget) -> None:
    buttons = [button for button in page.findChildren(QAbstractButton) if type(button).__module__.startswith("desk.")]
    assert len(buttons) > 30
    for button in buttons:
        if button.isVisible():
            assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)


def test_customers_text_is_never_rich(page: QWidget) -> None:
    labels = [*page.findChildren(Label), *page.findChildren(Keycap), *page.findChildren(Badge)]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_both_themes_paint_the_whole_page(page: QWidget, look: Theme, sized: tuple[Density, float]) -> None:
    pictures: list[QImage] = []
    for scheme in ("light", "dark"):
        look.apply("dark" if scheme == "dark" else "light", *sized)
        QApplication.processEvents()
        picture = page.grab().toImage()
        assert picture.pixelColor(2, 2) == look.tokens.window
        pictures.append(picture)
        if folder := os.environ.get("DESK_GALLERY"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            assert picture.save(str(Path(folder) / f"{scheme}-{page.objectName()}.png"))
    light, dark = pictures
    spots = [(x, y) for x in range(0, light.width(), 16) for y in range(0, light.height(), 16)]
    same = sum(light.pixelColor(*spot) == dark.pixelColor(*spot) for spot in spots)
    assert same == 0
