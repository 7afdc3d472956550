"""One maker of commands per route that writes: they alone know which lane a write belongs to."""

from typing import Any

import msgspec

from desk.client.remote.command import Command, new_key
from desk.contract.agents import StateChoice
from desk.contract.base import NoBody
from desk.contract.calls import BlockDraft, CallbackDone, CallbackDraft, CallMatch, WrapUp
from desk.contract.customers import (
    CustomerChange,
    CustomerDraft,
    MergeDraft,
    NumberDraft,
    PinDraft,
    RelationDraft,
    RemarkDraft,
)
from desk.contract.macros import Macro, MacroDraft, MacroInput, MacroRun, MacroRunDraft
from desk.contract.remedies import ApprovalDecision, Remedy, RemedyDraft
from desk.contract.tickets import ArticleDraft, Bulk, TicketChange, TicketDraft

NO_BODY = NoBody()


def _command(endpoint: str, lane: str, body: msgspec.Struct | None, path: dict[str, int | str], **more: Any) -> Command:
    more["key"] = more.get("key") or new_key()
    return Command(endpoint=endpoint, lane=lane, body=body, path=path, **more)


def choose_state(choice: StateChoice, *, click: str = "") -> Command:
    """Choose my state. An old choice is not carried out behind the agent's back."""
    return _command("choose_state", "me", choice, {}, click=click, ask_if_stale=True)


# Customers


def create_customer(draft: CustomerDraft, *, click: str = "", key: str = "") -> Command:
    """Make a customer."""
    return _command("create_customer", "customers", draft, {}, click=click, key=key)


def _of_customer(
    endpoint: str, customer_id: int, body: msgspec.Struct | None = None, click: str = "", **more: Any
) -> Command:
    path: dict[str, int | str] = {"customer_id": customer_id, **more.pop("path", {})}
    return _command(endpoint, f"customer:{customer_id}", body, path, click=click, **more)


def change_customer(customer_id: int, version: int, change: CustomerChange, *, click: str = "") -> Command:
    """Change master data."""
    return _of_customer("change_customer", customer_id, change, click, if_match=version)


def add_number(customer_id: int, draft: NumberDraft, *, click: str = "") -> Command:
    """Add a number."""
    return _of_customer("add_number", customer_id, draft, click)


def verify_number(customer_id: int, number_id: int, *, click: str = "") -> Command:
    """The number is verified."""
    return _of_customer("verify_number", customer_id, NO_BODY, click, path={"number_id": number_id})


def remove_number(customer_id: int, number_id: int, *, click: str = "") -> Command:
    """Remove a number."""
    return _of_customer("remove_number", customer_id, None, click, path={"number_id": number_id})


def merge_customer(customer_id: int, version: int, other_id: int, *, click: str = "") -> Command:
    """The other record is the same person."""
    body = MergeDraft(customer_id=other_id)
    return _of_customer("merge_customer", customer_id, body, click, if_match=version, ask_if_stale=True)


def undo_merge(customer_id: int, merge_id: int, *, click: str = "") -> Command:
    """They are two people after all."""
    return _of_customer("undo_merge", customer_id, None, click, path={"merge_id": merge_id}, ask_if_stale=True)


def add_remark(customer_id: int, draft: RemarkDraft, *, click: str = "") -> Command:
    """Add a risk or kindness note."""
    return _of_customer("add_remark", customer_id, draft, click)


def remove_remark(customer_id: int, remark_id: int, *, click: str = "") -> Command:
    """The note no longer holds."""
    return _of_customer("remove_remark", customer_id, None, click, path={"remark_id": remark_id})


def add_relation(customer_id: int, draft: RelationDraft, *, click: str = "") -> Command:
    """They belong together."""
    return _of_customer("add_relation", customer_id, draft, click)


def remove_relation(customer_id: int, relation_id: int, *, click: str = "") -> Command:
    """They no longer do."""
    return _of_customer("remove_relation", customer_id, None, click, path={"relation_id": relation_id})


def pin(customer_id: int, seq: int, *, click: str = "") -> Command:
    """Keep an event in sight."""
    return _of_customer("pin", customer_id, PinDraft(seq=seq), click)


def unpin(customer_id: int, seq: int, *, click: str = "") -> Command:
    """Let it go."""
    return _of_customer("unpin", customer_id, None, click, path={"seq": seq})


# Tickets


def open_ticket(
    ticket: TicketDraft, *, draft: tuple[str, str] | None = None, click: str = "", key: str = ""
) -> Command:
    """Open a ticket; ``draft``: where its first article was written."""
    lane = "tickets" if ticket.customer_id is None else f"customer:{ticket.customer_id}"
    return _command("open_ticket", lane, ticket, {}, draft=draft, click=click, key=key)


def _of_ticket(endpoint: str, ticket_id: int, body: msgspec.Struct, click: str, **more: Any) -> Command:
    return _command(endpoint, f"ticket:{ticket_id}", body, {"ticket_id": ticket_id}, click=click, **more)


def change_ticket(ticket_id: int, version: int, change: TicketChange, *, click: str = "") -> Command:
    """Change a ticket."""
    return _of_ticket("change_ticket", ticket_id, change, click, if_match=version, ask_if_stale=True)


def take_ticket(ticket_id: int, version: int, *, click: str = "") -> Command:
    """It is mine now."""
    return _of_ticket("take_ticket", ticket_id, NO_BODY, click, if_match=version, ask_if_stale=True)


def release_ticket(ticket_id: int, version: int, *, click: str = "") -> Command:
    """It is nobody's now."""
    return _of_ticket("release_ticket", ticket_id, NO_BODY, click, if_match=version, ask_if_stale=True)


def add_article(
    ticket_id: int,
    article: ArticleDraft,
    *,
    undo: float = 0.0,
    draft: tuple[str, str] | None = None,
    files: tuple[str, ...] = (),
    click: str = "",
    key: str = "",
) -> Command:
    """Reply, note or call note; ``undo`` seconds in which it can still be withdrawn, ``draft`` where it was written,
    ``files`` that go along."""
    return _of_ticket("add_article", ticket_id, article, click, undo=undo, draft=draft, files=files, key=key)


def change_tickets(bulk: Bulk, *, click: str = "") -> Command:
    """Change many, each by itself."""
    return _command("change_tickets", "tickets", bulk, {}, click=click, ask_if_stale=True)


# Calls


def _of_call(endpoint: str, call_id: int, body: msgspec.Struct, click: str) -> Command:
    return _command(endpoint, f"call:{call_id}", body, {"call_id": call_id}, click=click)


def match_call(call_id: int, customer_id: int, *, click: str = "") -> Command:
    """Say who the caller is."""
    return _of_call("match_call", call_id, CallMatch(customer_id=customer_id), click)


def claim_call(call_id: int, *, click: str = "") -> Command:
    """I take care of this missed call."""
    return _of_call("claim_call", call_id, NO_BODY, click)


def wrap_up(call_id: int, wrap: WrapUp, *, click: str = "") -> Command:
    """Close the call with a code."""
    return _of_call("wrap_up", call_id, wrap, click)


def extend_wrap_up(call_id: int, *, click: str = "") -> Command:
    """A minute more for the wrap-up; of no use any more when it lay."""
    path: dict[str, int | str] = {"call_id": call_id}
    return _command("extend_wrap_up", f"call:{call_id}", NO_BODY, path, click=click, ask_if_stale=True)


def promise_callback(draft: CallbackDraft, *, click: str = "", key: str = "") -> Command:
    """Promise to ring back."""
    lane = "callbacks" if draft.customer_id is None else f"customer:{draft.customer_id}"
    return _command("promise_callback", lane, draft, {}, click=click, key=key)


def settle_callback(callback_id: int, outcome: str, *, click: str = "") -> Command:
    """The call-back was made."""
    body, path = CallbackDone(outcome=outcome), dict[str, int | str](callback_id=callback_id)
    return _command("settle_callback", f"callback:{callback_id}", body, path, click=click)


def block_number(draft: BlockDraft, *, click: str = "") -> Command:
    """Refuse calls from a number."""
    return _command("block_number", "numbers", draft, {}, click=click, ask_if_stale=True)


def unblock_number(number: str, *, click: str = "") -> Command:
    """Take its calls again."""
    return _command("unblock_number", "numbers", None, {"number": number}, click=click, ask_if_stale=True)


# Remedies: what moves money is never sent unasked when it lay for long.


def order_remedy(draft: RemedyDraft, version: int, *, click: str = "", key: str = "") -> Command:
    """Carry out an action on the situation seen at ``version``, or ask for approval."""
    more = {"if_match": version, "ask_if_stale": True, "key": key}
    return _command("order_remedy", f"customer:{draft.customer_id}", draft, {}, click=click, **more)


def _of_remedy(endpoint: str, remedy: Remedy, body: msgspec.Struct, click: str) -> Command:
    lane, path = f"customer:{remedy.customer_id}", dict[str, int | str](remedy_id=remedy.id)
    return _command(endpoint, lane, body, path, click=click, if_match=remedy.version, ask_if_stale=True)


def undo_remedy(remedy: Remedy, *, click: str = "") -> Command:
    """Take it back before it is handed over."""
    return _of_remedy("undo_remedy", remedy, NO_BODY, click)


def withdraw_remedy(remedy: Remedy, *, click: str = "") -> Command:
    """No approval is needed any more."""
    return _of_remedy("withdraw_remedy", remedy, NO_BODY, click)


def reverse_remedy(remedy: Remedy, *, click: str = "") -> Command:
    """Reverse what was done."""
    return _of_remedy("reverse_remedy", remedy, NO_BODY, click)


def decide_remedy(remedy: Remedy, decision: ApprovalDecision, *, click: str = "") -> Command:
    """Approve, approve with less, or decline."""
    return _of_remedy("decide_remedy", remedy, decision, click)


# Macros: a run moves money, too.


def create_macro(draft: MacroDraft, *, click: str = "") -> Command:
    """Make a macro."""
    return _command("create_macro", "macros", draft, {}, click=click)


def change_macro(macro: Macro, draft: MacroDraft, *, click: str = "") -> Command:
    """Change a macro as it was seen."""
    path: dict[str, int | str] = {"macro_id": macro.id}
    return _command("change_macro", "macros", draft, path, click=click, if_match=macro.version, ask_if_stale=True)


def run_macro(macro_id: int, draft: MacroRunDraft, version: int, *, click: str = "") -> Command:
    """Run it on the situation seen at ``version``."""
    lane, path = f"customer:{draft.customer_id}", dict[str, int | str](macro_id=macro_id)
    return _command("run_macro", lane, draft, path, click=click, if_match=version, ask_if_stale=True)


def continue_macro(run: MacroRun, given: MacroInput, *, click: str = "") -> Command:
    """Go on with what was missing."""
    lane, path = f"customer:{run.customer_id}", dict[str, int | str](run_id=run.id)
    return _command("continue_macro", lane, given, path, click=click, if_match=run.version, ask_if_stale=True)
