"""Teams: everybody sees them, leads make them."""

from collections.abc import Sequence

from desk.contract.endpoint import LEADS
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import TeamSet
from desk.contract.shifts import Team, TeamDraft
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.store import log, users
from desk.server.store import teams as store
from desk.server.store.db import Tx


@handles("teams")
def teams(tx: Tx, _ask: Ask[None, None]) -> list[Team]:
    """Every team."""
    return store.everyone(tx)


@handles("create_team")
def create_team(tx: Tx, ask: Ask[TeamDraft, None]) -> Team:
    """Make a team."""
    return put(tx, ask.body, None)


@handles("change_team")
def change_team(tx: Tx, ask: Ask[TeamDraft, None]) -> Team:
    """Change a team; the whole of it is sent."""
    now = found(store.team(tx, ask.id("team_id")), "team")
    ask.unchanged(now.version)
    return put(tx, ask.body, now.id)


def put(tx: Tx, draft: TeamDraft, team_id: int | None) -> Team:
    """Make or change a team. Whoever joins it leaves the team before, which is told of that team, too."""
    if store.by_name(tx, draft.name) not in (None, team_id):
        raise Refusal(ErrorCode.DUPLICATE, "another team has this name")
    leads = _people(tx, "lead_ids", draft.lead_ids, leading=True)
    members = _people(tx, "member_ids", draft.member_ids)
    for other in store.left(tx, members, team_id):
        staying = tuple(one for one in other.member_ids if one not in members)
        log.append(tx, TeamSet(team_id=other.id, name=other.name, lead_ids=other.lead_ids, member_ids=staying))
    event = log.append(tx, TeamSet(team_id=team_id, name=draft.name, lead_ids=leads, member_ids=members))
    return found(store.team(tx, team_id or event.seq), "team")


def _people(tx: Tx, field: str, user_ids: Sequence[int], *, leading: bool = False) -> tuple[int, ...]:
    for place, user_id in enumerate(user_ids):
        user = users.user(tx, user_id)
        if user is None or not user.active:
            raise unprocessable(f"/{field}/{place}", "no such account")
        if leading and user.role not in LEADS:
            raise unprocessable(f"/{field}/{place}", "not a lead")
    return tuple(sorted(set(user_ids)))
