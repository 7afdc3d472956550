"""Drafts: what each agent is writing, kept apart from the log because it is nobody else's business."""

from desk.contract.tickets import Draft, DraftText
from desk.server.store import clock
from desk.server.store.db import Row, Tx


def of_user(tx: Tx, user_id: int) -> list[Draft]:
    """A person's drafts, the latest first."""
    rows = tx.all("SELECT * FROM drafts WHERE user_id = ? ORDER BY at DESC, key, kind", (user_id,))
    return [_draft(row) for row in rows]


def keep(tx: Tx, user_id: int, key: str, text: DraftText) -> Draft:
    """Keep a draft unless a newer copy is kept already; returns the one that is kept now."""
    tx.run(
        "INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, key, kind) DO UPDATE"
        " SET body = excluded.body, edit = excluded.edit, at = excluded.at WHERE excluded.edit > drafts.edit",
        (user_id, key, text.kind, text.body, text.edit, clock.micros(tx.now)),
    )
    row = tx.one("SELECT * FROM drafts WHERE user_id = ? AND key = ? AND kind = ?", (user_id, key, text.kind))
    assert row is not None
    return _draft(row)


def drop(tx: Tx, user_id: int, key: str, kind: str) -> None:
    """Throw a draft away."""
    tx.run("DELETE FROM drafts WHERE user_id = ? AND key = ? AND kind = ?", (user_id, key, kind))


def _draft(row: Row) -> Draft:
    return Draft(key=row["key"], kind=row["kind"], body=row["body"], edit=row["edit"], at=clock.instant(row["at"]))
