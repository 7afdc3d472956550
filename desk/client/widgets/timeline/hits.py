"""Walks from hit to hit of a search, through titles and bodies of the loaded rows."""

from dataclasses import dataclass

from desk.client.models.plain import visible_spans
from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import TimelineRow


@dataclass(frozen=True, slots=True)
class Hit:
    """The n-th hit of a row's title or of its body."""

    key: int
    in_title: bool
    number: int


def hits_of(row: TimelineRow) -> list[Hit]:
    """The hits of a row from its first to its last."""
    titles = len(visible_spans(row.title, row.title_hits))
    bodies = len(visible_spans(row.body, row.hits))
    return [Hit(row.key, True, number) for number in range(titles)] + [
        Hit(row.key, False, number) for number in range(bodies)
    ]


def next_hit(model: TimelineModel, now: Hit | None, *, older: bool) -> Hit | None:
    """The hit before (or after) the present one, or the newest one to begin with; None at the end."""
    index = model.index_of(now.key) if now is not None else None
    if now is None or index is None:
        rows = range(model.count() - 1, -1, -1)
    else:
        own = hits_of(model.row(index))
        beside = own.index(now) + (-1 if older else 1) if now in own else -1
        if 0 <= beside < len(own):
            return own[beside]
        rows = range(index - 1, -1, -1) if older else range(index + 1, model.count())
    for other in rows:
        found = hits_of(model.row(other))
        if found:
            return found[-1] if older or now is None else found[0]
    return None
