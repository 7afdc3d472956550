"""Which columns a board has, and in which order."""

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import NOBODY, STATES, Grouping


def columns_of(model: BoardModel) -> list[int]:
    """The columns that there are, from left to right."""
    floor, columns = model.floor, model.columns
    match columns.grouping:
        case Grouping.STATE:
            return list(range(1, len(STATES) + 1))
        case Grouping.QUEUE:
            return list(dict.fromkeys([*floor.queues(), *sorted(columns.used())]))
        case Grouping.TEAM:
            return [NOBODY, *sorted((one for one in floor.teams), key=floor.team_name)]
        case Grouping.AGENT:
            known = sorted(floor.agents.values(), key=lambda one: (not one.here, one.name, one.user_id))
            others = sorted(one for one in columns.used() if one not in floor.agents and one != NOBODY)
            present = [one.user_id for one in known if one.here or columns.count(one.user_id)]
            return [NOBODY, *present, *others]
