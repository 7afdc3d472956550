"""What similar cases received: the same action on orders of about the same value, not long ago."""

from datetime import timedelta

from desk.contract.remedies import Precedent
from desk.server.store import clock
from desk.server.store.db import Tx

DAYS = 180
#: Orders between half and double the value are alike; of so many cases, newest first, the alike are sought, and so
#: many of these counted.
BAND, SOUGHT, MOST = 2, 3000, 500


def of(tx: Tx, action: str, order_id: int | None) -> Precedent:
    """Count and quartiles of what was given in similar cases of the last half year."""
    value: int | None = tx.value("SELECT total FROM orders WHERE id = ?", (order_id,))
    low, high = (0, 2**62) if not value else (value // BAND, value * BAND)
    rows = tx.all(
        "SELECT latest.amount FROM"
        " (SELECT * FROM remedies WHERE action = ? AND state = 'done' ORDER BY id DESC LIMIT ?) latest"
        " LEFT JOIN orders o ON o.id = latest.order_id WHERE reverses IS NULL AND requested_at > ?"
        " AND (? IS NULL OR o.total BETWEEN ? AND ?) AND (order_id IS NULL OR order_id IS NOT ?) LIMIT ?",
        (action, SOUGHT, clock.micros(tx.now - timedelta(days=DAYS)), value, low, high, order_id, MOST),
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
