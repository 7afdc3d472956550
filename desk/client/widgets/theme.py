"""The look in figures: colours, type scale, sizes, and the one theme that puts them on the application."""

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal, Self

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desk.paths import resource

Scheme = Literal["light", "dark", "system"]
Density = Literal["comfortable", "compact"]
Tone = Literal["neutral", "accent", "good", "warn", "bad", "info", "reply", "note", "call_note"]
FontRole = Literal["body", "strong", "small", "small_strong", "title", "display", "mono_digits"]

FAMILY = "Pretendard"
RADIUS = 6
SMALLEST_FONT, LARGEST_FONT = 0.85, 1.5

_FONT_FILES = ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf", "Pretendard-Bold.otf")
# Pixels at scale 1, weight. They are device-independent: the screen's own scale is added by Qt.
_TYPE: dict[FontRole, tuple[int, QFont.Weight]] = {
    "body": (13, QFont.Weight.Normal),
    "strong": (13, QFont.Weight.DemiBold),
    "small": (12, QFont.Weight.Normal),
    "small_strong": (12, QFont.Weight.DemiBold),
    "title": (15, QFont.Weight.Bold),
    "display": (24, QFont.Weight.Bold),
    "mono_digits": (13, QFont.Weight.DemiBold),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, named by what they are for."""

    window: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    border: QColor
    border_strong: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    reply: QColor
    reply_soft: QColor
    note: QColor
    note_soft: QColor
    call_note: QColor
    call_note_soft: QColor
    good: QColor
    good_soft: QColor
    warn: QColor
    warn_soft: QColor
    bad: QColor
    bad_soft: QColor
    info: QColor
    info_soft: QColor
    focus: QColor
    selection: QColor
    hover: QColor
    """A veil over what the mouse is over."""
    pressed: QColor
    """A veil over what is held down."""
    hit: QColor
    hit_strong: QColor
    shadow: QColor

    @classmethod
    def load(cls, scheme: Literal["light", "dark"]) -> Self:
        """Read the colours of a scheme; a missing or unknown name in the file raises TypeError."""
        written: dict[str, str] = json.loads(resource("theme", f"{scheme}.json").read_bytes())
        return cls(**{name: QColor(value) for name, value in written.items()})

    def of(self, tone: Tone) -> QColor:
        """The strong colour of a tone: its text, icon or fill."""
        return self.named("muted" if tone == "neutral" else tone)

    def soft(self, tone: Tone) -> QColor:
        """The quiet background of a tone, on which `of(tone)`, `text` and `muted` can be read."""
        if tone == "neutral":
            return blend(self.text, self.surface, 0.08)
        return self.named(f"{tone}_soft")

    def named(self, name: str) -> QColor:
        """A copy of the colour of that token name, to do with as one likes; an unknown name raises KeyError."""
        if name not in _TOKEN_NAMES:
            raise KeyError(name)
        return QColor(getattr(self, name))


_TOKEN_NAMES = frozenset(field.name for field in fields(Tokens))


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """The colour that results from laying `share` (0…1) of one colour over another."""
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the shipped fonts with Qt, once; answers the families found, none when the files are gone."""
    families: list[str] = []
    for name in _FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))


class Theme(QObject):
    """The look in force. Widgets read it when they paint and listen to `changed`."""

    changed = Signal()
    """Fires after another scheme, density or font scale was put on the application; carries nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.scheme: Scheme = "system"
        self.density: Density = "comfortable"
        self.font_scale = 1.0
        self._sets = {"light": Tokens.load("light"), "dark": Tokens.load("dark")}
        self.tokens = self._sets["light"]
        self._fonts: dict[FontRole, QFont] = {}
        self._application: QApplication | None = None

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.tokens is self._sets["dark"]

    def apply(self, scheme: Scheme = "system", density: Density = "comfortable", font_scale: float = 1.0) -> None:
        """Put a look on the application; the scale of the fonts is held within 0.85 and 1.5."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise RuntimeError("a theme needs the application to exist")
        if application is not self._application:
            self._application = application
            application.styleHints().colorSchemeChanged.connect(self._follow_system)
            load_fonts()
        self.scheme, self.density = scheme, density
        self.font_scale = min(max(font_scale, SMALLEST_FONT), LARGEST_FONT)
        self._fonts.clear()
        self.tokens = self._sets[_resolve(scheme)]
        palette = make_palette(self.tokens)
        application.setPalette(palette)
        QToolTip.setPalette(palette)
        if application.font() != self.font("body"):
            application.setFont(self.font("body"))
            QToolTip.setFont(self.font("small"))
        self.changed.emit()

    def font(self, role: FontRole) -> QFont:
        """The font of a role at the present scale. Treat it as read-only: it is shared."""
        found = self._fonts.get(role)
        if found is None:
            pixels, weight = _TYPE[role]
            found = QFont(FAMILY)
            found.setPixelSize(self.scaled(pixels))
            found.setWeight(weight)
            if role == "mono_digits":
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role] = found
        return found

    def scaled(self, pixels: float) -> int:
        """A length that grows with the user's font scale."""
        return max(1, round(pixels * self.font_scale))

    @staticmethod
    def space(steps: float) -> int:
        """A distance on the 4-pixel grid."""
        return round(steps * 4)

    @property
    def row_height(self) -> int:
        """The height of one line in a list."""
        return self.scaled(36 if self.density == "comfortable" else 28)

    @property
    def control_height(self) -> int:
        """The height of a button, a field or a combo box."""
        return self.scaled(32 if self.density == "comfortable" else 28)

    @property
    def radius(self) -> int:
        """The radius of the corners of cards and controls."""
        return RADIUS

    @Slot()
    def _follow_system(self) -> None:
        if self.scheme == "system":
            self.apply("system", self.density, self.font_scale)


def _resolve(scheme: Scheme) -> Literal["light", "dark"]:
    if scheme != "system":
        return scheme
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def make_palette(t: Tokens) -> QPalette:
    """The palette that makes Qt's own widgets wear the tokens."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: blend(t.sunken, t.surface, 0.45),
        role.Text: t.text,
        role.PlaceholderText: t.faint,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.Highlight: t.selection,
        role.HighlightedText: t.text,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.ToolTipBase: t.raised,
        role.ToolTipText: t.text,
        role.Light: t.raised,
        role.Midlight: t.window,
        role.Mid: t.border,
        role.Dark: t.border_strong,
        role.Shadow: t.border_strong,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, which, blend(t.faint, t.surface, 0.65))
    return palette


@cache
def theme() -> Theme:
    """The one theme of this program."""
    return Theme()
