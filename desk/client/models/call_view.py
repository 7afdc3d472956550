"""Everything about the customer who is open, in one place: whoever is shown, all parts show the same."""

from PySide6.QtCore import QObject, Signal

from desk.client.models.actions import ActionsModel
from desk.client.models.authority import AuthorityModel
from desk.client.models.call import CallModel
from desk.client.models.clock import Clock
from desk.client.models.composer import Composer, Spot
from desk.client.models.customer import CustomerModel
from desk.client.models.directory import Directory
from desk.client.models.formats import Formats
from desk.client.models.macro_run import MacroRunModel
from desk.client.models.macros import MacrosModel
from desk.client.models.outbox import OutboxChange, OutboxModel
from desk.client.models.presence import PresenceModel
from desk.client.models.remedies import RemediesModel
from desk.client.models.sending import Sending
from desk.client.models.session import SessionModel
from desk.client.models.stream import Stream
from desk.client.models.ticket import TicketModel
from desk.client.remote import commands
from desk.client.remote.remote import Remote
from desk.contract.calls import Call, CallState
from desk.contract.customers import Customer, CustomerDraft
from desk.contract.errors import DeskError
from desk.contract.orders import PromiseState
from desk.contract.tickets import ArticleKind


class CallView(QObject):
    """One customer at a time; the call that is going on with him, if any."""

    changed = Signal()
    """Another customer, or another call with him; carries nothing."""

    def __init__(
        self,
        remote: Remote,
        outbox: OutboxModel,
        session: SessionModel,
        directory: Directory,
        macros: MacrosModel,
        calls: CallModel,
        clock: Clock,
    ) -> None:
        super().__init__()
        self.remote, self._outbox = remote, outbox
        self.session, self.calls, self.clock = session, calls, clock
        self.directory = directory
        self.customer = CustomerModel(remote, outbox)
        self.actions = ActionsModel(remote, outbox, session, clock, self.customer)
        self.remedies = RemediesModel(self.actions, outbox, session, clock)
        self.authority = AuthorityModel(remote, session)
        self.tickets = TicketModel(remote, outbox)
        self.presence = PresenceModel(remote, session, clock)
        self.composer = Composer(remote, self.directory, self.presence)
        self.macros = MacroRunModel(remote, macros, self.actions, self.tickets, self.composer, outbox, session)
        self.sending = Sending(remote, outbox, self.composer)
        self.stream = Stream(remote, outbox, session, self.directory)
        self._formats = Formats(self)
        self._making: dict[str, int] = {}
        self.customer.changed.connect(self._customer_changed)
        self.tickets.changed.connect(self._tickets_changed)
        self.tickets.merged.connect(self._ticket_merged)
        self.sending.opened.connect(self._ticket_opened)
        outbox.settled.connect(self._settled)
        calls.changed.connect(self._call_changed)

    @property
    def customer_id(self) -> int | None:
        """Who is open."""
        return self.customer.customer_id

    @property
    def call(self) -> Call | None:
        """My call with the customer who is open."""
        call = self.calls.call
        mine = call is not None and call.customer_id is not None and call.customer_id in self.customer.ids
        return call if mine else None

    @property
    def stranger(self) -> Call | None:
        """My call with somebody nobody has named yet."""
        call = self.calls.call
        return call if call is not None and call.customer_id is None and call.state is not CallState.MISSED else None

    def start(self) -> None:
        """Somebody signed in: learn what the site is called, and what leads have bundled."""
        self.directory.refresh()
        self.macros.macros.refresh()

    def open(self, customer_id: int | None, ticket_id: int | None = None) -> None:
        """Show this customer, and perhaps one of the tickets. What is being written stays where it is kept."""
        if customer_id != self.customer_id:
            # The history is asked for first: it is what one waits for.
            self.stream.show(customer_id)
            self.customer.open(customer_id)
            self.actions.show(customer_id)
            self.tickets.show(customer_id, ticket_id)
            self._go()
        elif ticket_id is not None:
            self.choose_ticket(ticket_id)
        self.presence.be_at(customer_id, ticket_id)
        self.actions.be_in_call(None if self.call is None else self.call.id)
        self.changed.emit()

    def follow_merge(self) -> None:
        """Go on under the record this one was merged into. It is the same person: the words and their place stay."""
        survivor = self.customer.survivor
        if survivor is None:
            return
        merged = self.customer.ids
        self.stream.show(survivor.id)
        self.customer.open(survivor.id, merged)
        self.tickets.follow(survivor.id)
        self.composer.follow(survivor.id)
        self.presence.be_at(survivor.id, self.composer.target)
        self.changed.emit()

    def follow_ticket(self) -> None:
        """Go on with the ticket that the open one was merged into. It is the same work: the words move along."""
        current = self.tickets.current
        if current is not None and current.merged_into is not None:
            self._ticket_merged(current.id, current.merged_into)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.open(None)

    def choose_ticket(self, ticket_id: int | None) -> None:
        """The agent works on this ticket, or begins a new one."""
        self.tickets.choose(ticket_id)
        self._go()

    def match(self, customer_id: int) -> None:
        """The stranger on the line is this customer."""
        if self.stranger is not None:
            self.calls.match(self.stranger.id, customer_id)
            self.open(customer_id)

    def create_for_caller(self, name: str) -> None:
        """The stranger on the line is new here; the number goes with the name."""
        call = self.stranger
        if call is not None and name.strip():
            draft = CustomerDraft(name=name.strip(), numbers=[call.number] if call.number else [])
            self._making[self._outbox.put(commands.create_customer(draft))] = call.id

    def values(self) -> dict[str, str]:
        """What the variables of ready words stand for, here and now; unknown ones are missing."""
        found = {"today": self._formats.day(self.clock.now())}
        if self.session.user is not None:
            found["agent"] = self.session.user.name
        customer = self.customer.customer
        if customer is None:
            return found
        found["customer"] = customer.name
        owed = next((one for one in customer.promises if one.state in (PromiseState.OPEN, PromiseState.BROKEN)), None)
        if owed is not None:
            found["promise"] = self._formats.day(owed.due_at)
        if owed is not None and owed.order_number:
            found["order"] = owed.order_number
        elif self.customer.orders:
            found["order"] = self.customer.orders[0].number
        return found

    def handle_error(self, _error: DeskError) -> None:
        """Every part shows its own errors."""

    # Inside

    def _spot(self) -> Spot | None:
        if self.customer_id is None:
            return None
        call, current = self.call, self.tickets.current
        return Spot(
            customer_id=self.customer_id,
            ticket_id=None if current is None else current.id,
            call_id=None if call is None else call.id,
            call_ticket_id=None if call is None else call.ticket_id,
            call_queue_id=None if call is None else call.queue_id,
        )

    def _go(self) -> None:
        """The composer follows the agent."""
        self.composer.sight.learn(self.tickets.tickets)
        self.composer.go(self._spot())
        self.presence.be_at(self.customer_id, self.composer.target)

    def _customer_changed(self) -> None:
        self.stream.follow(self.customer.customer, self.customer.ids)

    def _tickets_changed(self) -> None:
        """The list came or changed; only a ticket the agent had asked for moves the composer."""
        self.stream.set_tickets(self.tickets.tickets)
        self.composer.sight.learn(self.tickets.tickets)
        spot, wanted = self.composer.spot, self._spot()
        if spot is None or wanted is None or spot.customer_id != wanted.customer_id:
            return
        if wanted.ticket_id is None or spot.ticket_id is not None:
            return
        if self.composer.body:
            self.composer.adopt(wanted)
        else:
            self._go()
        self.presence.be_at(self.customer_id, self.composer.target)

    def _call_changed(self) -> None:
        """A call with this customer began, ended, or got its ticket: the place of its note, never of other words."""
        spot, wanted = self.composer.spot, self._spot()
        if spot is not None and wanted is not None and spot != wanted and spot.customer_id == wanted.customer_id:
            if self.composer.kind is not ArticleKind.CALL_NOTE or not self.composer.body:
                self.composer.go(wanted)
            else:
                self.composer.adopt(wanted)
        self.actions.be_in_call(None if self.call is None else self.call.id)
        self.changed.emit()

    def _ticket_opened(self, ticket_id: int) -> None:
        self.tickets.choose(ticket_id)

    def _ticket_merged(self, ticket_id: int, into_id: int) -> None:
        spot = self.composer.spot
        if spot is None or spot.ticket_id != ticket_id:
            return
        self.composer.follow_ticket(into_id)
        self.tickets.choose(into_id)
        self.presence.be_at(self.customer_id, self.composer.target)

    def _settled(self, change: OutboxChange) -> None:
        """The customer made for a caller exists now: the call is with him."""
        call_id = self._making.pop(change.pending.key, None)
        made: object = getattr(change.answer, "data", None)
        if call_id is not None and isinstance(made, Customer):
            self.calls.match(call_id, made.id)
            self.open(made.id)
