"""Sign-in, sign-out, and covering the screen."""

from datetime import timedelta

from desk.contract.agents import AgentState
from desk.contract.base import NoBody
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AgentStateChanged, SessionEnded, SessionStarted, SignInRefused
from desk.contract.users import Session, SignedIn, SignedOut, SignIn, Unlock, User
from desk.server import passwords
from desk.server.routes.hand_overs import owed_count
from desk.server.routes.handling import Answering, Ask, handles, handles_async
from desk.server.store import agents, log, sessions, users
from desk.server.store.db import Tx

TRIES = 5
#: A whole centre may sit behind one address.
TRIES_BY_ADDRESS = 500
WINDOW = timedelta(minutes=15)


@handles_async("sign_in")
async def sign_in(server: Answering, ask: Ask[SignIn, None]) -> SignedIn:
    """Check the password off the writer; then start the one session this person may have."""
    credentials = ask.body
    login = credentials.login.lower()
    user, stored = await server.reading(lambda tx: _candidate(tx, login, ask.address))
    right = await server.hashing(lambda: passwords.fits(stored or passwords.NOBODYS, credentials.password))
    if not (right and user is not None and user.active and stored):
        await server.writing(lambda tx: _refuse(tx, login, ask.address), None)
        raise Refusal(ErrorCode.WRONG_PASSWORD, "login or password is wrong")
    signed_in: SignedIn = await server.writing(lambda tx: _start(tx, user, ask), None)
    sitting_digest = sessions.digest(signed_in.token)
    server.end_feeds(user.id, ErrorCode.SESSION_TAKEN_OVER, sitting_digest)
    return signed_in


def _candidate(tx: Tx, login: str, address: str) -> tuple[User | None, str | None]:
    """The account and its hash; Refusal when this login or address has failed too often."""
    since = tx.now - WINDOW
    for subject, limit in ((f"login:{login}", TRIES), (f"address:{address}", TRIES_BY_ADDRESS)):
        if sessions.failures(tx, subject, since) >= limit:
            raise Refusal(
                ErrorCode.TOO_MANY_REQUESTS,
                "too many failed sign-ins",
                retry_after=round(WINDOW.total_seconds()),
            )
    user = users.by_login(tx, login)
    return user, users.password_hash(tx, user.id) if user else None


def _refuse(tx: Tx, login: str, address: str) -> None:
    sessions.record_failure(tx, f"login:{login}")
    sessions.record_failure(tx, f"address:{address}")
    log.append(tx, SignInRefused(login=login, why="wrong password"))


def _start(tx: Tx, user: User, ask: Ask[SignIn, None]) -> SignedIn:
    elsewhere = sessions.holder(tx, user.id)
    if elsewhere is not None and not ask.body.take_over:
        raise Refusal(ErrorCode.SIGNED_IN_ELSEWHERE, "this person is signed in elsewhere", holder=elsewhere)
    sessions.end_all(tx, user.id, "taken_over")
    sessions.forget_failures(tx, f"login:{user.login}")
    token = sessions.start(tx, user.id, ask.body.workstation, ask.settings.session_limit)
    tx.actor_id, tx.actor = user.id, user.name
    log.append(tx, SessionStarted(workstation=ask.body.workstation, took_over=elsewhere is not None))
    state = agents.state_of(tx, user.id)
    if state is None or state.state is AgentState.OFF:
        log.append(tx, AgentStateChanged(user_id=user.id, state=AgentState.ON_SHIFT))
    found = sessions.find(tx, sessions.digest(token))
    assert isinstance(found, sessions.Sitting)
    return SignedIn(token=token, session=found.answer(ask.settings.idle_lock))


@handles("session")
def session(_tx: Tx, ask: Ask[None, None]) -> Session:
    """My session."""
    return ask.me.answer(ask.settings.idle_lock)


@handles("sign_out")
def sign_out(tx: Tx, ask: Ask[None, None]) -> SignedOut:
    """End my session and my shift's presence, and say whether something is left to hand over."""
    sessions.end(tx, ask.me.digest, "signed_out")
    log.append(tx, SessionEnded(user_id=ask.me.user.id, why="signed_out"))
    log.append(tx, AgentStateChanged(user_id=ask.me.user.id, state=AgentState.OFF))
    return SignedOut(owed=owed_count(tx, ask.me.user.id))


@handles("lock")
def lock(tx: Tx, ask: Ask[NoBody, None]) -> Session:
    """Cover the screen; the feed and the outbox go on."""
    return _locked(tx, ask.me.digest, True, ask.settings.idle_lock)


def _locked(tx: Tx, token_digest: bytes, locked: bool, idle_lock: int) -> Session:
    sessions.set_locked(tx, token_digest, locked)
    found = sessions.find(tx, token_digest)
    assert isinstance(found, sessions.Sitting)
    return found.answer(idle_lock)


@handles_async("unlock")
async def unlock(server: Answering, ask: Ask[Unlock, None]) -> Session:
    """Uncover the screen with the password; guesses are throttled like sign-ins."""
    me = ask.me
    _, stored = await server.reading(lambda tx: _candidate(tx, me.user.login, ask.address))
    if not await server.hashing(lambda: passwords.fits(stored or passwords.NOBODYS, ask.body.password)):
        await server.writing(lambda tx: _refuse(tx, me.user.login, ask.address), me)
        raise Refusal(ErrorCode.WRONG_PASSWORD, "the password is wrong")
    answer: Session = await server.writing(lambda tx: _locked(tx, me.digest, False, ask.settings.idle_lock), me)
    return answer
