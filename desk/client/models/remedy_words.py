"""Remedies in words: actions, states, purses, obstacles, and the entries they leave in a timeline."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QLocale, QObject

from desk.actions import ACTIONS
from desk.actions.action import Bilingual
from desk.actions.words import obstacle_words
from desk.client.models.entry import Words
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.remedies import Sending
from desk.client.models.timeline_row import RowTone
from desk.contract import events as log
from desk.contract.errors import Obstacle
from desk.contract.remedies import Precedent, Remedy, RemedyState
from desk.contract.remedy_rules import Purse


def said(words: Bilingual) -> str:
    """Words of the catalogue in the language of the screen."""
    return words.ko if QLocale().language() == QLocale.Language.Korean else words.en


#: Icon and tone of each state: no two share both, and none is told by its colour alone.
STATE_LOOKS: dict[RemedyState | Sending, tuple[str, RowTone]] = {
    Sending.SENDING: ("upload", "info"),
    Sending.QUEUED: ("cloud-up", "warn"),
    Sending.UNSURE: ("refresh", "warn"),
    Sending.HELD: ("pause", "warn"),
    Sending.REFUSED: ("alert", "bad"),
    RemedyState.AWAITING: ("approve", "warn"),
    RemedyState.DECLINED: ("stop-sale", "bad"),
    RemedyState.WITHDRAWN: ("minus", "none"),
    RemedyState.COMMITTED: ("timer", "info"),
    RemedyState.UNDONE: ("undo", "none"),
    RemedyState.HANDED_OVER: ("send", "info"),
    RemedyState.UNKNOWN: ("help", "warn"),
    RemedyState.DONE: ("check-circle", "good"),
    RemedyState.REFUSED: ("x-circle", "bad"),
    RemedyState.REVERSED: ("history", "none"),
}
#: The same, where the outcome was found by asking after it.
RECONCILED_LOOKS: dict[RemedyState | Sending, tuple[str, RowTone]] = {
    RemedyState.DONE: ("found", "good"),
    RemedyState.REFUSED: ("found", "bad"),
}


def look_of(state: RemedyState | Sending, *, reconciled: bool = False) -> tuple[str, RowTone]:
    """Icon and tone of a state; ``reconciled``: the outcome was found by asking after it."""
    return RECONCILED_LOOKS.get(state, STATE_LOOKS[state]) if reconciled else STATE_LOOKS[state]


class RemedyWords(QObject):
    """Speaks the language in force each time it is asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = Formats(self)
        self._by_type: dict[type[log.FactBase], Callable[[Any], Words]] = {
            log.RemedyRequested: self._requested,
            log.RemedyCommitted: self._committed,
            log.RemedyDeclined: self._declined,
            log.RemedyWithdrawn: lambda fact: self._entry(fact, RemedyState.WITHDRAWN),
            log.RemedyEscalated: self._escalated,
            log.RemedyUndone: lambda fact: self._entry(fact, RemedyState.UNDONE, fact.amount),
            log.RemedyHandedOver: lambda fact: self._entry(fact, RemedyState.HANDED_OVER),
            log.RemedyUnknown: self._unknown,
            log.CommandGivenUp: self._given_up,
            log.CommandRevived: self._revived,
            log.RemedyDone: self._done,
            log.RemedyRefused: self._refused,
        }

    @property
    def entries(self) -> dict[type[log.FactBase], Callable[[Any], Words]]:
        """The words of every fact about a remedy."""
        return self._by_type

    def action(self, name: str) -> str:
        """What an action is called; one that this version does not know, by its name."""
        found = ACTIONS.get(name)
        return said(found.title) if found is not None else name

    def icon(self, name: str) -> str:
        """The icon of an action."""
        found = ACTIONS.get(name)
        return found.icon if found is not None else "heart"

    def field(self, action: str, name: str) -> str:
        """What a field of an action's form is called."""
        found = ACTIONS.get(action)
        return next((said(one.title) for one in found.fields if one.name == name), name) if found else name

    def obstacle(self, obstacle: Obstacle) -> str:
        """What stands in the way."""
        return said(obstacle_words(obstacle))

    def amount(self, amount: int) -> str:
        """An amount; what costs nothing says nothing."""
        return self._formats.won(amount) if amount else ""

    def purse(self, purse: Purse) -> str:
        """What an action draws on."""
        return {
            Purse.DISCRETION: self.tr("My discretion"),
            Purse.REFUND: self.tr("Refunds"),
            Purse.CRITERIA: self.tr("By the criteria"),
        }[purse]

    def state(self, state: RemedyState | Sending, *, reconciled: bool = False) -> str:
        """Where it stands, in a word or two; ``reconciled``: the outcome was found by asking after it."""
        if reconciled and state in RECONCILED_LOOKS:
            return filled(self.tr("{state}, confirmed after asking"), state=self.state(state))
        return {
            Sending.SENDING: self.tr("Being sent"),
            Sending.QUEUED: self.tr("Not sent yet"),
            Sending.UNSURE: self.tr("Not confirmed"),
            Sending.HELD: self.tr("Held back"),
            Sending.REFUSED: self.tr("Not accepted"),
            RemedyState.AWAITING: self.tr("Awaits approval"),
            RemedyState.DECLINED: self.tr("Declined"),
            RemedyState.WITHDRAWN: self.tr("Withdrawn"),
            RemedyState.COMMITTED: self.tr("Decided"),
            RemedyState.UNDONE: self.tr("Undone"),
            RemedyState.HANDED_OVER: self.tr("Being carried out"),
            RemedyState.UNKNOWN: self.tr("Outcome unknown"),
            RemedyState.DONE: self.tr("Done"),
            RemedyState.REFUSED: self.tr("Could not be done"),
            RemedyState.REVERSED: self.tr("Reversed"),
        }[state]

    def meaning(self, state: RemedyState | Sending) -> str:
        """What that means for the customer who is on the line, in a sentence; empty where the word says it all."""
        return {
            Sending.QUEUED: self.tr("No connection: nothing has happened yet. It is sent when the server is back."),
            Sending.UNSURE: self.tr("No answer came. It is sent again and happens once, not twice."),
            Sending.HELD: self.tr("It lay for long, so it was not sent. Does it still hold?"),
            RemedyState.AWAITING: self.tr("A lead sees it now. Do not promise it yet."),
            RemedyState.UNKNOWN: self.tr("We are asking what happened. Do not do it again."),
        }.get(state, "")

    def precedent(self, precedent: Precedent) -> str:
        """``비슷한 12건: 보통 5,000원 (3,000~8,000원)``; empty when there was no case."""
        if not precedent.count or precedent.median is None:
            return ""
        cases = self.tr("%n similar case(s)", "", precedent.count)
        words = filled(self.tr("{cases}: usually {median}"), cases=cases, median=self._formats.won(precedent.median))
        lower, upper = precedent.lower, precedent.upper
        if lower is None or upper is None or lower == upper:
            return words
        spread = filled(self.tr("{lower}–{upper}"), lower=f"{lower:,}", upper=self._formats.won(upper))
        return f"{words} ({spread})"

    # Entries of a timeline

    def _entry(
        self, fact: Any, state: RemedyState, amount: int = 0, body: str = "", *, reconciled: bool = False
    ) -> Words:
        icon, tone = look_of(state, reconciled=reconciled)
        stands = self.state(state, reconciled=reconciled)
        title = filled(self.tr("{action} · {state}"), action=self.action(fact.action), state=stands)
        return Words("remedy", title, body, tag=self.amount(amount), tone=tone, icon=icon)

    def _requested(self, fact: log.RemedyRequested) -> Words:
        """Only what waits for somebody's yes is seen: everything else is decided in the same second."""
        title = filled(self.tr("{action} · approval asked for"), action=self.action(fact.action))
        return Words("remedy", title, fact.reason, tag=self.amount(fact.amount), tone="warn", icon="approve")

    def _committed(self, fact: log.RemedyCommitted) -> Words:
        amount, action = self.amount(fact.amount), self.action(fact.action)
        if fact.approved:
            title = filled(self.tr("{action} · approved"), action=action)
            return Words("remedy", title, fact.told, tag=amount, tone="good", icon="approve")
        title = self.tr("{action} ordered") if fact.reverses is None else self.tr("Reversal of {action} ordered")
        body = "\n".join(part for part in (fact.reason, fact.told) if part)
        return Words("remedy", filled(title, action=action), body, tag=amount, tone="info", icon=self.icon(fact.action))

    def _declined(self, fact: log.RemedyDeclined) -> Words:
        if fact.lapsed:
            title = filled(self.tr("{action} · nobody decided in time"), action=self.action(fact.action))
            return Words("remedy", title, tone="bad", icon="clock")
        return self._entry(fact, RemedyState.DECLINED, body=fact.words)

    def _escalated(self, fact: log.RemedyEscalated) -> Words:
        title = filled(self.tr("{action} · more people are asked"), action=self.action(fact.action))
        return Words("remedy", title, tone="warn", icon="arrow-up")

    def _unknown(self, fact: log.RemedyUnknown) -> Words:
        """Why nobody knows is the machine's to tell, and for those who mend it."""
        return self._entry(fact, RemedyState.UNKNOWN, body=self.meaning(RemedyState.UNKNOWN))

    def _given_up(self, fact: log.CommandGivenUp) -> Words:
        title = filled(self.tr("{action} · nobody answers"), action=self.action(fact.action))
        return Words("remedy", title, self.given_up(), tone="bad", icon="alert")

    def given_up(self) -> str:
        """What it means that its command was given up."""
        return self.tr("The shop's system has not answered for days. An administrator has been told.")

    def _revived(self, fact: log.CommandRevived) -> Words:
        words = self.tr("{action} · answered after all") if fact.answered else self.tr("{action} · sent again")
        return Words("remedy", filled(words, action=self.action(fact.action)), tone="info", icon="send")

    def _done(self, fact: log.RemedyDone) -> Words:
        reference = filled(self.tr("No. {number}"), number=fact.reference) if fact.reference else ""
        body = joined(fact.words, reference)
        return self._entry(fact, RemedyState.DONE, fact.amount, body, reconciled=fact.reconciled)

    def _refused(self, fact: log.RemedyRefused) -> Words:
        return self._entry(fact, RemedyState.REFUSED, fact.amount, fact.words, reconciled=fact.reconciled)

    def line(self, remedy: Remedy) -> str:
        """A remedy in one line: what, how much, for which order."""
        parts = (self.action(remedy.action), self.amount(remedy.amount), remedy.order_number)
        return joined(*parts)
