"""Who hears of an event: the topics it belongs to, and the topics a person may listen to."""

from desk.contract.event_groups import AUDIT
from desk.contract.events import (
    AgentStateChanged,
    CallAnswered,
    CallbackPromised,
    CallClaimed,
    CallEnded,
    CallMatched,
    CallRang,
    CallWrappedUp,
    CommandGivenUp,
    CommandRevived,
    CustomerChanged,
    CustomerMerged,
    CustomerUnmerged,
    Event,
    ExecutorChanged,
    FactBase,
    MacroSet,
    QueueSet,
    RelationAdded,
    RemedyCommitted,
    RemedyDeclined,
    RemedyDone,
    RemedyEscalated,
    RemedyRefused,
    RemedyRequested,
    RemedyUndone,
    RemedyUnknown,
    RemedyWithdrawn,
    TemplateSet,
    TicketChanged,
    TicketOpened,
    UserChanged,
    WorkHandedOver,
    WrapUpExtended,
)
from desk.contract.users import Role, User
from desk.server.rules.queue_topics import SAID, queue_topics
from desk.server.rules.shift_topics import shift_topics

PLAIN = frozenset(
    {
        "mine",
        "floor",
        "shifts",
        "rota",
        "site",
        "calls",
        "missed",
        "tickets",
        "approvals",
        "executors",
        "audit",
        "wall",
        "helps",
    }
)
#: What only leads and administrators hear.
LEADS_ONLY = frozenset({"audit", "approvals", "executors", "rota", "helps"})
NUMBERED = frozenset({"customer", "ticket", "queue"})

#: What becomes of a question for approval.
REMEDY = RemedyRequested | RemedyCommitted | RemedyDeclined | RemedyEscalated | RemedyWithdrawn


def topics_of(event: Event) -> frozenset[str]:
    """The topics of an event; ``user:ID`` is what that person hears as ``mine``."""
    fact = event.fact
    if type(fact) in AUDIT:
        return frozenset({"audit"})
    if isinstance(fact, SAID):
        return frozenset(queue_topics(fact) | ({f"user:{event.actor_id}"} if event.actor_id is not None else set()))
    topics = {"audit"}
    if event.customer_id is not None:
        topics.add(f"customer:{event.customer_id}")
    if event.ticket_id is not None:
        topics |= {f"ticket:{event.ticket_id}", "tickets"}
    if event.call_id is not None or isinstance(fact, CallRang):
        topics.add("calls")
    if event.actor_id is not None:
        topics.add(f"user:{event.actor_id}")
    topics |= _persons(event) | _other_customers(event) | _by_kind(fact) | shift_topics(fact) | queue_topics(fact)
    if isinstance(fact, REMEDY) and not _of_the_night(event):
        topics.add("approvals")
    if isinstance(fact, TicketOpened | TicketChanged):
        topics.add(f"queue:{fact.queue_id}")
    if isinstance(fact, TicketOpened):
        topics |= {f"ticket:{event.seq}", "tickets"}
    if isinstance(fact, CallRang) and fact.queue_id is not None:
        topics.add(f"queue:{fact.queue_id}")
    return frozenset(topics)


def _by_kind(fact: FactBase) -> set[str]:
    """The topics that everything of a kind belongs to."""
    match fact:
        case AgentStateChanged() | UserChanged():
            return {"floor"}
        case QueueSet() | TemplateSet() | MacroSet():
            return {"site"}
        case CustomerChanged():
            # Boards show whose a ticket is.
            return {"tickets"}
        case ExecutorChanged() | CommandGivenUp() | CommandRevived():
            return {"executors"}
        case _:
            return {"missed"} if _changes_what_is_missed(fact) else set()


def _of_the_night(event: Event) -> bool:
    """Whether the nightly look asked or decided: nobody needs to be called for it."""
    return event.actor_id is None and isinstance(event.fact, RemedyRequested | RemedyCommitted)


def _changes_what_is_missed(fact: FactBase) -> bool:
    match fact:
        case CallEnded(missed=True) | CallAnswered(revived=True) | CallClaimed() | WorkHandedOver(to_id=None):
            return True
        case _:
            return False


def _other_customers(event: Event) -> set[str]:
    """Customers who are concerned besides the event's own: the other side of a merge or a tie, a wrong match."""
    match event.fact:
        case CustomerMerged(other_id=other) | CustomerUnmerged(other_id=other) | RelationAdded(other_id=other):
            return {f"customer:{other}"}
        case CallMatched(previous_id=int() as other):
            return {f"customer:{other}"}
        case _:
            return set()


def _persons(event: Event) -> set[str]:
    match event.fact:
        case CallRang(agent_ids=agents):
            return {f"user:{agent}" for agent in agents}
        case CallAnswered(agent_id=agent, called_ids=called) | CallEnded(agent_id=agent, called_ids=called):
            return {f"user:{one}" for one in (*called, agent) if one is not None}
        case CallWrappedUp(agent_id=agent) | WrapUpExtended(agent_id=agent):
            return {f"user:{agent}"} if agent is not None else set()
        case AgentStateChanged(user_id=user):
            return {f"user:{user}"}
        case CallbackPromised(owner_id=owner):
            return {f"user:{owner}"}
        case (
            RemedyCommitted(agent_id=int() as asker)
            | RemedyDeclined(agent_id=int() as asker)
            | RemedyUndone(agent_id=int() as asker)
            | RemedyUnknown(agent_id=int() as asker)
            | RemedyDone(agent_id=int() as asker)
            | RemedyRefused(agent_id=int() as asker)
        ):
            return {f"user:{asker}"}
        case TicketOpened(owner_id=owner) | TicketChanged(owner_id=owner):
            return {f"user:{owner}"} if owner is not None else set()
        case _:
            return set()


def subscription(user: User, asked: str) -> frozenset[str] | None:
    """The topics of a comma-separated request, ``mine`` made the person's own; None when one is not allowed."""
    topics: set[str] = set()
    for topic in filter(None, (part.strip() for part in asked.split(","))):
        noun, colon, number = topic.partition(":")
        if topic in LEADS_ONLY and user.role not in (Role.LEAD, Role.ADMIN):
            return None
        if colon and not (noun in NUMBERED and number.isascii() and number.isdecimal()):
            return None
        if not colon and topic not in PLAIN:
            return None
        topics.add(f"user:{user.id}" if topic == "mine" else topic)
    return frozenset(topics)
