"""The form of a new ticket: its title and its queue."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover


class NewTicketForm(Popover):
    """Nothing is ordered here: the ticket is made together with its first words."""

    begun = Signal()
    """Title and queue are chosen; carries nothing."""

    def __init__(self, view: CallView, host: QWidget) -> None:
        super().__init__(host, width=340, sticky=True)
        self._view = view
        self.title = LineField("-")
        self.title.edit.setMaxLength(200)
        self.title.set_text(view.composer.new_title)
        self.title.edit.returnPressed.connect(self._begin)
        self.queue = QComboBox()
        me = view.session.user
        mine = set(me.queue_ids) if me is not None else set[int]()
        for queue in sorted(view.directory.queues.values(), key=lambda one: (one.id not in mine, one.id)):
            self.queue.addItem("", queue.id)
        self.heading, self.queue_label = Label("", "strong"), Label("", "small_strong", "muted")
        self.begin, self.leave = Button("", "primary", "ticket"), Button("", "ghost")
        self.begin.clicked.connect(self._begin)
        self.leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.begin)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.title)
        self.body.addWidget(self.queue_label)
        self.body.addWidget(self.queue)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.heading.setText(self.tr("New ticket"))
        self.setAccessibleName(self.heading.text())
        self.title.set_label(self.tr("Title"))
        self.title.edit.setPlaceholderText(self.tr("Left empty, the first line becomes the title"))
        self.queue_label.setText(self.tr("Queue"))
        self.queue.setAccessibleName(self.tr("Queue"))
        for at in range(self.queue.count()):
            self.queue.setItemText(at, self._view.directory.queue_name(self.queue.itemData(at)))
        self.begin.setText(self.tr("Write on a new ticket"))
        self.leave.setText(self.tr("Cancel"))

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
