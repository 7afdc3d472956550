"""The colours can be read, the fonts are ours, and a switch reaches what is on screen."""

import json
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.theme import FontRole, Theme, Tokens, Tone, blend, load_fonts, theme
from desk.paths import resource

GROUNDS = ("window", "surface", "raised", "sunken")
TONES: tuple[Tone, ...] = ("accent", "good", "warn", "bad", "info", "reply", "note", "call_note")
ROLES: tuple[FontRole, ...] = (
    "body",
    "strong",
    "small",
    "small_strong",
    "title",
    "display",
    "mono_digits",
)

# What stands on what. "soft neutral" is not a token, but a tag is painted on it.
ON_GROUNDS = product(("text", "muted", "faint", *TONES), GROUNDS)
ON_SOFT = [(words, f"{tone}_soft") for tone in TONES for words in (tone, "text", "muted")]
ON_FILLS = [("on_accent", tone) for tone in TONES]
ON_MARKS = [("text", "selection"), ("muted", "selection"), ("text", "hit"), ("text", "hit_strong")]
READ = [*ON_GROUNDS, *ON_SOFT, *ON_FILLS, *ON_MARKS, *((tone, "selection") for tone in TONES)]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return Tokens.load(request.param)


def test_black_on_white_has_the_contrast_that_the_standard_names() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize(("words", "ground"), READ, ids=[f"{a} on {b}" for a, b in READ])
def test_words_can_be_read(tokens: Tokens, words: str, ground: str) -> None:
    assert contrast(tokens.named(words), tokens.named(ground)) >= 4.5


# What lies under a veil: a ground, or the soft colour of a tone. Rows of lists are veiled by `hover` alone.
UNDER_VEILS = (*GROUNDS, *(f"{tone}_soft" for tone in TONES))
ON_VEILS = [
    *product(("text", "muted"), UNDER_VEILS, ("hover", "pressed")),
    *product(("text", "muted"), ("selection",), ("hover",)),
    *product(("faint",), ("surface",), ("hover", "pressed")),
    *product(("on_accent",), ("accent",), ("hover", "pressed")),
]


@pytest.mark.parametrize(("words", "ground", "veil"), ON_VEILS, ids=[f"{a} on {b}, {c}" for a, b, c in ON_VEILS])
def test_words_can_be_read_under_the_mouse(tokens: Tokens, words: str, ground: str, veil: str) -> None:
    over, under = tokens.named(veil), tokens.named(ground)
    assert contrast(tokens.named(words), blend(over, under, over.alphaF())) >= 4.5


def test_what_is_under_the_mouse_is_seen_and_what_is_held_down_more_so(tokens: Tokens) -> None:
    for ground in GROUNDS:
        steps = [tokens.named(ground)]
        steps += [blend(veil, steps[0], veil.alphaF()) for veil in (tokens.hover, tokens.pressed)]
        assert contrast(steps[0], steps[1]) > 1.05, ground
        assert contrast(steps[1], steps[2]) > 1.05, ground


def test_words_on_a_tag_without_a_tone_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.of("neutral"), tokens.soft("neutral")) >= 4.5


@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
@pytest.mark.parametrize("line", ["border_strong", "focus"])
def test_the_edge_of_a_field_and_the_focus_ring_can_be_seen(tokens: Tokens, line: str, ground: str) -> None:
    assert contrast(tokens.named(line), tokens.named(ground)) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_file_names_every_token_and_nothing_else(scheme: str) -> None:
    written = json.loads(resource("theme", f"{scheme}.json").read_text())
    assert list(written) == [field.name for field in fields(Tokens)]


def test_a_colour_file_with_an_unknown_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "light.json").write_text('{"window": "#ffffff", "windwo": "#000000"}')

    def elsewhere(*parts: str) -> Path:
        return tmp_path / parts[-1]

    monkeypatch.setattr("desk.client.widgets.theme.resource", elsewhere)
    with pytest.raises(TypeError):
        Tokens.load("light")


def test_an_unknown_token_is_refused(tokens: Tokens) -> None:
    with pytest.raises(KeyError):
        tokens.named("load")


def test_the_kinds_of_article_are_told_apart_by_colour(tokens: Tokens) -> None:
    hues = sorted(tokens.named(kind).hue() for kind in ("reply", "note", "call_note"))
    gaps = [hues[1] - hues[0], hues[2] - hues[1], hues[0] + 360 - hues[2]]
    assert min(gaps) >= 40


def test_laying_half_of_white_over_black_gives_grey() -> None:
    assert blend(QColor("white"), QColor("black"), 0.5).lightnessF() == pytest.approx(0.5, abs=0.01)


def test_the_shipped_font_is_found_and_knows_korean(look: Theme) -> None:
    assert "Pretendard" in load_fonts()
    for role in ROLES:
        assert QFontInfo(look.font(role)).family().startswith("Pretendard")
        assert QRawFont.fromFont(look.font(role)).supportsCharacter(ord("한"))


def test_bold_words_are_drawn_in_a_bold_font_and_not_smeared(look: Theme) -> None:
    styles = [QRawFont.fromFont(look.font(role)).styleName() for role in ("body", "strong", "title")]
    assert styles == ["Regular", "SemiBold", "Bold"]


def test_a_running_clock_does_not_jitter(look: Theme) -> None:
    metrics = QFontMetrics(look.font("mono_digits"))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    plain = QFontMetrics(look.font("strong"))
    assert len({plain.horizontalAdvance(digit) for digit in "0123456789"}) > 1


def test_the_scale_makes_words_and_lines_larger(look: Theme) -> None:
    before = look.font("body").pixelSize(), look.row_height, look.control_height
    look.apply("light", "comfortable", 1.5)
    after = look.font("body").pixelSize(), look.row_height, look.control_height
    assert all(large > small for large, small in zip(after, before, strict=True))


@pytest.mark.parametrize(("asked", "given"), [(0.1, 0.85), (9.0, 1.5), (1.2, 1.2)])
def test_the_scale_stays_within_what_can_be_read(look: Theme, asked: float, given: float) -> None:
    look.apply("light", "comfortable", asked)
    assert look.font_scale == given


def test_compact_lines_are_lower(look: Theme) -> None:
    high = look.row_height
    look.apply("light", "compact")
    assert look.row_height < high


def test_a_switch_reaches_what_is_on_screen(look: Theme, qtbot: QtBot) -> None:
    page, words = Surface("surface"), Label("안녕하세요", "body", "bad")
    words.setParent(page)
    qtbot.addWidget(page)
    page.resize(80, 40)
    page.show()
    for scheme in ("dark", "light"):
        look.apply(scheme)
        assert page.grab().toImage().pixelColor(70, 35) == look.tokens.surface
        assert words.palette().windowText().color() == look.tokens.bad


def test_what_is_deleted_does_not_hear_of_a_switch(look: Theme) -> None:
    label = Label("gone")
    label.deleteLater()
    QApplication.sendPostedEvents(label)
    look.apply("dark")
    assert look.dark


def test_the_system_scheme_is_followed_only_when_asked_for(look: Theme, qapp: QApplication) -> None:
    heard: list[bool] = []
    look.changed.connect(lambda: heard.append(True))
    look.apply("dark")
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert look.dark
    assert len(heard) == 1
    look.apply("system")
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert len(heard) == 3


def test_there_is_one_theme() -> None:
    assert theme() is theme()


def test_whoever_thins_a_tone_for_a_painting_leaves_the_theme_as_it_was(look: Theme) -> None:
    before = look.tokens.good.rgba()
    look.tokens.of("good").setAlphaF(0.1)
    look.tokens.named("good").setAlphaF(0.1)
    assert look.tokens.good.rgba() == before
