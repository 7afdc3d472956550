"""The table of commands at work: menus, the palette, the key sheet and the keys are made of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desk.client.models.plain import filled
from desk.client.widgets.command import Command, Where
from desk.client.widgets.command_table import COMMANDS
from desk.client.widgets.keys import is_single, normal

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
