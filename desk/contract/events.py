"""The log's vocabulary: every fact, and the envelope that numbers it.

A fact (the files named ``…facts.py``) says everything the state tables need: they are rebuilt from the log alone.
To add a kind: one struct there, its name in ``Fact``, its group in ``event_groups.py`` if a
timeline shows it, and the projection that writes its state under ``server/store``.
"""

import msgspec

from desk.contract.base import Answer, Id, Instant, Seq
from desk.contract.facts import (
    AgentStateChanged,
    ConnectorIssued,
    ConnectorRevoked,
    CustomerChanged,
    CustomerCreated,
    CustomerMerged,
    CustomerRevealed,
    CustomerUnmerged,
    CustomerViewed,
    EventPinned,
    EventUnpinned,
    FactBase,
    NumberAdded,
    NumberBlocked,
    NumberChanged,
    NumberRemoved,
    NumberUnblocked,
    QueueSet,
    RelationAdded,
    RelationRemoved,
    RemarkAdded,
    RemarkRemoved,
    SessionEnded,
    SessionStarted,
    SignInRefused,
    TemplateSet,
    UserChanged,
    UserCreated,
)
from desk.contract.macro_facts import MacroRan, MacroSet
from desk.contract.queue_facts import (
    AlarmClaimed,
    AlarmLeft,
    AlarmOver,
    AlarmRaised,
    AssignmentRulesSet,
    BroadcastRead,
    BroadcastSent,
    ClocksRanOut,
    ClocksReckoned,
    DuesMoved,
    HelpAsked,
    HelpEnded,
    HelpJoined,
    HelpSaid,
    ListeningBegun,
    ListeningEnded,
    MoveUndone,
    ProfileSet,
    SickCalled,
    SwitchDropped,
    SwitchSet,
    ThresholdsSet,
    TicketMerged,
    TicketsMoved,
    TicketTouched,
    TicketUnmerged,
    ViewDropped,
    ViewSet,
    Whispered,
    WhisperRead,
)
from desk.contract.remedy_facts import (
    CommandGivenUp,
    CommandRevived,
    CompensationLooked,
    ExecutorChanged,
    RemedyCommitted,
    RemedyDeclined,
    RemedyDone,
    RemedyEscalated,
    RemedyHandedOver,
    RemedyRefused,
    RemedyRequested,
    RemedyRulesSet,
    RemedyUndone,
    RemedyUnknown,
    RemedyWithdrawn,
)
from desk.contract.shift_facts import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    ArrivalsImported,
    CalendarSet,
    DayClosed,
    ForecastAdjusted,
    OfferClosed,
    OfferMade,
    OfferTaken,
    RotaAccepted,
    RotaPublished,
    ShiftAssigned,
    ShiftCancelled,
    ShiftChanged,
    ShiftRulesSet,
    SwapAccepted,
    SwapDecided,
    SwapOffered,
    SwapWithdrawn,
    TeamSet,
    TermsSet,
    WorkHandedOver,
    WorkKept,
)
from desk.contract.work_facts import (
    ArticleAdded,
    AttachmentDropped,
    AttachmentStored,
    CallAnswered,
    CallbackPromised,
    CallbackSettled,
    CallClaimed,
    CallEnded,
    CallMatched,
    CallRang,
    CallWrappedUp,
    DeliveryMoved,
    IngestRefused,
    OrderChanged,
    OrderPlaced,
    PaymentMade,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseReleased,
    SurveyAnswered,
    TicketChanged,
    TicketOpened,
    WrapUpExtended,
)

__all__ = [
    "AbsenceAsked",
    "AbsenceDecided",
    "AbsenceWithdrawn",
    "AgentStateChanged",
    "AlarmClaimed",
    "AlarmLeft",
    "AlarmOver",
    "AlarmRaised",
    "ArrivalsImported",
    "ArticleAdded",
    "AssignmentRulesSet",
    "AttachmentDropped",
    "AttachmentStored",
    "BroadcastRead",
    "BroadcastSent",
    "CalendarSet",
    "CallAnswered",
    "CallClaimed",
    "CallEnded",
    "CallMatched",
    "CallRang",
    "CallWrappedUp",
    "CallbackPromised",
    "CallbackSettled",
    "ClocksRanOut",
    "ClocksReckoned",
    "CommandGivenUp",
    "CommandRevived",
    "CompensationLooked",
    "ConnectorIssued",
    "ConnectorRevoked",
    "CustomerChanged",
    "CustomerCreated",
    "CustomerMerged",
    "CustomerRevealed",
    "CustomerUnmerged",
    "CustomerViewed",
    "DayClosed",
    "DeliveryMoved",
    "DuesMoved",
    "Event",
    "EventPinned",
    "EventUnpinned",
    "ExecutorChanged",
    "Fact",
    "FactBase",
    "ForecastAdjusted",
    "HelpAsked",
    "HelpEnded",
    "HelpJoined",
    "HelpSaid",
    "IngestRefused",
    "ListeningBegun",
    "ListeningEnded",
    "MacroRan",
    "MacroSet",
    "MoveUndone",
    "NumberAdded",
    "NumberBlocked",
    "NumberChanged",
    "NumberRemoved",
    "NumberUnblocked",
    "OfferClosed",
    "OfferMade",
    "OfferTaken",
    "OrderChanged",
    "OrderPlaced",
    "PaymentMade",
    "ProfileSet",
    "PromiseBroken",
    "PromiseKept",
    "PromiseMade",
    "PromiseReleased",
    "QueueSet",
    "Refs",
    "RelationAdded",
    "RelationRemoved",
    "RemarkAdded",
    "RemarkRemoved",
    "RemedyCommitted",
    "RemedyDeclined",
    "RemedyDone",
    "RemedyEscalated",
    "RemedyHandedOver",
    "RemedyRefused",
    "RemedyRequested",
    "RemedyRulesSet",
    "RemedyUndone",
    "RemedyUnknown",
    "RemedyWithdrawn",
    "RotaAccepted",
    "RotaPublished",
    "SessionEnded",
    "SessionStarted",
    "ShiftAssigned",
    "ShiftCancelled",
    "ShiftChanged",
    "ShiftRulesSet",
    "SickCalled",
    "SignInRefused",
    "SurveyAnswered",
    "SwapAccepted",
    "SwapDecided",
    "SwapOffered",
    "SwapWithdrawn",
    "SwitchDropped",
    "SwitchSet",
    "TeamSet",
    "TemplateSet",
    "TermsSet",
    "ThresholdsSet",
    "TicketChanged",
    "TicketMerged",
    "TicketOpened",
    "TicketTouched",
    "TicketUnmerged",
    "TicketsMoved",
    "UserChanged",
    "UserCreated",
    "ViewDropped",
    "ViewSet",
    "WhisperRead",
    "Whispered",
    "WorkHandedOver",
    "WorkKept",
    "WrapUpExtended",
]


Fact = (
    UserCreated | UserChanged | SessionStarted | SessionEnded | SignInRefused | AgentStateChanged
    | ConnectorIssued | ConnectorRevoked | QueueSet | TemplateSet | NumberBlocked | NumberUnblocked
    | CustomerCreated | CustomerChanged | NumberAdded | NumberChanged | NumberRemoved
    | CustomerMerged | CustomerUnmerged | CustomerViewed | CustomerRevealed
    | RemarkAdded | RemarkRemoved | RelationAdded | RelationRemoved | EventPinned | EventUnpinned
    | TicketOpened | TicketChanged | AttachmentStored | AttachmentDropped | ArticleAdded
    | CallRang | CallAnswered | CallEnded | CallMatched | CallClaimed | CallWrappedUp | WrapUpExtended
    | CallbackPromised | CallbackSettled
    | OrderPlaced | OrderChanged | PromiseMade | PromiseKept | PromiseBroken | PromiseReleased
    | DeliveryMoved | PaymentMade | SurveyAnswered | IngestRefused
    | RemedyRulesSet | RemedyRequested | RemedyCommitted | RemedyDeclined | RemedyWithdrawn | RemedyEscalated
    | RemedyUndone | RemedyHandedOver | RemedyUnknown | RemedyDone | RemedyRefused | ExecutorChanged
    | CommandGivenUp | CommandRevived
    | MacroSet | MacroRan | CompensationLooked
    | CalendarSet | ShiftRulesSet | TeamSet | TermsSet | ShiftAssigned | ShiftChanged | ShiftCancelled
    | RotaPublished | AbsenceAsked | AbsenceDecided | AbsenceWithdrawn | SwapOffered | SwapAccepted
    | SwapDecided | SwapWithdrawn | OfferMade | OfferTaken | OfferClosed | ForecastAdjusted | RotaAccepted
    | WorkKept | WorkHandedOver | DayClosed | ArrivalsImported
    | ProfileSet | AssignmentRulesSet | TicketTouched | TicketMerged | TicketUnmerged | ClocksReckoned | ClocksRanOut
    | DuesMoved | TicketsMoved | MoveUndone | ViewSet | ViewDropped
    | ThresholdsSet | AlarmRaised | AlarmClaimed | AlarmLeft | AlarmOver | Whispered | WhisperRead | HelpAsked
    | HelpJoined | HelpSaid | HelpEnded | BroadcastSent | BroadcastRead | SickCalled | SwitchSet
    | SwitchDropped | ListeningBegun | ListeningEnded
)  # fmt: skip


class Refs(msgspec.Struct, frozen=True, kw_only=True):
    """Whom and what an event is about."""

    customer_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None
    order_id: Id | None = None


class Event(Answer, frozen=True, kw_only=True):
    """A numbered fact: ``at`` is when it happened, ``recorded_at`` when the log learned of it."""

    seq: Seq
    at: Instant
    recorded_at: Instant
    actor_id: Id | None
    actor: str
    fact: Fact
    customer_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None
    order_id: Id | None = None
