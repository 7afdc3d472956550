"""The form of a new ticket: its title and its queue."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.popover import Popover


class NewTicketForm(Popover):
    """Nothing is ordered here: the ticket is made together with its first words."""

    begun = Signal()
    """Title and queue are chosen; carries nothing."""

    def __init__(self, view: CallView, host: QWidget) -> None:
        super().__init__(host, width=340, sticky=True)
        self._view = view
        self.title = LineField(self.tr("Title"), self.tr("Left empty, the first line becomes the title"))
        self.title.edit.setMaxLength(200)
        self.title.set_text(view.composer.new_title)
        self.title.edit.returnPressed.connect(self._begin)
        self.queue = QComboBox()
        self.queue.setAccessibleName(self.tr("Queue"))
        me = view.session.user
        mine = set(me.queue_ids) if me is not None else set[int]()
        for queue in sorted(view.directory.queues.values(), key=lambda one: (one.id not in mine, one.id)):
            self.queue.addItem(view.directory.queue_name(queue.id), queue.id)
        begin = Button(self.tr("Write on a new ticket"), "primary", "ticket")
        begin.clicked.connect(self._begin)
        leave = Button(self.tr("Cancel"), "ghost")
        leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(begin)
        self.body.addWidget(Label(self.tr("New ticket"), "strong"))
        self.body.addWidget(self.title)
        self.body.addWidget(Label(self.tr("Queue"), "small_strong", "muted"))
        self.body.addWidget(self.queue)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.open_at(anchor, keyboard=self.title.edit)

    def _begin(self) -> None:
        composer = self._view.composer
        composer.new_title = self.title.text().strip()
        composer.new_queue_id = self.queue.currentData()
        self._view.choose_ticket(None)
        self.close()
        self.begun.emit()
