"""The window of loaded rows is always the sorted whole of what was put in."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.client.models.timeline_row import TimelineRow
from desk.client.models.timeline_window import TimelineWindow

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def row(key: int, minute: int) -> TimelineRow:
    """An entry of that key in that minute."""
    return TimelineRow(key, BEGIN + timedelta(minutes=minute), "note")


minutes = st.integers(0, 12)


@given(st.dictionaries(st.integers(0, 60), minutes), st.dictionaries(st.integers(0, 60), minutes))
def test_rows_that_come_later_end_up_in_their_places(before: dict[int, int], after: dict[int, int]) -> None:
    window = TimelineWindow(row(*item) for item in before.items())
    fresh = [row(*item) for item in after.items() if item[0] not in before]
    for index, run in window.runs(fresh):
        window.insert(index, run)
    everything = {**after, **before}
    assert window.rows == sorted((row(*item) for item in everything.items()), key=lambda found: found.place)
    assert [window.index(found.key) for found in window.rows] == list(range(len(window)))


@given(st.dictionaries(st.integers(0, 60), minutes, min_size=1), st.data())
def test_rows_taken_out_are_forgotten(entries: dict[int, int], data: st.DataObject) -> None:
    window = TimelineWindow(row(*item) for item in entries.items())
    first = data.draw(st.integers(0, len(window) - 1))
    gone = [found.key for found in window.rows[first : first + 3]]
    window.remove(first, len(gone))
    assert not [key for key in gone if key in window or window.index(key) is not None]
    assert len(window) == len(entries) - len(gone)


def test_a_place_beyond_an_open_end_belongs_to_what_is_not_loaded() -> None:
    window = TimelineWindow([row(1, 10), row(2, 20)], has_older=True, has_newer=True)
    assert [window.covers(row(9, minute).place) for minute in (5, 15, 25)] == [False, True, False]


def test_a_place_beyond_a_closed_end_belongs_here() -> None:
    window = TimelineWindow([row(1, 10), row(2, 20)])
    assert [window.covers(row(9, minute).place) for minute in (5, 15, 25)] == [True, True, True]


def test_an_empty_window_with_more_behind_it_takes_nothing() -> None:
    assert TimelineWindow().covers(row(1, 1).place)
    assert not TimelineWindow(has_older=True).covers(row(1, 1).place)
