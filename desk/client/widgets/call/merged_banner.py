"""Says that the open record was merged into another one, and offers the way there."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desk.client.models.customer import CustomerModel
from desk.client.models.plain import filled
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.keys import shown


class MergedBanner(Banner):
    """Names the record that stands for the open one; whoever shows it decides when."""

    def __init__(self, customer: CustomerModel, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("", "warn", "merge", parent=parent)
        self._customer, self._commands = customer, commands
        self.acted.connect(lambda: commands.run("customer.survivor"))
        customer.changed.connect(self._say)
        commands.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        survivor = self._customer.survivor
        if survivor is None:
            return
        words = self.tr("This record was merged into that of {name}. What you write here stays.")
        self.set_text(filled(words, name=survivor.name))
        self.set_action(self.tr("Go there"))
        self.action.set_hint(shown(self._commands.first_key("customer.survivor")))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
