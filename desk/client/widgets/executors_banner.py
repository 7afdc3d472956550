"""Above every view, until it is settled: a system of the shop takes no commands, and what to do about it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.client.models.executors import ExecutorsModel, Fault, Trouble
from desk.client.models.plain import filled
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.surface import Surface

#: What an administrator types on the server.
REMEDIES = {
    Fault.OFF: "desk admin executor enable {name}",
    Fault.NOWHERE: "desk admin executor set {name} URL",
    Fault.DEAD: "desk admin executor replay --all",
}


class ExecutorsBanner(Surface):
    """Nobody can close it; it goes when the trouble is over."""

    def __init__(self, model: ExecutorsModel, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._model = model
        self.banner = Banner("", "bad", "alert")
        self.banner.acted.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.banner)
        model.changed.connect(self.refresh)
        self.refresh()

    @property
    def command(self) -> str:
        """What settles the worst of it; empty while nothing is wrong."""
        if not self._model.troubles:
            return ""
        worst = self._model.troubles[0]
        return REMEDIES[worst.fault].replace("{name}", worst.executor.name)

    def refresh(self) -> None:
        """Show the worst, in the language in force."""
        found = self._model.troubles
        self.setVisible(bool(found))
        if not found:
            return
        parts = [self._what(found[0])]
        if len(found) > 1:
            parts.append(self.tr("%n more system(s) need a look.", "", len(found) - 1))
        if self._model.may_settle:
            parts.append(filled(self.tr("When it is mended, run on the server: {command}"), command=self.command))
        else:
            parts.append(self.tr("Please tell an administrator. What is ordered meanwhile is kept."))
        self.banner.set_text(" ".join(parts))
        self.banner.set_tone("warn" if found[0].fault is Fault.DEAD else "bad", "alert")
        self.banner.set_action(self.tr("Copy the command") if self._model.may_settle else "")

    def _what(self, trouble: Trouble) -> str:
        one, name = trouble.executor, self._name(trouble.executor.name)
        if trouble.fault is Fault.DEAD:
            return filled(self.tr("%n command(s) to {name} were given up.", "", one.dead), name=name)
        waiting = self.tr("%n command(s) wait.", "", one.waiting)
        if trouble.fault is Fault.NOWHERE:
            return filled(self.tr("Nobody has said where {name} is. {waiting}"), name=name, waiting=waiting)
        why = f" ({one.why})" if one.why else ""
        return filled(self.tr("{name} takes no commands{why}. {waiting}"), name=name, why=why, waiting=waiting)

    def _name(self, name: str) -> str:
        known = {
            "payment": self.tr("The payment system"),
            "courier": self.tr("The courier desk"),
            "warehouse": self.tr("The warehouse"),
            "shop": self.tr("The shop system"),
            "repair": self.tr("The repair desk"),
        }
        return f"{known[name]} ({name})" if name in known else name

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.command)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
