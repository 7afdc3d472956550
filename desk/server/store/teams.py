"""Teams and who is in them."""

import json
from collections import defaultdict
from collections.abc import Iterable

from desk.contract.events import Event, TeamSet
from desk.contract.shifts import Team
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects


@projects(TeamSet)
def was_set(tx: Tx, event: Event, fact: TeamSet) -> None:
    """The team from now on; who joins it leaves the team before."""
    team_id = fact.team_id or event.seq
    leads = json.dumps(fact.lead_ids)
    tx.run("INSERT OR REPLACE INTO teams VALUES (?, ?, ?, ?)", (team_id, fact.name, leads, event.seq))
    tx.run("DELETE FROM team_members WHERE team_id = ?", (team_id,))
    for user_id in fact.member_ids:
        tx.run("INSERT OR REPLACE INTO team_members VALUES (?, ?)", (user_id, team_id))


def team(tx: Tx, team_id: int) -> Team | None:
    """A team by its id."""
    row = tx.one("SELECT * FROM teams WHERE id = ?", (team_id,))
    return None if row is None else _team(row, members(tx, team_id))


def everyone(tx: Tx) -> list[Team]:
    """Every team, by name."""
    found = defaultdict[int, list[int]](list)
    for user_id, team_id in of_members(tx).items():
        found[team_id].append(user_id)
    return [_team(row, found[row["id"]]) for row in tx.all("SELECT * FROM teams ORDER BY name, id")]


def by_name(tx: Tx, name: str) -> int | None:
    """The team of this name."""
    found: int | None = tx.value("SELECT id FROM teams WHERE name = ?", (name,))
    return found


def members(tx: Tx, team_id: int) -> list[int]:
    """The ids of a team's members."""
    rows = tx.all("SELECT user_id FROM team_members WHERE team_id = ? ORDER BY user_id", (team_id,))
    return [row["user_id"] for row in rows]


def of_member(tx: Tx, user_id: int) -> int | None:
    """The team that somebody is in."""
    found: int | None = tx.value("SELECT team_id FROM team_members WHERE user_id = ?", (user_id,))
    return found


def of_members(tx: Tx) -> dict[int, int]:
    """The team of everybody who is in one."""
    return {row["user_id"]: row["team_id"] for row in tx.all("SELECT * FROM team_members ORDER BY user_id")}


def left(tx: Tx, user_ids: Iterable[int], team_id: int | None) -> list[Team]:
    """The other teams that these people are in."""
    rows = tx.all(
        "SELECT DISTINCT team_id FROM team_members WHERE user_id IN (SELECT value FROM json_each(?)) ORDER BY team_id",
        (listed(user_ids),),
    )
    found = (team(tx, row["team_id"]) for row in rows if row["team_id"] != team_id)
    return [one for one in found if one is not None]


def _team(row: Row, member_ids: list[int]) -> Team:
    return Team(
        id=row["id"],
        name=row["name"],
        lead_ids=tuple(json.loads(row["lead_ids"])),
        member_ids=tuple(member_ids),
        version=row["version"],
    )
