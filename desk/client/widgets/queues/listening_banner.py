"""Below the call bar, for as long as it is so: somebody listens to my call, or I to a colleague's."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled, joined
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.contract.listening import ListenEnd, Listening, ListenMode


class ListeningBanner(Surface):
    """Nobody can close it: nobody is listened to in secret."""

    def __init__(self, desk: Desk, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._desk, self._commands = desk, commands
        self.to_me = Banner("", "warn", "headset")
        self.mine = Banner("", "info", "headset")
        self.mine.acted.connect(desk.listenings.stop_mine)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        for banner in (self.to_me, self.mine):
            column.addWidget(banner)
        for signal in (desk.listenings.changed, commands.changed, language().changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is, in the language in force."""
        to_me, mine = self._desk.listenings.to_me, self._desk.listenings.mine
        self.to_me.setVisible(bool(to_me))
        self.to_me.set_text(" ".join(self._says_to_me(one) for one in to_me))
        self.mine.setVisible(mine is not None)
        if mine is not None:
            self.mine.set_text(self._says_mine(mine))
            self.mine.set_action("" if self._desk.listenings.is_stopping else self.tr("Stop listening"))
            self.mine.action.set_hint(shown(self._commands.first_key("floor.stop_listening")))
        self.setVisible(bool(to_me) or mine is not None)

    def why_over(self, listening: Listening) -> str:
        """How it ended, for whoever listened."""
        what = {
            ListenEnd.CALL_OVER: self.tr("The call of {name} is over, and so is your listening."),
            ListenEnd.HUNG_UP: self.tr("Your telephone was not picked up, or put down: you no longer hear {name}."),
            ListenEnd.REFUSED: self.tr("The telephone system does not let you listen to {name}."),
            ListenEnd.UNREACHABLE: self.tr("The telephone system did not answer: you do not hear {name}."),
        }.get(listening.end or ListenEnd.STOPPED, self.tr("You no longer hear {name}."))
        return joined(filled(what, name=listening.agent_name), listening.detail, by=" ")

    def _says_to_me(self, one: Listening) -> str:
        words = {
            ListenMode.LISTEN: self.tr("{name} is listening to this call."),
            ListenMode.COACH: self.tr(
                "{name} is listening to this call and can speak to you; the customer cannot hear it."
            ),
        }[one.mode]
        return filled(words, name=one.lead_name)

    def _says_mine(self, one: Listening) -> str:
        words = {
            ListenMode.LISTEN: self.tr("Pick up your telephone: you listen to the call of {name}, who sees it."),
            ListenMode.COACH: self.tr(
                "Pick up your telephone: you listen to the call of {name}, who sees it; only {name} hears you."
            ),
        }[one.mode]
        return filled(words, name=one.agent_name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
