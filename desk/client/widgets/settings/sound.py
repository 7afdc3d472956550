"""What is heard: the ring, a call that nobody answered, and a question for a lead."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.settings import Settings
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.settings.page import Page, SettingRow
from desk.client.widgets.sounds import Sounds


class SoundPage(Page):
    """Each sound can be tried before it is trusted."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._sounds = Sounds(self)
        self.ring, self.missed, self.approval = Switch(), Switch(), Switch()
        self.try_ring, self.try_missed = IconButton("play", "-"), IconButton("play", "-")
        self.try_approval = IconButton("play", "-")
        self.ring_row = SettingRow(_beside(self.try_ring, self.ring))
        self.missed_row = SettingRow(_beside(self.try_missed, self.missed))
        self.approval_row = SettingRow(_beside(self.try_approval, self.approval))
        self.add_card(self.ring_row, self.missed_row, self.approval_row)
        self.ring.toggled.connect(self._set_ring)
        self.missed.toggled.connect(self._set_missed)
        self.approval.toggled.connect(self._set_approval)
        self.try_approval.clicked.connect(lambda: self._sounds.play("approval"))
        self.try_ring.clicked.connect(lambda: self._sounds.play("ring"))
        self.try_missed.clicked.connect(lambda: self._sounds.play("missed"))
        settings.changed.connect(self._show)
        self._show()
        self.begin()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Sounds"))
        self.ring_row.set_words(self.tr("Ring"), self.tr("Repeats until somebody picks up."))
        self.missed_row.set_words(self.tr("Missed call"), self.tr("Once, when a call that rang here was not answered."))
        self.approval_row.set_words(
            self.tr("Question for approval"), self.tr("For leads, until somebody looks at it or decides.")
        )
        self.approval.setAccessibleName(self.tr("Question for approval"))
        self.try_approval.set_label(self.tr("Try it"))
        self.ring.setAccessibleName(self.tr("Ring"))
        self.missed.setAccessibleName(self.tr("Missed call"))
        self.try_ring.set_label(self.tr("Try it"))
        self.try_missed.set_label(self.tr("Try it"))

    def _show(self, _name: str = "") -> None:
        self.ring.setChecked(self._settings.ring_sound)
        self.missed.setChecked(self._settings.missed_sound)
        self.approval.setChecked(self._settings.approval_sound)
        self.approval.setEnabled(not self._settings.is_fixed("approval_sound"))
        self.ring.setEnabled(not self._settings.is_fixed("ring_sound"))
        self.missed.setEnabled(not self._settings.is_fixed("missed_sound"))

    def _set_ring(self, on: bool) -> None:
        self._settings.ring_sound = on

    def _set_approval(self, on: bool) -> None:
        self._settings.approval_sound = on

    def _set_missed(self, on: bool) -> None:
        self._settings.missed_sound = on


def _beside(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return box
