"""An event of the log in words: the row a timeline shows for it, in the language of the screen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from desk.client.models.directory import in_language
from desk.client.models.entry import Words
from desk.client.models.formats import Formats
from desk.client.models.macro_words import MacroWords
from desk.client.models.plain import filled, joined
from desk.client.models.queue_words import QueueWords
from desk.client.models.remedy_words import RemedyWords
from desk.client.models.timeline_row import Kind, RowTone, TimelineRow
from desk.contract import events as log
from desk.contract.calls import Direction
from desk.contract.customers import RemarkKind, Tier
from desk.contract.events import Event
from desk.contract.macros import StepState
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.service import AssignmentReason
from desk.contract.tickets import ArticleKind, TicketState

_ARTICLES: dict[ArticleKind, Kind] = {
    ArticleKind.REPLY: "reply",
    ArticleKind.NOTE: "note",
    ArticleKind.CALL_NOTE: "call_note",
    ArticleKind.MESSAGE: "message",
}


class EntryWords(QObject):
    """Words for every fact a timeline shows. A kind without words is shown by its name, never dropped."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        code_name: Callable[[str], str] = str,
        person: Callable[[int | None], str] = lambda _: "",
    ) -> None:
        """``code_name``: what a wrap-up code is called in its queue; ``person``: a colleague's name."""
        super().__init__(parent)
        self._code_name = code_name
        self._queues, self._person = QueueWords(self), person
        self._formats = Formats(self)
        self.remedies, self.macros = RemedyWords(self), MacroWords(parent=self)
        self._by_type = self._all_words()

    def _all_words(self) -> dict[type[log.FactBase], Callable[[Any], Words]]:
        return {
            log.CallRang: self._rang,
            log.CallAnswered: self._answered,
            log.CallEnded: self._ended,
            log.CallWrappedUp: self._wrapped_up,
            log.CallClaimed: lambda _: Words("call", self.tr("Missed call taken over")),
            log.CallMatched: lambda _: Words("change", self.tr("Caller identified")),
            log.CallbackPromised: self._callback,
            log.CallbackSettled: self._called_back,
            log.ArticleAdded: self._article,
            log.RemarkAdded: self._remark,
            log.OrderPlaced: self._ordered,
            log.OrderChanged: self._order_changed,
            log.PromiseMade: self._promised,
            log.PromiseKept: self._kept,
            log.PromiseBroken: self._broken,
            log.PromiseReleased: lambda fact: Words("promise", self.tr("Promise no longer needed"), fact.what),
            log.DeliveryMoved: self._moved,
            log.PaymentMade: self._paid,
            log.SurveyAnswered: self._survey,
            log.TicketMerged: self._merged,
            log.TicketUnmerged: self._unmerged,
            log.CustomerCreated: lambda _: Words("change", self.tr("Customer record made")),
            log.CustomerChanged: self._customer_changed,
            log.NumberAdded: lambda fact: Words("change", self.tr("Number added"), tag=fact.number),
            log.NumberRemoved: lambda fact: Words("change", self.tr("Number removed"), tag=fact.number),
            log.CustomerMerged: lambda fact: Words("change", self.tr("Record merged in"), tag=fact.other_name),
            log.CustomerUnmerged: lambda fact: Words("change", self.tr("Merge undone"), tag=fact.other_name),
            log.MacroRan: self._macro,
            **self.remedies.entries,
        }

    def row(self, event: Event) -> TimelineRow:
        """The row of an event."""
        words = self._words(event)
        return TimelineRow(
            key=event.seq,
            at=event.at,
            kind=words.kind,
            title=words.title,
            body=words.body,
            who=words.who or event.actor,
            tone=words.tone,
            tag=words.tag,
            icon=words.icon,
            ticket_id=event.ticket_id,
            order_id=event.order_id,
            link=f"desk://customer/{event.customer_id}?at={event.seq}",
            numbers=_numbers(event),
        )

    def _words(self, event: Event) -> Words:
        fact = event.fact
        by = event.actor if event.actor_id is not None else ""
        if isinstance(fact, log.TicketOpened):
            return self._opened(fact, by)
        if isinstance(fact, log.TicketChanged):
            return self._ticket_changed(fact, by)
        wording = self._by_type.get(type(fact))
        return wording(fact) if wording else Words("change", str(type(fact).__name__))

    def _macro(self, fact: log.MacroRan) -> Words:
        """What its steps made stands by itself; here, that nothing of it is left hanging unseen."""
        states = {one.state for one in fact.results}
        tone: RowTone = "warn" if states & {StepState.MISSING, StepState.REFUSED, StepState.AWAITING} else "none"
        title = filled(self.tr("Macro · {name}"), name=in_language(fact.names, fact.name))
        return Words("remedy", title, self.macros.summary(list(fact.results)), tone=tone, icon="play")

    # Calls

    def _rang(self, fact: log.CallRang) -> Words:
        title = self.tr("Outgoing call") if fact.direction is Direction.OUT else self.tr("Incoming call")
        return Words("call", title, tag=fact.number)

    def _answered(self, fact: log.CallAnswered) -> Words:
        return Words("call", self.tr("Call answered"), tone="info")

    def _ended(self, fact: log.CallEnded) -> Words:
        if fact.missed:
            return Words("call", self.tr("Missed call"), tag=self.tr("not answered"), tone="bad")
        if fact.talk_seconds is None:
            return Words("call", self.tr("Call ended"))
        talked = self._formats.duration(timedelta(seconds=fact.talk_seconds))
        return Words("call", self.tr("Call ended"), tag=talked)

    def _wrapped_up(self, fact: log.CallWrappedUp) -> Words:
        title = self.tr("Wrapped up by itself") if fact.by_default else self.tr("Wrapped up")
        return Words("call", title, tag=self._code_name(fact.code))

    def _callback(self, fact: log.CallbackPromised) -> Words:
        due = self._formats.day_and_time(fact.due_at)
        return Words("promise", self.tr("Call-back promised"), fact.words, tag=due, tone="pending")

    def _called_back(self, fact: log.CallbackSettled) -> Words:
        return Words("promise", self.tr("Called back"), fact.outcome, tag=self.tr("kept"), tone="good")

    # Words

    def _article(self, fact: log.ArticleAdded) -> Words:
        files = len(fact.attachments)
        tag = self.tr("%n file(s)", "", files) if files else ""
        title = self.article_title(fact.article_kind)
        return Words(_ARTICLES[fact.article_kind], title, fact.body, tag=tag, who=fact.external_author)

    def article_title(self, kind: ArticleKind) -> str:
        """What an article is, in a word or two."""
        match kind:
            case ArticleKind.REPLY:
                return self.tr("Reply")
            case ArticleKind.NOTE:
                return self.tr("Note")
            case ArticleKind.CALL_NOTE:
                return self.tr("Call note")
            case ArticleKind.MESSAGE:
                return self.tr("Message")

    def _remark(self, fact: log.RemarkAdded) -> Words:
        titles = {
            RemarkKind.RISK: self.tr("Caution noted"),
            RemarkKind.KINDNESS: self.tr("Kindness noted"),
            RemarkKind.INFO: self.tr("Remark"),
        }
        tone: RowTone = "warn" if fact.remark_kind is RemarkKind.RISK else "good"
        return Words("note", titles[fact.remark_kind], fact.text, tone=tone)

    # Orders and promises

    def _ordered(self, fact: log.OrderPlaced) -> Words:
        body = "\n".join(self._item(item) for item in fact.items)
        title = filled(self.tr("Order {number}"), number=fact.number)
        return Words("order", title, body, tag=self._formats.won(fact.total))

    def _item(self, item: OrderItem) -> str:
        price = self._formats.won(item.price)
        return joined(joined(item.name, str(item.quantity), by=" × ") if item.quantity > 1 else item.name, price)

    def _order_changed(self, fact: log.OrderChanged) -> Words:
        title = filled(self.tr("Order {number}"), number=fact.number)
        tone: RowTone = "warn" if fact.state in (OrderState.CANCELED, OrderState.UNAVAILABLE) else "none"
        return Words("order", title, tag=self.order_state(fact.state), tone=tone)

    def order_state(self, state: OrderState) -> str:
        """Where a purchase stands, in a word or two."""
        return {
            OrderState.PLACED: self.tr("placed"),
            OrderState.PAID: self.tr("paid"),
            OrderState.PREPARING: self.tr("being prepared"),
            OrderState.SHIPPED: self.tr("on its way"),
            OrderState.DELIVERED: self.tr("delivered"),
            OrderState.CANCELED: self.tr("cancelled"),
            OrderState.UNAVAILABLE: self.tr("not available"),
        }[state]

    def tier(self, tier: Tier) -> str:
        """A loyalty tier's name."""
        return {
            Tier.BASIC: self.tr("Basic"),
            Tier.SILVER: self.tr("Silver"),
            Tier.GOLD: self.tr("Gold"),
            Tier.VIP: self.tr("VIP"),
        }[tier]

    def _promised(self, fact: log.PromiseMade) -> Words:
        title = {
            PromiseKind.DELIVERY: self.tr("Delivery promised"),
            PromiseKind.CALLBACK: self.tr("Call-back promised"),
            PromiseKind.REPAIR: self.tr("Repair promised"),
        }[fact.promise_kind]
        return Words("promise", title, tag=filled(self.tr("by {day}"), day=self._formats.day(fact.due_at)))

    def _kept(self, fact: log.PromiseKept) -> Words:
        return Words("promise", self.tr("Promise kept"), tag=self.tr("in time"), tone="good")

    def _broken(self, fact: log.PromiseBroken) -> Words:
        title = self.tr("Came late") if fact.delivered else self.tr("Promised day passed without delivery")
        return Words("promise", title, tag=self.late(fact.late_days), tone="bad")

    def late(self, days: int) -> str:
        """How late, in calendar days; the same day counts as late by hours."""
        return self.tr("%n day(s) late", "", days) if days > 0 else self.tr("late")

    def _moved(self, fact: log.DeliveryMoved) -> Words:
        if fact.state is OrderState.DELIVERED:
            return Words("delivery", self.tr("Delivered"), tag=fact.carrier, tone="good")
        return Words("delivery", self.tr("Handed to the carrier"), tag=fact.carrier)

    def _paid(self, fact: log.PaymentMade) -> Words:
        methods = {
            "card": self.tr("Card"),
            "bank": self.tr("Bank transfer"),
            "point": self.tr("Points"),
        }
        how = methods.get(fact.method, fact.method)
        if fact.installments > 1:
            how += " · " + self.tr("%n instalments", "", fact.installments)
        return Words("payment", filled(self.tr("Payment · {how}"), how=how), tag=self._formats.won(fact.amount))

    def _survey(self, fact: log.SurveyAnswered) -> Words:
        tone: RowTone = "good" if fact.score >= 4 else "bad" if fact.score <= 2 else "none"
        body = "\n".join(part for part in (fact.title, fact.words) if part)
        title = filled(self.tr("Survey about order {number}"), number=fact.number) if fact.number else self.tr("Survey")
        return Words("survey", title, body, tag="★" * fact.score + "☆" * (5 - fact.score), tone=tone)

    # Tickets and master data

    def _opened(self, fact: log.TicketOpened, by: str) -> Words:
        given = self._given(fact.reason, fact.owner_id, by)
        return Words("change", filled(self.tr("Ticket opened: {title}"), title=fact.title), given)

    def _merged(self, fact: log.TicketMerged) -> Words:
        title = filled(self.tr("Ticket merged into #{number}"), number=fact.into_id)
        return Words("change", title, fact.into_title, icon="merge")

    def _unmerged(self, fact: log.TicketUnmerged) -> Words:
        title = filled(self.tr("Ticket separated from #{number} again"), number=fact.from_id)
        return Words("change", title, fact.from_title, icon="undo")

    def _given(self, reason: AssignmentReason | None, owner_id: int | None, by: str) -> str:
        """Whose a ticket is from now on, and why, as a sentence; empty where nothing is known of that."""
        if reason is None:
            return ""
        owner = "" if owner_id is None else self._person(owner_id) or self.tr("a colleague")
        return self._queues.given(reason.code, owner, by=by)

    def _joined(self, fact: log.TicketChanged) -> Words:
        """What a merge, or undoing one, says on the ticket that stays."""
        if fact.why == "unmerged":
            words = self.tr("A ticket that was merged in is on its own again: {title}")
            return Words("change", filled(words, title=fact.title), icon="undo")
        words = self.tr("Another ticket was merged in: {title}")
        return Words("change", filled(words, title=fact.title), icon="merge")

    def _ticket_changed(self, fact: log.TicketChanged, by: str) -> Words:
        if fact.fields == ("articles",):
            return self._joined(fact)
        fields = {
            "title": self.tr("title"),
            "state": self.ticket_state(fact.state),
            "queue_id": self.tr("queue"),
            "owner_id": self.tr("owner"),
            "customer_id": self.tr("customer"),
            "pending_until": self.tr("reminder"),
            "priority": self._queues.priority(fact.priority),
            "tags": joined(*fact.tags, by=", ") or self.tr("no tags"),
        }
        changed = " · ".join(fields.get(field, field) for field in fact.fields)
        why = "\n".join(part for part in (self._given(fact.reason, fact.owner_id, by), fact.why) if part)
        return Words("change", filled(self.tr("Ticket changed: {title}"), title=fact.title), why, tag=changed)

    def ticket_state(self, state: TicketState) -> str:
        """Where a piece of work stands, in a word."""
        return {
            TicketState.NEW: self.tr("new"),
            TicketState.OPEN: self.tr("open"),
            TicketState.PENDING: self.tr("waiting"),
            TicketState.CLOSED: self.tr("closed"),
        }[state]

    def _customer_changed(self, fact: log.CustomerChanged) -> Words:
        fields = {
            "name": self.tr("name"),
            "tier": self.tr("tier"),
            "email": self.tr("e-mail"),
            "address": self.tr("address"),
        }
        changed = " · ".join(fields.get(field, field) for field in fact.fields)
        return Words("change", self.tr("Customer data changed"), tag=changed)


def _numbers(event: Event) -> tuple[str, ...]:
    fact = event.fact
    if isinstance(fact, log.CallRang | log.NumberAdded | log.CallbackPromised) and fact.number:
        return (fact.number,)
    return ()
