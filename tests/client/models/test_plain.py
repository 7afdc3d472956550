"""Text of customers is shown as it is written, and never acts."""

import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.client.models.plain import filled, joined, visible, visible_spans
from desk.paths import resource

ACTING = "\x00\x07\x1b\x7f\x85\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufff9"
texts = st.text(st.characters(codec="utf-8") | st.sampled_from(ACTING + "\r\n\t가😀"))


@pytest.mark.parametrize("character", ACTING)
def test_a_character_that_would_act_is_written_out(character: str) -> None:
    assert visible(f"a{character}b") == f"a⟨U+{ord(character):04X}⟩b"


def test_a_reversed_account_number_is_seen_for_what_it_is() -> None:
    assert visible("계좌 \u202e321-654\u202c 입니다") == "계좌 ⟨U+202E⟩321-654⟨U+202C⟩ 입니다"


def test_lines_tabs_emoji_and_right_to_left_letters_stay() -> None:
    text = "안녕\n\t하세요 👨‍👩‍👧 שלום"
    assert visible(text) == text


def test_line_ends_of_every_system_are_line_ends() -> None:
    assert visible("a\r\nb\rc\n") == "a\nb\nc\n"


def test_half_a_character_from_a_broken_sender_does_no_harm() -> None:
    assert visible("a\ud83d") == "a⟨U+D83D⟩"


def test_a_name_written_from_right_to_left_turns_nothing_beside_it_around() -> None:
    assert joined("דנה", "", "3 × 5") == "\u2068דנה\u2069 · 3 × 5"
    assert joined("김민지", "010-1234-5678") == "김민지 · 010-1234-5678", "nothing is added where nothing is needed"
    assert joined("\u2069דנה\u202e", "2") == "\u2068⟨U+2069⟩דנה⟨U+202E⟩\u2069 · 2", "no part breaks out of its place"


def test_a_joined_line_may_be_joined_and_made_visible_again() -> None:
    line = joined("דנה", "2")
    assert visible(line) == line
    assert joined(line, "오늘") == "\u2068דנה\u2069 · 2 · 오늘"
    assert filled("{who} → 3", who=line) == f"{line} → 3"


def test_a_sentence_is_filled_with_names_of_either_direction_and_with_numbers() -> None:
    assert filled("{name} is writing", name="דנה") == "\u2068דנה\u2069 is writing"
    assert filled("{name} 님, {count}건", name="김민지", count=3) == "김민지 님, 3건"
    assert filled("“{words}”", words="a\nدانا\nb") == "“a\n\u2068دانا\u2069\nb”", "each line for itself"
    assert filled("{name}!", name="{0} {x} דנה") == "\u2068{0} {x} דנה\u2069!"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\u2068abc\u2069", "⟨U+2068⟩abc⟨U+2069⟩"),
        ("\u2068דנה", "⟨U+2068⟩דנה"),
        ("דנה\u2069", "דנה⟨U+2069⟩"),
        ("\u2068דנה\u202e\u2069", "⟨U+2068⟩דנה⟨U+202E⟩⟨U+2069⟩"),
        ("\u2068ד\nה\u2069", "⟨U+2068⟩ד\nה⟨U+2069⟩"),
    ],
)
def test_an_isolate_that_is_not_like_ours_is_written_out(name: str, shown: str) -> None:
    assert visible(name) == shown


def test_nobody_gets_out_of_the_place_of_a_name_with_an_isolate_of_their_own() -> None:
    assert filled("{name} owes 3", name="\u2068דנה\u2069 1 דנה") == "\u2068דנה 1 דנה\u2069 owes 3"


def sentences(language: str) -> list[str]:
    """Every sentence of the window with a place in it that is filled in."""
    tree = ElementTree.parse(Path(resource("translations", f"desk_{language}.ts")))
    texts = (node.text or "" for tag in ("source", "translation", "numerusform") for node in tree.iter(tag))
    return sorted({text for text in texts if re.search(r"{\w+}", text)})


def test_a_name_turns_no_sentence_of_the_window_around() -> None:
    found = sentences("ko") + sentences("en")
    assert len(found) > 100
    for sentence in found:
        places = dict.fromkeys(re.findall(r"{(\w+)}", sentence), "דנה 1 2")
        shown = filled(sentence, **places)
        assert shown == re.sub(r"{\w+}", "\u2068דנה 1 2\u2069", sentence), sentence
        assert visible(shown) == shown, "it stays so when it is shown"
        directions = {unicodedata.bidirectional(sign) for sign in re.sub("\u2068[^\u2069]*\u2069", "", shown)}
        assert not directions & {"R", "AL", "AN"}, sentence


def test_a_hostile_text_of_any_length_is_shown_in_no_time() -> None:
    for text in ("\u2068" * 30_000, "\u2068" + "ד" * 30_000, "\u2068ד" * 15_000 + "\u2069" * 15_000):
        assert "\u2068\u2068" not in visible(text)
        assert visible_spans(text, tuple((at, 1) for at in range(0, len(text), 2)))


def test_marks_stay_on_their_words_in_a_sentence_with_a_name_held_apart() -> None:
    title = filled("Ticket opened: {title} 😀 late", title="דנה")
    at = title.index("late")
    assert [cut(visible(title), *span) for span in visible_spans(title, ((at, 4),))] == ["late"]
    at = title.index("דנה")
    assert [cut(visible(title), *span) for span in visible_spans(title, ((at, 2),))] == ["דנ"]


@given(texts)
def test_nothing_that_acts_is_left(text: str) -> None:
    shown = visible(text)
    assert not [mark for mark in shown if unicodedata.bidirectional(mark) in {"LRE", "RLE", "LRO", "RLO", "PDF"}]
    assert not [mark for mark in shown if unicodedata.category(mark) in {"Cc", "Zl", "Zp"} and mark not in "\n\t"]
    assert visible(shown) == shown


def cut(text: str, start: int, length: int) -> str:
    """A stretch of text as Qt counts it, in UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


@given(texts.filter(lambda text: "\r" not in text), st.integers(0, 40), st.integers(0, 40))
def test_a_marked_stretch_stays_on_its_words(text: str, start: int, length: int) -> None:
    words = visible(text[start : start + length])
    spans = visible_spans(text, ((start, length),))
    assert [cut(visible(text), *span) for span in spans] == ([words] if words else [])


def test_several_marks_behind_an_emoji_and_an_override_stay_on_their_words() -> None:
    text = "😀 배송 \u202e배송"
    assert [cut(visible(text), *span) for span in visible_spans(text, ((2, 2), (6, 2)))] == ["배송", "배송"]


@pytest.mark.parametrize("span", [(90, 5), (-3, 2), (2, 0), (1, -4)])
def test_a_mark_outside_the_text_is_left_out(span: tuple[int, int]) -> None:
    assert visible_spans("abc", (span,)) == []
