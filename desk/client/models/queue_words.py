"""What queues, clocks, views and assignments are called, in the language of the screen."""

from datetime import datetime, timedelta
from typing import Literal

from PySide6.QtCore import QObject

from desk.client.models.plain import filled, joined
from desk.contract.service import BY_RULE, Assigned, AssignmentCode, Barred, ClockKind, Priority, Standing
from desk.contract.tickets import Ticket
from desk.contract.users import Role
from desk.contract.views import Column, Field, Group, Op, Scope

#: How a clock stands: nothing runs, there is time, less than an hour is left, too late.
Urgency = Literal["none", "ahead", "near", "missed"]
NEAR = timedelta(hours=1)


def urgency(due_at: datetime | None, now: datetime, *, missed: bool = False) -> Urgency:
    """How urgent something is that is due then."""
    if due_at is None:
        return "missed" if missed else "none"
    if due_at <= now or missed:
        return "missed"
    return "near" if due_at - now <= NEAR else "ahead"


class QueueWords(QObject):
    """Words that lists, boards and forms share; make one where you need it, it holds nothing."""

    def span(self, length: timedelta) -> str:
        """``23분``, ``1시간 10분``, ``2일 3시간``: to the minute, as one says it."""
        minutes = int(abs(length).total_seconds() // 60)
        days, hours = minutes // 1440, minutes // 60 % 24
        if days:
            return filled(self.tr("{days} d {hours} h"), days=days, hours=hours) if hours else self._days(days)
        if hours:
            rest = minutes % 60
            if rest:
                return filled(self.tr("{hours} h {minutes} min"), hours=hours, minutes=rest)
            return filled(self.tr("{hours} h"), hours=hours)
        return filled(self.tr("{minutes} min"), minutes=minutes) if minutes else self.tr("under 1 min")

    def _days(self, days: int) -> str:
        return filled(self.tr("{days} d"), days=days)

    def due(self, due_at: datetime | None, now: datetime, *, missed: bool = False) -> str:
        """What is left, or since when it is too late; empty when no clock runs."""
        if due_at is None:
            return self.tr("missed") if missed else ""
        left = due_at - now
        words = self.tr("{time} left") if left > timedelta(0) else self.tr("{time} over")
        return filled(words, time=self.span(left))

    def ticket_due(self, ticket: Ticket, now: datetime) -> str:
        """The clock of a ticket in words: what is due, and what is left."""
        left = self.due(ticket.due_at, now, missed=ticket.missed)
        if ticket.due_clock is None or not left:
            return left
        return joined(self.clock(ticket.due_clock), left)

    def clock(self, kind: ClockKind) -> str:
        """What is promised, in a word or two."""
        return {
            ClockKind.FIRST_ANSWER: self.tr("First answer"),
            ClockKind.NEXT_ANSWER: self.tr("Next answer"),
            ClockKind.RESOLUTION: self.tr("Resolution"),
            ClockKind.CALLBACK: self.tr("Call-back"),
            ClockKind.PROMISE: self.tr("Promise"),
        }[kind]

    def priority(self, priority: Priority) -> str:
        """How urgent work is."""
        return {
            Priority.LOW: self.tr("Low"),
            Priority.NORMAL: self.tr("Normal"),
            Priority.HIGH: self.tr("High"),
            Priority.URGENT: self.tr("Urgent"),
        }[priority]

    # Assignments

    def reason(self, assigned: Assigned | None) -> str:
        """Why a ticket is where it is, on one line; empty before anybody had it."""
        if assigned is None:
            return ""
        return joined(self.code(assigned.code, by=assigned.by), assigned.words)

    def code(self, code: AssignmentCode, *, by: str = "") -> str:
        """A reason in a few words; ``by``: who decided, empty for a rule."""
        words = {
            AssignmentCode.KNOWS_CUSTOMER: self.tr("has helped this customer before"),
            AssignmentCode.ONLY_ONE: self.tr("nobody else could take it"),
            AssignmentCode.LEAST_LOAD: self.tr("has the most room"),
            AssignmentCode.LONGEST_FREE: self.tr("has waited longest for work"),
            AssignmentCode.FAIR_SHARE: self.tr("had less hard work than the others"),
            AssignmentCode.TAKEN: self.tr("taken by {name}"),
            AssignmentCode.GIVEN: self.tr("given by {name}"),
            AssignmentCode.RELEASED: self.tr("let go by {name}"),
            AssignmentCode.MOVED: self.tr("moved by {name}"),
            AssignmentCode.HANDED_OVER: self.tr("handed over by {name}"),
            AssignmentCode.SICK: self.tr("a colleague has fallen ill"),
            AssignmentCode.REBALANCED: self.tr("work was spread anew by {name}"),
            AssignmentCode.UNDONE: self.tr("a move was taken back by {name}"),
            AssignmentCode.TAKEN_BACK: self.tr("not begun in time, so taken back"),
            AssignmentCode.CAME_BACK: self.tr("was put aside until now"),
            AssignmentCode.MERGED: self.tr("merged with another ticket"),
        }[code]
        return filled(words, name=by or self.tr("the program"))

    def given(self, code: AssignmentCode, owner: str, *, by: str = "") -> str:
        """``규칙에 따라 김민지에게 배정: 이 고객을 도운 적 있음``: an assignment as one sentence."""
        why = self.code(code, by=by)
        if not owner:
            return filled(self.tr("Back in the queue: {why}"), why=why)
        if not by and code in BY_RULE:
            return filled(self.tr("Given to {name} by rule: {why}"), name=owner, why=why)
        return filled(self.tr("With {name}: {why}"), name=owner, why=why)

    def barred(self, why: Barred, count: int) -> str:
        """So many were not asked, and why."""
        return {
            Barred.NOT_HERE: self.tr("%n not here", "", count),
            Barred.ON_BREAK: self.tr("%n on a break", "", count),
            Barred.IN_CALL: self.tr("%n on a call", "", count),
            Barred.FULL: self.tr("%n with full hands", "", count),
            Barred.NOT_BEGUN: self.tr("%n with work not yet begun", "", count),
            Barred.SKILL: self.tr("%n without the skill", "", count),
            Barred.LEAVES_SOON: self.tr("%n leaving soon", "", count),
            Barred.HAD_IT: self.tr("%n had it before", "", count),
        }[why]

    def standing(self, one: Standing) -> str:
        """How somebody stood, in plain words."""
        load = filled(self.tr("carries {load} of {capacity}"), load=f"{one.load:g}", capacity=f"{one.capacity:g}")
        free = filled(self.tr("last work {time} ago"), time=self.span(timedelta(seconds=one.free_seconds)))
        knows = "" if one.knows_days is None else self.tr("helped the customer %n day(s) ago", "", one.knows_days)
        hard = self.tr("%n hard one(s) today", "", one.hard) if one.hard or one.hard_week else ""
        return joined(knows, load, free, hard)

    # Views

    def column(self, column: Column) -> str:
        """A column's heading."""
        return {
            Column.NUMBER: self.tr("No."),
            Column.STATE: self.tr("State"),
            Column.TITLE: self.tr("Ticket"),
            Column.CUSTOMER: self.tr("Customer"),
            Column.QUEUE: self.tr("Queue"),
            Column.OWNER: self.tr("Owner"),
            Column.TEAM: self.tr("Team"),
            Column.PRIORITY: self.tr("Priority"),
            Column.TAGS: self.tr("Tags"),
            Column.DUE: self.tr("Due"),
            Column.CREATED: self.tr("Created"),
            Column.CHANGED: self.tr("Changed"),
            Column.PENDING_UNTIL: self.tr("Put aside until"),
            Column.ARTICLES: self.tr("Entries"),
            Column.ASSIGNED: self.tr("Why assigned"),
            Column.HERE: self.tr("Who is here"),
        }[column]

    def field(self, field: Field) -> str:
        """What tickets are filtered by."""
        return {
            Field.STATE: self.tr("State"),
            Field.QUEUE: self.tr("Queue"),
            Field.OWNER: self.tr("Owner"),
            Field.TEAM: self.tr("Team"),
            Field.PRIORITY: self.tr("Priority"),
            Field.TAG: self.tr("Tags"),
            Field.CUSTOMER: self.tr("Customer"),
            Field.TIER: self.tr("Customer's tier"),
            Field.TITLE: self.tr("Title"),
            Field.SOURCE: self.tr("Came by way of"),
            Field.ORDER: self.tr("Order number"),
            Field.CREATED: self.tr("Created"),
            Field.CHANGED: self.tr("Changed"),
            Field.DUE: self.tr("Due"),
            Field.PENDING_UNTIL: self.tr("Put aside until"),
            Field.MISSED: self.tr("Target missed"),
        }[field]

    def op(self, op: Op, field: Field) -> str:
        """How a field is compared."""
        if field is Field.MISSED:
            return self.tr("yes") if op is Op.IS_SET else self.tr("no")
        back = field in (Field.CREATED, Field.CHANGED)
        return {
            Op.IS: self.tr("is one of"),
            Op.IS_NOT: self.tr("is none of"),
            Op.CONTAINS: self.tr("contains"),
            Op.BEFORE: self.tr("before"),
            Op.AFTER: self.tr("from … on"),
            Op.WITHIN: self.tr("in the last") if back else self.tr("in the next"),
            Op.OLDER: self.tr("longer ago than"),
            Op.IS_SET: self.tr("is there"),
            Op.NOT_SET: self.tr("is not there"),
        }[op]

    def group(self, group: Group) -> str:
        """What a list is grouped by."""
        return {
            Group.NONE: self.tr("Not grouped"),
            Group.QUEUE: self.tr("Queue"),
            Group.OWNER: self.tr("Owner"),
            Group.TEAM: self.tr("Team"),
            Group.STATE: self.tr("State"),
            Group.PRIORITY: self.tr("Priority"),
        }[group]

    def scope(self, scope: Scope) -> str:
        """For whom a view is."""
        return {
            Scope.OWN: self.tr("For me"),
            Scope.ROLE: self.tr("For a role"),
            Scope.SHARED: self.tr("For everybody"),
        }[scope]

    def role(self, role: Role) -> str:
        """What a person is here for."""
        return {
            Role.AGENT: self.tr("Agents"),
            Role.LEAD: self.tr("Leads"),
            Role.DELIVERY: self.tr("Delivery watch"),
            Role.DELIGHT: self.tr("Delight team"),
            Role.ADMIN: self.tr("Administrators"),
        }[role]
