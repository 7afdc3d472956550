"""A call centre at work: a queue with its people in it, customers, and the telephone exchange at its door."""

from typing import Any

import httpx
import pytest

from desk.contract.calls import Call
from desk.contract.events import ArticleAdded, CustomerCreated, NumberAdded, Refs
from desk.contract.queues import Queue, QueueDraft, WrapUpCodeDraft
from desk.contract.service import ServiceTargets
from desk.contract.tickets import ArticleKind
from desk.server.store import calls, log, queues, sessions
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.shift_rig import Roster

LINE = "02-1234-5678"
MOBILE = "010-2345-6789"


class Floor:
    """The people and things a call needs, and the exchange's own three words."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.token = site.write(lambda tx: sessions.issue_connector(tx, "cti", "exchange"))
        draft = QueueDraft(
            name="배송",
            numbers=[LINE],
            wrap_up_codes=[WrapUpCodeDraft(code="late", names={"ko": "지연"}), WrapUpCodeDraft(code="other", names={})],
            default_code="other",
            wrap_up_seconds=60,
        )
        self.queue_id: int = site.post("/queues", draft, as_="admin").json()["data"]["id"]
        for login in ("agent", "agent2"):
            self.join(login, self.queue_id)

    @property
    def queue(self) -> Queue:
        """The queue the line leads to."""
        found = self.site.read(lambda tx: queues.queue(tx, self.queue_id))
        assert found is not None
        return found

    def join(self, login: str, *queue_ids: int) -> None:
        """Put a person into queues."""
        user_id = self.site.user_id(login)
        version = self.site.get(f"/users/{user_id}", as_="admin").json()["version"]
        changed = self.site.patch(f"/users/{user_id}", {"queue_ids": queue_ids}, as_="admin", if_match=version)
        assert changed.status_code == 200, changed.text

    def promise(self, targets: ServiceTargets) -> None:
        """From now on the queue holds its work to these targets."""
        queue = self.queue
        draft = QueueDraft(
            name=queue.name,
            numbers=queue.numbers,
            wrap_up_codes=[WrapUpCodeDraft(code=one.code, names=one.names) for one in queue.wrap_up_codes],
            default_code=queue.default_code,
            wrap_up_seconds=queue.wrap_up_seconds,
            targets=targets,
        )
        changed = self.site.put(f"/queues/{queue.id}", draft, as_="admin", if_match=queue.version)
        assert changed.status_code == 200, changed.text

    def customer(self, name: str = "김민지", *numbers: str) -> int:
        """A customer with these numbers (in E.164)."""

        def make(tx: Tx) -> int:
            created = log.append(tx, CustomerCreated(name=name))
            for number in numbers:
                log.append(tx, NumberAdded(number=number, verified=True), Refs(customer_id=created.seq))
            return created.seq

        return self.site.write(make)

    def ticket(self, as_: str = "agent", **fields: Any) -> dict[str, Any]:
        """An open ticket."""
        draft = {"title": "늦은 소포", "queue_id": self.queue_id} | fields
        answer = self.site.post("/tickets", draft, as_=as_)
        assert answer.status_code == 201, answer.text
        opened: dict[str, Any] = answer.json()["data"]
        return opened

    def message(self, ticket_id: int, body: str = "아직 안 왔어요") -> int:
        """The customer writes; returns the article's id."""
        refs = Refs(ticket_id=ticket_id)
        fact = ArticleAdded(article_kind=ArticleKind.MESSAGE, body=body, external_author="김민지")
        return self.site.write(lambda tx: log.append(tx, fact, refs)).seq

    def article(
        self, ticket_id: int, kind: str, body: str = "확인했습니다", as_: str = "agent", **more: Any
    ) -> httpx.Response:
        """Write on a ticket."""
        return self.site.post(f"/tickets/{ticket_id}/articles", {"kind": kind, "body": body} | more, as_=as_)

    def push(self, event: str, call_id: str = "c1", **fields: Any) -> httpx.Response:
        """One push of the exchange, as JSON."""
        message = {"event": event, "from": MOBILE, "to": LINE, "direction": "in", "callId": call_id} | fields
        return self.site.post(f"/cti/{self.token}", message, as_=None)

    def ring(self, call_id: str = "c1", **fields: Any) -> Call:
        """A call rings."""
        answer = self.push("newCall", call_id, **fields)
        assert answer.status_code == 200, answer.text
        return self.call(call_id)

    def talk(self, call_id: str = "c1", extension: str = "201", **fields: Any) -> Call:
        """A call rings and is answered."""
        self.ring(call_id, **fields)
        assert self.push("answer", call_id, answeringNumber=extension, **fields).json() == {}
        return self.call(call_id)

    def hang_up(self, call_id: str = "c1", cause: str = "normalClearing", **fields: Any) -> Call:
        """A call is over."""
        assert self.push("hangup", call_id, cause=cause, **fields).json() == {}
        return self.call(call_id)

    def call(self, call_id: str = "c1") -> Call:
        """A call by the exchange's id."""
        found = self.site.read(lambda tx: calls.by_external(tx, call_id))
        assert found is not None
        return found

    def state(self, login: str = "agent") -> dict[str, Any]:
        """What a person is doing."""
        found: dict[str, Any] = self.site.get("/agents/me/state", as_=login).json()
        return found

    def choose(self, state: str, login: str = "agent", reason: str = "") -> None:
        """A person chooses a state."""
        answer = self.site.put("/agents/me/state", {"state": state, "reason": reason}, as_=login)
        assert answer.status_code == 200, answer.text

    def kinds(self) -> list[str]:
        """The kinds of everything in the log about calls, in order."""
        rows = self.site.read(lambda tx: tx.all("SELECT kind FROM log WHERE kind LIKE 'call.%' ORDER BY seq"))
        return [row["kind"] for row in rows]


@pytest.fixture
def floor(site: Site) -> Floor:
    """A call centre at work; nobody is signed in yet."""
    return Floor(site)


def written(answer: httpx.Response) -> dict[str, Any]:
    """The record a write answers with."""
    assert answer.status_code in (200, 201), answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


@pytest.fixture
def roster(site: Site) -> Roster:
    """A call centre with patterns for shifts, and nobody rostered yet."""
    return Roster(site)
