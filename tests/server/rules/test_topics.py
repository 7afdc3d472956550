"""Who may listen to what."""

import pytest

from desk.contract.users import Role, User
from desk.server.rules.topics import subscription


def somebody(role: Role) -> User:
    """A person with this role."""
    return User(id=3, name="최", login="c", role=role, active=True, queue_ids=[], extension=None, version=1)


@pytest.mark.parametrize(
    ("role", "asked", "heard"),
    [
        (Role.AGENT, "mine", {"user:3"}),
        (Role.AGENT, "mine, customer:7,ticket:9", {"user:3", "customer:7", "ticket:9"}),
        (Role.AGENT, "", set[str]()),
        (Role.LEAD, "audit,floor", {"audit", "floor"}),
        (Role.AGENT, "audit", None),
        (Role.DELIGHT, "audit", None),
        (Role.AGENT, "user:4", None),
        (Role.AGENT, "customer:x", None),
        (Role.AGENT, "customer:", None),
        (Role.AGENT, "everything", None),
    ],
)
def test_people_hear_their_own_and_what_their_role_allows(role: Role, asked: str, heard: set[str] | None) -> None:
    found = subscription(somebody(role), asked)
    assert (None if found is None else set(found)) == heard
