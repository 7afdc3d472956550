"""No part of an entry covers another or sticks out, whatever its width, its words and the size of the letters."""

from dataclasses import replace
from itertools import combinations
from typing import cast, get_args

import pytest
from PySide6.QtCore import QRect

from desk.client.models.formats import SEOUL
from desk.client.models.timeline_row import Kind, TimelineRow
from desk.client.widgets.theme import Density, Theme
from desk.client.widgets.timeline.layout import RowLayout, RowMeasurer
from desk.client.widgets.timeline.words import TimelineWords
from tests.client.timeline_rig import rows

KINDS = cast(tuple[Kind, ...], get_args(Kind))
LONG = "무선 충전 스탠드 교환 접수와 배송 지연 안내 " * 4


def entry(kind: Kind, *, long: bool) -> TimelineRow:
    """An entry with every part there is."""
    return replace(
        rows(1, kind=kind)[0],
        title=LONG if long else "배송 지연",
        body=(LONG + "\n") * 12 if long else "확인 중입니다",
        who=LONG if long else "박지은 상담사",
        tag=LONG if long else "지연 2일",
        tone="bad",
    )


def parts(layout: RowLayout) -> list[QRect]:
    """Where the words and small pictures stand."""
    found = [label.rect for label in layout.labels]
    found += [layout.tag, layout.pin, layout.disc, layout.more, layout.body_rect()]
    return [rect for rect in found if not rect.isEmpty()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 520, 700, 1_400])
@pytest.mark.parametrize(("scale", "density"), [(0.85, "compact"), (1.0, "comfortable"), (1.5, "comfortable")])
def test_parts_stand_beside_each_other(look: Theme, kind: Kind, width: int, scale: float, density: Density) -> None:
    look.apply("light", density, scale)
    measurer = RowMeasurer(TimelineWords(), SEOUL)
    for long in (True, False):
        for pinned in (True, False):
            for unfolded in (True, False):
                row = entry(kind, long=long)
                layout = measurer.measure(row, width, unfolded=unfolded, pinned=pinned)
                for rect in parts(layout):
                    assert QRect(0, 0, width, layout.height).contains(rect), (long, pinned, rect)
                for one, other in combinations(parts(layout), 2):
                    assert not one.intersects(other), (long, pinned, unfolded, one, other)


@pytest.mark.parametrize("kind", ["note", "call_note", "reply", "message"])
def test_words_stay_on_their_sheet(look: Theme, kind: Kind) -> None:
    layout = RowMeasurer(TimelineWords(), SEOUL).measure(entry(kind, long=True), 700, unfolded=False, pinned=True)
    assert layout.box.contains(layout.body_rect())
    assert layout.box.contains(layout.more)


def test_a_long_entry_is_folded_to_six_lines_and_a_short_one_is_not(look: Theme) -> None:
    measurer = RowMeasurer(TimelineWords(), SEOUL)

    def lines(count: int, *, unfolded: bool = False) -> int:
        row = replace(rows(1)[0], body="\n".join("줄" * 3 for _ in range(count)))
        body = measurer.measure(row, 700, unfolded=unfolded, pinned=False).body
        assert body is not None
        return body.lines

    assert [lines(count) for count in (1, 6, 7, 8, 50)] == [1, 6, 7, 6, 6]
    assert lines(50, unfolded=True) == 50


def test_a_title_that_only_names_the_kind_is_not_said_twice(look: Theme) -> None:
    measurer = RowMeasurer(TimelineWords(), SEOUL)

    def said(kind: Kind, title: str) -> list[str]:
        row = replace(rows(1, kind=kind)[0], title=title, who="김하늘")
        return [label.text for label in measurer.measure(row, 700, unfolded=False, pinned=False).labels]

    assert "Message" not in said("message", "Message")
    assert said("note", "Note").count("Note") == 1
    assert said("note", "Caution noted")[1] == "Caution noted"
    assert "충전이 끊겨요" in said("message", "충전이 끊겨요")


def test_hits_stay_on_their_words_when_a_cut_title_is_read_in_full(look: Theme) -> None:
    row = replace(
        rows(1, kind="order")[0], title=LONG + "퀵", body="퀵으로", title_hits=((len(LONG), 1),), hits=((0, 1),)
    )
    layout = RowMeasurer(TimelineWords(), SEOUL).measure(row, 360, unfolded=True, pinned=False)
    assert layout.body is not None
    assert [layout.body.part(start, start + length) for start, length in layout.body.hits] == ["퀵", "퀵"]
