"""Executors: the shop's systems that carry remedies out, what they are sent, and what waits for them.

Commands are ``POST``ed to an executor's address as Standard Webhooks (https://www.standardwebhooks.com), under the
same ``key`` until an `ExecutorAnswer` (in ``remedies.py``) echoes it. ``GET ADDRESS/commands/KEY`` asks what became
of one: an `ExecutorAnswer`, or 404 when it was never seen.
"""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, PageQuery, Request, Seq, Won
from desk.contract.remedies import ActionName, Values

ExecutorName = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
#: Without a name and password in it: those would be in the log.
Address = Annotated[str, Meta(min_length=8, max_length=500, pattern=r"^https?://[^\s@]+$")]


class Recipient(Answer, frozen=True, kw_only=True):
    """For whom it is done, in full: the executor has to reach them."""

    id: Id
    name: str
    numbers: list[str]
    address: str


class RemedyCommand(Answer, frozen=True, kw_only=True):
    """What an executor is told to do, once, however often it hears of it under this ``key``.

    ``reverses`` is the key of the command whose effect is to be taken back.
    """

    key: str
    action: ActionName
    amount: Won
    values: Values
    customer: Recipient
    order_number: str
    told: str
    decided_at: Instant
    reverses: str | None = None


class Executor(Answer, frozen=True, kw_only=True):
    """One of the shop's systems. ``url`` is empty until an administrator has set it.

    ``why`` says who turned it off. ``waiting`` commands are on their way, ``trouble`` is what keeps them; ``dead``
    ones were given up. ``secret`` is there only in the answer to the request that made it.
    """

    name: str
    url: str
    enabled: bool
    why: str
    actions: list[str]
    waiting: int
    trouble: str
    dead: int
    secret: str = ""
    version: Seq


class ExecutorDraft(Request, frozen=True, kw_only=True):
    """Where an executor is, and whether it gets commands.

    ``rotate`` makes a new secret; the one before stays good for a day, so that both sides can change over.
    """

    url: Address
    enabled: bool = True
    rotate: bool = False


class DeadDelivery(Answer, frozen=True, kw_only=True):
    """A command that was given up: no sense came back for days. ``replay`` begins anew, under the same key."""

    id: Id
    executor: str
    remedy_id: Id
    action: str
    customer_id: Id
    customer_name: str
    amount: Won
    attempts: int
    made_at: Instant
    last_error: str


class DeadDeliveryQuery(PageQuery, frozen=True, kw_only=True):
    """Given-up commands, oldest first."""
