"""A command: what it is called, its keys, where it makes sense and under which heading it stands."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desk.client.widgets.icons import IconName
from desk.client.widgets.language import QT_TRANSLATE_NOOP


class Where(Enum):
    """Where a command makes sense."""

    ANYWHERE = "anywhere"
    #: Also while the wall fills the screen.
    WALL = "wall"
    #: Signed in, and the screen is not covered.
    DESK = "desk"


class Topic(Enum):
    """The headings of the key sheet."""

    GENERAL = QT_TRANSLATE_NOOP("Commands", "General")
    STATE = QT_TRANSLATE_NOOP("Commands", "My state")
    CALL = QT_TRANSLATE_NOOP("Commands", "Call")
    ACTIONS = QT_TRANSLATE_NOOP("Commands", "Actions")
    VIEWS = QT_TRANSLATE_NOOP("Commands", "Views")
    HISTORY = QT_TRANSLATE_NOOP("Commands", "History")
    DAY = QT_TRANSLATE_NOOP("Commands", "My day")
    SHIFTS = QT_TRANSLATE_NOOP("Commands", "Shifts")
    BOARD = QT_TRANSLATE_NOOP("Commands", "Board")
    WRITING = QT_TRANSLATE_NOOP("Commands", "Writing")
    FLOOR = QT_TRANSLATE_NOOP("Commands", "Floor")
    LOOK = QT_TRANSLATE_NOOP("Commands", "Look")


#: Only one of them is ever in front: their commands may have the same keys.
PLACES = frozenset({Topic.SHIFTS, Topic.BOARD})


def topic_words(topic: Topic) -> str:
    """A heading in the words of the language in force."""
    return QCoreApplication.translate("Commands", topic.value)


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the table. ``title`` may hold ``{n}``, which is ``number``."""

    id: str
    title: str
    keys: tuple[str, ...]
    topic: Topic
    where: Where = Where.DESK
    icon: IconName = "command"
    number: int = 0
    #: A key that is held down runs it only once.
    once: bool = False
    #: Where the title's translation is filed.
    context: str = "Commands"

    def may_share_keys(self, other: "Command") -> bool:
        """Whether the same key can do this in one place and that in another."""
        return self.topic is not other.topic and {self.topic, other.topic} <= PLACES
