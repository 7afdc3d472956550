"""Tickets and their articles, attachments, drafts, and who else is here."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from desk.contract.base import Answer, Id, Instant, Line, PageLinks, PageMeta, PageQuery, Request, Seq, Text, Words
from desk.contract.customers import CustomerBrief
from desk.contract.errors import Problem
from desk.contract.service import Assigned, ClockKind, Priority, Skill, Tag

#: Each once, in the order they were given.
Tags = Annotated[tuple[Tag, ...], Meta(max_length=20)]


class TicketState(StrEnum):
    """Where a piece of work stands."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    CLOSED = "closed"


class ArticleKind(StrEnum):
    """What an article is. Only a ``reply`` reaches the customer; a ``message`` comes from the customer."""

    REPLY = "reply"
    NOTE = "note"
    CALL_NOTE = "call_note"
    MESSAGE = "message"


class AttachmentInfo(Answer, frozen=True, kw_only=True):
    """A stored file: ``media_type`` was read off its bytes, never off its name."""

    id: Id
    name: str
    size: int
    media_type: str
    sha256: str


class Article(Answer, frozen=True, kw_only=True):
    """One entry of a ticket; never changed once written."""

    id: Id
    ticket_id: Id
    kind: ArticleKind
    body: str
    author: str
    author_id: Id | None
    at: Instant
    attachments: list[AttachmentInfo]
    call_id: Id | None = None


class Ticket(Answer, frozen=True, kw_only=True):
    """A piece of work in a queue; its number is its id."""

    id: Id
    title: str
    state: TicketState
    queue_id: Id
    customer_id: Id | None
    customer_name: str
    owner_id: Id | None
    owner_name: str
    order_id: Id | None
    created_at: Instant
    changed_at: Instant
    pending_until: Instant | None
    article_count: int
    #: The newest article: sending a reply names it, so that nobody answers blind.
    last_article_id: Id | None
    version: Seq
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    #: Whoever works on it has to be able to do this, beside what its queue asks for.
    skills: tuple[str, ...] = ()
    #: The clock that runs out first, and when; null while none runs. ``missed``: one ran out and was not answered.
    due_at: Instant | None = None
    due_clock: ClockKind | None = None
    missed: bool = False
    #: Why it is where it is; null before anybody had it.
    assigned: Assigned | None = None
    #: The ticket that it was merged into.
    merged_into: Id | None = None


class TicketPage(Answer, frozen=True, kw_only=True):
    """Tickets, and with ``include=customers`` the customers they are for, each once."""

    data: list[Ticket]
    meta: PageMeta
    links: PageLinks = PageLinks()
    customers: list[CustomerBrief] = []


class TicketDraft(Request, frozen=True, kw_only=True):
    """A new ticket, with its first article if there is one."""

    title: Annotated[str, Meta(min_length=1, max_length=200)]
    queue_id: Id
    customer_id: Id | None = None
    order_id: Id | None = None
    owner_id: Id | None = None
    article: "ArticleDraft | None" = None
    priority: Priority = Priority.NORMAL
    tags: Tags = ()
    skills: Annotated[tuple[Skill, ...], Meta(max_length=20)] = ()


class TicketChange(Request, frozen=True, kw_only=True):
    """Changes to a ticket; a field left out stays as it is."""

    title: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    state: TicketState | UnsetType = UNSET
    queue_id: Id | UnsetType = UNSET
    owner_id: Id | UnsetType | None = UNSET
    customer_id: Id | UnsetType | None = UNSET
    pending_until: Instant | UnsetType | None = UNSET
    priority: Priority | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET


class TicketMerge(Request, frozen=True, kw_only=True):
    """The ticket of the address is the same piece of work as this one, which stays; its version is seen, too."""

    into_id: Id
    into_version: Seq


class ArticleDraft(Request, frozen=True, kw_only=True):
    """An article to add. For a reply ``seen_article_id`` is the newest article its writer has seen; it may be left
    out only while the ticket holds neither a reply nor a message."""

    kind: Annotated[str, Meta(pattern="^(reply|note|call_note)$")]
    body: Words
    attachment_ids: Annotated[list[Id], Meta(max_length=20)] = []
    call_id: Id | None = None
    seen_article_id: Id | None = None


class TicketQuery(PageQuery, frozen=True, kw_only=True):
    """Tickets, most recently changed first."""

    queue_id: Id | None = None
    owner_id: Id | None = None
    customer_id: Id | None = None
    state: TicketState | None = None
    include: Annotated[str, Meta(pattern="^(customers)?$")] = ""
    with_total_count: bool = False


class BulkItem(Request, frozen=True, kw_only=True):
    """One change of many; ``version`` plays the part of If-Match."""

    ticket_id: Id
    version: Seq
    change: TicketChange


class Bulk(Request, frozen=True, kw_only=True):
    """Up to a hundred changes, each done or refused by itself."""

    items: Annotated[list[BulkItem], Meta(min_length=1, max_length=100)]


class BulkResult(Answer, frozen=True, kw_only=True):
    """What became of one item: the ticket after it, or the problem."""

    ticket_id: Id
    status: int
    ticket: Ticket | None = None
    problem: Problem | None = None


class BulkAnswer(Answer, frozen=True, kw_only=True):
    """One result per item, in the order asked."""

    results: list[BulkResult]


class AttachmentQuery(Request, frozen=True, kw_only=True):
    """The name the file shall carry; the body of the request is the file."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]


class DraftText(Request, frozen=True, kw_only=True):
    """What an agent is writing, kept at every key press; ``edit`` counts up so that an older copy never wins."""

    kind: Annotated[str, Meta(pattern="^(reply|note|call_note)$")]
    body: Text
    edit: Seq


class Draft(Answer, frozen=True, kw_only=True):
    """A kept draft of one agent for one ``key`` (``ticket:7``, ``call:9``, ``customer:3``) and kind."""

    key: str
    kind: str
    body: str
    edit: Seq
    at: Instant


class PresenceAct(StrEnum):
    """What a colleague is doing on the same ticket."""

    VIEWING = "viewing"
    WRITING = "writing"
    IDLE = "idle"
    GONE = "gone"


class PresenceReport(Request, frozen=True, kw_only=True):
    """I am here, doing this; repeated every 20 s, forgotten after 60 s."""

    act: PresenceAct
    ticket_id: Id | None = None
    customer_id: Id | None = None


class Presence(Answer, frozen=True, kw_only=True):
    """A colleague on a ticket or a customer."""

    user_id: Id
    name: str
    act: PresenceAct
    ticket_id: Id | None = None
    customer_id: Id | None = None


class Template(Answer, frozen=True, kw_only=True):
    """Ready words with variables such as ``{customer}``; ``words`` by language."""

    id: Id
    name: str
    kind: str
    words: dict[str, str]
    version: Seq


class TemplateDraft(Request, frozen=True, kw_only=True):
    """A new template, or the whole of a changed one."""

    name: Line
    kind: Annotated[str, Meta(pattern="^(reply|note|call_note)$")]
    words: Annotated[dict[str, Words], Meta(min_length=1, max_length=5)]
