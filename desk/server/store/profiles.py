"""What people can do and carry."""

from functools import lru_cache

import msgspec

from desk.contract.assignment import AgentProfile, Profile
from desk.contract.events import Event, ProfileSet
from desk.contract.users import Role
from desk.queueing.assignment import LEAD_SKILL
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder().encode
_SELECT = "SELECT u.id, u.name, p.profile, p.version FROM users u LEFT JOIN profiles p ON p.user_id = u.id"
#: Before anybody has set any.
NOTHING = Profile()
_LEADS = (Role.LEAD, Role.ADMIN)


@projects(ProfileSet)
def was_set(tx: Tx, event: Event, fact: ProfileSet) -> None:
    """From now on."""
    tx.run(
        "INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)", (fact.user_id, _encode(fact.profile).decode(), event.seq)
    )


def profile(tx: Tx, user_id: int) -> AgentProfile | None:
    """The profile of somebody who works here."""
    row = tx.one(f"{_SELECT} WHERE u.id = ? AND u.active = 1", (user_id,))
    return None if row is None else _agent(row)


def everyone(tx: Tx) -> list[AgentProfile]:
    """The profiles of all who work here, by name."""
    return [_agent(row) for row in tx.all(f"{_SELECT} WHERE u.active = 1 ORDER BY u.name, u.id")]


@lru_cache(maxsize=2048)
def decoded(written: str | None) -> Profile:
    """A profile as it is kept; null where none was ever set."""
    return NOTHING if written is None else msgspec.json.decode(written, type=Profile)


@lru_cache(maxsize=2048)
def skills(written: str | None, role: str) -> frozenset[str]:
    """What somebody with this profile (as it is kept) and role can do."""
    own = frozenset(decoded(written).skills)
    return own | {LEAD_SKILL} if role in _LEADS else own


def _agent(row: Row) -> AgentProfile:
    return AgentProfile(
        user_id=row["id"], name=row["name"], profile=decoded(row["profile"]), version=row["version"] or 0
    )
