"""Server-sent events come out whole, however the stream is cut."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.client.remote.sse import MAX_EVENT, BadStream, SseEvent, SseParser

PLAIN = b': ping\n\nevent: log\nid: 7\ndata: {"a":1}\n\nevent: synced\ndata: x\ndata: y\n\n\n\ndata:z\n\n'
EVENTS = [
    SseEvent("log", b'{"a":1}', "7"),
    SseEvent("synced", b"x\ny", None),
    SseEvent("message", b"z", None),
]


def parsed(*chunks: bytes) -> list[SseEvent]:
    parser = SseParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


@pytest.mark.parametrize("ending", [b"\n", b"\r", b"\r\n"])
@given(cuts=st.lists(st.integers(0, len(PLAIN) * 2), max_size=12))
def test_any_cuts_and_any_line_ends_give_the_same_events(ending: bytes, cuts: list[int]) -> None:
    stream = PLAIN.replace(b"\n", ending)
    places = sorted({0, len(stream), *(min(cut, len(stream)) for cut in cuts)})
    chunks = [stream[start:end] for start, end in itertools.pairwise(places)]
    assert parsed(*chunks) == EVENTS


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_nonsense_breaks_nothing(chunks: list[bytes]) -> None:
    parsed(*chunks)


def test_what_is_not_complete_is_not_told() -> None:
    assert parsed(b"event: log\ndata: half") == []
    assert parsed(b"event: log\ndata: half\n") == []


def test_fields_nobody_knows_are_skipped() -> None:
    assert parsed(b"retry: 3\nfuture: yes\nnocolon\nid: a\0b\ndata: x\n\n") == [SseEvent("message", b"x", None)]


def test_an_event_without_data_is_none() -> None:
    assert parsed(b"event: log\nid: 3\n\n") == []


def test_only_one_space_is_taken_off() -> None:
    assert parsed(b"data:  two\n\n") == [SseEvent("message", b" two", None)]


def test_an_event_without_an_end_is_not_collected_for_ever() -> None:
    with pytest.raises(BadStream):
        parsed(*[b"x" * 65536] * (MAX_EVENT // 65536 + 2))
