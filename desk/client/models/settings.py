"""What the agent has chosen on this workstation: one line per setting."""

from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QObject, Signal

from desk.client.remote.settings_store import SettingsStore

T = TypeVar("T")


class Setting(Generic[T]):
    """One setting, read and written like an attribute. A value that makes no sense counts as the default."""

    def __init__(self, default: T, *choices: T, kind: Any = None) -> None:
        """`choices`: the only values there are; `kind`: the type, where the default does not show it."""
        self.default = default
        self._choices = choices
        self._kind = kind
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, settings: None, owner: type) -> "Setting[T]": ...
    @overload
    def __get__(self, settings: "Settings", owner: type) -> T: ...
    def __get__(self, settings: "Settings | None", owner: type) -> "T | Setting[T]":
        if settings is None:
            return self
        value: T = settings.store.get(self.name, self.default, self._kind)
        return value if not self._choices or value in self._choices else self.default

    def __set__(self, settings: "Settings", value: T) -> None:
        if self._choices and value not in self._choices:
            raise ValueError(f"{value!r} is no value for the setting {self.name}")
        settings.store.set(self.name, value)


class Settings(QObject):
    """The settings. An administrator's policy beats what is chosen here; nothing about customers is among them."""

    changed = Signal(str)
    """A setting has another value; carries its name."""

    server = Setting("")
    #: For administrators: a private authority's certificates, a proxy, and whether a server without TLS is allowed.
    ca_file = Setting("")
    proxy = Setting("")
    allow_plain = Setting(False)
    last_login = Setting("")
    remember = Setting(True)
    scheme = Setting("system", "light", "dark", "system")
    density = Setting("comfortable", "comfortable", "compact")
    font_scale = Setting(1.0)
    language = Setting("system", "system", "ko", "en")
    ring_sound = Setting(True)
    missed_sound = Setting(True)
    approval_sound = Setting(True)
    alarm_sound = Setting(True)
    help_sound = Setting(True)
    whisper_sound = Setting(True)
    keys = Setting[dict[str, list[str]]]({}, kind=dict[str, list[str]])
    recent_commands = Setting[list[str]]([], kind=list[str])
    window = Setting[list[int]]([], kind=list[int])
    panel = Setting("")
    board_columns = Setting("agent", "agent", "queue", "state", "team")
    board_order = Setting("due", "due", "priority", "age")
    #: Columns that are folded, as "agent:7".
    board_folded = Setting[list[str]]([], kind=list[str])

    def __init__(self, store: SettingsStore) -> None:
        super().__init__()
        self.store = store
        store.watch(self.changed.emit)

    def is_fixed(self, name: str) -> bool:
        """Whether the policy decides this setting: show it, but do not let it be changed."""
        return self.store.is_fixed(name)
