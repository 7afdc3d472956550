"""Who hears of what happens to shifts: everybody of what is published, leads of all of it, people of their own."""

from desk.contract.events import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    ArrivalsImported,
    CalendarSet,
    DayClosed,
    FactBase,
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

#: Everybody may know of these.
PUBLIC = CalendarSet | ShiftRulesSet | TeamSet | RotaPublished | OfferMade | OfferTaken | OfferClosed


def shift_topics(fact: FactBase) -> set[str]:
    """The topics of a fact about shifts; none of another one."""
    match fact:
        case ShiftAssigned(user_id=user, published=public) | ShiftCancelled(user_id=user, published=public):
            return _of({user} if public else set(), public=public)
        case ShiftChanged(user_id=user, previous_id=previous, published=public):
            return _of({user, previous} if public else set(), public=public)
        case SwapOffered() | SwapAccepted() | SwapDecided() | SwapWithdrawn():
            return _of({one for one in (fact.from_id, fact.to_id) if one is not None}, public=fact.to_id is None)
        case AbsenceAsked(user_id=user) | AbsenceDecided(user_id=user) | AbsenceWithdrawn(user_id=user):
            return _of({user}, public=False)
        case TermsSet(user_id=user) | WorkKept(user_id=user):
            return _of({user}, public=False)
        case WorkHandedOver(from_id=giver, to_id=taker):
            return _of({one for one in (giver, taker) if one is not None}, public=False)
        case OfferMade(user_ids=(_, *_) as some):
            return _of(set(some), public=False)
        case ForecastAdjusted() | RotaAccepted() | DayClosed() | ArrivalsImported():
            return {"rota"}
        case _:
            return {"shifts", "rota"} if isinstance(fact, PUBLIC) else set()


def _of(persons: set[int], *, public: bool) -> set[str]:
    topics = {"rota"} | {f"user:{person}" for person in persons}
    return topics | {"shifts"} if public else topics
