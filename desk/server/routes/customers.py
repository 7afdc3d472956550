"""Customers: found, looked at, made, changed, and their numbers."""

from typing import Any

import msgspec

from desk.actions import ACTIONS
from desk.contract.base import Done, NoBody, Page
from desk.contract.customers import (
    Customer,
    CustomerBrief,
    CustomerChange,
    CustomerDraft,
    CustomerQuery,
    NumberDraft,
    PersonalField,
    ReadTo,
    Reveal,
    Revealed,
    Tier,
)
from desk.contract.errors import ErrorCode, FieldError, Refusal
from desk.contract.events import (
    CustomerChanged,
    CustomerCreated,
    CustomerRevealed,
    CustomerViewed,
    NumberAdded,
    NumberChanged,
    NumberRemoved,
    Refs,
)
from desk.server.routes import paging
from desk.server.routes.handling import Ask, given, handles, unprocessable
from desk.server.rules import matching, numbers
from desk.server.store import contacts, grams, log, people, remedies, search
from desk.server.store import customers as store
from desk.server.store.db import Row, Tx


def standing(tx: Tx, ask: Ask[Any, Any]) -> int:
    """The record that stands for the customer of the path: where a merged one's changes go."""
    found = store.root(tx, ask.id("customer_id"))
    if found is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such customer")
    return found


def answer(tx: Tx, ask: Ask[Any, Any], customer_id: int) -> Customer:
    """The record, as the asker last left it."""
    found = store.customer(tx, customer_id, ask.me.user.id)
    if found is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such customer")
    return found


@handles("customers")
def customers(tx: Tx, ask: Ask[None, CustomerQuery]) -> Page[CustomerBrief]:
    """Find customers by number or name, by id."""
    query = ask.query
    parts = list[str]()
    if query.number is not None:
        digits = numbers.digits_of(query.number)
        parts.append(grams.person_like(matching.sought(query.number)) if digits else grams.NOTHING)
    if query.name is not None:
        parts.append(grams.person_like(matching.sought(query.name)))
    expression = grams.every(f"({part})" for part in parts) if parts else None
    after = paging.decode(query.after)
    ids = search.customer_page(tx, expression, after[0] if after else 0, query.size + 1)
    total = search.customer_total(tx, expression) if query.with_total_count else None
    rows = store.briefs(tx, ids)
    return paging.page("customers", query, rows, lambda brief: (brief.id, 0), head=tx.head, total=total)


@handles("customer", writes=True)
def customer(tx: Tx, ask: Ask[None, None]) -> Customer:
    """A customer; the look is recorded, as Korean law asks of whoever handles personal data."""
    shown = answer(tx, ask, ask.id("customer_id"))
    look(tx, shown.id, ask.address)
    return shown


def look(tx: Tx, customer_id: int, address: str) -> None:
    """Record that the actor looked at somebody's data, and from where."""
    log.append(tx, CustomerViewed(address=address), Refs(customer_id=customer_id))


@handles("create_customer")
def create_customer(tx: Tx, ask: Ask[CustomerDraft, None]) -> Customer:
    """Make a customer with numbers; each must be one that can be rung."""
    draft = ask.body
    written = [_number(number, f"/numbers/{place}") for place, number in enumerate(draft.numbers)]
    made = log.append(
        tx,
        CustomerCreated(
            name=_name(draft.name), tier=draft.tier, email=draft.email, address=draft.address, since=tx.now
        ),
    )
    for number in dict.fromkeys(written):
        log.append(tx, NumberAdded(number=number), Refs(customer_id=made.seq))
    return answer(tx, ask, made.seq)


def _name(name: str) -> str:
    if not name.strip():
        raise Refusal(ErrorCode.UNPROCESSABLE, "a name has letters", errors=[_wrong("/name", "only blanks")])
    return name.strip()


def _number(written: str, pointer: str) -> str:
    found = numbers.e164(written)
    if found is None:
        raise Refusal(
            ErrorCode.UNPROCESSABLE,
            "not a telephone number that can be rung",
            errors=[_wrong(pointer, "neither a Korean number nor one with its country")],
        )
    return found


def _wrong(pointer: str, detail: str) -> FieldError:
    return FieldError(pointer=pointer, code="invalid", detail=detail)


@handles("change_customer")
def change_customer(tx: Tx, ask: Ask[CustomerChange, None]) -> Customer:
    """Change master data; of a merged record nothing is changed any more."""
    now = tx.one("SELECT * FROM customers WHERE id = ?", (standing(tx, ask),))
    assert now is not None
    if now["id"] != ask.id("customer_id"):
        raise Refusal(ErrorCode.CONFLICT, f"merged into {now['id']}: change that record")
    ask.unchanged(now["version"])
    change = ask.body
    fact = CustomerChanged(
        name=_name(given(change.name, now["name"])),
        tier=Tier(given(change.tier, now["tier"])),
        email=given(change.email, now["email"]),
        address=given(change.address, now["address"]),
        fields=(),
    )
    changed = tuple(field for field in ("name", "tier", "email", "address") if getattr(fact, field) != now[field])
    if changed:
        log.append(tx, msgspec.structs.replace(fact, fields=changed), Refs(customer_id=now["id"]))
    return answer(tx, ask, now["id"])


@handles("add_number")
def add_number(tx: Tx, ask: Ask[NumberDraft, None]) -> Customer:
    """One more number of the person; the same one twice is refused."""
    customer_id = standing(tx, ask)
    number = _number(ask.body.number, "/number")
    if any(row["number"] == number for row in people.numbers_of(tx, store.members(tx, customer_id))):
        raise Refusal(ErrorCode.DUPLICATE, "the customer has this number")
    log.append(
        tx,
        NumberAdded(number=number, label=ask.body.label, verified=ask.body.verified),
        Refs(customer_id=customer_id),
    )
    return answer(tx, ask, customer_id)


def _owned(tx: Tx, ask: Ask[Any, Any]) -> tuple[int, list[Row]]:
    """The customer, and every entry (of merged records, too) of the number that the path names."""
    customer_id = standing(tx, ask)
    rows = people.entries_of(tx, store.members(tx, customer_id), ask.id("number_id"))
    if not rows:
        raise Refusal(ErrorCode.NOT_FOUND, "the customer has no such number")
    return customer_id, rows


@handles("verify_number")
def verify_number(tx: Tx, ask: Ask[NoBody, None]) -> Customer:
    """The agent made sure that the number is this person's."""
    customer_id, rows = _owned(tx, ask)
    for row in rows:
        if not row["verified"]:
            fact = NumberChanged(number_id=row["id"], label=row["label"], verified=True)
            log.append(tx, fact, Refs(customer_id=customer_id))
    return answer(tx, ask, customer_id)


@handles("remove_number")
def remove_number(tx: Tx, ask: Ask[None, None]) -> Customer:
    """The number belongs to the customer no longer."""
    customer_id, rows = _owned(tx, ask)
    for row in rows:
        log.append(tx, NumberRemoved(number_id=row["id"], number=row["number"]), Refs(customer_id=customer_id))
    return answer(tx, ask, customer_id)


@handles("reveal")
def reveal(tx: Tx, ask: Ask[Reveal, None]) -> Revealed:
    """A personal field in full; who asked, for what and why is recorded before it is told."""
    customer_id = ask.id("customer_id")
    row = tx.one("SELECT * FROM customers WHERE id = ?", (customer_id,))
    if row is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such customer")
    field = ask.body.field
    if ask.body.remedy_id is not None:
        values = _given_for(tx, customer_id, ask.body.remedy_id, field)
    elif field is PersonalField.NUMBER:
        owned = people.numbers_of(tx, store.members(tx, customer_id))
        wanted = [one for one in owned if ask.body.number_id in (None, one["id"])]
        if ask.body.number_id is not None and not wanted:
            raise unprocessable("/number_id", "the customer has no such number")
        values = [numbers.national(one["number"]) for one in wanted]
    else:
        values = [row[field.value]] if row[field.value] else []
    log.append(tx, CustomerRevealed(field=field, reason=ask.body.reason), Refs(customer_id=customer_id))
    return Revealed(values=values)


def _given_for(tx: Tx, customer_id: int, remedy_id: int, field: PersonalField) -> list[str]:
    remedy = remedies.remedy(tx, remedy_id)
    if remedy is None or people.root(tx, remedy.customer_id) != people.root(tx, customer_id):
        raise unprocessable("/remedy_id", "the customer has no such remedy")
    action = ACTIONS.get(remedy.action)
    names = [one.name for one in action.fields if one.personal is field] if action else []
    return [str(remedy.values[name]) for name in names if remedy.values.get(name)]


@handles("read_to")
def read_to(tx: Tx, ask: Ask[ReadTo, None]) -> Done:
    """How far I have read; the next unread line stands there."""
    contacts.read_to(tx, ask.me.user.id, standing(tx, ask), min(ask.body.seq, tx.head))
    return Done()
