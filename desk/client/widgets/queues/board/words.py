"""The board in words: what a card promises, how a column stands, what a drop would do, why a card came home."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject

from desk.client.models.board_columns import NOBODY, STATES, Grouping
from desk.client.models.board_floor import BoardFloor, Standing
from desk.client.models.board_moves import Home
from desk.client.models.board_targets import SEOUL, Doubt, Kind, Snooze, Target, until_of
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import QT_TRANSLATE_NOOP
from desk.client.widgets.theme import Tone
from desk.contract.board import Card
from desk.contract.errors import ErrorCode
from desk.contract.service import ClockKind, Priority
from desk.contract.tickets import Presence, PresenceAct, TicketState

#: Nearer than this a promise is in danger; nearer than that the time left is told instead of the hour.
SOON, NEAR = 30 * 60, 4 * 3600
CLOCKS: dict[ClockKind, str] = {
    ClockKind.FIRST_ANSWER: QT_TRANSLATE_NOOP("Board", "First answer"),
    ClockKind.NEXT_ANSWER: QT_TRANSLATE_NOOP("Board", "Next answer"),
    ClockKind.RESOLUTION: QT_TRANSLATE_NOOP("Board", "Resolution"),
    ClockKind.CALLBACK: QT_TRANSLATE_NOOP("Board", "Call-back"),
    ClockKind.PROMISE: QT_TRANSLATE_NOOP("Board", "Promise"),
}
PRIORITIES: dict[Priority, str] = {
    Priority.LOW: QT_TRANSLATE_NOOP("Board", "Low"),
    Priority.NORMAL: QT_TRANSLATE_NOOP("Board", "Normal"),
    Priority.HIGH: QT_TRANSLATE_NOOP("Board", "High"),
    Priority.URGENT: QT_TRANSLATE_NOOP("Board", "Urgent"),
}
STATE_WORDS: dict[TicketState, str] = {
    TicketState.NEW: QT_TRANSLATE_NOOP("Board", "New"),
    TicketState.OPEN: QT_TRANSLATE_NOOP("Board", "In progress"),
    TicketState.PENDING: QT_TRANSLATE_NOOP("Board", "Put aside"),
    TicketState.CLOSED: QT_TRANSLATE_NOOP("Board", "Closed"),
}


def _said(text: str) -> str:
    return QCoreApplication.translate("Board", text)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A promise clock: its words, colour and shape; ``filled`` when it has run out."""

    words: str
    tone: Tone
    icon: IconName | None
    ran_out: bool = False


NO_CLOCK = ClockFace("", "neutral", None)


class BoardWords(QObject):
    """Make one where you need it; it knows the floor by its names."""

    def __init__(self, floor: BoardFloor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.floor = floor
        self._formats = Formats(self)

    # Times

    def span(self, seconds: float) -> str:
        """``45분`` / ``1시간 20분`` / ``3일``; less than a minute is one."""
        minutes = max(1, round(seconds / 60))
        if minutes < 60:
            return filled(self.tr("{minutes} min"), minutes=minutes)
        hours, rest = divmod(minutes, 60)
        if hours < 24:
            if not rest or hours >= 10:
                return filled(self.tr("{hours} h"), hours=hours)
            return filled(self.tr("{hours} h {minutes} min"), hours=hours, minutes=rest)
        return filled(self.tr("{days} d"), days=round(hours / 24))

    def moment(self, at: int, now: float) -> str:
        """An hour of today, tomorrow, or a day."""
        then = datetime.fromtimestamp(at, UTC).astimezone(SEOUL)
        days = (then.date() - datetime.fromtimestamp(now, UTC).astimezone(SEOUL).date()).days
        if days == 0:
            return f"{then:%H:%M}"
        if days == 1:
            return filled(self.tr("tomorrow {time}"), time=f"{then:%H:%M}")
        return f"{then.month}/{then.day} {then:%H:%M}"

    def clock(self, card: Card, now: float) -> ClockFace:
        """The promise of a card."""
        if card.state is TicketState.PENDING and card.pending_until is not None:
            words = filled(self.tr("until {moment}"), moment=self.moment(card.pending_until, now))
            return ClockFace(words, "info", "pause")
        if card.due is None:
            return ClockFace(self.tr("missed"), "bad", "alert") if card.missed else NO_CLOCK
        left = card.due - now
        if left < 0:
            return ClockFace(filled(self.tr("{span} over"), span=self.span(-left)), "bad", "alert", ran_out=True)
        if left < NEAR:
            words = filled(self.tr("{span} left"), span=self.span(left))
            return ClockFace(words, "warn" if left < SOON else "neutral", "timer" if left < SOON else "clock")
        return ClockFace(self.moment(card.due, now), "neutral", "clock")

    # Names

    def column(self, grouping: Grouping, column: int) -> str:
        """A column's heading."""
        match grouping:
            case Grouping.AGENT:
                return self.tr("Without an owner") if column == NOBODY else self.agent(column)
            case Grouping.QUEUE:
                return self.floor.queue_name(column)
            case Grouping.TEAM:
                return self.tr("Without a team") if column == NOBODY else self.floor.team_name(column)
            case Grouping.STATE:
                return self.state(STATES[column - 1])

    def agent(self, user_id: int) -> str:
        """Somebody's name."""
        return self.floor.agent_name(user_id) or filled(self.tr("Person {number}"), number=user_id)

    def target(self, target: Target) -> str:
        """Where cards can go; of a macro only that it is one."""
        match target.kind:
            case Kind.AGENT:
                return self.agent(target.id)
            case Kind.QUEUE:
                return self.floor.queue_name(target.id)
            case Kind.STATE:
                return self.state(STATES[target.id - 1])
            case Kind.TEAM:
                return self.floor.team_name(target.id)
            case Kind.NOBODY:
                return self.tr("Without an owner")
            case Kind.MACRO:
                return self.tr("Macro")
            case Kind.SNOOZE:
                return self.snooze(target.snooze or Snooze.HOUR)

    def snooze(self, snooze: Snooze) -> str:
        """Until when something is put aside now."""
        now = self.floor.now().astimezone(SEOUL)
        until = until_of(snooze, now).astimezone(SEOUL)
        return {
            Snooze.HOUR: self.tr("For an hour"),
            Snooze.AFTERNOON: self.tr("Until 16:00") if until.day == now.day else self.tr("Until tomorrow 16:00"),
            Snooze.TOMORROW: self.tr("Until tomorrow 10:00"),
            Snooze.MONDAY: filled(self.tr("Until Monday {day}, 10:00"), day=f"{until.month}/{until.day}"),
        }[snooze]

    @staticmethod
    def state(state: TicketState) -> str:
        """A ticket's state."""
        return _said(STATE_WORDS[state])

    @staticmethod
    def priority(priority: Priority) -> str:
        """How urgent something is."""
        return _said(PRIORITIES[priority])

    # A card

    def where(self, card: Card, grouping: Grouping) -> str:
        """What of a card's place its column does not tell."""
        owner = self.agent(card.owner_id) if card.owner_id is not None else self.tr("no owner")
        queue = self.floor.queue_name(card.queue_id)
        if grouping is Grouping.AGENT:
            return joined(card.customer, queue)
        if grouping is Grouping.QUEUE:
            return joined(card.customer, owner)
        return joined(card.customer, owner, queue)

    def home(self, home: Home) -> str:
        """Why a card came home."""
        if home.code == ErrorCode.STALE:
            if home.winner:
                return filled(self.tr("{name} was faster"), name=home.winner)
            return self.tr("It has changed in between")
        if home.code in set(ErrorCode):
            return words_for(ErrorCode(home.code)).what
        return self.tr("It could not be sent")

    def here(self, present: list[Presence]) -> str:
        """Who is at a card."""
        written = [one.name for one in present if one.act is PresenceAct.WRITING]
        looking = [one.name for one in present if one.act is not PresenceAct.WRITING]
        return joined(
            filled(self.tr("{names}: writing"), names=", ".join(written)) if written else "",
            filled(self.tr("{names}: looking"), names=", ".join(looking)) if looking else "",
        )

    def sentence(self, card: Card, now: float, present: list[Presence], home: Home | None, *, pending: bool) -> str:
        """All about a card, as it is read out and as its tip tells."""
        face = self.clock(card, now)
        clock = _said(CLOCKS[card.clock]) if card.clock is not None else ""
        return joined(
            f"#{card.id} {card.title}",
            card.customer,
            self.state(card.state),
            self.priority(card.priority) if card.priority is not Priority.NORMAL else "",
            f"{clock} {face.words}".strip(),
            self.agent(card.owner_id) if card.owner_id is not None else self.tr("no owner"),
            self.floor.queue_name(card.queue_id),
            " ".join(f"#{tag}" for tag in card.tags),
            self.here(present),
            self.tr("is being sent") if pending else "",
            "" if home is None else self.home(home),
            by=", ",
        )

    # How columns stand

    def load(self, standing: Standing) -> str:
        """Load of capacity."""
        return f"{figure(standing.load)}/{figure(standing.capacity)}"

    def wait(self, standing: Standing) -> str:
        """How long the last one waits."""
        if standing.wait is None and standing.cards:
            return self.tr("wait unknown")
        wait = standing.wait or 0
        return self.tr("no wait") if wait < 60 else filled(self.tr("wait {span}"), span=self.span(wait))

    def missed(self, missed: int) -> str:
        """How many will be too late."""
        return filled(self.tr("{count} will miss"), count=f"{missed:,}") if missed else self.tr("none will miss")

    def people(self, here: int) -> str:
        """Who is here."""
        return filled(self.tr("{count} here"), count=here) if here else self.tr("nobody here")

    def change(self, before: Standing, after: Standing) -> list[str]:
        """A column without a drop and with it: load, wait, misses."""
        return [
            filled(
                self.tr("load {before} → {after} of {capacity}"),
                before=figure(before.load),
                after=figure(after.load),
                capacity=figure(after.capacity),
            ),
            self.wait_change(before, after),
            self.missed_change(before, after),
        ]

    def wait_change(self, before: Standing, after: Standing) -> str:
        """The wait without and with it."""
        words = self.tr("wait {before} → {after}")
        return filled(words, before=self._short(before), after=self._short(after))

    def missed_change(self, before: Standing, after: Standing) -> str:
        """The misses without and with it."""
        return filled(self.tr("misses {before} → {after}"), before=f"{before.missed:,}", after=f"{after.missed:,}")

    def _short(self, standing: Standing) -> str:
        if standing.wait is None:
            return "?" if standing.cards else "0"
        return "0" if standing.wait < 60 else self.span(standing.wait)

    def doubt(self, doubt: Doubt, lacking: tuple[str, ...] = ()) -> str:
        """What speaks against a drop."""
        return {
            Doubt.SKILL: filled(self.tr("Lacks a skill: {skills}"), skills=", ".join(lacking)),
            Doubt.NOT_IN_QUEUE: self.tr("Does not work in this queue"),
            Doubt.NOT_HERE: self.tr("Is not here just now"),
            Doubt.FULL: self.tr("Has more than can be carried then"),
            Doubt.NOBODY_HERE: self.tr("Nobody is here for it"),
            Doubt.LATER: self.tr("A promise runs out before it comes back"),
        }[doubt]

    def cards(self, count: int) -> str:
        """So many cards."""
        return self.tr("1 card") if count == 1 else filled(self.tr("{count} cards"), count=f"{count:,}")


def figure(amount: float) -> str:
    """A load, with at most one place behind the point."""
    return f"{amount:,.0f}" if abs(amount - round(amount)) < 0.05 else f"{amount:,.1f}"
