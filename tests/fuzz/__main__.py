"""``python -m tests.fuzz``: fuzz a real server, signed in as each role, with every check; prints the figures."""

import argparse
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from desk.contract.events import (
    AbsenceAsked,
    AlarmRaised,
    BroadcastSent,
    HelpAsked,
    OfferMade,
    Refs,
    RemedyRequested,
    ShiftAssigned,
    SwapOffered,
    TeamSet,
    ViewSet,
    Whispered,
)
from desk.contract.remedies import Effect
from desk.contract.remedy_rules import Purse
from desk.contract.routes import ENDPOINTS
from desk.contract.shifts import AbsenceKind, Activity, OfferKind, Segment
from desk.contract.users import Role, UserDraft
from desk.contract.views import Condition, Field, Filter, Op, Scope, ViewDraft
from desk.contract.wall import Measure
from desk.server.routes.remedies import commit
from desk.server.routes.users import create
from desk.server.store import log
from desk.server.store.db import Database, Tx
from tests.chaos.remedies.stage import stage
from tests.serving import free_port, serving

HERE = Path(__file__).parent
#: The feed never ends by itself; guessing passwords locks the fuzzer out, as it should.
EXCLUDED = [word for name in ("events", "sign_in", "unlock") for word in ("--exclude-operation-id", name)]
PASSWORD = secrets.token_urlsafe(12)


def people(path: Path) -> str:
    """A database with one person a role and a shop with remedies; returns ids that exist, as JSON."""
    stage(path, agents=2, customers=4, desks_url="http://127.0.0.1:9")
    database = Database(path)
    for role in Role:
        draft = UserDraft(login=role.value, name=f"{role.value} 씨", role=role, password=PASSWORD)
        database.write(lambda tx, draft=draft: create(tx, draft))  # type: ignore[misc]
    known = database.write(_remedies) | database.write(_shifts) | database.write(_views) | database.write(_floor)
    database.close()
    return json.dumps(known)


def _remedies(tx: Tx) -> dict[str, list[int]]:
    """Something was asked for on every order: half of it waits for a lead, half is decided."""
    orders = tx.all("SELECT id, customer_id FROM orders ORDER BY id")
    agent, remedies = tx.value("SELECT id FROM users WHERE login = ?", (Role.AGENT,)), list[int]()
    for row in orders:
        refs = Refs(customer_id=row["customer_id"], order_id=row["id"])
        tx.actor_id = agent
        asked = RemedyRequested(
            action="goodwill_credit",
            purse=Purse.DISCRETION,
            amount=500,
            values={"amount": 500},
            told="",
            rules_version=1,
        )
        remedies.append(log.append(tx, asked, refs).seq)
        if row["id"] % 2:
            commit(tx, remedies[-1], agent, refs, Effect(amount=500), timedelta(hours=1))
    customers, numbers = sorted({row["customer_id"] for row in orders}), [row["id"] for row in orders]
    return {"customer_id": customers, "order_id": numbers, "remedy_id": remedies}


def _shifts(tx: Tx) -> dict[str, list[int]]:
    """Two weeks of shifts, some published, one of them offered for exchange, hours offered, leave asked for."""
    people = [row["id"] for row in tx.all("SELECT id FROM users WHERE role = ? ORDER BY id", (Role.AGENT,))]
    monday = (tx.now + timedelta(days=14 - tx.now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    shifts = list[int]()
    for number in range(10):
        start = monday + timedelta(days=number + number // 5 * 2)
        work = Segment(activity=Activity.WORK, start=start, end=start + timedelta(hours=3))
        for user_id in people:
            fact = ShiftAssigned(
                user_id=user_id, day=start.date(), pattern="", segments=(work,), published=number < 8, why="x"
            )
            shifts.append(log.append(tx, fact).seq)
    until = monday + timedelta(hours=1)
    offer = OfferMade(
        offer_kind=OfferKind.EXTRA_HOURS,
        start=monday + timedelta(hours=4),
        end=monday + timedelta(hours=6),
        seats=2,
        until=until,
        user_ids=(),
    )
    leave = AbsenceAsked(user_id=people[0], absence_kind=AbsenceKind.LEAVE, start=until, end=until + timedelta(days=1))
    return {
        "shift_id": shifts,
        "swap_id": [log.append(tx, SwapOffered(from_id=people[0], shift_id=shifts[0])).seq],
        "offer_id": [log.append(tx, offer).seq],
        "absence_id": [log.append(tx, leave).seq],
        "team_id": [log.append(tx, TeamSet(team_id=None, name="팀", lead_ids=(), member_ids=tuple(people))).seq],
        "user_id": people,
    }


def _views(tx: Tx) -> dict[str, list[int]]:
    """Everybody has views of their own, and leads have some for all."""
    owners = [None, *(row["id"] for row in tx.all("SELECT id FROM users ORDER BY id"))]
    asked = Filter(all=(Condition(field=Field.STATE, op=Op.IS, values=("open",)),))
    drafts = {
        owner: ViewDraft(name="보기", filter=asked, scope=Scope.SHARED if owner is None else Scope.OWN)
        for owner in owners
    }
    facts = [ViewSet(view_id=None, owner_id=owner, draft=draft) for owner, draft in drafts.items() for _ in range(5)]
    return {"view_id": [log.append(tx, fact).seq for fact in facts]}


def _floor(tx: Tx) -> dict[str, list[int]]:
    """An alarm in each of two measures; every agent whispers to the lead, needs help and has something to read."""
    people = [row["id"] for row in tx.all("SELECT id FROM users ORDER BY id")]
    queue_id = tx.value("SELECT id FROM queues ORDER BY id LIMIT 1")
    alarms, whispers, helps = list[int](), list[int](), list[int]()
    for measure in (Measure.LONGEST_WAIT, Measure.MISSED):
        fact = AlarmRaised(measure=measure, queue_id=queue_id, value=9, limit=5)
        alarms.append(log.append(tx, fact).seq)
    for user_id in people:
        tx.actor_id = user_id
        helps.append(log.append(tx, HelpAsked(words="x")).seq)
        whispers += [log.append(tx, Whispered(to_id=one, words="x")).seq for one in people if one != user_id]
    sent = BroadcastSent(words="x", team_ids=(), queue_ids=(), to_ids=(), must_read=True)
    return {
        "alarm_id": alarms,
        "whisper_id": whispers,
        "help_id": helps,
        "broadcast_id": [log.append(tx, sent).seq],
        "queue_id": [queue_id],
        "to_id": people,
    }


def fuzz(url: str, role: Role, known: str, examples: int, seed: int, more: list[str]) -> tuple[int, int]:
    """Fuzz as one role; returns how many cases ran and the fuzzer's exit code."""
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks",
        "DESK_FUZZ_URL": url,
        "DESK_FUZZ_LOGIN": role.value,
        "DESK_FUZZ_PASSWORD": PASSWORD,
        "DESK_FUZZ_KNOWN": known,
        "PYTHONPATH": str(HERE.parent.parent),
    }
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(HERE / "schemathesis.toml")]
    command += ["run", url + ENDPOINTS["openapi"].url(), "--checks", "all", "--seed", str(seed)]
    command += ["--max-examples", str(examples), "--generation-database", "none", "--continue-on-failure"]
    command += [*EXCLUDED, *more]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    text = done.stdout + done.stderr
    ran = re.findall(r"([\d,]+) generated", text)
    if done.returncode:
        print(text)
    return sum(int(one.replace(",", "")) for one in ran), done.returncode


def main() -> int:
    """Fuzz as every role; exit 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10, help="cases per operation and phase")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--role", choices=[role.value for role in Role], action="append")
    arguments, more = parser.parse_known_args()
    roles = [Role(role) for role in arguments.role or [role.value for role in Role]]
    total, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        database, port = Path(folder) / "desk.db", free_port()
        known = people(database)
        with serving(database, port):
            for role in roles:
                ran, code = fuzz(f"http://127.0.0.1:{port}", role, known, arguments.examples, arguments.seed, more)
                total, failed = total + ran, failed + (code != 0)
                print(f"{role.value:10} {ran:6} cases  {'findings' if code else 'no findings'}", flush=True)
    print(f"all roles  {total:6} cases, {failed} roles with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
