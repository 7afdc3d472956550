"""A filter as others that share no ticket: what many people ask in common is then counted once for them all."""

from msgspec.structs import replace

from desk.contract.views import Condition, Field, Filter, Op

#: Of more, the parts would cost more than the whole.
MOST = 20
_NEGATED = {Op.IS: Op.IS_NOT, Op.IS_NOT: Op.IS, Op.IS_SET: Op.NOT_SET, Op.NOT_SET: Op.IS_SET}


def parts(asked: Filter) -> list[Filter]:
    """Filters whose counts add up to that of a resolved one.

    What is somebody's or in some queues becomes: what is in each queue, and what is theirs elsewhere. The former is the
    same for everybody who works there, the latter little.
    """
    return [part for apart in _alternatives(asked) for part in _queues(apart)]


def _alternatives(asked: Filter) -> list[Filter]:
    """One for each of ``any``, without those before it; persons last."""
    ordered = sorted(asked.any, key=lambda one: one.field is Field.OWNER)
    personal = bool(ordered) and ordered[-1].field is Field.OWNER
    if (
        not (personal or len(ordered) == 1)
        or len(ordered) > MOST
        or any(one.op not in _NEGATED for one in ordered[:-1])
    ):
        return [asked]
    return [Filter(all=(*asked.all, one, *map(_negated, ordered[:place]))) for place, one in enumerate(ordered)]


def _negated(one: Condition) -> Condition:
    return replace(one, op=_NEGATED[one.op])


def _queues(asked: Filter) -> list[Filter]:
    """One for each of the queues that are named."""
    for place, one in enumerate(asked.all):
        if one.field is Field.QUEUE and one.op is Op.IS and 1 < len(one.values) <= MOST:
            alone = (replace(one, values=(value,)) for value in one.values)
            return [replace(asked, all=(*asked.all[:place], only, *asked.all[place + 1 :])) for only in alone]
    return [asked]
