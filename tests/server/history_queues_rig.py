"""Views, moves, alarms and what is said on the floor in a random history."""

from datetime import timedelta

from desk.contract import events as facts
from desk.contract.assignment import AssignmentRules, Profile
from desk.contract.board import MoveResult
from desk.contract.calendar import Hours
from desk.contract.events import Refs
from desk.contract.listening import ListenEnd, ListenMode
from desk.contract.queue_facts import Former
from desk.contract.service import Priority, ServiceTargets
from desk.contract.tickets import TicketState
from desk.contract.views import Condition, Field, Filter, Op, ViewDraft
from desk.contract.wall import Measure, Threshold
from desk.server.store import clock_changes
from tests.server.history_shifts_rig import Shifts
from tests.server.history_teller_rig import Told


class Queues(Shifts):
    """Writes facts about queues as leads steer them; rules are not asked."""

    def _agent_profile_set(self) -> Told:
        profile = Profile(skills=("english",), capacity=self.chance.choice([None, 4.0, 9.0]))
        return facts.ProfileSet(user_id=self.one(facts.UserCreated), profile=profile), Refs()

    def _assignment_rules_set(self) -> Told:
        rules = AssignmentRules(capacity=self.chance.randint(1, 9), hard_tags=("angry",))
        return facts.AssignmentRulesSet(rules=rules), Refs()

    def _ticket_touched(self) -> Told | None:
        event = self.any(facts.TicketOpened)
        return None if event is None else (facts.TicketTouched(ticket_id=event.seq), Refs())

    def _ticket_merged(self) -> Told | None:
        one, other = self.any(facts.TicketOpened), self.any(facts.TicketOpened)
        if one is None or other is None or one is other:
            return None
        if self.tx.value("SELECT count(*) FROM tickets WHERE id IN (?, ?) AND merged_into IS NULL",
                         (one.seq, other.seq)) != 2:  # fmt: skip
            return None
        fact = facts.TicketMerged(into_id=other.seq, into_title="")
        return fact, Refs(ticket_id=one.seq, customer_id=other.customer_id)

    def _ticket_unmerged(self) -> Told | None:
        rows = self.tx.all("SELECT ticket_id, into_id FROM ticket_merges ORDER BY id")
        if not rows:
            return None
        one = self.chance.choice(rows)
        return facts.TicketUnmerged(from_id=one["into_id"], from_title=""), Refs(ticket_id=one["ticket_id"])

    def _tickets_reckoned(self) -> Told | None:
        fact = clock_changes.batch(self.tx, self.chance.randint(1, 9))
        return None if fact is None else (fact, Refs())

    def _tickets_ran_out(self) -> Told | None:
        rows = self.tx.all("SELECT id FROM tickets WHERE due_at IS NOT NULL ORDER BY id LIMIT 9")
        return (facts.ClocksRanOut(ticket_ids=tuple(row["id"] for row in rows)), Refs()) if rows else None

    def _tickets_due_moved(self) -> Told | None:
        untold = [
            row["ticket_id"] for row in self.tx.all("SELECT ticket_id FROM dues_moved ORDER BY ticket_id LIMIT 9")
        ]
        sql = "SELECT id FROM tickets WHERE id NOT IN (SELECT ticket_id FROM dues_moved) ORDER BY id LIMIT 1"
        ids = untold[1:] or [row["id"] for row in self.tx.all(sql)]
        return (facts.DuesMoved(ticket_ids=tuple(ids)), Refs()) if ids else None

    def targets(self) -> ServiceTargets:
        weekly = [[Hours(opens=540, closes=720), Hours(opens=780, closes=1080)]] * 7
        return ServiceTargets(
            first_answer=self.chance.choice([None, 60]), next_answer=120, resolution=self.chance.choice([None, 480]),
            callback=30, hours=self.chance.choice([None, weekly]), pauses=self.chance.choice([(), ("pending",)]),
        )  # fmt: skip

    def _tickets_moved(self) -> Told | None:
        event = self.any(facts.TicketOpened)
        if event is None:
            return None
        until = self.at + timedelta(seconds=30)
        was = Former(event.seq, None, self.one(facts.QueueSet), TicketState.PENDING, until, Priority.HIGH, ("환불",))
        other = MoveResult(ticket_id=event.seq, code="stale", detail="", version=event.seq, winner="김민지")
        fact = facts.TicketsMoved(
            ticket_ids=(event.seq,), why=self.words(), undo_until=until, was=(was,), others=(other,)
        )
        return fact, Refs()

    def _tickets_move_undone(self) -> Told | None:
        event = self.any(facts.TicketsMoved)
        return None if event is None else (facts.MoveUndone(move_id=event.seq, ticket_ids=()), Refs())

    def _view_set(self) -> Told:
        owner = self.maybe(facts.UserCreated)
        known = [one for one in self.made.get(facts.ViewSet, []) if getattr(one.fact, "view_id", 0) is None]
        view_id = self.chance.choice(known).seq if known and self.chance.random() < 0.5 else None
        condition = Condition(field=Field.STATE, op=Op.IS, values=("open",))
        draft = ViewDraft(name=self.words() or "보기", filter=Filter(all=(condition,)))
        return facts.ViewSet(view_id=view_id, owner_id=owner, draft=draft), Refs()

    def _view_dropped(self) -> Told | None:
        event = self.any(facts.ViewSet)
        return None if event is None else (facts.ViewDropped(view_id=event.seq, owner_id=None), Refs())

    def _wall_thresholds_set(self) -> Told:
        limit = Threshold(measure=Measure.LONGEST_WAIT, warn=60, alarm=self.chance.randint(60, 200))
        return facts.ThresholdsSet(thresholds=(limit,)), Refs()

    def _alarm_raised(self) -> Told:
        queue = self.one(facts.QueueSet)
        return facts.AlarmRaised(measure=Measure.LONGEST_WAIT, queue_id=queue, value=130.0, limit=120.0), Refs()

    def _alarm_claimed(self) -> Told | None:
        event = self.any(facts.AlarmRaised)
        return None if event is None else (facts.AlarmClaimed(alarm_id=event.seq), Refs())

    def _alarm_left(self) -> Told | None:
        event = self.any(facts.AlarmRaised)
        return None if event is None else (facts.AlarmLeft(alarm_id=event.seq), Refs())

    def _alarm_over(self) -> Told | None:
        event = self.any(facts.AlarmRaised)
        return None if event is None else (facts.AlarmOver(alarm_id=event.seq, value=3.0), Refs())

    def _floor_whispered(self) -> Told:
        return facts.Whispered(to_id=self.one(facts.UserCreated), words=self.words()), Refs()

    def _floor_whisper_read(self) -> Told | None:
        event = self.any(facts.Whispered)
        if event is None:
            return None
        return facts.WhisperRead(whisper_id=event.seq, from_id=event.actor_id or 1), Refs()

    def _help_asked(self) -> Told:
        return facts.HelpAsked(words=self.words()), Refs()

    def _help_joined(self) -> Told | None:
        event = self.any(facts.HelpAsked)
        return None if event is None else (facts.HelpJoined(help_id=event.seq, asker_id=event.actor_id or 1), Refs())

    def _help_said(self) -> Told | None:
        event = self.any(facts.HelpAsked)
        if event is None:
            return None
        to = (self.one(facts.UserCreated),)
        return facts.HelpSaid(help_id=event.seq, to_ids=to, words=self.words()), Refs()

    def _help_ended(self) -> Told | None:
        event = self.any(facts.HelpAsked)
        return None if event is None else (facts.HelpEnded(help_id=event.seq, to_ids=()), Refs())

    def _broadcast_sent(self) -> Told:
        meant = (self.one(facts.UserCreated),) if self.chance.random() < 0.5 else ()
        fact = facts.BroadcastSent(words=self.words(), team_ids=(), queue_ids=(), to_ids=meant, must_read=True)
        return fact, Refs()

    def _broadcast_read(self) -> Told | None:
        event = self.any(facts.BroadcastSent)
        return None if event is None else (facts.BroadcastRead(broadcast_id=event.seq), Refs())

    def _switch_dropped(self) -> Told | None:
        return (facts.SwitchDropped(name="main"), Refs()) if self.any(facts.SwitchSet) else None

    def _floor_listening_begun(self) -> Told | None:
        call = self.any(facts.CallRang)
        if call is None:
            return None
        agent, mode = self.one(facts.UserCreated), self.chance.choice(list(ListenMode))
        return facts.ListeningBegun(agent_id=agent, about_call_id=call.seq, mode=mode, why="", switch="main"), Refs()

    def _floor_listening_ended(self) -> Told | None:
        event = self.any(facts.ListeningBegun)
        if event is None:
            return None
        lead, agent, end = event.actor_id or 1, self.one(facts.UserCreated), ListenEnd.STOPPED
        return facts.ListeningEnded(listening_id=event.seq, lead_id=lead, agent_id=agent, end=end), Refs()

    def _agent_sick_called(self) -> Told | None:
        event = self.any(facts.AbsenceAsked)
        if event is None:
            return None
        user, until = self.one(facts.UserCreated), self.at + timedelta(hours=9)
        return facts.SickCalled(user_id=user, until=until, absence_id=event.seq, moved=2), Refs()

    def _switch_set(self) -> Told:
        fact = facts.SwitchSet(
            name="main", url="https://example.com/pause", host="", port=5038, tls=False, login="",
            interface="PJSIP/{extension}", enabled=True,
        )  # fmt: skip
        return fact, Refs()
