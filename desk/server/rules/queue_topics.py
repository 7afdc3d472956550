"""Who hears of what happens to queues as leads steer them."""

from desk.contract.events import (
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
    FactBase,
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
    TicketsMoved,
    ViewDropped,
    ViewSet,
    Whispered,
    WhisperRead,
)

#: What is said between some: nobody else hears of it, whatever they listen to, not even as a record for audit.
SAID = (Whispered, WhisperRead, HelpAsked, HelpJoined, HelpSaid, HelpEnded)


def queue_topics(fact: FactBase) -> set[str]:
    """The topics of a fact; none of one about something else. Whoever acts hears of it in any case."""
    match fact:
        case ViewSet(owner_id=owner) | ViewDropped(owner_id=owner):
            return {"site"} if owner is None else {f"user:{owner}"}
        case AssignmentRulesSet() | ProfileSet():
            return {"site"}
        case TicketsMoved() | MoveUndone():
            return {"tickets"}
        case (
            ClocksReckoned(ticket_ids=tickets) | ClocksRanOut(ticket_ids=tickets) | DuesMoved(ticket_ids=tickets)
        ):  # fmt: skip
            return {"tickets", *(f"ticket:{one}" for one in tickets)}
        case AlarmRaised() | AlarmClaimed() | AlarmLeft() | AlarmOver() | ThresholdsSet():
            return {"wall"}
        case SickCalled(user_id=user):
            return {"floor", f"user:{user}"}
        case SwitchSet() | SwitchDropped():
            return {"executors"}
        case _:
            return _said(fact)


def _said(fact: FactBase) -> set[str]:
    """Of what is said on the floor."""
    match fact:
        case Whispered(to_id=other) | WhisperRead(from_id=other):
            return {f"user:{other}"}
        case HelpAsked():
            return {"helps"}
        case HelpJoined(asker_id=asker):
            return {"helps", f"user:{asker}"}
        case HelpSaid(to_ids=others) | HelpEnded(to_ids=others):
            return {"helps"} | {f"user:{one}" for one in others}
        case ListeningBegun(agent_id=agent):
            return {"helps", f"user:{agent}"}
        case ListeningEnded(lead_id=lead, agent_id=agent):
            return {"helps", f"user:{lead}", f"user:{agent}"}
        case BroadcastSent(to_ids=meant):
            return {"helps"} | ({f"user:{one}" for one in meant} if meant else {"site"})
        case BroadcastRead():
            return {"helps"}
        case _:
            return set()
