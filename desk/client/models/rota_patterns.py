"""A kind of shift laid out on a day: its hours, its lunch and its breaks, each in the middle of where it may begin."""

from datetime import date

from desk.client.models.rota_bars import Bar, Piece
from desk.client.models.rota_cuts import painted, snapped
from desk.client.models.time_axis import minute_of
from desk.contract.shift_rules import Rest, ShiftPattern
from desk.contract.shifts import Activity
from desk.workforce.calendar import instant_at


def bar_of_pattern(pattern: ShiftPattern, user_id: int, day: date, zone: str) -> Bar:
    """The bar of a new shift; its key is 0."""
    pieces = tuple(
        Piece(Activity.WORK, minute_of(instant_at(day, one.opens, zone)), minute_of(instant_at(day, one.closes, zone)))
        for one in pattern.hours
    )
    bar = Bar(0, user_id, pieces[0].start, pieces[-1].end, pieces, pattern.code)
    if pattern.lunch is not None:
        bar = _with_rest(bar, pattern.lunch, Activity.LUNCH)
    for rest in pattern.breaks:
        bar = _with_rest(bar, rest, Activity.BREAK)
    return bar


def _with_rest(bar: Bar, rest: Rest, activity: Activity) -> Bar:
    begin = snapped(bar.start + (rest.earliest + rest.latest) / 2)
    return painted(bar, begin, begin + rest.minutes, activity)
