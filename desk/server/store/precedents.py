"""What similar cases received: the same action on orders of about the same value, not long ago."""

from datetime import timedelta

from desk.contract.remedies import Precedent
from desk.server.store import clock
from desk.server.store.db import Tx

DAYS = 180
#: Orders between half and double the value are alike; so many cases are looked at, newest first.
BAND, MOST = 2, 500


def of(tx: Tx, action: str, order_id: int | None) -> Precedent:
    """Count and quartiles of what was given in similar cases of the last half year."""
    value: int | None = tx.value("SELECT total FROM orders WHERE id = ?", (order_id,))
    low, high = (0, 2**62) if not value else (value // BAND, value * BAND)
    rows = tx.all(
        "SELECT r.amount FROM remedies r LEFT JOIN orders o ON o.id = r.order_id WHERE r.action = ?"
        " AND r.state = 'done' AND r.reverses IS NULL AND r.requested_at > ?"
        " AND (? IS NULL OR o.total BETWEEN ? AND ?) AND (r.order_id IS NULL OR r.order_id IS NOT ?)"
        " ORDER BY r.id DESC LIMIT ?",
        (action, clock.micros(tx.now - timedelta(days=DAYS)), value, low, high, order_id, MOST),
    )
    amounts = sorted(int(row["amount"]) for row in rows)
    if not amounts:
        return Precedent(count=0, days=DAYS, lower=None, median=None, upper=None)
    return Precedent(
        count=len(amounts),
        days=DAYS,
        lower=amounts[len(amounts) // 4],
        median=amounts[len(amounts) // 2],
        upper=amounts[len(amounts) * 3 // 4],
    )
