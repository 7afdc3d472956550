"""Everything an agent can do by name: one table, of which menus, the palette, the key sheet and the keys are made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desk.client.models.plain import filled
from desk.client.widgets.icons import IconName
from desk.client.widgets.keys import is_single, normal
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


def _state(name: str, title: str, keys: str, icon: IconName) -> Command:
    return Command(f"state.{name}", title, (keys,), Topic.STATE, icon=icon)


def _call(name: str, title: str, keys: tuple[str, ...], icon: IconName, number: int = 0) -> Command:
    return Command(f"call.{name}", title, keys, Topic.CALL, icon=icon, number=number)


def _act(name: str, title: str, keys: tuple[str, ...], icon: IconName, number: int = 0) -> Command:
    return Command(f"action.{name}", title, keys, Topic.ACTIONS, icon=icon, number=number, once=True)


def _write(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(name, title, keys, Topic.WRITING, icon=icon)


def _view(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(name, title, keys, Topic.VIEWS, icon=icon)


def _row(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"timeline.{name}", title, keys, Topic.HISTORY, icon=icon)


def _shift(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"shifts.{name}", title, keys, Topic.SHIFTS, icon=icon)


def _board(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"board.{name}", title, keys, Topic.BOARD, icon=icon)


def _day(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"day.{name}", title, keys, Topic.DAY, icon=icon)


def _floor(name: str, title: str, keys: tuple[str, ...], icon: IconName, where: Where = Where.DESK) -> Command:
    return Command(name, title, keys, Topic.FLOOR, where, icon, once=True)


def _app(name: str, title: str, keys: tuple[str, ...], icon: IconName, where: Where = Where.DESK) -> Command:
    return Command(name, title, keys, Topic.GENERAL, where, icon)


def _look(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"look.{name}", title, keys, Topic.LOOK, Where.ANYWHERE, icon)


# No F9: it is the Hanja key of Korean input methods.
COMMANDS: tuple[Command, ...] = (
    _app("palette.open", QT_TRANSLATE_NOOP("Commands", "Search or run a command"), ("Ctrl+K",), "search"),
    _app("keys.show", QT_TRANSLATE_NOOP("Commands", "Show all keys"), ("?", "F1"), "keyboard"),
    _app("settings.keys", QT_TRANSLATE_NOOP("Commands", "Change keys"), (), "keyboard"),
    _app("outbox.open", QT_TRANSLATE_NOOP("Commands", "Outbox: what is still being sent"), ("Ctrl+Shift+O",), "upload"),
    _app("health.open", QT_TRANSLATE_NOOP("Commands", "Connection details"), ("Ctrl+Shift+H",), "wifi"),
    _app("lock", QT_TRANSLATE_NOOP("Commands", "Lock the screen"), ("Ctrl+L",), "lock", Where.WALL),
    _app("sign_out", QT_TRANSLATE_NOOP("Commands", "Sign out"), (), "logout"),
    _app("quit", QT_TRANSLATE_NOOP("Commands", "Quit Desk"), ("Ctrl+Q",), "x", Where.ANYWHERE),
    _state("available", QT_TRANSLATE_NOOP("Commands", "Ready for calls"), "F2", "phone"),
    _state("break", QT_TRANSLATE_NOOP("Commands", "Take a break"), "F3", "coffee"),
    _state("away", QT_TRANSLATE_NOOP("Commands", "Away, with a reason"), "F4", "clock"),
    _state("on_shift", QT_TRANSLATE_NOOP("Commands", "On shift, no calls"), "Shift+F2", "shift"),
    _call("wrap_up", QT_TRANSLATE_NOOP("Commands", "Wrap up the call"), ("F6",), "wrap-up"),
    _call("extend", QT_TRANSLATE_NOOP("Commands", "One minute more for the wrap-up"), ("Shift+F6",), "clock"),
    _call("callback", QT_TRANSLATE_NOOP("Commands", "Promise a call-back"), ("F7",), "call-back"),
    _call("note", QT_TRANSLATE_NOOP("Commands", "Write the call note"), ("Ctrl+Shift+N",), "call-note"),
    _call("missed", QT_TRANSLATE_NOOP("Commands", "Missed calls"), ("F8",), "phone-missed"),
    _call("callbacks", QT_TRANSLATE_NOOP("Commands", "My call-backs"), ("Shift+F8",), "call-back"),
    *(
        _call(f"code_{n}", QT_TRANSLATE_NOOP("Commands", "Wrap up with code {n}"), (f"Alt+{n}",), "check", n)
        for n in range(1, 10)
    ),
    _call("caller", QT_TRANSLATE_NOOP("Commands", "Show who is calling"), ("Ctrl+O",), "phone-in"),
    *(
        _act(f"{n}", QT_TRANSLATE_NOOP("Commands", "Carry out action {n}"), (f"Ctrl+Alt+{n}",), "heart", n)
        for n in range(1, 10)
    ),
    _act("list", QT_TRANSLATE_NOOP("Commands", "Go to the actions"), ("Ctrl+E",), "heart"),
    _act("macro", QT_TRANSLATE_NOOP("Commands", "Choose a macro"), ("Ctrl+Shift+E",), "play"),
    _act("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last remedy"), ("Ctrl+Alt+Z",), "undo"),
    _act("month", QT_TRANSLATE_NOOP("Commands", "My authority this month"), (), "money"),
    _write("write.reply", QT_TRANSLATE_NOOP("Commands", "Write a reply"), ("Ctrl+Shift+R",), "reply"),
    _write("write.note", QT_TRANSLATE_NOOP("Commands", "Write a note"), ("Ctrl+Shift+M",), "note"),
    _write("write.template", QT_TRANSLATE_NOOP("Commands", "Put in ready words"), ("Ctrl+Shift+T",), "template"),
    _write("write.file", QT_TRANSLATE_NOOP("Commands", "Send a file along"), ("Ctrl+Shift+A",), "attach"),
    _write("ticket.choose", QT_TRANSLATE_NOOP("Commands", "Choose a ticket"), ("Ctrl+T",), "ticket"),
    _write("ticket.new", QT_TRANSLATE_NOOP("Commands", "Begin a new ticket"), (), "plus"),
    _write("customer.search", QT_TRANSLATE_NOOP("Commands", "Search in this history"), ("Ctrl+F",), "search"),
    _write("customer.remark", QT_TRANSLATE_NOOP("Commands", "Add a note for everybody"), ("Ctrl+Shift+I",), "heart"),
    _write("customer.merge", QT_TRANSLATE_NOOP("Commands", "Merge with another record"), (), "merge"),
    _write(
        "customer.survivor",
        QT_TRANSLATE_NOOP("Commands", "Go to the record this one was merged into"),
        ("Ctrl+Shift+P",),
        "merge",
    ),
    _view("customer.close", QT_TRANSLATE_NOOP("Commands", "Back to the overview"), ("Ctrl+W",), "x"),
    _row("older_hit", QT_TRANSLATE_NOOP("Commands", "Older hit"), ("Ctrl+G",), "chevron-up"),
    _row("newer_hit", QT_TRANSLATE_NOOP("Commands", "Newer hit"), ("Ctrl+Shift+G",), "chevron-down"),
    _row("rows", QT_TRANSLATE_NOOP("Commands", "Read the history"), ("Ctrl+J",), "history"),
    _row("newest", QT_TRANSLATE_NOOP("Commands", "Go to the newest entry"), ("Ctrl+End",), "arrow-down"),
    _row("oldest", QT_TRANSLATE_NOOP("Commands", "Go to the oldest entry"), ("Ctrl+Home",), "arrow-up"),
    _row("when", QT_TRANSLATE_NOOP("Commands", "Go to a day, or see it as it was then"), (), "calendar-clock"),
    _row("now", QT_TRANSLATE_NOOP("Commands", "Back to now"), (), "undo"),
    _row("fold", QT_TRANSLATE_NOOP("Commands", "Show more or less of the entry"), (), "unfold"),
    _row("pin", QT_TRANSLATE_NOOP("Commands", "Pin or unpin the entry"), ("P",), "pin"),
    _row("copy_text", QT_TRANSLATE_NOOP("Commands", "Copy the entry's text"), ("C",), "copy"),
    _row("copy_link", QT_TRANSLATE_NOOP("Commands", "Copy the entry's link"), ("L",), "link"),
    _row("copy_number", QT_TRANSLATE_NOOP("Commands", "Copy the entry's phone number"), ("N",), "phone"),
    _row("ticket", QT_TRANSLATE_NOOP("Commands", "Open the entry's ticket"), ("O",), "external"),
    _shift("whose", QT_TRANSLATE_NOOP("Commands", "Everybody's shifts, or my own"), ("V",), "calendar-clock"),
    _shift("before", QT_TRANSLATE_NOOP("Commands", "Earlier days"), ("Alt+PgUp",), "chevron-left"),
    _shift("after", QT_TRANSLATE_NOOP("Commands", "Later days"), ("Alt+PgDown",), "chevron-right"),
    _shift("today", QT_TRANSLATE_NOOP("Commands", "Today"), ("T",), "calendar"),
    _shift("closer", QT_TRANSLATE_NOOP("Commands", "Closer"), ("+", "="), "plus"),
    _shift("farther", QT_TRANSLATE_NOOP("Commands", "Farther"), ("-",), "minus"),
    _shift("find", QT_TRANSLATE_NOOP("Commands", "Find somebody"), ("/",), "search"),
    _shift("matters", QT_TRANSLATE_NOOP("Commands", "Only who matters now"), ("M",), "alert"),
    _shift("earlier", QT_TRANSLATE_NOOP("Commands", "Move it earlier"), ("Alt+Left",), "chevron-left"),
    _shift("later", QT_TRANSLATE_NOOP("Commands", "Move it later"), ("Alt+Right",), "chevron-right"),
    _shift("shorter", QT_TRANSLATE_NOOP("Commands", "Make it shorter"), ("Alt+Shift+Left",), "minus"),
    _shift("longer", QT_TRANSLATE_NOOP("Commands", "Make it longer"), ("Alt+Shift+Right",), "plus"),
    _shift("split", QT_TRANSLATE_NOOP("Commands", "Split it"), ("S",), "merge"),
    _shift("activity", QT_TRANSLATE_NOOP("Commands", "Say what it is for"), ("A",), "edit"),
    _shift("remove", QT_TRANSLATE_NOOP("Commands", "Cancel the shift"), ("Del",), "trash"),
    _shift("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last change of a shift"), ("Ctrl+Z",), "undo"),
    _shift("redo", QT_TRANSLATE_NOOP("Commands", "Do it again"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    _shift("print", QT_TRANSLATE_NOOP("Commands", "Print day sheet"), ("Ctrl+P",), "print"),
    _shift("side", QT_TRANSLATE_NOOP("Commands", "What stands beside the shifts"), ("B",), "users"),
    _view("board.show", QT_TRANSLATE_NOOP("Commands", "Show the board"), ("Ctrl+B",), "queue"),
    _board("move", QT_TRANSLATE_NOOP("Commands", "Move the cards to…"), ("M", "Ctrl+M"), "transfer"),
    _board("edit", QT_TRANSLATE_NOOP("Commands", "Change several cards at once"), ("E",), "edit"),
    _board("find", QT_TRANSLATE_NOOP("Commands", "Find a card"), ("/",), "search"),
    _board("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last move of cards"), ("Ctrl+Z",), "undo"),
    _board("all", QT_TRANSLATE_NOOP("Commands", "Select the whole column"), ("Ctrl+A",), "check"),
    _board("rebalance", QT_TRANSLATE_NOOP("Commands", "Propose a rebalancing"), ("B",), "merge"),
    _board("fold", QT_TRANSLATE_NOOP("Commands", "Fold or unfold the column"), ("F",), "fold"),
    _board("column", QT_TRANSLATE_NOOP("Commands", "What can be done with the column"), ("Shift+F10",), "more"),
    _board("group", QT_TRANSLATE_NOOP("Commands", "Next kind of columns"), ("G",), "queue"),
    _board("sort", QT_TRANSLATE_NOOP("Commands", "Next order of cards"), ("S",), "sort"),
    _day("open", QT_TRANSLATE_NOOP("Commands", "My day: now and next"), ("Shift+F4",), "calendar-clock"),
    _day("lunch", QT_TRANSLATE_NOOP("Commands", "May I go to lunch now?"), ("Shift+F3",), "coffee"),
    _day("rest", QT_TRANSLATE_NOOP("Commands", "May I take a break now?"), ("Ctrl+F3",), "timer"),
    _day("hand_over", QT_TRANSLATE_NOOP("Commands", "Hand over at the end of my shift"), ("Shift+F7",), "transfer"),
    _day("swap", QT_TRANSLATE_NOOP("Commands", "Swap or give away a shift"), (), "transfer"),
    _day("leave", QT_TRANSLATE_NOOP("Commands", "Ask for leave"), (), "calendar"),
    _day("take", QT_TRANSLATE_NOOP("Commands", "Take the hours that are offered"), ("Ctrl+Shift+Y",), "check"),
    _floor("floor.help", QT_TRANSLATE_NOOP("Commands", "Ask a lead for help, or go to the talk"), ("F10",), "help"),
    _floor("floor.join", QT_TRANSLATE_NOOP("Commands", "Go to who asks for help"), ("Ctrl+F10",), "users"),
    _floor("floor.end_help", QT_TRANSLATE_NOOP("Commands", "No more help is needed"), ("Ctrl+Shift+F10",), "check"),
    _floor("floor.read", QT_TRANSLATE_NOOP("Commands", "I have read it: word or notice"), ("F12",), "check-circle"),
    _floor("floor.whisper", QT_TRANSLATE_NOOP("Commands", "A word to a colleague"), ("Ctrl+Shift+W",), "chat"),
    _floor("floor.broadcast", QT_TRANSLATE_NOOP("Commands", "A notice to many"), ("Ctrl+Shift+F12",), "bell"),
    _floor("floor.stop_listening", QT_TRANSLATE_NOOP("Commands", "Stop listening"), ("Ctrl+Shift+F11",), "headset"),
    _floor("floor.sick_call", QT_TRANSLATE_NOOP("Commands", "Somebody is ill"), (), "user"),
    _floor("wall.full_screen", QT_TRANSLATE_NOOP("Commands", "Wall, full screen"), ("F11",), "chart", Where.WALL),
    _floor("wall.show", QT_TRANSLATE_NOOP("Commands", "Show the wall"), (), "chart"),
    _floor("wall.claim", QT_TRANSLATE_NOOP("Commands", "Take the oldest alarm"), ("Ctrl+F11",), "alert"),
    _look("theme", QT_TRANSLATE_NOOP("Commands", "Switch between light and dark"), ("Ctrl+Shift+D",), "moon"),
    _look("density", QT_TRANSLATE_NOOP("Commands", "Switch between comfortable and compact"), (), "sort"),
    _look("language", QT_TRANSLATE_NOOP("Commands", "한국어 / English"), ("Ctrl+Shift+L",), "globe"),
    _look("larger", QT_TRANSLATE_NOOP("Commands", "Larger text"), ("Ctrl++", "Ctrl+="), "plus"),
    _look("smaller", QT_TRANSLATE_NOOP("Commands", "Smaller text"), ("Ctrl+-",), "minus"),
    _look("normal_size", QT_TRANSLATE_NOOP("Commands", "Normal text size"), ("Ctrl+0",), "refresh"),
)


#: Ids of lines that come into the table later, from the site.
NAMED = "macro."


@dataclass(slots=True)
class _Bound:
    run: Callable[[], None]
    enabled: Callable[[], bool]


def _normal(chords: Iterable[str]) -> tuple[str, ...]:
    return tuple(normal(chord) for chord in chords if normal(chord))


def _always() -> bool:
    return True


class Commands(QObject):
    """The table at work: what each command does here, which keys it has, and whether it can run now."""

    changed = Signal()
    """Keys were bound anew; carries nothing."""
    ran = Signal(str)
    """A command ran; carries its id."""

    def __init__(self, table: Iterable[Command] = COMMANDS) -> None:
        super().__init__()
        self.table: dict[str, Command] = {}
        self.where = Where.ANYWHERE
        self._bound: dict[str, _Bound] = {}
        self._now: dict[str, str] = {}
        self._own_keys: dict[str, tuple[str, ...]] = {}
        self._by_chord: dict[str, list[str]] = {}
        self.add(table)

    def add(self, commands: Iterable[Command]) -> None:
        """Take more lines into the table; an id that is there already raises ValueError."""
        for command in commands:
            if command.id in self.table:
                raise ValueError(f"two commands are called {command.id}")
            self.table[command.id] = command
        self._index()

    def name(self, command: Command) -> None:
        """Put a line into the table, or give the one of that id another title."""
        if self.table.get(command.id) != command:
            self.table[command.id] = command
            self._index()

    def unbind(self, name: str) -> None:
        """It can not be run any more."""
        self._bound.pop(name, None)

    def bind(self, name: str, run: Callable[[], None], enabled: Callable[[], bool] = _always) -> None:
        """Say what a command does; an unknown id raises KeyError."""
        self._bound[self.table[name].id] = _Bound(run, enabled)

    def is_bound(self, name: str) -> bool:
        """Whether somebody has said what the command does."""
        return name in self._bound

    def title(self, name: str) -> str:
        """The command in the words of the language in force."""
        command = self.table[name]
        return filled(QCoreApplication.translate(command.context, command.title), n=command.number)

    def say_now(self, name: str, words: str) -> None:
        """What the command would do here and now; empty: only its title tells."""
        self._now[name] = words

    def words_now(self, name: str) -> str:
        """What it would do here and now, where somebody has said so; else its title."""
        return self._now.get(name) or self.title(name)

    def can_run(self, name: str) -> bool:
        """Whether the command makes sense here and now."""
        bound = self._bound.get(name)
        wanted = self.table[name].where
        here = wanted in (Where.ANYWHERE, self.where) or self.where is Where.DESK
        return bound is not None and here and bound.enabled()

    def run(self, name: str) -> bool:
        """Run a command if it can run; tells whether it did."""
        if not self.can_run(name):
            return False
        self._bound[name].run()
        self.ran.emit(name)
        return True

    def runnable(self) -> list[Command]:
        """The commands that can run now, in the order of the table."""
        return [command for command in self.table.values() if self.can_run(command.id)]

    def keys(self, name: str) -> tuple[str, ...]:
        """The chords of a command: the agent's own, else those of the table."""
        return self._own_keys.get(name, self.table[name].keys)

    def first_key(self, name: str) -> str:
        """The chord to show beside a command; empty when it has none."""
        return next(iter(self.keys(name)), "")

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """What differs from the table, to keep in the settings."""
        return dict(self._own_keys)

    def set_own_keys(self, keys: Mapping[str, Iterable[str]]) -> None:
        """Put the agent's keys in force; ids and chords that no longer exist are passed over."""
        known = {name: chords for name, chords in keys.items() if name in self.table or name.startswith(NAMED)}
        self._own_keys = {name: _normal(chords) for name, chords in known.items()}
        self._index()

    def rebind(self, name: str, chords: Iterable[str]) -> None:
        """Give a command other keys; they are taken from whoever had them and cannot share them."""
        fresh, mine = _normal(chords), self.table[name]
        for other, command in self.table.items():
            if command.may_share_keys(mine):
                continue
            kept = tuple(chord for chord in self.keys(other) if normal(chord) not in fresh)
            if other != name and kept != self.keys(other):
                self._own_keys[other] = kept
        self._own_keys[name] = fresh
        self._forget_defaults()
        self._index()

    def reset(self, name: str | None = None) -> None:
        """Give a command (or all of them) the keys of the table again."""
        if name is None:
            self._own_keys.clear()
            self._index()
        else:
            self.rebind(name, self.table[name].keys)

    def holder(self, chord: str, beside: str = "") -> str | None:
        """The id of the command that has this chord, or None; ``beside``: of one that cannot share it with this."""
        mine = self.table.get(beside)
        names = self._by_chord.get(normal(chord), [])
        return next((one for one in names if mine is None or not self.table[one].may_share_keys(mine)), None)

    def press(self, chord: str, *, writing: bool, held: bool = False) -> bool:
        """Run what the chord stands for. While `writing`, chords that are also characters are left alone; a key that
        is `held` down repeats only what may be repeated."""
        names = self._by_chord.get(chord, [])
        if not names or (writing and is_single(chord)):
            return False
        name = next((one for one in names if self.can_run(one)), names[0])
        if held and self.table[name].once:
            return True
        return self.run(name)

    def _forget_defaults(self) -> None:
        for name in list(self._own_keys):
            if self._own_keys[name] == _normal(self.table[name].keys):
                del self._own_keys[name]

    def _index(self) -> None:
        self._by_chord = {}
        for name in self.table:
            for chord in self.keys(name):
                self._by_chord.setdefault(normal(chord), []).append(name)
        self.changed.emit()
