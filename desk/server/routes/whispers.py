"""A word to a colleague that only the two see. What is said stays out of the server's own logs; in the event log it is
kept like everything else, and shown for a day."""

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Whispered, WhisperRead
from desk.contract.floor import Whisper, WhisperDraft
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.store import calls, log, tickets, users
from desk.server.store import whispers as store
from desk.server.store.db import Tx

MOST = 500


@handles("whispers")
def whispers(tx: Tx, ask: Ask[None, None]) -> list[Whisper]:
    """From and to me."""
    return store.of(tx, ask.me.user.id, MOST)


@handles("whisper")
def whisper(tx: Tx, ask: Ask[WhisperDraft, None]) -> Whisper:
    """Say it to one who works here."""
    draft = ask.body
    other = users.user(tx, draft.to_id)
    if other is None or not other.active or other.id == ask.me.user.id:
        raise unprocessable("/to_id", "a colleague who works here")
    if draft.ticket_id is not None and tickets.ticket(tx, draft.ticket_id) is None:
        raise unprocessable("/ticket_id", "no such ticket")
    if draft.call_id is not None and calls.call(tx, draft.call_id) is None:
        raise unprocessable("/call_id", "no such call")
    fact = Whispered(to_id=other.id, words=draft.words, about_ticket_id=draft.ticket_id, about_call_id=draft.call_id)
    return found(store.whisper(tx, log.append(tx, fact).seq), "whisper")


@handles("read_whisper")
def read_whisper(tx: Tx, ask: Ask[None, None]) -> Whisper:
    """Only to whom it was said has read it; to everybody else it does not exist."""
    now = store.whisper(tx, ask.id("whisper_id"))
    if now is None or now.to_id != ask.me.user.id:
        raise Refusal(ErrorCode.NOT_FOUND, "no such whisper")
    if now.read_at is None:
        log.append(tx, WhisperRead(whisper_id=now.id, from_id=now.from_id))
    return found(store.whisper(tx, now.id), "whisper")
