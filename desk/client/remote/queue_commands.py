"""Makers of the commands about queues as leads steer them, as ``commands`` has the others.

What was decided on a picture of the floor that has moved on since is not sent behind anybody's back.
"""

import msgspec

from desk.client.remote.command import Command, new_key
from desk.contract.assignment import AgentProfile, AssignmentRules, AssignmentRulesInForce, Profile
from desk.contract.base import NoBody
from desk.contract.board import Move, MoveDraft
from desk.contract.floor import Broadcast, BroadcastDraft, Help, HelpDraft, HelpWords, SickCall, Whisper, WhisperDraft
from desk.contract.listening import ListenDraft, Listening
from desk.contract.queues import Queue, QueueDraft
from desk.contract.tickets import Ticket, TicketMerge
from desk.contract.views import View, ViewDraft
from desk.contract.wall import Alarm, Thresholds, ThresholdsInForce

NO_BODY = NoBody()


def _order(
    endpoint: str, lane: str, body: msgspec.Struct | None, *, if_match: int | None = None, click: str = "",
    key: str = "", **path: int
) -> Command:  # fmt: skip
    return Command(
        endpoint=endpoint,
        lane=lane,
        path=dict(path),
        body=body,
        if_match=if_match,
        click=click,
        key=key or new_key(),
        ask_if_stale=True,
    )


def merge_ticket(ticket: Ticket, merge: TicketMerge, *, click: str = "") -> Command:
    """It is the same piece of work as another."""
    lane = f"ticket:{ticket.id}"
    return _order("merge_ticket", lane, merge, if_match=ticket.version, click=click, ticket_id=ticket.id)


def unmerge_ticket(ticket: Ticket, *, click: str = "") -> Command:
    """It is a piece of work of its own again."""
    lane = f"ticket:{ticket.id}"
    return _order("unmerge_ticket", lane, NO_BODY, if_match=ticket.version, click=click, ticket_id=ticket.id)


# Views


def create_view(draft: ViewDraft, *, click: str = "", key: str = "") -> Command:
    """Save a view."""
    return _order("create_view", "views", draft, click=click, key=key)


def change_view(view: View, draft: ViewDraft, *, click: str = "") -> Command:
    """Change a view, as seen."""
    return _order("change_view", "views", draft, if_match=view.version, click=click, view_id=view.id)


def drop_view(view: View, *, click: str = "") -> Command:
    """Throw a view away."""
    return _order("drop_view", "views", None, click=click, view_id=view.id)


# Giving work out


def change_queue(queue: Queue, draft: QueueDraft, *, click: str = "") -> Command:
    """A queue is set up so from now on."""
    return _order("change_queue", "queues", draft, if_match=queue.version, click=click, queue_id=queue.id)


def set_assignment_rules(now: AssignmentRulesInForce, rules: AssignmentRules, *, click: str = "") -> Command:
    """How work is given out from now on."""
    return _order("set_assignment_rules", "assignment", rules, if_match=now.version, click=click)


def set_profile(now: AgentProfile, profile: Profile, *, click: str = "") -> Command:
    """What somebody can do and carries."""
    lane = f"user:{now.user_id}"
    return _order("set_profile", lane, profile, if_match=now.version, click=click, user_id=now.user_id)


# The board


def move_tickets(draft: MoveDraft, *, click: str = "", key: str = "") -> Command:
    """Change many tickets."""
    return _order("move_tickets", "moves", draft, click=click, key=key)


def undo_move(move: Move, *, click: str = "") -> Command:
    """Take a move back."""
    return _order("undo_move", "moves", NO_BODY, if_match=move.version, click=click, move_id=move.id)


# The wall


def set_thresholds(now: ThresholdsInForce, thresholds: Thresholds, *, click: str = "") -> Command:
    """Warnings and alarms from now on."""
    return _order("set_thresholds", "wall", thresholds, if_match=now.version, click=click)


def claim_alarm(alarm: Alarm, *, click: str = "") -> Command:
    """I take care of it."""
    return _order("claim_alarm", f"alarm:{alarm.id}", NO_BODY, click=click, alarm_id=alarm.id)


# The floor


def whisper(draft: WhisperDraft, *, click: str = "", key: str = "") -> Command:
    """A word to a colleague."""
    return _order("whisper", f"user:{draft.to_id}", draft, click=click, key=key)


def read_whisper(whisper: Whisper, *, click: str = "") -> Command:
    """I have read it."""
    return _order("read_whisper", "reading", NO_BODY, click=click, whisper_id=whisper.id)


def ask_help(draft: HelpDraft, *, click: str = "", key: str = "") -> Command:
    """I need help."""
    return _order("ask_help", "help", draft, click=click, key=key)


def join_help(asked: Help, *, click: str = "") -> Command:
    """I come."""
    return _order("join_help", f"help:{asked.id}", NO_BODY, click=click, help_id=asked.id)


def say_in_help(asked: Help, words: HelpWords, *, click: str = "") -> Command:
    """A line beside the ticket."""
    return _order("say_in_help", f"help:{asked.id}", words, click=click, help_id=asked.id)


def end_help(asked: Help, *, click: str = "") -> Command:
    """No help is needed any more."""
    return _order("end_help", f"help:{asked.id}", NO_BODY, click=click, help_id=asked.id)


def broadcast(draft: BroadcastDraft, *, click: str = "", key: str = "") -> Command:
    """Say something to many."""
    return _order("broadcast", "broadcasts", draft, click=click, key=key)


def read_broadcast(said: Broadcast, *, click: str = "") -> Command:
    """I have read it."""
    return _order("read_broadcast", "reading", NO_BODY, click=click, broadcast_id=said.id)


def listen(draft: ListenDraft, *, click: str = "") -> Command:
    """I want to listen to a colleague's call."""
    return _order("listen", "listening", draft, click=click)


def stop_listening(listening: Listening, *, click: str = "") -> Command:
    """I listen no more."""
    return _order("stop_listening", "listening", NO_BODY, click=click, listening_id=listening.id)


def sick_call(user_id: int, call: SickCall, *, click: str = "") -> Command:
    """Somebody is ill: everything goes to others."""
    return _order("sick_call", f"user:{user_id}", call, click=click, user_id=user_id)
