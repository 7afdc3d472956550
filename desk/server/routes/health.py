"""Whether the server can work."""

from desk.contract.base import Done
from desk.server.routes.handling import Ask, handles
from desk.server.store.db import Tx


@handles("health")
def health(tx: Tx, _ask: Ask[None, None]) -> Done:
    """The database answers."""
    return Done(ok=tx.head >= 0)
