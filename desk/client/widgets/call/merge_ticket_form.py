"""Two tickets of a customer that are one piece of work: which one stays, and whether really."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.plain import filled, joined
from desk.client.models.ticket import TicketModel
from desk.client.widgets.call.parts import ListRow
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.tickets import Ticket

MOST = 8


class MergeTicketForm(Popover):
    """Asks twice; words that are being written go along."""

    def __init__(self, model: TicketModel, goes: Ticket, others: Sequence[Ticket], host: QWidget) -> None:
        super().__init__(host, width=380, sticky=True)
        self._model, self._goes = model, goes
        self._stays: Ticket | None = None
        self.title = Label("", "strong")
        self.question = Label("", "body", "text", wrap=True)
        self.rows = [
            ListRow(joined(f"#{one.id}", one.title, by="  "), one.owner_name, "ticket") for one in others[:MOST]
        ]
        self.sure, self.leave = Button("", "primary", "merge"), Button("", "ghost")
        self.sure.clicked.connect(self._merge)
        self.leave.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.sure)
        self.body.addWidget(self.title)
        for at, (row, one) in enumerate(zip(self.rows, others, strict=False)):
            row.clicked.connect(lambda _checked=False, one=one: self._choose(one))
            row.walked.connect(partial(self._walk, at))
            self.body.addWidget(row)
        self.body.addWidget(self.question)
        self.body.addLayout(foot)
        self.question.hide()
        self.sure.hide()
        self.closed.connect(self.deleteLater)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(filled(self.tr("#{number} is the same as…"), number=self._goes.id))
        self.setAccessibleName(self.title.text())
        self.sure.setText(self.tr("Merge the tickets"))
        self.leave.setText(self.tr("Cancel"))
        if self._stays is not None:
            words = self.tr(
                "All entries go to #{stays} {title}, and #{goes} is closed. What you are writing goes along."
                " It can be undone until somebody goes on with it."
            )
            self.question.setText(filled(words, stays=self._stays.id, title=self._stays.title, goes=self._goes.id))

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.open_at(anchor, keyboard=self.rows[0])

    def _walk(self, at: int, step: int) -> None:
        take_keyboard(self.rows[(at + step) % len(self.rows)])

    def _choose(self, stays: Ticket) -> None:
        self._stays = stays
        for row in self.rows:
            row.hide()
        self.retranslate()
        self.question.show()
        self.sure.show()
        self.place()
        take_keyboard(self.sure)

    def _merge(self) -> None:
        if self._stays is not None:
            self._model.merge(self._goes, self._stays)
            self.close()
