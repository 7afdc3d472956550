"""What an empowered action declares, and the case it is judged on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from desk.contract.customers import PersonalField
from desk.contract.errors import Obstacle
from desk.contract.remedies import LIVE, Effect, Remedy, Situation, SituationOrder, Values
from desk.contract.remedy_rules import Purse


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Words in both languages of the screen."""

    ko: str
    en: str

    def in_language(self, code: str) -> str:
        """The words for a language's code; English for any but Korean."""
        return self.ko if code == "ko" else self.en


class FieldKind(Enum):
    """How a field is filled in, and what its value is."""

    MONEY = "money"  # whole won
    LINE = "line"  # one line of text
    TEXT = "text"  # several lines
    CHOICE = "choice"  # the code of one of ``choices``
    INSTANT = "instant"  # ISO 8601 with its zone


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few things a field can be."""

    code: str
    title: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an action's form. ``most`` bounds money in won, and text in characters;
    a ``personal`` field leaves the server masked."""

    name: str
    kind: FieldKind
    title: Bilingual
    required: bool = True
    most: int = 200
    choices: tuple[Choice, ...] = ()
    personal: PersonalField | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """How much this customer needs the action now: ``rank`` from 0 (not) to 100 (first of all), and why."""

    rank: int
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Case:
    """One customer's situation, with the order on screen if there is one, and the ticket and the call it is done in."""

    situation: Situation
    order: SituationOrder | None = None
    ticket_id: int | None = None
    call_id: int | None = None

    def live(self, *actions: str) -> list[Remedy]:
        """Remedies of these kinds that count for this case, newest first: of its order, or without any order."""
        return [one for one in self.of_order if one.action in actions]

    @property
    def of_order(self) -> list[Remedy]:
        """Everything that counts for its order, or without any order, whatever the action; not what is only prepared,
        or takes back."""
        order_id = self.order.id if self.order else None
        return [
            one
            for one in self.situation.remedies
            if one.order_id == order_id and one.state in LIVE and one.reverses is None and not one.prepared
        ]


def free(_case: Case, _values: Values) -> Obstacle | None:
    """Nothing stands in the way."""
    return None


def nothing(_case: Case) -> Values:
    """No field can be filled in beforehand."""
    return {}


def unneeded(_case: Case) -> Need | None:
    """Nothing in the situation asks for it."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One empowered action. Its functions are pure: the client runs them to explain, the server to decide."""

    name: str
    title: Bilingual
    #: An icon of the program, by name.
    icon: str
    purse: Purse
    effect: Callable[[Case, Values], Effect]
    #: Who carries it out; empty when Desk does so itself.
    executor: str = ""
    fields: tuple[Field, ...] = ()
    #: What stands in the way; also asked with values that are not complete.
    obstacle: Callable[[Case, Values], Obstacle | None] = free
    defaults: Callable[[Case], Values] = nothing
    need: Callable[[Case], Need | None] = unneeded
    #: How long it can be taken back before it is handed over.
    undo: timedelta = timedelta(seconds=30)
    #: Whether the executor can reverse what it did.
    reversible: bool = False
    #: The field of money that whoever approves may lower; empty when there is nothing to lower.
    lowered: str = ""
    #: Whether it is about a purchase.
    needs_order: bool = True
