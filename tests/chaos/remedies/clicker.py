"""Some agents and leads at once, in one program that gets killed: each presses keys until it has done its share.

A click is written to the outbox with its key before it is sent, and sent under that key until the server has decided.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec

from desk.actions import ACTIONS
from desk.actions.action import Action, Case, FieldKind
from desk.actions.judge import complete, judge
from desk.contract.remedies import Remedy, RemedyState, Situation, Values
from desk.contract.routes import ENDPOINTS
from tests.client.remote.remote_rig import PASSWORD

PATIENCE = 1.5
NOT_NOW = {401, 408, 423, 425, 429}
WORDS = ("죄송합니다", "빨리 보내 드릴게요", "<b>급함</b> '; DROP TABLE", "고객 요청", "🙏")
_SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS tokens (login TEXT PRIMARY KEY, token TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, login TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
    body BLOB NOT NULL, if_match INTEGER NOT NULL, action TEXT NOT NULL, tries INTEGER NOT NULL, status INTEGER,
    answer BLOB
);
CREATE INDEX IF NOT EXISTS outbox_open ON outbox (login) WHERE status IS NULL;
"""


@dataclass
class Click:
    """One row of the outbox."""

    id: int
    key: str
    kind: str
    path: str
    body: bytes
    if_match: int


class Outbox:
    """What was clicked and what came of it, on disk."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(_SCHEMA)

    def token(self, login: str) -> str | None:
        row = self._db.execute("SELECT token FROM tokens WHERE login = ?", (login,)).fetchone()
        return None if row is None else str(row["token"])

    def keep_token(self, login: str, token: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO tokens VALUES (?, ?)", (login, token))

    def done(self, login: str) -> int:
        """How many orders of a person the server has decided, those not counted that came too late to be judged."""
        sql = "SELECT count(*) FROM outbox WHERE login = ? AND kind = 'order_remedy' AND status <> 412"
        return int(self._db.execute(sql, (login,)).fetchone()[0])

    def pending(self, login: str) -> Click | None:
        sql = "SELECT id, key, kind, path, body, if_match FROM outbox WHERE login = ? AND status IS NULL"
        row = self._db.execute(sql, (login,)).fetchone()
        return None if row is None else Click(*row)

    def click(self, login: str, kind: str, path: str, body: object, if_match: int, action: str) -> None:
        key = f"{login}-{random.getrandbits(80):020x}"
        row = (key, login, kind, path, msgspec.json.encode(body), if_match, action)
        sql = "INSERT INTO outbox (key, login, kind, path, body, if_match, action, tries) VALUES (?,?,?,?,?,?,?,0)"
        self._db.execute(sql, row)

    def tried(self, click: Click) -> None:
        self._db.execute("UPDATE outbox SET tries = tries + 1 WHERE id = ?", (click.id,))

    def decided(self, click: Click, status: int, answer: bytes) -> None:
        self._db.execute("UPDATE outbox SET status = ?, answer = ? WHERE id = ?", (status, answer, click.id))


class Person:
    """An agent, or a lead who decides besides, at one screen."""

    def __init__(
        self, http: httpx.AsyncClient, outbox: Outbox, login: str, customers: list[int], credulous: bool
    ) -> None:
        self._http, self._outbox, self.login, self._customers = http, outbox, login, customers
        #: Broken on purpose: takes whatever is no server's error for the server's word.
        self._credulous = credulous
        self._leads = login.startswith("lead")

    async def work(self, count: int) -> None:
        """Until so many orders are decided."""
        while True:
            pending = self._outbox.pending(self.login)
            if pending is not None:
                await self._send(pending)
            elif self._outbox.done(self.login) >= count:
                return
            elif self._leads and random.random() < 0.5:
                await self._decide()
            else:
                await self._order()

    async def _get(self, name: str, kind: Any, params: dict[str, Any] | None = None, **parts: object) -> Any:
        """A GET's answer, asked for until it makes sense."""
        while True:
            answer = await self._request("GET", ENDPOINTS[name].url(**parts), params=params)
            if answer is not None and answer.status_code == 200:
                try:
                    return msgspec.json.decode(answer.content, type=kind)
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    pass
            await asyncio.sleep(random.uniform(0, 0.1))

    async def _request(self, method: str, path: str, **more: Any) -> httpx.Response | None:
        headers = {"Authorization": f"Bearer {await self._token()}", **more.pop("headers", {})}
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._http.request(method, path, headers=headers, **more)
        except (httpx.HTTPError, TimeoutError, ValueError):
            return None
        if answer.status_code == 401 and "problem+json" in answer.headers.get("content-type", ""):
            self._outbox.keep_token(self.login, "")
            return None
        return answer

    async def _token(self) -> str:
        while not (token := self._outbox.token(self.login)):
            body = {"login": self.login, "password": PASSWORD, "workstation": self.login, "take_over": True}
            try:
                async with asyncio.timeout(2 * PATIENCE):
                    answer = await self._http.post(ENDPOINTS["sign_in"].url(), json=body)
                self._outbox.keep_token(self.login, answer.json()["token"])
            except (httpx.HTTPError, TimeoutError, ValueError, LookupError, TypeError):
                await asyncio.sleep(random.uniform(0, 0.3))
        return token

    async def _order(self) -> None:
        customer_id = random.choice(self._customers)
        here: Situation = await self._get("situation", Situation, customer_id=customer_id)
        done = [one for one in here.remedies if one.state is RemedyState.DONE and ACTIONS[one.action].reversible]
        mine = [one for one in done if one.reverses is None and self._leads]
        if mine and random.random() < 0.2:
            self._about(random.choice(mine), "reverse_remedy", {})
            return
        for action in random.sample(list(ACTIONS.values()), len(ACTIONS)):
            order = (
                random.choice(here.orders) if here.orders and (action.needs_order or random.random() < 0.5) else None
            )
            case = Case(here, order)
            values = _values(action, case)
            preview = judge(action, case, values)
            if preview.obstacle is None:
                body = {
                    "action": action.name,
                    "customer_id": here.customer_id,
                    "order_id": order.id if order else None,
                    "values": values,
                    "reason": random.choice(WORDS),
                    "ask_approval": preview.needs_approval,
                }
                path = ENDPOINTS["order_remedy"].url()
                self._outbox.click(self.login, "order_remedy", path, body, here.version, action.name)
                return

    async def _decide(self) -> None:
        found = await self._get("remedies", dict[str, Any], {"state": "awaiting", "page[size]": 20})
        waiting = msgspec.convert(found["data"], list[Remedy])
        if not waiting:
            await self._order()
            return
        approve = random.random() < 0.8
        self._about(
            random.choice(waiting), "decide_remedy", {"approve": approve, "words": "" if approve else "안 됩니다"}
        )

    def _about(self, remedy: Remedy, kind: str, body: object) -> None:
        path = ENDPOINTS[kind].url(remedy_id=remedy.id)
        self._outbox.click(self.login, kind, path, body, remedy.version, remedy.action)

    async def _send(self, click: Click) -> None:
        """Once more, until the server has decided: only what echoes our key and parses is its word."""
        self._outbox.tried(click)
        headers = {
            "Idempotency-Key": click.key,
            "If-Match": f'"{click.if_match}"',
            "Content-Type": "application/json",
        }
        answer = await self._request("POST", click.path, content=click.body, headers=headers)
        said = None if answer is None else self._word(answer, click.key)
        if answer is None or said is None:
            await asyncio.sleep(random.uniform(0, 0.3))
            return
        self._outbox.decided(click, answer.status_code, answer.content)
        if click.kind == "order_remedy" and answer.status_code == 201 and "data" in said:
            remedy = msgspec.convert(said["data"], Remedy)
            if remedy.state is RemedyState.COMMITTED and random.random() < 0.1:
                self._about(remedy, "undo_remedy", {})
            elif remedy.state is RemedyState.AWAITING and random.random() < 0.1:
                self._about(remedy, "withdraw_remedy", {})

    def _word(self, answer: httpx.Response, key: str) -> dict[str, Any] | None:
        """What the server has decided; None when nobody has."""
        if self._credulous and answer.status_code < 500:
            return {}
        if answer.headers.get("idempotency-key") != key:
            return None
        if answer.status_code in NOT_NOW or answer.status_code >= 500:
            return None
        try:
            return msgspec.json.decode(answer.content, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None


def _values(action: Action, case: Case) -> Values:
    """Something for every field: what is known, or anything of its kind."""
    known = complete(action, case, {})
    found: Values = {}
    for field in action.fields:
        value = known.get(field.name)
        if field.kind is FieldKind.CHOICE and (value is None or random.random() < 0.5):
            value = random.choice(field.choices).code
        elif field.kind is FieldKind.MONEY:
            value = random.randint(100, min(field.most, 12_000))
        elif value in (None, "") and field.kind is FieldKind.INSTANT:
            value = (case.situation.now + timedelta(hours=random.randint(1, 90))).isoformat()
        elif value in (None, "") and (field.required or random.random() < 0.5):
            value = random.choice(WORDS)
        if value not in (None, ""):
            found[field.name] = value
    return found


async def main(arguments: argparse.Namespace) -> None:
    outbox = Outbox(arguments.home / "outbox.db")
    customers = [int(line) for line in (arguments.home / "customers").read_text().split()]
    logins = (arguments.home / "logins").read_text().split()
    async with httpx.AsyncClient(base_url=arguments.url, trust_env=False, timeout=3 * PATIENCE) as http:
        people = [Person(http, outbox, login, customers, arguments.credulous) for login in logins]
        await asyncio.gather(*(person.work(arguments.count) for person in people))
    (arguments.home / "finished").touch()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--home", required=True, type=Path)
    parser.add_argument("--count", required=True, type=int)
    parser.add_argument("--credulous", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(parsed()))
    sys.exit(0)
