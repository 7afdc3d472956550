"""A standing note in two steps: what it is about, and the words."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.customer import CustomerModel
from desk.client.models.plain import filled
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import TextField
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.customers import RemarkKind

LONGEST = 1000


class RemarkForm(Popover):
    """Adds a risk or kindness note; colleagues see it before they pick up."""

    def __init__(self, model: CustomerModel, host: QWidget, kind: RemarkKind = RemarkKind.KINDNESS) -> None:
        super().__init__(host, width=320, sticky=True)
        self._model, self._customer_id = model, model.customer_id
        self.title = Label("", "strong")
        self.kind = Segmented(
            [
                Choice(RemarkKind.KINDNESS, "", "heart", "good"),
                Choice(RemarkKind.RISK, "", "alert", "warn"),
                Choice(RemarkKind.INFO, "", "info", "info"),
            ],
            kind,
        )
        self.words = TextField("", lines=3)
        self.keep = Button("", "primary")
        self.keep.clicked.connect(self._keep)
        self.leave = Button("", "ghost")
        self.leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.keep)
        self.body.addWidget(self.title)
        self.body.addWidget(self.kind)
        self.body.addWidget(self.words)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("A note for everybody"))
        self.setAccessibleName(self.title.text())
        self.kind.set_label(RemarkKind.KINDNESS, self.tr("Kindness"))
        self.kind.set_label(RemarkKind.RISK, self.tr("Care"))
        self.kind.set_label(RemarkKind.INFO, self.tr("Good to know"))
        asked = self.tr("What should a colleague know before the first word?")
        self.words.edit.setPlaceholderText(asked)
        self.words.edit.setAccessibleName(asked)
        self.keep.setText(self.tr("Keep note"))
        self.leave.setText(self.tr("Cancel"))
        if self.words.error():
            self._complain()

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.open_at(anchor, keyboard=self.words.edit)

    def _keep(self) -> None:
        words = self.words.text().strip()
        if not words or len(words) > LONGEST:
            self._complain()
            return
        self._model.add_remark(RemarkKind(self.kind.value()), words, self._customer_id)
        self.close()

    def _complain(self) -> None:
        self.words.set_error(filled(self.tr("Write a few words, at most {limit}."), limit=LONGEST))
