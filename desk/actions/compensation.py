"""What a broken delivery promise is compensated with, by the published criteria.

The same rule decides for the agent's button and for the nightly look. Lateness counts from the end of the promised
window (``due_at``). The table in force when the promise was made decides: a later table changes nothing that was
promised before.
"""

from datetime import datetime, timedelta

from desk.actions.words import SEOUL
from desk.contract.customers import Tier
from desk.contract.errors import Obstacle
from desk.contract.orders import OrderState
from desk.contract.remedies import SituationOrder
from desk.contract.remedy_rules import CompensationRow, CompensationTable, ForceMajeure, LateCause

#: Compensation is credited in steps of 100 won, rounded up: nobody gets less than the table says.
STEP = 100


def table_for(tables: list[CompensationTable], promised_at: datetime) -> CompensationTable | None:
    """The table that was in force when something was promised."""
    day = promised_at.astimezone(SEOUL).date()
    known = [table for table in tables if table.since <= day]
    return max(known, key=lambda table: table.since, default=None)


def lateness(order: SituationOrder, now: datetime) -> timedelta | None:
    """How late the delivery is, or so far; None when nothing was promised, not more than zero when it is in time."""
    if order.due_at is None:
        return None
    return (order.delivered_at or now) - order.due_at


def row_for(table: CompensationTable, late: timedelta) -> CompensationRow | None:
    """The row of a lateness: the last whose hours are exceeded."""
    reached = [row for row in table.rows if late > timedelta(hours=row.over_hours)]
    return max(reached, key=lambda row: row.over_hours, default=None)


def owed(table: CompensationTable, row: CompensationRow, value: int, tier: Tier) -> int:
    """Won owed for an order of this value: the row's share within its bounds, by tier, capped, in whole steps."""
    share = max(row.at_least, value * row.percent // 100)
    if row.at_most is not None:
        share = min(share, row.at_most)
    share = share * table.tiers.get(tier, 100) // 100
    share = -(-share // STEP) * STEP
    return share if table.per_order is None else min(share, table.per_order)


def excluded(
    order: SituationOrder, cause: LateCause, table: CompensationTable, declared: list[ForceMajeure]
) -> Obstacle | None:
    """Why nothing is owed although it is late, or None."""
    if order.state is OrderState.CANCELED:
        return Obstacle(code="ended")
    if cause in table.excluded:
        return Obstacle(code="excluded_cause", words=cause)
    if order.due_at is None:
        return Obstacle(code="no_promise")
    day = order.due_at.astimezone(SEOUL).date()
    one = next((one for one in declared if one.since <= day <= one.until), None)
    return None if one is None else Obstacle(code="force_majeure", words=one.words)
