"""A kind of shift laid out on a day, its pauses in the middle of where they may begin."""

from datetime import date

from desk.client.models.rota_bars import Bar, pieces_of
from desk.client.models.rota_cuts import snapped
from desk.contract.shift_rules import Rest, ShiftPattern
from desk.workforce.moves import MoveError
from desk.workforce.patterns import laid_out


def bar_of_pattern(pattern: ShiftPattern, user_id: int, day: date, zone: str) -> Bar:
    """The bar of a new shift; its key is 0."""
    lunch = None if pattern.lunch is None else _middle(pattern.lunch)
    try:
        segments = laid_out(pattern, day, zone, lunch_at=lunch, breaks_at=[_middle(one) for one in pattern.breaks])
    except MoveError:
        segments = laid_out(pattern, day, zone)
    pieces = pieces_of(segments)
    return Bar(0, user_id, pieces[0].start, pieces[-1].end, pieces, pattern.code)


def _middle(rest: Rest) -> int:
    return snapped((rest.earliest + rest.latest) / 2)
