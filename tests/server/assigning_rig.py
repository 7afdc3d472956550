"""A call centre whose queue gives its work out by rule."""

from typing import Any

import msgspec

from desk.contract.assignment import Explanation, Profile
from desk.contract.events import Event, TicketChanged
from desk.contract.tickets import TicketChange
from desk.server.routes import tickets as ticket_routes
from desk.server.store import log, tickets
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.executor_rig import until
from tests.server.staffing_rig import Centre


class Giving(Centre):
    """Its queue, and what people ask and say about work that is given out."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.set_queue(assigns=True)

    def set_queue(self, **fields: Any) -> None:
        """Change the queue."""
        now = next(one for one in self.site.get("/queues", as_="admin").json() if one["id"] == self.queue_id)
        kept = ("name", "names", "numbers", "wrap_up_codes", "default_code", "wrap_up_seconds", "skills", "priority",
                "targets", "weight", "assigns")  # fmt: skip
        body = {name: now[name] for name in kept} | fields
        answer = self.site.put(f"/queues/{self.queue_id}", body, as_="admin", if_match=now["version"])
        assert answer.status_code == 200, answer.text

    def rules(self, **fields: Any) -> None:
        """Set the rules."""
        now = self.site.get("/assignment-rules", as_="admin").json()
        answer = self.site.put("/assignment-rules", now["rules"] | fields, as_="admin", if_match=now["version"])
        assert answer.status_code == 200, answer.text

    def profile(self, login: str, *skills: str, capacity: float | None = None) -> None:
        """Say what somebody can do and carries."""
        user_id = self.site.user_id(login)
        now = next(one for one in self.site.get("/agents/profiles", as_="admin").json() if one["user_id"] == user_id)
        body = Profile(skills=skills, capacity=capacity)
        answer = self.site.put(f"/agents/{user_id}/profile", body, as_="lead", if_match=now["version"])
        assert answer.status_code == 200, answer.text

    def now(self, ticket_id: int) -> dict[str, Any]:
        """A ticket as it is."""
        found: dict[str, Any] = self.site.get(f"/tickets/{ticket_id}", as_="admin").json()
        return found

    def owner(self, ticket_id: int) -> str | None:
        """Whose ticket it is, by login."""
        name = self.now(ticket_id)["owner_name"]
        return name.removesuffix(" 씨") or None

    def given(self, ticket_id: int) -> str:
        """Who got a ticket, by login, once somebody has."""
        return until(lambda: self.owner(ticket_id), f"ticket {ticket_id} is given out")

    def edit(self, ticket_id: int, as_: str = "lead", **fields: Any) -> dict[str, Any]:
        """Change a ticket."""
        version = self.now(ticket_id)["version"]
        answer = self.site.patch(f"/tickets/{ticket_id}", fields, as_=as_, if_match=version)
        assert answer.status_code == 200, answer.text
        changed: dict[str, Any] = answer.json()["data"]
        return changed

    def set_to(self, tx: Tx, ticket_id: int, **fields: Any) -> None:
        """Change a ticket in the midst of a transaction."""
        ticket = tickets.ticket(tx, ticket_id)
        assert ticket is not None
        ticket_routes.set_to(tx, ticket, TicketChange(**fields))

    def why(self, ticket_id: int, as_: str = "agent") -> Explanation:
        """Why a ticket is where it is."""
        answer = self.site.get(f"/tickets/{ticket_id}/assignment", as_=as_)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Explanation)

    def changes(self, ticket_id: int) -> list[tuple[Event, TicketChanged]]:
        """Every change of a ticket's owner, in order."""
        events = self.site.read(lambda tx: log.about(tx, "ticket", ticket_id, tx.head + 1))
        found = [(event, event.fact) for event in events if isinstance(event.fact, TicketChanged)]
        return [(event, fact) for event, fact in found if "owner_id" in fact.fields]
