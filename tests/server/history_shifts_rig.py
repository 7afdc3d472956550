"""Calendar, teams, shifts and all that is done with them in a random history."""

from datetime import date, datetime, timedelta

from desk.contract import events as facts
from desk.contract.calendar import Hours, SiteCalendar
from desk.contract.events import Event, Refs
from desk.contract.hand_overs import Owed
from desk.contract.shift_facts import PastQuarter
from desk.contract.shift_rules import ServiceTarget, ShiftPattern, ShiftRules
from desk.contract.shifts import AbsenceKind, Activity, OfferKind, Segment, Terms
from desk.server.store import clock
from tests.server.history_remedies_rig import Remedies
from tests.server.history_teller_rig import Told


class Shifts(Remedies):
    """Writes facts about shifts; rules are not asked, only the order of things is believable."""

    def _calendar_set(self) -> Told:
        weekly = [[Hours(opens=540, closes=1080 + self.chance.randint(0, 60))]] * 7
        return facts.CalendarSet(calendar=SiteCalendar(since=self.at.date(), weekly=weekly)), Refs()

    def _shift_rules_set(self) -> Told:
        pattern = ShiftPattern(code="early", names={"ko": "조기"}, hours=[Hours(opens=540, closes=1080)])
        targets = {self.one(facts.QueueSet): ServiceTarget(level=0.9), 2: ServiceTarget()}
        rules = ShiftRules(patterns=[pattern], targets=targets, target=ServiceTarget(seconds=3600))
        return facts.ShiftRulesSet(rules=rules), Refs()

    def _team_set(self) -> Told:
        known, place = self.made.get(facts.TeamSet, []), len(self.made.get(facts.TeamSet, []))
        team_id = known[0].seq if known and self.chance.random() < 0.5 else None
        members = tuple({self.one(facts.UserCreated) for _ in range(3)})
        return facts.TeamSet(team_id=team_id, name=f"{place}팀", lead_ids=members[:1], member_ids=members), Refs()

    def _terms_set(self) -> Told:
        terms = Terms(week_minutes=self.chance.randrange(0, 3000, 60), wished_days_off=(5, 6))
        return facts.TermsSet(user_id=self.one(facts.UserCreated), terms=terms), Refs()

    def _segments(self) -> tuple[date, tuple[Segment, ...]]:
        day = self.at.date() + timedelta(days=self.chance.randint(0, 20))
        start = datetime(day.year, day.month, day.day, self.chance.randint(0, 3), tzinfo=self.at.tzinfo)
        times = [start + timedelta(hours=hours) for hours in (0, 3, 4, 8)]
        kinds = (Activity.WORK, Activity.LUNCH, Activity.WORK)
        stretches = zip(kinds, times, times[1:], strict=False)
        return day, tuple(Segment(activity=kind, start=begins, end=ends) for kind, begins, ends in stretches)

    def _shift_assigned(self) -> Told:
        talking = self.tx.one(
            "SELECT agent_id, answered_at FROM calls WHERE state = 'talking' AND agent_id IS NOT NULL"
        )
        if talking is not None:
            return self._ending_soon(talking["agent_id"], clock.instant(talking["answered_at"])), Refs()
        day, segments = self._segments()
        fact = facts.ShiftAssigned(
            user_id=self.one(facts.UserCreated), day=day, pattern="early", segments=segments,
            overtime=self.chance.random() < 0.1, published=self.chance.random() < 0.5, why=self.words(),
        )  # fmt: skip
        return fact, Refs()

    def _ending_soon(self, user_id: int, answered: datetime) -> facts.ShiftAssigned:
        """A shift that is over soon after its agent has picked up."""
        segments = (
            Segment(activity=Activity.WORK, start=answered - timedelta(hours=3), end=answered + timedelta(seconds=30)),
        )
        return facts.ShiftAssigned(
            user_id=user_id, day=answered.date(), pattern="", segments=segments, published=True, why="늦은 통화"
        )

    def _shift(self) -> Event | None:
        rows = self.tx.all("SELECT id FROM shifts WHERE state <> 'cancelled' ORDER BY id")
        chosen = self.chance.choice(rows)["id"] if rows else None
        return next((one for one in self.made.get(facts.ShiftAssigned, []) if one.seq == chosen), None)

    def _shift_changed(self) -> Told | None:
        event, (day, segments) = self._shift(), self._segments()
        if event is None:
            return None
        row = self.tx.one("SELECT user_id, published FROM shifts WHERE id = ?", (event.seq,))
        assert row is not None
        fact = facts.ShiftChanged(
            shift_id=event.seq, user_id=self.one(facts.UserCreated), previous_id=row["user_id"], day=day,
            segments=segments, overtime=False, published=bool(row["published"]), why=self.words(),
        )  # fmt: skip
        return fact, Refs()

    def _shift_cancelled(self) -> Told | None:
        event = self._shift()
        if event is None or self.chance.random() < 0.5:
            return None
        row = self.tx.one("SELECT * FROM shifts WHERE id = ?", (event.seq,))
        assert row is not None
        day, published = date.fromisoformat(row["day"]), bool(row["published"])
        fact = facts.ShiftCancelled(
            shift_id=event.seq, user_id=row["user_id"], day=day, published=published, why="휴점"
        )
        return fact, Refs()

    def _rota_published(self) -> Told:
        since = self.at.date()
        until = since + timedelta(days=6)
        found = "SELECT id, user_id FROM shifts WHERE state = 'draft' AND day BETWEEN ? AND ? ORDER BY id"
        rows = self.tx.all(found, (since.isoformat(), until.isoformat()))
        shift_ids, user_ids = (tuple(row[name] for row in rows) for name in ("id", "user_id"))
        return facts.RotaPublished(since=since, until=until, shift_ids=shift_ids, user_ids=user_ids), Refs()

    def _absence_asked(self) -> Told:
        fact = facts.AbsenceAsked(
            user_id=self.one(facts.UserCreated), absence_kind=self.chance.choice(list(AbsenceKind)), start=self.at,
            end=self.at + timedelta(days=1), words=self.words(), approved=self.chance.random() < 0.3,
        )  # fmt: skip
        return fact, Refs()

    def _absence(self) -> tuple[int, int] | None:
        event = self.any(facts.AbsenceAsked)
        return (event.seq, event.fact.user_id) if event and isinstance(event.fact, facts.AbsenceAsked) else None

    def _absence_decided(self) -> Told | None:
        found = self._absence()
        if found is None:
            return None
        fact = facts.AbsenceDecided(absence_id=found[0], user_id=found[1], approved=self.chance.random() < 0.5)
        return fact, Refs()

    def _absence_withdrawn(self) -> Told | None:
        found = self._absence()
        return None if found is None else (facts.AbsenceWithdrawn(absence_id=found[0], user_id=found[1]), Refs())

    def _swap_offered(self) -> Told | None:
        event = self._shift()
        if event is None or not isinstance(event.fact, facts.ShiftAssigned):
            return None
        to_id = self.maybe(facts.UserCreated)
        fact = facts.SwapOffered(from_id=event.fact.user_id, shift_id=event.seq, to_id=to_id, words=self.words())
        return fact, Refs()

    def _swap(self) -> tuple[int, int] | None:
        event = self.any(facts.SwapOffered)
        return (event.seq, event.fact.from_id) if event and isinstance(event.fact, facts.SwapOffered) else None

    def _swap_accepted(self) -> Told | None:
        found = self._swap()
        if found is None:
            return None
        to_id = self.one(facts.UserCreated)
        return facts.SwapAccepted(swap_id=found[0], from_id=found[1], to_id=to_id), Refs()

    def _swap_decided(self) -> Told | None:
        found = self._swap()
        if found is None:
            return None
        approved = self.chance.random() < 0.5
        return facts.SwapDecided(swap_id=found[0], from_id=found[1], to_id=None, approved=approved), Refs()

    def _swap_withdrawn(self) -> Told | None:
        found = self._swap()
        if found is None:
            return None
        lapsed = self.chance.random() < 0.5
        return facts.SwapWithdrawn(swap_id=found[0], from_id=found[1], to_id=None, lapsed=lapsed), Refs()

    def _offer_made(self) -> Told:
        fact = facts.OfferMade(
            offer_kind=self.chance.choice(list(OfferKind)), start=self.at, end=self.at + timedelta(hours=2), seats=2,
            until=self.at, user_ids=(self.one(facts.UserCreated),), words=self.words(),
        )  # fmt: skip
        return fact, Refs()

    def _offer_taken(self) -> Told | None:
        event = self.any(facts.OfferMade)
        if event is None:
            return None
        return facts.OfferTaken(offer_id=event.seq, user_id=self.one(facts.UserCreated)), Refs()

    def _offer_closed(self) -> Told | None:
        event = self.any(facts.OfferMade)
        return None if event is None else (facts.OfferClosed(offer_id=event.seq, why="over"), Refs())

    def _forecast_adjusted(self) -> Told:
        day, queue = self.at.date(), self.one(facts.QueueSet)
        return facts.ForecastAdjusted(since=day, until=day, factor=1.5, queue_ids=(queue,), why="방송"), Refs()

    def _rota_accepted(self) -> Told:
        day = self.at.date()
        return facts.RotaAccepted(since=day, until=day, team_id=None, shifts=3, gap=0.01), Refs()

    def _arrivals_imported(self) -> Told:
        start = self.at.replace(hour=15, minute=0, second=0, microsecond=0) - timedelta(days=self.chance.randint(1, 3))
        quarters = tuple(
            PastQuarter(number=number, offered=self.chance.randint(1, 9), handled=1, handle_seconds=90)
            for number in sorted(self.chance.sample(range(96), 3))
        )
        fact = facts.ArrivalsImported(
            queue_id=self.one(facts.QueueSet), day=start.date() + timedelta(days=1), start=start,
            end=start + timedelta(days=1), source="old", quarters=quarters,
        )  # fmt: skip
        return fact, Refs()

    def _work_kept(self) -> Told | None:
        event = self.any(facts.TicketOpened)
        if event is None:
            return None
        until = self.at + timedelta(days=1)
        fact = facts.WorkKept(
            owed=Owed.TICKET, owed_id=event.seq, user_id=self.one(facts.UserCreated), keep_until=until
        )
        return fact, Refs(ticket_id=event.seq)

    def _day_closed(self) -> Told:
        people = tuple({self.one(facts.UserCreated) for _ in range(2)})
        return facts.DayClosed(day=self.at.date(), user_ids=people), Refs()

    def _work_handed_over(self) -> Told | None:
        event = self.any(facts.CallbackPromised)
        if event is None:
            return None
        giver, taker = self.one(facts.UserCreated), self.one(facts.UserCreated)
        return facts.WorkHandedOver(owed=Owed.CALLBACK, owed_id=event.seq, from_id=giver, to_id=taker), self._of(event)
