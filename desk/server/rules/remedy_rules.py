"""What is wrong with a set of rules, beyond its shape."""

from collections.abc import Iterator

from desk.actions import ACTIONS
from desk.contract.remedy_rules import RemedyRules


def mistakes(rules: RemedyRules) -> Iterator[tuple[str, str]]:
    """JSON pointers and what is wrong there."""
    for name in sorted({*rules.actions, *rules.undo_seconds} - set(ACTIONS)):
        yield f"/actions/{name}", f"no such action; there are {', '.join(ACTIONS)}"
    since = [table.since for table in rules.compensation]
    if len(set(since)) != len(since):
        yield "/compensation", "two tables begin on the same day"
    for at, table in enumerate(rules.compensation):
        hours = [row.over_hours for row in table.rows]
        if len(set(hours)) != len(hours):
            yield f"/compensation/{at}/rows", "two rows begin at the same hour"
        for number, row in enumerate(table.rows):
            if row.at_most is not None and row.at_most < row.at_least:
                yield f"/compensation/{at}/rows/{number}", "at_most is less than at_least"
    for at, one in enumerate(rules.force_majeure):
        if one.until < one.since:
            yield f"/force_majeure/{at}", "it ends before it begins"
    if rules.approval.lapse_minutes <= rules.approval.escalate_minutes:
        yield "/approval", "it lapses before more people are asked"
