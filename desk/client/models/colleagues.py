"""Who is called what: the people who work here, and their teams; asked for when somebody first wants a name."""

import asyncio
from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.plain import joined
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentStatus
from desk.contract.errors import DeskError
from desk.contract.shifts import Team

#: A name that is not known is asked for at most this often.
AGAIN_MS = 30_000


class Colleagues(QObject):
    """Names by id, as the server last told them."""

    changed = Signal()
    """More is known, or something is called otherwise; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._remote = remote
        self.people: dict[int, AgentStatus] = {}
        self.teams: dict[int, Team] = {}
        self._team_of: dict[int, int] = {}
        self._fetching: asyncio.Task[None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=AGAIN_MS)

    def refresh(self) -> None:
        """Ask the server."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._pause.start()
        self._fetching = tasks.start(self._fetch(), name="colleagues", owner=self)

    def want(self) -> None:
        """Somebody needs names: ask, unless that was done just now."""
        if not self._pause.isActive():
            self.refresh()

    def name(self, user_id: int | None) -> str:
        """What somebody is called; empty while it is not known."""
        if user_id is None:
            return ""
        known = self.people.get(user_id)
        if known is None:
            self.want()
            return ""
        return known.name

    def told_apart(self, people: Iterable[AgentStatus]) -> dict[int, str]:
        """What people are called: with their team where two have one name, with their number where that is not enough.

        By name; harmless to show.
        """
        called = {one.user_id: joined(one.name) for one in sorted(people, key=lambda one: one.name)}
        teams = {one: self.team_name(self.team_of(one)) for one in called}
        for more in (teams, {one: f"#{one}" for one in called}):
            often = Counter(called.values())
            called = {one: joined(name, more[one]) if often[name] > 1 else name for one, name in called.items()}
        return called

    def team_name(self, team_id: int | None) -> str:
        """What a team is called; empty while it is not known."""
        team = self.teams.get(team_id or 0)
        return "" if team is None else team.name

    def team_of(self, user_id: int | None) -> int | None:
        """The team somebody is in."""
        return None if user_id is None else self._team_of.get(user_id)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._pause.stop()
        self.people, self.teams, self._team_of = {}, {}, {}

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    async def _fetch(self) -> None:
        people = await self._remote.api.agents()
        teams = await self._remote.api.teams()
        self.people = {one.user_id: one for one in people}
        self.teams = {one.id: one for one in teams}
        self._team_of = {member: one.id for one in teams for member in one.member_ids}
        self.changed.emit()
