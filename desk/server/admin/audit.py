"""``desk admin export-audit``: everything about remedies, read from the log alone, for whoever examines it.

One record for each event, in the log's order, with the event's own hash: who, what and why; under which version of the
rules and which limits; who approved; what the executor answered. Tables that were made from the log are not looked at,
so an export says what was recorded even where the tables say something else. Personal fields are masked.
"""

import csv
import json
import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import msgspec

from desk.contract.events import (
    CommandGivenUp,
    CommandRevived,
    CompensationLooked,
    Event,
    ExecutorChanged,
    RemedyCommitted,
    RemedyDeclined,
    RemedyDone,
    RemedyEscalated,
    RemedyHandedOver,
    RemedyRefused,
    RemedyRequested,
    RemedyRulesSet,
    RemedyUndone,
    RemedyUnknown,
    RemedyWithdrawn,
    UserChanged,
    UserCreated,
)
from desk.contract.remedy_rules import Limits, Purse, RemedyRules
from desk.contract.users import User
from desk.server.admin import words
from desk.server.admin.console import Console
from desk.server.admin.words import Failure
from desk.server.rules import limits as limit_rules
from desk.server.rules.masking import masked_event
from desk.server.store import log
from desk.server.store.db import Database, Tx

OF_A_REMEDY = (
    RemedyRequested | RemedyCommitted | RemedyDeclined | RemedyWithdrawn | RemedyEscalated | RemedyUndone
    | RemedyHandedOver | RemedyUnknown | RemedyDone | RemedyRefused | CommandGivenUp | CommandRevived
)  # fmt: skip
TOLD = OF_A_REMEDY | RemedyRulesSet | ExecutorChanged | CompensationLooked
#: In CSV these begin a formula; a spreadsheet must not run what a customer wrote.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One event. ``limits`` are those of ``authority`` under ``rules_version``, for the purse that was drawn on;
    ``details`` is the fact itself, personal fields masked; ``hash`` is the event's in the log's chain (hexadecimal)."""

    seq: int
    at: str
    recorded_at: str
    kind: str
    remedy_id: int | None = None
    action: str = ""
    actor: str = ""
    actor_name: str = ""
    actor_role: str = ""
    asked_by: str = ""
    customer_id: int | None = None
    order_id: int | None = None
    ticket_id: int | None = None
    call_id: int | None = None
    purse: str = ""
    amount: int | None = None
    why: str = ""
    authority: str = ""
    approved: bool | None = None
    rules_version: int | None = None
    limits: Limits | None = None
    executor: str = ""
    answer: str = ""
    reference: str = ""
    details: dict[str, Any]
    hash: str


@dataclass
class Reader:
    """Reads the log from its beginning and remembers who is who and which rules there were."""

    tx: Tx
    people: dict[int, User] = field(default_factory=lambda: dict[int, User]())
    rules: dict[int, RemedyRules] = field(default_factory=lambda: dict[int, RemedyRules]())
    #: By id: who asked for it and what it draws on.
    asked: dict[int, tuple[int | None, Purse]] = field(default_factory=lambda: dict[int, tuple[int | None, Purse]]())

    def records(self) -> Iterator[Record]:
        """Every record about remedies."""
        for event in log.walk(self.tx):
            self._learn(event)
            if isinstance(event.fact, TOLD):
                yield self._record(event)

    def _learn(self, event: Event) -> None:
        match event.fact:
            case UserCreated() as fact:
                self.people[event.seq] = User(
                    id=event.seq, login=fact.login, name=fact.name, role=fact.role, active=True, queue_ids=[],
                    extension=None, version=event.seq,
                )  # fmt: skip
            case UserChanged() as fact if fact.user_id in self.people:
                known = self.people[fact.user_id]
                self.people[fact.user_id] = msgspec.structs.replace(known, name=fact.name, role=fact.role)
            case RemedyRulesSet(rules=rules):
                self.rules[event.seq] = rules
            case RemedyRequested(purse=purse):
                self.asked[event.seq] = (event.actor_id, purse)
            case _:
                pass

    def _record(self, event: Event) -> Record:
        fact, who = masked_event(event).fact, self.people.get(event.actor_id or 0)
        details = msgspec.to_builtins(fact)
        remedy_id = event.seq if isinstance(fact, RemedyRequested) else details.get("remedy_id")
        asker, purse = self.asked.get(remedy_id or 0, (None, None))
        return Record(
            seq=event.seq,
            at=event.at.isoformat(),
            recorded_at=event.recorded_at.isoformat(),
            kind=log.kind_of(fact),
            remedy_id=remedy_id,
            action=details.get("action", ""),
            actor=who.login if who else "",
            actor_name=who.name if who else "",
            actor_role=who.role if who else "",
            asked_by=self._login(asker),
            customer_id=event.customer_id,
            order_id=event.order_id,
            ticket_id=event.ticket_id,
            call_id=event.call_id,
            purse=details.get("purse", purse or ""),
            amount=details.get("amount"),
            why=details.get("reason") or details.get("why", ""),
            rules_version=event.seq if isinstance(fact, RemedyRulesSet) else details.get("rules_version"),
            executor=details.get("executor", ""),
            answer=details.get("words", ""),
            reference=details.get("reference", ""),
            details=details,
            hash=self.tx.value("SELECT hex(hash) FROM log WHERE seq = ?", (event.seq,)).lower(),
            **self._authority(fact),
        )

    def _login(self, user_id: int | None) -> str:
        return self.people[user_id].login if user_id in self.people else ""

    def _authority(self, fact: object) -> dict[str, Any]:
        """On whose authority it was committed, and how far that reached."""
        if not isinstance(fact, RemedyCommitted):
            return {}
        who, rules = self.people.get(fact.authority_id or 0), self.rules.get(fact.rules_version)
        limits = limit_rules.of_user(rules, who)[fact.purse] if who and rules else None
        return {"authority": who.login if who else "criteria", "approved": fact.approved, "limits": limits}


def export(database: Database, console: Console, arguments: Namespace) -> int:
    """Write the records as CSV or JSON lines, by the file's name; nothing when the log does not hold."""
    path: Path = arguments.file
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise Failure(words.AUDIT_FORMAT, status=2, path=path, known=", ".join(_FORMATS))

    def work(tx: Tx) -> tuple[int, int]:
        broken = log.verify(tx)
        if broken is not None:
            raise Failure(words.LOG_BROKEN, seq=broken)
        return _whole(path, lambda file: write(file, Reader(tx).records())), tx.head

    try:
        count, head = database.read(work)
    except OSError as error:
        raise Failure(words.NOT_WRITABLE, path=path, why=error.strerror) from None
    console.say(words.AUDIT_WRITTEN, path=path, count=count, seq=head)
    return 0


def _whole(path: Path, write: Callable[[TextIO], int]) -> int:
    """A file that is there whole or not at all, for its owner only."""
    half = path.with_name(path.name + ".part")
    try:
        opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with TextIOWrapper(os.fdopen(opened, "wb"), encoding="utf-8", newline="") as file:
            count = write(file)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return count


def _lines(file: TextIO, records: Iterator[Record]) -> int:
    count = 0
    for record in records:
        file.write(msgspec.json.encode(record).decode() + "\n")
        count += 1
    return count


def _csv(file: TextIO, records: Iterator[Record]) -> int:
    file.write("\ufeff")  # spreadsheets then read Korean as it is
    writer, count = csv.writer(file), 0
    writer.writerow(Record.__struct_fields__)
    for record in records:
        plain = msgspec.to_builtins(record)
        writer.writerow([_cell(plain[name]) for name in Record.__struct_fields__])
        count += 1
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


_FORMATS: dict[str, Callable[[TextIO, Iterator[Record]], int]] = {".csv": _csv, ".jsonl": _lines}
