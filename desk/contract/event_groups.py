"""Which group a timeline files a fact under, and what only the access record shows."""

from enum import StrEnum

from desk.contract.events import (
    ArticleAdded,
    CallAnswered,
    CallbackPromised,
    CallbackSettled,
    CallClaimed,
    CallEnded,
    CallMatched,
    CallRang,
    CallWrappedUp,
    CommandGivenUp,
    CommandRevived,
    ConnectorIssued,
    ConnectorRevoked,
    CustomerChanged,
    CustomerCreated,
    CustomerMerged,
    CustomerRevealed,
    CustomerUnmerged,
    CustomerViewed,
    DeliveryMoved,
    FactBase,
    MacroRan,
    NumberAdded,
    NumberRemoved,
    OrderChanged,
    OrderPlaced,
    PaymentMade,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseReleased,
    RemarkAdded,
    RemedyCommitted,
    RemedyDeclined,
    RemedyDone,
    RemedyRefused,
    RemedyRequested,
    RemedyUndone,
    RemedyUnknown,
    RemedyWithdrawn,
    SessionEnded,
    SessionStarted,
    SignInRefused,
    SurveyAnswered,
    TicketChanged,
    TicketMerged,
    TicketOpened,
)
from desk.contract.tickets import ArticleKind


class Group(StrEnum):
    """What a timeline can be filtered by."""

    CALL = "call"
    ARTICLE = "article"
    NOTE = "note"
    ORDER = "order"
    PROMISE = "promise"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    SURVEY = "survey"
    REMEDY = "remedy"
    CHANGE = "change"


#: The kinds a customer's timeline shows, and the filter each belongs to.
GROUPS: dict[type[FactBase], Group] = {
    CallRang: Group.CALL,
    CallAnswered: Group.CALL,
    CallEnded: Group.CALL,
    CallWrappedUp: Group.CALL,
    CallbackPromised: Group.PROMISE,
    CallbackSettled: Group.PROMISE,
    ArticleAdded: Group.ARTICLE,
    RemarkAdded: Group.NOTE,
    OrderPlaced: Group.ORDER,
    OrderChanged: Group.ORDER,
    PromiseMade: Group.PROMISE,
    PromiseKept: Group.PROMISE,
    PromiseBroken: Group.PROMISE,
    PromiseReleased: Group.PROMISE,
    DeliveryMoved: Group.DELIVERY,
    PaymentMade: Group.PAYMENT,
    SurveyAnswered: Group.SURVEY,
    RemedyRequested: Group.REMEDY,
    RemedyCommitted: Group.REMEDY,
    RemedyDeclined: Group.REMEDY,
    RemedyWithdrawn: Group.REMEDY,
    RemedyUndone: Group.REMEDY,
    RemedyUnknown: Group.REMEDY,
    CommandGivenUp: Group.REMEDY,
    CommandRevived: Group.REMEDY,
    RemedyDone: Group.REMEDY,
    RemedyRefused: Group.REMEDY,
    MacroRan: Group.REMEDY,
    CustomerCreated: Group.CHANGE,
    CustomerChanged: Group.CHANGE,
    NumberAdded: Group.CHANGE,
    NumberRemoved: Group.CHANGE,
    CustomerMerged: Group.CHANGE,
    CustomerUnmerged: Group.CHANGE,
    CallMatched: Group.CHANGE,
    CallClaimed: Group.CALL,
    TicketOpened: Group.CHANGE,
    TicketChanged: Group.CHANGE,
    TicketMerged: Group.CHANGE,
}

#: Kinds that only the access record shows.
AUDIT: frozenset[type[FactBase]] = frozenset(
    {
        CustomerViewed,
        CustomerRevealed,
        SessionStarted,
        SessionEnded,
        SignInRefused,
        ConnectorIssued,
        ConnectorRevoked,
    }
)


def group_of(fact: FactBase) -> Group | None:
    """The timeline filter a fact belongs to; None when no timeline shows it."""
    if isinstance(fact, ArticleAdded) and fact.article_kind in (ArticleKind.NOTE, ArticleKind.CALL_NOTE):
        return Group.NOTE
    if isinstance(fact, RemedyRequested) and not fact.awaits:
        # Its decision stands in the same second and says the same.
        return None
    return GROUPS.get(type(fact))
