"""The sounds, played by what the platform has for it: Qt's own player would add forty megabytes."""

import shutil
import sys
from typing import Literal

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication

from desk.client.models.approvals import ApprovalsModel
from desk.client.models.call import CallModel
from desk.client.models.helps import HelpsModel
from desk.client.models.settings import Settings
from desk.client.models.wall import WallModel
from desk.client.models.whispers import WhispersModel
from desk.paths import resource

Sound = Literal["ring", "missed", "approval", "alarm", "help", "whisper"]
REPEAT_MS = 3200
REMIND_MS = 20_000
CALL_MS = 8_000
_PLAYERS = (["paplay"], ["pw-play"], ["aplay", "-q"], ["afplay"])


class Sounds(QObject):
    """Plays a sound once; where nothing can play it, the system's beep."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._player = next((words for words in _PLAYERS if shutil.which(words[0])), None)

    def play(self, sound: Sound) -> None:
        """Play it, unless the last one still sounds."""
        path = resource("sounds", f"{sound}.wav")
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415  Windows only

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        elif self._player is None or not path.is_file():
            QApplication.beep()
        elif self._process is None or self._process.state() is QProcess.ProcessState.NotRunning:
            self._process = QProcess(self)
            self._process.start(self._player[0], [*self._player[1:], str(path)])

    def stop(self) -> None:
        """Be quiet at once."""
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(200)
            self._process = None


class RingSound(QObject):
    """Rings for as long as something rings for me, and says once that a call was missed."""

    def __init__(self, call: CallModel, settings: Settings) -> None:
        super().__init__()
        self._call, self._settings = call, settings
        self._sounds = Sounds(self)
        self._again = QTimer(self)
        self._again.setInterval(REPEAT_MS)
        self._again.timeout.connect(self._ring)
        call.changed.connect(self._look)
        call.missed.connect(self._missed)

    def _look(self) -> None:
        rings = bool(self._call.rings) and not self._call.is_talking and self._settings.ring_sound
        if rings and not self._again.isActive():
            self._again.start()
            self._ring()
        elif not rings and self._again.isActive():
            self._again.stop()
            self._sounds.stop()

    def _ring(self) -> None:
        self._sounds.play("ring")

    def _missed(self) -> None:
        if self._settings.missed_sound:
            self._sounds.play("missed")


class ApprovalSound(QObject):
    """Sounds when somebody asks a lead, and again for as long as nobody here has looked at it."""

    def __init__(self, approvals: ApprovalsModel, settings: Settings) -> None:
        super().__init__()
        self._approvals, self._settings = approvals, settings
        self._sounds = Sounds(self)
        self._again = QTimer(self)
        self._again.setInterval(REMIND_MS)
        self._again.timeout.connect(self._sound)
        approvals.changed.connect(self._look)

    def is_calling(self) -> bool:
        """Whether somebody is being called just now."""
        return self._again.isActive()

    def _look(self) -> None:
        calls = self._approvals.unclaimed > 0 and self._settings.approval_sound
        if calls and not self._again.isActive():
            self._again.start()
            self._sound()
        elif not calls and self._again.isActive():
            self._again.stop()
            self._sounds.stop()

    def _sound(self) -> None:
        self._sounds.play("approval")


class FloorSound(QObject):
    """Calls leads for as long as somebody waits for help or nobody has an alarm, and says once that a word came."""

    def __init__(self, wall: WallModel, helps: HelpsModel, whispers: WhispersModel, settings: Settings) -> None:
        super().__init__()
        self._wall, self._helps, self._settings = wall, helps, settings
        self._sounds = Sounds(self)
        self._again = QTimer(self, interval=CALL_MS)
        self._again.timeout.connect(self._sound)
        for signal in (wall.changed, wall.ticked, wall.whole_changed, helps.changed):
            signal.connect(self._look)
        whispers.came.connect(self._whispered)

    def calls_for(self) -> Sound | None:
        """What calls just now: help before alarms; None when nothing does."""
        if self._helps.waiting and self._settings.help_sound:
            return "help"
        hears = self._wall.leads or self._wall.whole
        return "alarm" if hears and self._wall.unclaimed and self._settings.alarm_sound else None

    def is_calling(self) -> bool:
        """Whether somebody is being called just now."""
        return self._again.isActive()

    def _look(self) -> None:
        calls = self.calls_for() is not None
        if calls and not self._again.isActive():
            self._again.start()
            self._sound()
        elif not calls and self._again.isActive():
            self._again.stop()
            self._sounds.stop()

    def _sound(self) -> None:
        sound = self.calls_for()
        if sound is not None:
            self._sounds.play(sound)

    def _whispered(self) -> None:
        if self._settings.whisper_sound and not self._again.isActive():
            self._sounds.play("whisper")
