"""Rows stand one below the other without gaps, and the row that is read stays where it is."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.client.widgets.timeline.flow import UNITS, Flow, Frame

HEIGHT = 400
FRAME = Frame(HEIGHT, head=20, foot=10, cover=30)


class Column:
    """Rows of given heights; the key is the row's name, its lead 10 pixels for every seventh key."""

    def __init__(self, rows: Sequence[tuple[int, int]]) -> None:
        self.rows = list(rows)
        self.measured = 0

    def count(self) -> int:
        return len(self.rows)

    def key(self, index: int) -> int:
        return self.rows[index][0]

    def index_of(self, key: int) -> int | None:
        return next((index for index, row in enumerate(self.rows) if row[0] == key), None)

    def lead(self, index: int) -> int:
        return 10 if self.rows[index][0] % 7 == 0 else 0

    def height(self, index: int) -> int:
        self.measured += 1
        return self.rows[index][1]


def column(count: int, height: int = 50, start: int = 1) -> Column:
    """Equal rows."""
    return Column([(start + number, height) for number in range(count)])


def holds_together(flow: Flow, stream: Column) -> None:
    """No gaps, no overlaps, the viewport as full as it can be."""
    slots = flow.slots
    assert [slot.bottom for slot in slots[:-1]] == [slot.top for slot in slots[1:]]
    assert [slot.index for slot in slots] == list(range(slots[0].index, slots[0].index + len(slots)))
    if slots[0].top > 0:
        assert slots[0].index == 0
    if slots[-1].bottom < HEIGHT - FRAME.foot:
        pytest.fail("a gap below the newest row")
    if slots[-1].bottom < HEIGHT:
        assert slots[-1].index == stream.count() - 1


def body(flow: Flow, key: int) -> int:
    slot = flow.slot_of(key)
    assert slot is not None
    return slot.body


def test_the_newest_row_stands_at_the_bottom_and_only_what_is_seen_is_measured() -> None:
    stream = column(100_000)
    flow = Flow(stream)
    slots = flow.arrange(FRAME)
    assert (slots[-1].key, slots[-1].bottom) == (100_000, HEIGHT - FRAME.foot)
    assert stream.measured < 12


def test_few_rows_stand_at_the_bottom_too() -> None:
    flow = Flow(column(2))
    slots = flow.arrange(FRAME)
    assert [slot.top for slot in slots] == [290, 340]
    assert flow.at_end


def test_an_empty_stream_has_no_rows() -> None:
    flow = Flow(column(0))
    assert (flow.arrange(FRAME), flow.at_end, flow.bar()) == ([], True, (0, 0, UNITS))


def test_rows_before_and_behind_what_is_read_do_not_move_it() -> None:
    stream = column(100)
    flow = Flow(stream)
    flow.arrange(FRAME)
    flow.scroll(1_234)
    before = {slot.key: slot.body for slot in flow.arrange(FRAME)}
    stream.rows = [(1_000, 33), (1_001, 44), *stream.rows, (2_000, 55)]
    assert {slot.key: slot.body for slot in flow.arrange(FRAME)} == before


def test_a_row_that_goes_hands_its_place_to_its_neighbour() -> None:
    stream = column(100)
    flow = Flow(stream)
    flow.arrange(FRAME)
    flow.scroll(1_000)
    slots = flow.arrange(FRAME)
    gone, next_to_it = slots[1], slots[2]
    flow.prefer(gone.key)
    stream.rows = [row for row in stream.rows if row[0] not in (gone.key, slots[0].key)]
    flow.arrange(FRAME)
    assert body(flow, next_to_it.key) == next_to_it.body


def test_at_the_end_the_newest_row_is_followed() -> None:
    stream = column(100)
    flow = Flow(stream)
    flow.arrange(FRAME)
    stream.rows.append((500, 120))
    slots = flow.arrange(FRAME)
    assert (slots[-1].key, slots[-1].bottom) == (500, HEIGHT - FRAME.foot)


def test_the_row_under_the_mouse_is_held_when_a_late_row_comes_between() -> None:
    stream = column(100)
    flow = Flow(stream)
    flow.arrange(FRAME)
    flow.scroll(1_000)
    slots = flow.arrange(FRAME)
    read = slots[4]
    flow.prefer(read.key)
    stream.rows.insert(slots[2].index, (777_001, 60))
    flow.arrange(FRAME)
    assert body(flow, read.key) == read.body


def test_scrolling_stops_at_both_ends() -> None:
    stream = column(100)
    flow = Flow(stream)
    flow.arrange(FRAME)
    flow.scroll(99_999)
    slots = flow.arrange(FRAME)
    assert (slots[0].index, slots[0].top) == (0, FRAME.head)
    flow.scroll(-99_999)
    slots = flow.arrange(FRAME)
    assert (slots[-1].index, slots[-1].bottom, flow.at_end) == (99, HEIGHT - FRAME.foot, True)


def test_a_wider_window_keeps_the_row_that_is_read() -> None:
    stream = column(100)
    flow = Flow(stream)
    flow.arrange(FRAME)
    flow.scroll(1_500)
    read = next(slot for slot in flow.arrange(FRAME) if slot.body >= FRAME.cover)
    stream.rows = [(key, 31) for key, _ in stream.rows]
    flow.arrange(FRAME)
    assert body(flow, read.key) == read.body


rows = st.lists(st.integers(1, 900), min_size=1, max_size=60).map(
    lambda heights: Column([(number + 1, height) for number, height in enumerate(heights)])
)


@given(rows, st.lists(st.integers(-3_000, 3_000), max_size=8))
def test_however_one_scrolls_the_rows_hold_together(stream: Column, moves: list[int]) -> None:
    flow = Flow(stream)
    flow.arrange(FRAME)
    for pixels in moves:
        flow.scroll(pixels)
        flow.arrange(FRAME)
        holds_together(flow, stream)
        value, maximum, page = flow.bar()
        assert 0 <= value <= maximum
        assert page > 0
        if flow.at_end:
            assert value == maximum


@given(rows, st.floats(0, 1))
def test_the_scroll_bar_leads_where_it_points(stream: Column, share: float) -> None:
    flow = Flow(stream)
    flow.arrange(FRAME)
    _, maximum, _ = flow.bar()
    value = round(share * maximum)
    flow.seek(value)
    flow.arrange(FRAME)
    holds_together(flow, stream)
    first = flow.slots[0]
    if not flow.at_end and value:
        there = value / UNITS
        # Half a pixel of rounding is half a row where a row is one pixel high.
        assert first.index - 0.6 <= there <= first.index + 1.6


@given(rows, st.integers(-3_000, 3_000), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 300)), max_size=5))
def test_whatever_is_inserted_the_first_row_that_is_read_stays(
    stream: Column, pixels: int, fresh: list[tuple[int, int]]
) -> None:
    flow = Flow(stream)
    flow.arrange(FRAME)
    flow.scroll(pixels)
    slots = flow.arrange(FRAME)
    read = next((slot for slot in slots if slot.body >= FRAME.cover), slots[0])
    full = slots[0].top <= 0 and slots[-1].bottom >= HEIGHT
    for number, (index, height) in enumerate(fresh):
        stream.rows.insert(min(index, len(stream.rows)), (1_001 + 7 * number, height))
    flow.arrange(FRAME)
    holds_together(flow, stream)
    if full:
        assert body(flow, read.key) == read.body
