"""Whether rules for shifts make sense."""

from collections.abc import Iterator

from desk.contract.shift_rules import LabourLimits, Rest, ShiftPattern, ShiftRules


def mistakes(rules: ShiftRules) -> Iterator[tuple[str, str]]:
    """Everything that is to be mended, as (JSON pointer, words)."""
    codes = set[str]()
    for place, pattern in enumerate(rules.patterns):
        where = f"/patterns/{place}"
        if pattern.code in codes:
            yield f"{where}/code", f"{pattern.code} stands twice"
        codes.add(pattern.code)
        yield from _pattern(where, pattern)
    yield from _limits(rules.limits)


def _pattern(where: str, pattern: ShiftPattern) -> Iterator[tuple[str, str]]:
    before = -1
    for place, hours in enumerate(pattern.hours):
        if hours.closes <= hours.opens:
            yield f"{where}/hours/{place}", "it ends before it begins"
        if hours.opens <= before:
            yield f"{where}/hours/{place}", "it begins before the stretch before it ends"
        before = hours.closes
    length = pattern.hours[-1].closes - pattern.hours[0].opens
    if pattern.hours[0].opens >= 24 * 60:
        yield f"{where}/hours", "it begins on the next day"
    if length > 24 * 60:
        yield f"{where}/hours", "longer than a day"
    for name, rest in (("lunch", pattern.lunch), *((f"breaks/{n}", one) for n, one in enumerate(pattern.breaks))):
        if rest is not None:
            yield from _rest(f"{where}/{name}", rest, length)


def _rest(where: str, rest: Rest, length: int) -> Iterator[tuple[str, str]]:
    if rest.latest < rest.earliest:
        yield f"{where}/latest", "it lies before earliest"
    if rest.latest + rest.minutes > length:
        yield f"{where}/latest", "it would end after the shift"


def _limits(limits: LabourLimits) -> Iterator[tuple[str, str]]:
    if limits.week_with_overtime < limits.week:
        yield "/limits/week_with_overtime", "less than without overtime"
    if limits.rest_in_eight_hours < limits.rest_in_four_hours:
        yield "/limits/rest_in_eight_hours", "less than in four hours"
