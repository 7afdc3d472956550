"""Who hears of what is said on the floor, whatever they listen to."""

from desk.contract.users import User
from desk.server.rules.topics import LEADS_ONLY, NUMBERED, PLAIN, subscription, topics_of
from desk.server.store import log, users
from tests.server.routes.conftest import Floor

LOGINS = ("agent", "agent2", "lead", "admin", "delivery", "delight")


def everything(user: User, numbers: range) -> frozenset[str]:
    """All that somebody may listen to, about everything with such a number."""
    leads = subscription(user, ",".join(LEADS_ONLY)) is not None
    plain = [topic for topic in PLAIN if leads or topic not in LEADS_ONLY]
    found = subscription(user, ",".join([*plain, *(f"{noun}:{one}" for noun in NUMBERED for one in numbers)]))
    assert found is not None
    return found


def hearing(floor: Floor, kind: str) -> list[set[str]]:
    """Of each event of a kind, who hears of it at all."""
    head = floor.site.read(lambda tx: tx.head)
    events = [one for one in floor.site.read(lambda tx: log.after(tx, 0, head)) if log.kind_of(one.fact) == kind]
    people = dict[str, User]()
    for login in LOGINS:
        user = floor.site.read(lambda tx, login=login: users.by_login(tx, login))  # type: ignore[misc]
        assert user is not None
        people[login] = user
    topics = {login: everything(user, range(1, head + 2)) for login, user in people.items()}
    return [{login for login, heard in topics.items() if heard & topics_of(event)} for event in events]
