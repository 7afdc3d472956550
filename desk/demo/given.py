"""What customers were given before the demo begins: dozens of remedies of former days, and the agent's of today."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from desk.actions import ACTIONS
from desk.actions.action import Case
from desk.actions.judge import judge
from desk.contract.events import Refs, RemedyCommitted, RemedyDone, RemedyHandedOver, RemedyRequested
from desk.contract.remedies import Values
from desk.contract.users import User
from desk.demo.people import AGENT, PEOPLE
from desk.server.store import clock, log, remedy_rules, situations, users
from desk.server.store.db import Database, Tx

#: Orders about as dear as the one of the tour, and cheaper ones: what similar cases received is counted by that.
ALIKE, CHEAPER = (65_500, 262_000), (0, 65_500)
#: Credits on the dearer orders; a quarter of them is at most 3,000 won, half at most 5,000, three quarters 8,000.
CREDITS = (5_000, 3_000, 10_000, 5_000, 2_000, 8_000, 3_000, 5_000, 7_000, 3_000, 5_000, 10_000)
#: On cheaper orders of former days.
SMALL: tuple[tuple[str, Values, str], ...] = (
    ("coupon", {"worth": "3000"}, ""),
    ("goodwill_credit", {"amount": 2_000}, "포장이 찢어져서 도착"),
    ("partial_refund", {"amount": 4_000, "cause": "faulty"}, "한 개가 눌려서 옴"),
    ("coupon", {"worth": "5000"}, "교환 대기 안내"),
)
#: The agent's, today, and how many minutes ago.
TODAY: tuple[tuple[str, Values, str, int], ...] = (
    ("goodwill_credit", {"amount": 10_000}, "두 번째 늦은 배송", 190),
    ("coupon", {"worth": "5000"}, "", 115),
    ("goodwill_credit", {"amount": 15_000}, "잘못 온 색상, 선물용", 48),
)
UNDO, CARRIED_OUT = timedelta(seconds=30), timedelta(seconds=33)


@dataclass(frozen=True, slots=True)
class _Order:
    id: int
    customer_id: int
    placed_at: datetime


def give(database: Database, now: datetime) -> None:
    """Everything, as its givers did it then."""
    people = database.read(lambda tx: {one.login: users.by_login(tx, one.login) for one in PEOPLE})
    agents = [agent for login in (AGENT.login, "sora", "yerin") if (agent := people[login]) is not None]
    alike = iter(database.read(lambda tx: _orders(tx, now, ALIKE)))
    cheaper = iter(database.read(lambda tx: _orders(tx, now, CHEAPER)))
    givers = cycle(agents)
    for amount in CREDITS:
        _give(database, next(givers), next(alike), "goodwill_credit", {"amount": amount}, "늦은 배송에 대한 사과")
    for action, values, reason in SMALL * 6:
        _give(database, next(givers), next(cheaper), action, values, reason)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for action, values, reason, minutes in TODAY:
        at = max(midnight, now - timedelta(minutes=minutes))
        _give(database, agents[0], next(cheaper), action, values, reason, at)


def _orders(tx: Tx, now: datetime, total: tuple[int, int]) -> list[_Order]:
    """Paid orders of ordinary customers of the last months, one of each customer."""
    rows = tx.all(
        "SELECT min(o.id) AS id, o.customer_id, o.placed_at FROM orders o JOIN customers c ON c.id = o.customer_id"
        " WHERE c.external_id > 'c-0003' AND o.total BETWEEN ? AND ? AND o.placed_at BETWEEN ? AND ?"
        " GROUP BY o.customer_id ORDER BY id",
        (*total, clock.micros(now - timedelta(days=150)), clock.micros(now - timedelta(days=8))),
    )
    return [_Order(row["id"], row["customer_id"], clock.instant(row["placed_at"])) for row in rows]


def _give(
    database: Database,
    giver: User,
    order: _Order,
    action: str,
    values: Values,
    reason: str,
    at: datetime | None = None,
) -> None:
    """From the order to the executor's answer, some days after the purchase where nothing else is said."""
    at = at or (order.placed_at.astimezone(clock.SEOUL) + timedelta(days=6)).replace(hour=10 + order.id % 8)
    refs = Refs(customer_id=order.customer_id, order_id=order.id)
    asked = database.write(
        lambda tx: _decide(tx, giver, refs, action, values, reason, at), actor_id=giver.id, actor=giver.name
    )
    database.write(lambda tx: _carry_out(tx, asked, refs, at))


def _decide(tx: Tx, giver: User, refs: Refs, action: str, values: Values, reason: str, at: datetime) -> RemedyCommitted:
    assert refs.customer_id is not None
    here = situations.situation(tx, refs.customer_id, giver, refs.order_id)
    assert here is not None
    order = next(one for one in here.orders if one.id == refs.order_id)
    effect = judge(ACTIONS[action], Case(here, order), values).effect
    assert effect is not None, "the demo's agents give what the rules allow"
    version, purse = remedy_rules.in_force(tx).version, ACTIONS[action].purse
    asked = RemedyRequested(
        action=action, purse=purse, amount=effect.amount, values=values, told=effect.told, rules_version=version,
        reason=reason,
    )  # fmt: skip
    decided = RemedyCommitted(
        remedy_id=log.append(tx, asked, refs, at=at).seq, action=action, authority_id=giver.id, purse=purse,
        amount=effect.amount, values=values, told=effect.told, undo_until=at + UNDO, reason=reason,
        rules_version=version, agent_id=giver.id,
    )  # fmt: skip
    log.append(tx, decided, refs, at=at)
    return decided


def _carry_out(tx: Tx, decided: RemedyCommitted, refs: Refs, at: datetime) -> None:
    number, action = decided.remedy_id, decided.action
    handed = RemedyHandedOver(remedy_id=number, action=action, executor=ACTIONS[action].executor)
    log.append(tx, handed, refs, at=at + UNDO)
    done = RemedyDone(
        remedy_id=number, action=action, amount=decided.amount, reference=f"PAY-{number}", words="처리했습니다",
        agent_id=decided.agent_id,
    )  # fmt: skip
    log.append(tx, done, refs, at=at + CARRIED_OUT)
