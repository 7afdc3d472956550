"""A ticket's tags, as short words with commas between them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.ticket import TicketModel
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover

MOST, LONGEST = 20, 40


def tags_of(text: str) -> tuple[str, ...]:
    """The tags in what was typed, each once."""
    return tuple(dict.fromkeys(part.strip().removeprefix("#") for part in text.split(",") if part.strip("# \t")))


class TagsForm(Popover):
    """Lives as long as it is open."""

    def __init__(self, model: TicketModel, host: QWidget) -> None:
        super().__init__(host, width=320)
        self._model = model
        self._ticket_id = model.current.id if model.current is not None else None
        self.field = LineField("-")
        self.field.set_text(", ".join(model.current.tags) if model.current is not None else "")
        self.field.edit.returnPressed.connect(self._put)
        self.save, self.leave = Button("", "primary", "check"), Button("", "ghost")
        self.save.clicked.connect(self._put)
        self.leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.save)
        self.body.addWidget(self.field)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.field.set_label(self.tr("Tags"))
        self.field.set_hint(self.tr("with commas between them"))
        self.setAccessibleName(self.tr("Tags"))
        self.save.setText(self.tr("Save"))
        self.leave.setText(self.tr("Cancel"))

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.open_at(anchor, keyboard=self.field.edit)

    def _put(self) -> None:
        tags = tags_of(self.field.text())
        if len(tags) > MOST or any(len(one) > LONGEST for one in tags):
            self.field.set_error(self.tr("At most 20 tags of 40 letters each."))
            return
        if self._model.current is not None and self._model.current.id == self._ticket_id:
            self._model.set_tags(tags)
        self.close()
