"""Two records of one person made one and two again, ties between customers, and standing notes."""

from desk.contract.customers import Customer, MergeDraft, RelationDraft, RemarkDraft
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import (
    CustomerMerged,
    CustomerUnmerged,
    Refs,
    RelationAdded,
    RelationRemoved,
    RemarkAdded,
    RemarkRemoved,
)
from desk.server.routes.customers import answer, standing
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.store import contacts, log
from desk.server.store import customers as store
from desk.server.store.db import Tx


@handles("merge_customer")
def merge_customer(tx: Tx, ask: Ask[MergeDraft, None]) -> Customer:
    """The other record is the same person: from now on it shows with the one that stands for this customer."""
    path_id, other_id = ask.id("customer_id"), ask.body.customer_id
    survivor = standing(tx, ask)
    ask.unchanged(tx.value("SELECT version FROM customers WHERE id = ?", (path_id,)))
    other = tx.one("SELECT name, merged_into FROM customers WHERE id = ?", (other_id,))
    if other is None:
        raise unprocessable("/customer_id", "no such customer")
    if other_id == path_id:
        raise Refusal(ErrorCode.UNPROCESSABLE, "a record cannot be merged into itself")
    if other_id == survivor or other["merged_into"] is not None:
        raise Refusal(ErrorCode.ALREADY_MERGED, f"merged already, into {store.root(tx, other_id)}")
    log.append(tx, CustomerMerged(other_id=other_id, other_name=other["name"]), Refs(customer_id=survivor))
    return answer(tx, ask, survivor)


@handles("undo_merge")
def undo_merge(tx: Tx, ask: Ask[None, None]) -> Customer:
    """They are two people after all; what was written since stays where it was written."""
    everyone = store.members(tx, standing(tx, ask))
    merge = tx.one("SELECT * FROM merges WHERE id = ?", (ask.id("merge_id"),))
    if merge is None or merge["customer_id"] not in everyone:
        raise Refusal(ErrorCode.NOT_FOUND, "no such merge of this customer")
    name = tx.value("SELECT name FROM customers WHERE id = ?", (merge["other_id"],))
    log.append(
        tx,
        CustomerUnmerged(merge_id=merge["id"], other_id=merge["other_id"], other_name=name),
        Refs(customer_id=merge["customer_id"]),
    )
    return answer(tx, ask, standing(tx, ask))


@handles("add_remark")
def add_remark(tx: Tx, ask: Ask[RemarkDraft, None]) -> Customer:
    """A standing note for everybody who meets this customer."""
    customer_id = standing(tx, ask)
    log.append(tx, RemarkAdded(remark_kind=ask.body.kind, text=ask.body.text), Refs(customer_id=customer_id))
    return answer(tx, ask, customer_id)


@handles("remove_remark")
def remove_remark(tx: Tx, ask: Ask[None, None]) -> Customer:
    """The note no longer holds."""
    customer_id, remark_id = standing(tx, ask), ask.id("remark_id")
    owner = tx.value("SELECT customer_id FROM remarks WHERE id = ?", (remark_id,))
    if owner not in store.members(tx, customer_id):
        raise Refusal(ErrorCode.NOT_FOUND, "no such note on this customer")
    log.append(tx, RemarkRemoved(remark_id=remark_id), Refs(customer_id=customer_id))
    return answer(tx, ask, customer_id)


@handles("add_relation")
def add_relation(tx: Tx, ask: Ask[RelationDraft, None]) -> Customer:
    """These two belong together; both records show it."""
    customer_id, other_id = standing(tx, ask), store.root(tx, ask.body.customer_id)
    if other_id is None:
        raise unprocessable("/customer_id", "no such customer")
    if other_id == customer_id:
        raise Refusal(ErrorCode.UNPROCESSABLE, "this is the same person")
    known = contacts.relations(tx, store.members(tx, customer_id))
    if any((one.customer_id, one.kind) == (other_id, ask.body.kind) for one in known):
        raise Refusal(ErrorCode.DUPLICATE, "they belong together in this way already")
    log.append(tx, RelationAdded(other_id=other_id, relation=ask.body.kind), Refs(customer_id=customer_id))
    return answer(tx, ask, customer_id)


@handles("remove_relation")
def remove_relation(tx: Tx, ask: Ask[None, None]) -> Customer:
    """They belong together no longer; either of them may say so."""
    customer_id, relation_id = standing(tx, ask), ask.id("relation_id")
    if all(one.id != relation_id for one in contacts.relations(tx, store.members(tx, customer_id))):
        raise Refusal(ErrorCode.NOT_FOUND, "no such tie of this customer")
    log.append(tx, RelationRemoved(relation_id=relation_id), Refs(customer_id=customer_id))
    return answer(tx, ask, customer_id)
