"""Every icon is there, is drawn, and wears the colour it is asked for."""

from typing import cast, get_args

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer

from desk.client.widgets.icons import IconName, app_icon, icon, pixmap
from desk.client.widgets.theme import Theme
from desk.paths import resource

NAMES: tuple[IconName, ...] = get_args(IconName)


def colours(picture: QImage) -> set[str]:
    """The colours of the pixels that are fully painted."""
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    pixels = (picture.pixelColor(x, y) for x, y in spots)
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_the_list_of_names_is_the_folder() -> None:
    files = {file.stem for file in resource("icons").glob("*.svg")} - {"desk"}
    assert files == set(NAMES)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_its_colour_and_inside_its_square(name: IconName) -> None:
    assert QSvgRenderer(str(resource("icons", f"{name}.svg"))).isValid()
    picture = pixmap(name, QColor("#3a50c8"), 48).toImage()
    assert colours(picture) == {"#3a50c8"}
    edge = [*((x, y) for x in range(48) for y in (0, 47)), *((x, y) for y in range(48) for x in (0, 47))]
    assert all(picture.pixelColor(x, y).alpha() == 0 for x, y in edge)


@pytest.mark.usefixtures("look")
def test_an_icon_is_rendered_once() -> None:
    first = pixmap("phone", QColor("red"), 16)
    assert pixmap("phone", QColor("red"), 16).cacheKey() == first.cacheKey()
    assert pixmap("phone", QColor("red"), 20).cacheKey() != first.cacheKey()


@pytest.mark.usefixtures("look")
def test_an_icon_is_sharp_on_a_dense_screen() -> None:
    dense = pixmap("phone", QColor("red"), 16, 2.0)
    assert (dense.width(), dense.deviceIndependentSize().width()) == (32, 16)


def test_an_icon_follows_the_theme_by_token_name(look: Theme) -> None:
    light = icon("star", "accent").pixmap(16).toImage()
    look.apply("dark")
    assert icon("star", "accent").pixmap(16).toImage() != light


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        pixmap(cast("IconName", "phnoe"), QColor("red"), 16)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("size", [16, 32, 256])
def test_the_programs_icon_has_its_three_colours_at_every_size(size: int) -> None:
    picture = app_icon().pixmap(size).toImage()
    middle = picture.pixelColor(size // 2, size // 2)
    assert middle == QColor("#3a50c8")
    assert picture.pixelColor(int(size * 0.21), int(size * 0.64)) == QColor("white")
    smile = picture.pixelColor(size // 2, int(size * 0.75))
    assert smile.red() > smile.blue() + 40
