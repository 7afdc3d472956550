"""Facts about queues as leads steer them: rules and profiles, views, moves, alarms, what is said on the floor."""

import msgspec

from desk.contract.assignment import AssignmentRules, Profile
from desk.contract.base import Id, Instant
from desk.contract.board import MoveResult
from desk.contract.facts import FactBase
from desk.contract.listening import ListenEnd, ListenMode
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.contract.views import ViewDraft
from desk.contract.wall import Measure, Threshold

# Giving work out


class ProfileSet(FactBase, tag="agent.profile_set", frozen=True, kw_only=True):
    """What somebody can do and carries from now on."""

    user_id: Id
    profile: Profile


class AssignmentRulesSet(FactBase, tag="assignment.rules_set", frozen=True, kw_only=True):
    """The rules of giving work out from now on; the event's seq is their version."""

    rules: AssignmentRules


class TicketTouched(FactBase, tag="ticket.touched", frozen=True, kw_only=True):
    """Its owner, the actor, opened it for the first time since it was given. The ticket stays as it is, and so does
    its version."""

    ticket_id: Id


# Tickets


class TicketMerged(FactBase, tag="ticket.merged", frozen=True, kw_only=True):
    """The event's ticket is the same piece of work as ``into_id``: its articles are there from now on, and it is
    closed."""

    into_id: Id
    into_title: str


class TicketUnmerged(FactBase, tag="ticket.unmerged", frozen=True, kw_only=True):
    """The event's ticket is a piece of work of its own again, as it was before it was merged into ``from_id``."""

    from_id: Id
    from_title: str


class Former(msgspec.Struct, frozen=True, array_like=True):
    """A ticket as it was before a move, as far as moves change it; in the log a list of its fields."""

    ticket_id: Id
    owner_id: Id | None
    queue_id: Id
    state: TicketState
    pending_until: Instant | None
    priority: Priority
    tags: tuple[str, ...]


class TicketsMoved(FactBase, tag="tickets.moved", frozen=True, kw_only=True):
    """Many were changed at once; the changes follow, each with its reason. Can be taken back until then.

    ``ticket_ids``: those that change; ``was``: how they were before; ``others``: what became of the rest.
    """

    ticket_ids: tuple[Id, ...]
    why: str
    undo_until: Instant
    was: tuple[Former, ...] = ()
    others: tuple[MoveResult, ...] = ()


class MoveUndone(FactBase, tag="tickets.move_undone", frozen=True, kw_only=True):
    """The move was taken back, for these; the ``others`` had been changed in between."""

    move_id: Id
    ticket_ids: tuple[Id, ...]
    others: tuple[MoveResult, ...] = ()


class ClocksReckoned(FactBase, tag="tickets.reckoned", frozen=True, kw_only=True):
    """Clocks of these tickets were reckoned anew, for the calendar or the queue's targets are others since the event
    ``change_id``; with ``last`` all that it concerns are done."""

    change_id: Id
    ticket_ids: tuple[Id, ...]
    last: bool


class ClocksRanOut(FactBase, tag="tickets.ran_out", frozen=True, kw_only=True):
    """What was promised about these tickets was not done in time."""

    ticket_ids: tuple[Id, ...]


class DuesMoved(FactBase, tag="tickets.due_moved", frozen=True, kw_only=True):
    """Other things run out first on these tickets, or at another time: something was promised about their orders or
    in their calls, or settled there."""

    ticket_ids: tuple[Id, ...]


# Views


class ViewSet(FactBase, tag="view.set", frozen=True, kw_only=True):
    """A view as it is from now on; made when ``view_id`` is null. ``owner_id``: whose own, null when for others."""

    view_id: Id | None
    owner_id: Id | None
    draft: ViewDraft


class ViewDropped(FactBase, tag="view.dropped", frozen=True, kw_only=True):
    """The view is gone."""

    view_id: Id
    owner_id: Id | None


# The wall


class ThresholdsSet(FactBase, tag="wall.thresholds_set", frozen=True, kw_only=True):
    """The thresholds from now on."""

    thresholds: tuple[Threshold, ...]


class AlarmRaised(FactBase, tag="alarm.raised", frozen=True, kw_only=True):
    """A measure of a queue went past its limit; the event's seq is the alarm's id."""

    measure: Measure
    queue_id: Id
    value: float
    limit: float


class AlarmClaimed(FactBase, tag="alarm.claimed", frozen=True, kw_only=True):
    """The actor takes care of it."""

    alarm_id: Id


class AlarmLeft(FactBase, tag="alarm.left", frozen=True, kw_only=True):
    """Whoever took care of it has gone off, and it goes on."""

    alarm_id: Id


class AlarmOver(FactBase, tag="alarm.over", frozen=True, kw_only=True):
    """The measure is where it should be again."""

    alarm_id: Id
    value: float


# The floor


class Whispered(FactBase, tag="floor.whispered", frozen=True, kw_only=True):
    """A word to a colleague. What it is about stands here and not in the event: nobody else's view of that ticket or
    call shows it."""

    to_id: Id
    words: str
    about_ticket_id: Id | None = None
    about_call_id: Id | None = None


class WhisperRead(FactBase, tag="floor.whisper_read", frozen=True, kw_only=True):
    """It was read; ``from_id`` is whose it was."""

    whisper_id: Id
    from_id: Id


class HelpAsked(FactBase, tag="help.asked", frozen=True, kw_only=True):
    """Somebody needs help; the event's seq is its id. What it is about stands here, as with a whisper."""

    words: str
    about_customer_id: Id | None = None
    about_ticket_id: Id | None = None
    about_call_id: Id | None = None


class HelpJoined(FactBase, tag="help.joined", frozen=True, kw_only=True):
    """The actor came to help."""

    help_id: Id
    asker_id: Id


class HelpSaid(FactBase, tag="help.said", frozen=True, kw_only=True):
    """A line beside the ticket; ``to_ids`` are the others who are in it."""

    help_id: Id
    to_ids: tuple[Id, ...]
    words: str


class HelpEnded(FactBase, tag="help.ended", frozen=True, kw_only=True):
    """Nobody needs help any more."""

    help_id: Id
    to_ids: tuple[Id, ...]


class BroadcastSent(FactBase, tag="broadcast.sent", frozen=True, kw_only=True):
    """Words for many; ``to_ids`` are those who were meant when it was sent, empty for everybody."""

    words: str
    team_ids: tuple[Id, ...]
    queue_ids: tuple[Id, ...]
    to_ids: tuple[Id, ...]
    must_read: bool
    until: Instant | None = None


class BroadcastRead(FactBase, tag="broadcast.read", frozen=True, kw_only=True):
    """The actor has read it."""

    broadcast_id: Id


class ListeningBegun(FactBase, tag="floor.listening_begun", frozen=True, kw_only=True):
    """The actor listens to a colleague, who is told so; the event's seq is its id. The call stands here, as with a
    whisper; ``switch`` is the telephone system that is asked."""

    agent_id: Id
    about_call_id: Id
    mode: ListenMode
    why: str
    switch: str


class ListeningEnded(FactBase, tag="floor.listening_ended", frozen=True, kw_only=True):
    """Nobody listens any more; ``detail``: the telephone system's words, if it did not do it."""

    listening_id: Id
    lead_id: Id
    agent_id: Id
    end: ListenEnd
    detail: str = ""


class SickCalled(FactBase, tag="agent.sick_called", frozen=True, kw_only=True):
    """Somebody fell ill; what they owed went to others in the same transaction."""

    user_id: Id
    until: Instant
    absence_id: Id
    moved: int


# The telephone system


class SwitchSet(FactBase, tag="switch.set", frozen=True, kw_only=True):
    """Where a telephone system is told who is available; its secrets are kept apart and never in the log."""

    name: str
    url: str
    host: str
    port: int
    tls: bool
    login: str
    interface: str
    enabled: bool
    listens: bool = False
    telephone: str = ""


class SwitchDropped(FactBase, tag="switch.dropped", frozen=True, kw_only=True):
    """The telephone system is told nothing any more, and is forgotten."""

    name: str
