"""Saved views: their projections, those that come with the program, and who sees which."""

from functools import lru_cache

import msgspec

from desk.contract.events import Event, ViewDropped, ViewSet
from desk.contract.users import Role
from desk.contract.views import Scope, View, ViewDraft
from desk.server.rules import views as rules
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects


@projects(ViewSet)
def was_set(tx: Tx, event: Event, fact: ViewSet) -> None:
    """The view from now on."""
    draft = msgspec.json.encode(fact.draft).decode()
    tx.run(
        "INSERT OR REPLACE INTO views VALUES (?, ?, ?, ?)",
        (fact.view_id or event.seq, fact.owner_id, draft, event.seq),
    )


@projects(ViewDropped)
def dropped(tx: Tx, _event: Event, fact: ViewDropped) -> None:
    """The view is gone."""
    tx.run("DELETE FROM views WHERE id = ?", (fact.view_id,))


def view(tx: Tx, view_id: int, user_id: int, role: Role) -> View | None:
    """A saved view by its id, as this person sees it; None when they do not."""
    row = tx.one("SELECT * FROM views WHERE id = ?", (view_id,))
    found = None if row is None else _view(row, user_id, role)
    return found if found is not None and rules.sees(found, user_id, role) else None


def seen(tx: Tx, user_id: int, role: Role) -> list[View]:
    """What a person sees: what comes with the program, then by position, of the same by age."""
    rows = tx.all("SELECT * FROM views WHERE owner_id = ? OR owner_id IS NULL ORDER BY id", (user_id,))
    found = [one for one in (_view(row, user_id, role) for row in rows) if rules.sees(one, user_id, role)]
    return [*rules.BUILT_IN, *sorted(found, key=lambda one: one.draft.position)]


def how_many(tx: Tx, owner_id: int | None) -> int:
    """How many views somebody has; of nobody's, how many are for others."""
    return int(tx.value("SELECT count(*) FROM views WHERE owner_id IS ?", (owner_id,)))


@lru_cache(maxsize=10_000)
def _draft(text: str) -> ViewDraft:
    return msgspec.json.decode(text, type=ViewDraft)


def _view(row: Row, user_id: int, role: Role) -> View:
    draft = _draft(row["draft"])
    return View(
        id=row["id"],
        draft=draft,
        owner_id=row["owner_id"],
        mine=rules.may_change(draft.scope, row["owner_id"], user_id, role),
        version=row["version"],
    )


def own(draft: ViewDraft, user_id: int) -> int | None:
    """Whose a view of this scope is."""
    return user_id if draft.scope is Scope.OWN else None
