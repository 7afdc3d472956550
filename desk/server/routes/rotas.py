"""The rota: who works when, as the asker may see it, and its publishing."""

from collections import defaultdict
from datetime import timedelta

from msgspec.structs import replace

from desk.contract.base import Done
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import RotaPublished
from desk.contract.shifts import Absence, AbsenceState, PublishDraft, Rota, RotaQuery, RuleBreach, Shift, ShiftState
from desk.server.routes import ruling
from desk.server.routes.calendars import span
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.routes.ruling import Change
from desk.server.store import absences, calendars, log, shift_rules, shifts, teams
from desk.server.store.db import Tx

#: Days at once: of one person, of a team, of everybody.
MINE, TEAM, ALL = 62, 31, 7
PUBLISH = 62
#: Breaches that one refusal names.
MOST_NAMED = 200


@handles("rota")
def rota(tx: Tx, ask: Ask[None, RotaQuery]) -> Rota:
    """Shifts and absences of some days; drafts for leads only."""
    query = ask.query
    if query.drafts and not ask.leads:
        raise Refusal(ErrorCode.FORBIDDEN, "drafts are for leads")
    people = None
    if query.user_id is not None:
        people = [query.user_id]
    elif query.team_id is not None:
        people = teams.members(tx, query.team_id)
    span(query.since, query.until, ALL if people is None else MINE if query.user_id is not None else TEAM)
    days = calendars.days(tx, query.since, query.until)
    return Rota(
        since=query.since,
        until=query.until,
        shifts=shifts.of_days(tx, query.since, query.until, people, drafts=query.drafts),
        absences=[
            seen
            for one in absences.between(tx, days[0].start, days[-1].end, people)
            if (seen := as_seen(one, ask.me.user.id, leads=ask.leads)) is not None
        ],
        synced_to=tx.head,
    )


def as_seen(absence: Absence, user_id: int, *, leads: bool) -> Absence | None:
    """What a person may know of an absence: of a colleague's, that they are not there, and not why."""
    if leads or absence.user_id == user_id:
        return absence
    if absence.state is not AbsenceState.APPROVED:
        return None
    return replace(absence, absence_kind=None, words="", answer="")


@handles("publish_rota")
def publish_rota(tx: Tx, ask: Ask[PublishDraft, None]) -> Done:
    """The drafts of these days hold; those that meanwhile break the law are named, and none is published."""
    draft = ask.body
    span(draft.since, draft.until, PUBLISH)
    found = shifts.drafts(tx, draft.since, draft.until)
    if not found:
        raise Refusal(ErrorCode.CONFLICT, "there are no drafts in these days")
    if short_notice(tx, found[0]) and not draft.why.strip():
        raise unprocessable("/why", "shorter notice than the rules say needs a word of why")
    broken = _broken(tx, found)
    if broken:
        raise Refusal(ErrorCode.RULE_BROKEN, ", ".join(sorted({one.rule for one in broken})), breaches=broken)
    fact = RotaPublished(
        since=draft.since,
        until=draft.until,
        shift_ids=tuple(one.id for one in found),
        user_ids=tuple(sorted({one.user_id for one in found})),
        why=draft.why,
    )
    log.append(tx, fact)
    return Done()


def short_notice(tx: Tx, shift: Shift) -> bool:
    """Whether a shift begins sooner than people are to know of it."""
    notice = timedelta(days=shift_rules.in_force(tx).rules.notice_days)
    return shift.day < calendars.today(tx) + notice


def _broken(tx: Tx, drafts: list[Shift]) -> list[RuleBreach]:
    """The law's rules that these drafts would break beside what is published; the site's were a lead's to judge."""
    of_person = defaultdict[int, list[Shift]](list)
    for one in drafts:
        of_person[one.user_id].append(replace(one, state=ShiftState.PUBLISHED))
    changes = [Change(user_id=user_id, come=tuple(own)) for user_id, own in of_person.items()]
    found = ruling.breaches(tx, changes, drafts=False)
    return [one for one in found if one.hard][:MOST_NAMED]
