"""What is heard: the ring, a call that nobody answered, questions for a lead, alarms, help, and words of colleagues."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.settings import Settings
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.settings.page import Page, SettingRow
from desk.client.widgets.sounds import Sound, Sounds

SOUNDS: tuple[Sound, ...] = ("ring", "missed", "approval", "help", "alarm", "whisper")


class SoundPage(Page):
    """Each sound can be tried before it is trusted."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._sounds = Sounds(self)
        self.switches = {sound: Switch() for sound in SOUNDS}
        self.tries = {sound: IconButton("play", "-") for sound in SOUNDS}
        self.rows = {sound: SettingRow(_beside(self.tries[sound], self.switches[sound])) for sound in SOUNDS}
        self.add_card(*self.rows.values())
        for sound in SOUNDS:
            self.switches[sound].toggled.connect(partial(self._set, sound))
            self.tries[sound].clicked.connect(partial(self._try, sound))
        settings.changed.connect(self._show)
        self._show()
        self.begin()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Sounds"))
        words: dict[Sound, tuple[str, str]] = {
            "ring": (self.tr("Ring"), self.tr("Repeats until somebody picks up.")),
            "missed": (self.tr("Missed call"), self.tr("Once, when a call that rang here was not answered.")),
            "approval": (
                self.tr("Question for approval"),
                self.tr("For leads, until somebody looks at it or decides."),
            ),
            "help": (self.tr("Asks for help"), self.tr("For leads, until one of them has come.")),
            "alarm": (self.tr("Alarm of the wall"), self.tr("For leads and wall screens, until a lead takes it.")),
            "whisper": (self.tr("A word from a colleague"), self.tr("Once, quietly.")),
        }
        for sound, (title, hint) in words.items():
            self.rows[sound].set_words(title, hint)
            self.switches[sound].setAccessibleName(title)
            self.tries[sound].set_label(self.tr("Try it"))

    def _show(self, _name: str = "") -> None:
        for sound, switch in self.switches.items():
            switch.setChecked(bool(getattr(self._settings, f"{sound}_sound")))
            switch.setEnabled(not self._settings.is_fixed(f"{sound}_sound"))

    def _set(self, sound: Sound, on: bool) -> None:
        setattr(self._settings, f"{sound}_sound", on)

    def _try(self, sound: Sound, _checked: bool = False) -> None:
        self._sounds.play(sound)


def _beside(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return box
