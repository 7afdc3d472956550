"""What can be done to a bar: moved, stretched, split, a stretch of it made something else. Pure; whole minutes."""

from collections.abc import Iterable
from dataclasses import replace

from desk.client.models.rota_bars import Bar, Piece
from desk.contract.shifts import Activity

#: Everything snaps to this, and nothing is shorter.
SNAP = 15


def snapped(minute: float) -> int:
    """The nearest quarter of an hour."""
    return round(minute / SNAP) * SNAP


def with_pieces(bar: Bar, pieces: Iterable[Piece]) -> Bar:
    """The bar with other pieces; those without length are left out."""
    kept = tuple(piece for piece in pieces if piece.end > piece.start)
    return replace(bar, pieces=kept, start=kept[0].start, end=kept[-1].end)


def moved(bar: Bar, by: int) -> Bar:
    """All of it earlier or later."""
    return with_pieces(bar, (replace(one, start=one.start + by, end=one.end + by) for one in bar.pieces))


def begun(bar: Bar, at: int) -> Bar:
    """Begin at another time: the first piece grows, or what lies before is cut off."""
    at = min(at, bar.end - SNAP)
    first = bar.pieces[0]
    if at <= first.start:
        return with_pieces(bar, (replace(first, start=at), *bar.pieces[1:]))
    return with_pieces(bar, (replace(one, start=max(one.start, at)) for one in bar.pieces if one.end > at))


def ended(bar: Bar, at: int) -> Bar:
    """End at another time: the last piece grows, or what lies behind is cut off."""
    at = max(at, bar.start + SNAP)
    last = bar.pieces[-1]
    if at >= last.end:
        return with_pieces(bar, (*bar.pieces[:-1], replace(last, end=at)))
    return with_pieces(bar, (replace(one, end=min(one.end, at)) for one in bar.pieces if one.start < at))


def painted(bar: Bar, start: int, end: int, activity: Activity) -> Bar:
    """A stretch of it is for something else; holes stay holes."""
    start, end = max(start, bar.start), min(end, bar.end)
    pieces: list[Piece] = []
    for one in bar.pieces:
        if one.end <= start or one.start >= end:
            pieces.append(one)
            continue
        begin, close = max(one.start, start), min(one.end, end)
        queues = one.queue_ids if activity is Activity.WORK else ()
        pieces += [replace(one, end=begin), Piece(activity, begin, close, queues), replace(one, start=close)]
    return with_pieces(bar, _joined(pieces))


def piece_moved(bar: Bar, number: int, by: int) -> Bar:
    """A lunch, a break or anything else within the bar, earlier or later: work closes up behind it."""
    piece = bar.pieces[number]
    start = max(bar.start, min(piece.start + by, bar.end - (piece.end - piece.start)))
    freed = painted(bar, piece.start, piece.end, Activity.WORK)
    return painted(freed, start, start + piece.end - piece.start, piece.activity)


def piece_ended(bar: Bar, number: int, at: int) -> Bar:
    """A piece within the bar, shorter or longer."""
    piece = bar.pieces[number]
    at = max(piece.start + SNAP, min(at, bar.end))
    if at >= piece.end:
        return painted(bar, piece.start, at, piece.activity)
    return painted(bar, at, piece.end, Activity.WORK)


def split(bar: Bar, at: int, hole: int = 60) -> Bar:
    """Two halves with time between them that is not the shift's; the bar as it is where it is too short for that."""
    start, end = snapped(at) - hole // 2, snapped(at) + hole - hole // 2
    if start - bar.start < SNAP or bar.end - end < SNAP or has_hole(bar):
        return bar
    pieces: list[Piece] = []
    for one in bar.pieces:
        pieces += [replace(one, end=min(one.end, start)), replace(one, start=max(one.start, end))]
    return with_pieces(bar, pieces)


def closed(bar: Bar) -> Bar:
    """A split one made whole: what lay between is work."""
    pieces: list[Piece] = []
    for one in bar.pieces:
        if pieces and pieces[-1].end < one.start:
            pieces.append(Piece(Activity.WORK, pieces[-1].end, one.start))
        pieces.append(one)
    return with_pieces(bar, _joined(pieces))


def has_hole(bar: Bar) -> bool:
    """Whether it is split."""
    return any(one.end < after.start for one, after in zip(bar.pieces, bar.pieces[1:], strict=False))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one."""
    found: list[Piece] = []
    for one in pieces:
        if one.end <= one.start:
            continue
        last = found[-1] if found else None
        if last is not None and (last.activity, last.queue_ids, last.end) == (one.activity, one.queue_ids, one.start):
            found[-1] = replace(last, end=one.end)
        else:
            found.append(one)
    return found
