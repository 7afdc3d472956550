"""Who may do what to a ticket, and what a change amounts to."""

from datetime import UTC, datetime

import pytest

from desk.contract.tickets import ArticleKind, Ticket, TicketChange, TicketState
from desk.contract.users import Role
from desk.server.rules.tickets import Act, act_of, changed, opening, refusal

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ME, OTHER = 1, 2
TICKET = Ticket(
    id=7,
    title="늦은 소포",
    state=TicketState.NEW,
    queue_id=3,
    customer_id=None,
    customer_name="",
    owner_id=None,
    owner_name="",
    order_id=None,
    created_at=NOW,
    changed_at=NOW,
    pending_until=None,
    article_count=0,
    last_article_id=None,
    version=7,
)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("owner", [None, ME, OTHER])
@pytest.mark.parametrize("role", Role)
def test_the_whole_table_of_rights(role: Role, owner: int | None, act: Act) -> None:
    may = owner != OTHER or role in (Role.LEAD, Role.ADMIN) or (role is Role.AGENT and act in (Act.CHANGE, Act.TAKE))
    assert (refusal(role, ME, owner, act) is None) is may


@pytest.mark.parametrize(
    ("change", "act"),
    [
        (TicketChange(), Act.CHANGE),
        (TicketChange(state=TicketState.CLOSED), Act.CHANGE),
        (TicketChange(owner_id=ME), Act.TAKE),
        (TicketChange(owner_id=OTHER, title="x"), Act.ASSIGN),
        (TicketChange(owner_id=None), Act.RELEASE),
    ],
)
def test_giving_away_weighs_more_than_changing(change: TicketChange, act: Act) -> None:
    assert act_of(change, ME) is act


def test_a_change_names_its_fields_and_keeps_the_rest() -> None:
    fact = changed(TICKET, TicketChange(owner_id=ME, state=TicketState.OPEN), "taken")
    assert fact is not None
    assert (fact.fields, fact.why, fact.title, fact.queue_id) == (("owner_id", "state"), "taken", "늦은 소포", 3)
    assert changed(TICKET, TicketChange(title=TICKET.title, owner_id=None)) is None


def test_only_a_pending_ticket_has_a_time_to_come_back() -> None:
    fact = changed(TICKET, TicketChange(state=TicketState.PENDING, pending_until=NOW))
    assert fact is not None
    assert fact.pending_until == NOW
    fact = changed(TICKET, TicketChange(state=TicketState.OPEN, pending_until=NOW))
    assert fact is not None
    assert (fact.pending_until, fact.fields) == (None, ("state",))


@pytest.mark.parametrize("kind", ArticleKind)
def test_only_a_reply_opens_a_new_ticket(kind: ArticleKind) -> None:
    assert (opening(TICKET, kind) is not None) == (kind is ArticleKind.REPLY)
