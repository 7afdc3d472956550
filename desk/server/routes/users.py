"""Accounts: made, changed and ended by administrators."""

from msgspec import UNSET

from desk.contract.base import Done, Page, PageQuery
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import SessionEnded, UserChanged, UserCreated
from desk.contract.users import User, UserChange, UserDraft
from desk.server import passwords
from desk.server.routes import leavers, paging
from desk.server.routes.handling import Ask, given, handles
from desk.server.store import log, sessions
from desk.server.store import users as store
from desk.server.store.db import Tx


def existing(tx: Tx, user_id: int) -> User:
    """An account, or not found."""
    user = store.user(tx, user_id)
    if user is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such account")
    return user


@handles("users")
def users(tx: Tx, ask: Ask[None, PageQuery]) -> Page[User]:
    """Accounts by id."""
    after = paging.decode(ask.query.after)
    rows = store.page(tx, after[1] if after else 0, ask.query.size + 1)
    return paging.page("users", ask.query, rows, lambda user: (0, user.id), head=tx.head)


@handles("user")
def user(tx: Tx, ask: Ask[None, None]) -> User:
    """An account."""
    return existing(tx, ask.id("user_id"))


@handles("create_user")
def create_user(tx: Tx, ask: Ask[UserDraft, None]) -> User:
    """Make an account. Rare enough that its password is hashed on the writer."""
    return create(tx, ask.body)


def create(tx: Tx, draft: UserDraft) -> User:
    """Make an account; Refusal when the login is taken."""
    if store.by_login(tx, draft.login) is not None:
        raise Refusal(ErrorCode.DUPLICATE, "this login is taken")
    event = log.append(
        tx,
        UserCreated(
            login=draft.login.lower(),
            name=draft.name,
            role=draft.role,
            queue_ids=tuple(draft.queue_ids),
            extension=draft.extension,
        ),
    )
    store.set_password(tx, event.seq, passwords.hashed(draft.password))
    return existing(tx, event.seq)


@handles("change_user")
def change_user(tx: Tx, ask: Ask[UserChange, None]) -> User:
    """Change an account; losing the right to be here, or a new password, ends its sessions at once."""
    now = existing(tx, ask.id("user_id"))
    ask.unchanged(now.version)
    return change(tx, now, ask.body)


def change(tx: Tx, now: User, change: UserChange) -> User:
    """Change an account that is ``now`` so. Whoever is not to be here any more leaves their tickets to the queues."""
    active = given(change.active, now.active)
    new_password = change.password is not UNSET
    log.append(
        tx,
        UserChanged(
            user_id=now.id,
            name=given(change.name, now.name),
            role=given(change.role, now.role),
            active=active,
            queue_ids=tuple(given(change.queue_ids, now.queue_ids)),
            extension=given(change.extension, now.extension),
            password_changed=new_password,
        ),
    )
    if isinstance(change.password, str):
        store.set_password(tx, now.id, passwords.hashed(change.password))
    if new_password or not active or given(change.role, now.role) != now.role:
        sessions.end_all(tx, now.id, "revoked")
        log.append(tx, SessionEnded(user_id=now.id, why="revoked"))
    if now.active and not active:
        leavers.let_go(tx, now.id)
    return existing(tx, now.id)


@handles("end_sessions")
def end_sessions(tx: Tx, ask: Ask[None, None]) -> Done:
    """End somebody's sessions at once."""
    target = existing(tx, ask.id("user_id"))
    if sessions.end_all(tx, target.id, "revoked"):
        log.append(tx, SessionEnded(user_id=target.id, why="revoked"))
    return Done()
