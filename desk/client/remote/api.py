"""Asking the server: one thin method per route that reads, and for the few writes that cannot wait in the outbox.

Each raises ``Refusal`` or ``Unreachable``. Every other write is a ``Command`` (``commands.py``) for the outbox.
"""

import hashlib
from collections.abc import Callable

from desk.client.remote.asking import Fetched, etag, fetched
from desk.client.remote.queue_api import QueueApi
from desk.client.remote.shift_api import ShiftApi
from desk.contract.agents import AgentStatus
from desk.contract.base import Done, NoBody, Page, PageQuery
from desk.contract.calls import Call, Callback, CallbackQuery, CallQuery, Ring
from desk.contract.commands import CommandFate, CommandQuery
from desk.contract.customers import Customer, CustomerBrief, CustomerQuery, ReadTo, Reveal, Revealed
from desk.contract.errors import Unreachable
from desk.contract.executors import Executor
from desk.contract.macros import Macro, MacroPreview, MacroRun, MacroRunDraft, MacroRunQuery
from desk.contract.orders import Order, OrderQuery
from desk.contract.queues import Queue
from desk.contract.remedies import (
    AuthorityMonth,
    Precedent,
    PrecedentQuery,
    Preview,
    Remedy,
    RemedyDraft,
    RemedyQuery,
    Situation,
    SituationQuery,
)
from desk.contract.remedy_rules import RulesInForce
from desk.contract.routes import ENDPOINTS
from desk.contract.search import SearchAnswer, SearchQuery
from desk.contract.tickets import (
    Article,
    AttachmentInfo,
    AttachmentQuery,
    Draft,
    DraftText,
    Presence,
    PresenceReport,
    Template,
    Ticket,
    TicketPage,
    TicketQuery,
)
from desk.contract.timeline import TimelinePage, TimelineQuery
from desk.contract.users import Session, SignedIn, SignedOut, SignIn, Unlock, User

__all__ = ["Api", "Fetched", "etag"]


class Api(ShiftApi, QueueApi):
    """The routes of the server, typed."""

    # Sessions

    async def sign_in(self, credentials: SignIn) -> SignedIn:
        """Open a session."""
        return (await self.send("sign_in", SignedIn, credentials)).data

    async def session(self) -> Fetched[Session]:
        """My session, and where the log stands."""
        return await self.get("session", Session)

    async def sign_out(self) -> None:
        """End my session."""
        await self.send("sign_out", SignedOut)

    async def lock(self) -> Session:
        """Cover the screen."""
        return (await self.send("lock", Session, NoBody())).data

    async def unlock(self, password: str) -> Session:
        """Uncover the screen."""
        return (await self.send("unlock", Session, Unlock(password=password))).data

    async def users(self, query: PageQuery | None = None) -> Page[User]:
        """Accounts; for leads and administrators."""
        return (await self.get("users", Page[User], query)).data

    # The floor

    async def agents(self) -> list[AgentStatus]:
        """Who is here, in which state."""
        return (await self.get("agents", list[AgentStatus])).data

    async def my_state(self) -> AgentStatus:
        """My state."""
        return (await self.get("my_state", AgentStatus)).data

    async def queues(self) -> list[Queue]:
        """Queues with their wrap-up codes."""
        return (await self.get("queues", list[Queue])).data

    async def templates(self) -> list[Template]:
        """Ready words."""
        return (await self.get("templates", list[Template])).data

    # Customers

    async def customers(self, query: CustomerQuery) -> Page[CustomerBrief]:
        """Customers by a number or a part of a name."""
        return (await self.get("customers", Page[CustomerBrief], query)).data

    async def customer(self, customer_id: int) -> Customer:
        """A customer; the look is recorded."""
        return (await self.get("customer", Customer, customer_id=customer_id)).data

    async def timeline(self, customer_id: int, query: TimelineQuery | None = None) -> TimelinePage:
        """A page of the customer's one stream; the newest without a query."""
        return (await self.get("timeline", TimelinePage, query, customer_id=customer_id)).data

    async def reveal(self, customer_id: int, reveal: Reveal) -> Revealed:
        """A personal field in full; recorded with its reason."""
        return (await self.send("reveal", Revealed, reveal, customer_id=customer_id)).data

    async def read_to(self, customer_id: int, seq: int) -> None:
        """I have seen this customer's events up to ``seq``."""
        await self.send("read_to", Done, ReadTo(seq=seq), customer_id=customer_id)

    async def orders(self, query: OrderQuery | None = None) -> Page[Order]:
        """Orders, newest first."""
        return (await self.get("orders", Page[Order], query)).data

    async def order(self, order_id: int) -> Order:
        """An order."""
        return (await self.get("order", Order, order_id=order_id)).data

    async def search(self, query: SearchQuery) -> SearchAnswer:
        """Search everything."""
        return (await self.get("search", SearchAnswer, query)).data

    # Tickets

    async def tickets(self, query: TicketQuery | None = None) -> TicketPage:
        """Tickets, most recently changed first."""
        return (await self.get("tickets", TicketPage, query)).data

    async def ticket(self, ticket_id: int) -> Ticket:
        """A ticket."""
        return (await self.get("ticket", Ticket, ticket_id=ticket_id)).data

    async def articles(self, ticket_id: int, query: PageQuery | None = None) -> Page[Article]:
        """A ticket's articles, oldest first."""
        return (await self.get("articles", Page[Article], query, ticket_id=ticket_id)).data

    async def upload(
        self, name: str, content: bytes, key: str, progress: Callable[[int], None] | None = None
    ) -> AttachmentInfo:
        """Store a file before the article that carries it; the same ``key`` stores it once.

        ``progress`` hears how many bytes have left.
        """
        reply = await self.http.request(
            ENDPOINTS["upload"],
            query=AttachmentQuery(name=name),
            body=content,
            headers={"Idempotency-Key": key},
            progress=progress,
        )
        return fetched(reply, AttachmentInfo).data

    async def attachment(self, attachment_id: int, sha256: str = "") -> bytes:
        """A stored file; Unreachable when what came is not what ``sha256`` (of its ``AttachmentInfo``) names."""
        content = (await self.get("attachment", bytes, attachment_id=attachment_id)).data
        if sha256 and hashlib.sha256(content).hexdigest() != sha256:
            raise Unreachable("the file is cut or changed")
        return content

    async def drafts(self) -> list[Draft]:
        """What I was writing, as the server has it."""
        return (await self.get("drafts", list[Draft])).data

    async def keep_draft(self, key: str, text: DraftText) -> Draft:
        """Keep what I am writing; the answer is what the server has now."""
        return (await self.send("keep_draft", Draft, text, key=key)).data

    async def drop_draft(self, key: str, kind: str) -> None:
        """It was sent or thrown away."""
        await self.send("drop_draft", Done, key=key, kind=kind)

    async def report_presence(self, report: PresenceReport) -> list[Presence]:
        """I am here, doing this; who else is."""
        return (await self.send("report_presence", list[Presence], report)).data

    # Calls

    async def calls(self, query: CallQuery | None = None) -> Page[Call]:
        """Calls, newest first."""
        return (await self.get("calls", Page[Call], query)).data

    async def rings(self) -> list[Ring]:
        """What rings for me or is mine just now."""
        return (await self.get("rings", list[Ring])).data

    async def call(self, call_id: int) -> Call:
        """A call."""
        return (await self.get("call", Call, call_id=call_id)).data

    async def callbacks(self, query: CallbackQuery | None = None) -> Page[Callback]:
        """Call-backs that are owed."""
        return (await self.get("callbacks", Page[Callback], query)).data

    async def withdraw_command(self, route: str, key: str) -> CommandFate:
        """Keep a write from happening whose answer was lost, unless it happened already."""
        endpoint = ENDPOINTS["withdraw_command"]
        reply = await self.http.request(endpoint, path={"key": key}, query=CommandQuery(route=route))
        return fetched(reply, CommandFate).data

    # Remedies

    async def situation(self, customer_id: int, query: SituationQuery | None = None) -> Situation:
        """What the rules of the actions look at."""
        return (await self.get("situation", Situation, query, customer_id=customer_id)).data

    async def remedies(self, query: RemedyQuery | None = None) -> Page[Remedy]:
        """Remedies, newest first."""
        return (await self.get("remedies", Page[Remedy], query)).data

    async def remedy(self, remedy_id: int) -> Remedy:
        """A remedy."""
        return (await self.get("remedy", Remedy, remedy_id=remedy_id)).data

    async def authority(self) -> AuthorityMonth:
        """What I may decide alone, and what I have."""
        return (await self.get("authority", AuthorityMonth)).data

    async def precedents(self, query: PrecedentQuery) -> Precedent:
        """What similar cases received."""
        return (await self.get("precedents", Precedent, query)).data

    async def remedy_rules(self) -> RulesInForce:
        """Limits and criteria in force."""
        return (await self.get("remedy_rules", RulesInForce)).data

    async def preview_action(self, draft: RemedyDraft) -> Preview:
        """The server's dry run of an action."""
        return (await self.send("preview_action", Preview, draft)).data

    # Macros

    async def macros(self) -> list[Macro]:
        """Every macro."""
        return (await self.get("macros", list[Macro])).data

    async def preview_macro(self, macro_id: int, draft: MacroRunDraft) -> MacroPreview:
        """The server's dry run of a whole macro."""
        return (await self.send("preview_macro", MacroPreview, draft, macro_id=macro_id)).data

    async def macro_runs(self, query: MacroRunQuery) -> Page[MacroRun]:
        """A customer's runs, newest first."""
        return (await self.get("macro_runs", Page[MacroRun], query)).data

    async def macro_run(self, run_id: int) -> MacroRun:
        """A run, and what became of its steps."""
        return (await self.get("macro_run", MacroRun, run_id=run_id)).data

    # The systems that carry remedies out

    async def executors(self) -> list[Executor]:
        """How they are; for leads and administrators."""
        return (await self.get("executors", list[Executor])).data

    async def health(self) -> None:
        """Whether the server can work."""
        await self.get("health", Done)
