"""Setting the stage: a database with the invented shop in it, its people and its telephone exchange's token."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged
from desk.contract.users import Role, UserDraft
from desk.demo import backlog, bustle, rota, saved_views, shop, talk
from desk.demo.given import give
from desk.demo.people import AGENT, PEOPLE
from desk.demo.shift import morning
from desk.paths import resource
from desk.server.admin import site
from desk.server.routes import records, users
from desk.server.store import clock, log, queues, sessions
from desk.server.store.db import Database, Tx

PASSWORD = "desk-demo-2026"  # noqa: S105 (a demo's, on the loopback, over invented data)
BATCH = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """What whoever plays the demo needs to know."""

    login: str
    password: str
    cti_token: str


def stage_path(folder: Path) -> Path:
    """Where the stage's database lies."""
    return folder / "desk.db"


def set_up(folder: Path) -> Ready:
    """Make the shop in ``folder``, or find it there from the last time."""
    kept = folder / "demo.json"
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Ready)
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(stage_path(folder))
    try:
        token = database.write(_people)
        now = clock.now().astimezone(clock.SEOUL)
        _history(database, now)
        database.write(lambda tx: roster(tx, now))
        bustle.before(database, now)
        database.write(lambda tx: morning(tx, now))
        give(database, now)
        backlog.before(database, now)
        database.write(saved_views.save)
        database.write(lambda tx: talk.begin(tx, now))
    finally:
        database.close()
    ready = Ready(AGENT.login, PASSWORD, token)
    kept.write_bytes(msgspec.json.encode(ready))
    return ready


def set_clock(folder: Path) -> None:
    """It is ten past eleven in Seoul when a demo begins: the morning's rush, and lunch to come. A shop that has gone on
    beyond that today goes on from there."""
    real = datetime.now(clock.SEOUL)
    begin = real.replace(hour=11, minute=10, second=0, microsecond=0)
    path = stage_path(folder)
    if path.exists():
        with contextlib.closing(Database(path)) as database:
            last = database.read(lambda tx: tx.value("SELECT recorded_at FROM log ORDER BY seq DESC LIMIT 1"))
        begin = max(begin, clock.instant(last).astimezone(clock.SEOUL)) if last is not None else begin
    clock.set_ahead(begin - real)


def roster(tx: Tx, now: datetime) -> None:
    """Everything about shifts."""
    rota.hire(tx)
    rota.plan(tx, now)
    rota.ask(tx, now)
    rota.arrive(tx, now)


def _people(tx: Tx) -> str:
    """Queues, ready words and colleagues; returns the exchange's token."""
    rules, flaws = site.read(resource("site", "default.toml"))
    assert rules is not None
    assert not flaws
    site.put(tx, rules)
    queue_ids = [queue.id for queue in queues.everyone(tx)]
    for person in PEOPLE:
        draft = UserDraft(
            login=person.login,
            name=person.name,
            role=person.role,
            password=PASSWORD,
            queue_ids=queue_ids if person.role in (Role.AGENT, Role.LEAD) else [],
            extension=person.extension,
        )
        made = users.create(tx, draft)
        if person.state is not AgentState.OFF:
            log.append(tx, AgentStateChanged(user_id=made.id, state=person.state, reason=person.reason))
    return sessions.issue_connector(tx, "cti", "demo exchange")


def _history(database: Database, now: datetime) -> None:
    facts = list(shop.facts(now))
    for first in range(0, len(facts), BATCH):
        batch = facts[first : first + BATCH]
        database.write(lambda tx, batch=batch: [records.apply(tx, fact.source, fact.data, now) for fact in batch])  # type: ignore[misc]
