"""Rotas being proposed: kept apart from the log, which has only what a lead made of one."""

from datetime import timedelta

import msgspec

from desk.contract.rota_proposals import Proposal, ProposalDraft, ProposalFailure, ProposalState, ProposedShift
from desk.server.store import clock
from desk.server.store.db import Row, Tx

#: The kinds of process that work at proposals: the server itself, and an administrator's command.
SERVER, ADMIN = "server", "admin"
#: Whoever works at one is seen at least so often.
SILENT = timedelta(seconds=60)
#: So many are kept.
KEPT = 30
#: Not yet begun.
WAITING = "waiting"

_encode = msgspec.json.Encoder().encode
_proposal = msgspec.json.Decoder(Proposal).decode
_draft = msgspec.json.Decoder(ProposalDraft).decode
_shifts = msgspec.json.Decoder(list[ProposedShift]).decode


def make(tx: Tx, draft: ProposalDraft, worker: str) -> Proposal:
    """A new one, still to be worked at; the oldest make room for it."""
    number = int(tx.value("SELECT coalesce(max(id), 0) FROM proposals")) + 1
    made = Proposal(
        id=number,
        since=draft.since,
        until=draft.until,
        team_id=draft.team_id,
        state=ProposalState.RUNNING,
        stage=WAITING,
        progress=0.0,
        seconds=0.0,
        gap=None,
        needed_hours=0.0,
        covered_hours=0.0,
        agents=0,
        breaches=[],
        unmet=[],
        duties=[],
        wishes_met=0.0,
        words="",
        version=1,
    )
    tx.run(
        "INSERT INTO proposals VALUES (?, ?, ?, '[]', ?, ?, ?, 0, ?)",
        (number, _encode(draft).decode(), _encode(made).decode(), made.state, worker, clock.micros(tx.now), 1),
    )
    tx.run("DELETE FROM proposals WHERE id <= ? AND state <> 'running'", (number - KEPT,))
    return made


def everyone(tx: Tx) -> list[Proposal]:
    """All of them, the newest first."""
    return [_proposal(row["proposal"]) for row in tx.all("SELECT proposal FROM proposals ORDER BY id DESC")]


def proposal(tx: Tx, proposal_id: int) -> Proposal | None:
    """One by its id."""
    row = _row(tx, proposal_id)
    return None if row is None else _proposal(row["proposal"])


def draft(tx: Tx, proposal_id: int) -> ProposalDraft | None:
    """What was asked for."""
    row = _row(tx, proposal_id)
    return None if row is None else _draft(row["asked"])


def shifts(tx: Tx, proposal_id: int) -> list[ProposedShift]:
    """The best rota so far; empty without any."""
    written: str | None = tx.value("SELECT shifts FROM proposals WHERE id = ?", (proposal_id,))
    return [] if written is None else _shifts(written)


def taken(tx: Tx, proposal_id: int) -> int:
    """How many of its shifts are drafts already."""
    return int(tx.value("SELECT taken FROM proposals WHERE id = ?", (proposal_id,)) or 0)


def keep(tx: Tx, found: Proposal, *, shifts: list[ProposedShift] | None = None, taken: int | None = None) -> Proposal:
    """Keep it as it is now, with a new version; whoever works at it was seen."""
    version = int(tx.value("SELECT version FROM proposals WHERE id = ?", (found.id,)) or 0) + 1
    now = msgspec.structs.replace(found, version=version)
    tx.run(
        "UPDATE proposals SET proposal = ?, state = ?, version = ?, seen_at = ?,"
        " shifts = coalesce(?, shifts), taken = coalesce(?, taken) WHERE id = ?",
        (
            _encode(now).decode(),
            now.state,
            version,
            clock.micros(tx.now),
            None if shifts is None else _encode(shifts).decode(),
            taken,
            found.id,
        ),
    )
    return now


def waiting(tx: Tx) -> int | None:
    """The server's oldest that nobody works at yet."""
    for row in tx.all("SELECT * FROM proposals WHERE state = 'running' AND worker = ? ORDER BY id", (SERVER,)):
        if _proposal(row["proposal"]).stage == WAITING:
            return int(row["id"])
    return None


def running(tx: Tx) -> int:
    """How many are being worked at or wait for it."""
    return int(tx.value("SELECT count(*) FROM proposals WHERE state = 'running'"))


def orphans(tx: Tx, *, starting: bool) -> list[Proposal]:
    """Those that nobody works at any more, though they say so: at the server's start its own, at any time those whose
    worker was not seen for long."""
    before = clock.micros(tx.now - SILENT)
    rows = tx.all(
        "SELECT proposal FROM proposals WHERE state = 'running' AND (seen_at < ? OR (? AND worker = ?))",
        (before, starting, SERVER),
    )
    return [_proposal(row["proposal"]) for row in rows]


def fail(tx: Tx, found: Proposal, failure: ProposalFailure, words: str) -> Proposal:
    """There will be none of it."""
    return keep(tx, msgspec.structs.replace(found, state=ProposalState.FAILED, failure=failure, words=words))


def _row(tx: Tx, proposal_id: int) -> Row | None:
    return tx.one("SELECT asked, proposal FROM proposals WHERE id = ?", (proposal_id,))
