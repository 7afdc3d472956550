"""Above the composer: the ticket that is written on, whose it is, who else is on it, and what can be done with it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.plain import filled, joined
from desk.client.widgets.call.new_ticket import NewTicketForm
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.theme import Tone
from desk.contract.tickets import ArticleKind, PresenceAct, Ticket, TicketState

STATE_TONES: dict[TicketState, Tone] = {
    TicketState.NEW: "info",
    TicketState.OPEN: "accent",
    TicketState.PENDING: "warn",
    TicketState.CLOSED: "neutral",
}


class TicketStrip(QWidget):
    """One line that never moves the composer below it."""

    done = Signal()
    """The agent chose another ticket and goes on writing; carries nothing."""

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.chooser = Button("", "ghost", "ticket")
        self.chooser.clicked.connect(self.open_menu)
        self.state = Tag("")
        self.owner = ElidedLabel("", "small", "muted")
        self.writer_icon = Icon("edit", "warn", 14)
        self.writer = Label("", "small_strong", "warn")
        self.take = Button("", "ghost", "user-plus")
        self.release = Button("", "ghost", "undo")
        self.close_ticket = IconButton("check-circle", "", size=16)
        self.reopen = Button("", "ghost", "refresh")
        self.unmerge = Button("", "ghost", "undo")
        self.take.clicked.connect(view.tickets.take)
        self.release.clicked.connect(view.tickets.release)
        self.close_ticket.clicked.connect(lambda: view.tickets.set_state(TicketState.CLOSED))
        self.reopen.clicked.connect(lambda: view.tickets.set_state(TicketState.OPEN))
        self.unmerge.clicked.connect(self._undo_merge)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.chooser)
        row.addWidget(self.state)
        row.addWidget(self.owner, 1)
        row.addWidget(self.writer_icon)
        row.addWidget(self.writer)
        for button in (self.take, self.release, self.reopen, self.unmerge, self.close_ticket):
            row.addWidget(button)
        for source in (view.tickets.changed, view.presence.changed, view.composer.changed, view.changed):
            source.connect(self.show_all)
        self._say()
        self.show_all()

    @property
    def ticket(self) -> Ticket | None:
        """The ticket the words go to; None for one that is yet to be made."""
        target = self._view.composer.target
        return next((one for one in self._view.tickets.tickets if one.id == target), None)

    def open_menu(self) -> None:
        """Choose among the customer's tickets, or begin a new one."""
        menu = QMenu(self)
        for ticket in self._view.tickets.open or self._view.tickets.tickets[:5]:
            action = QAction(joined(f"#{ticket.id}", ticket.title, by="  ").replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(ticket == self.ticket)
            action.triggered.connect(lambda _checked=False, one=ticket.id: self._choose(one))
            menu.addAction(action)
        menu.addSeparator()
        fresh = menu.addAction(self.tr("New ticket…"))
        fresh.triggered.connect(self.new_ticket)
        menu.popup(self.chooser.mapToGlobal(self.chooser.rect().bottomLeft()))

    def new_ticket(self) -> None:
        """Begin a ticket: its title and queue now, its first words with the next sending."""
        form = NewTicketForm(self._view, self.window())
        form.begun.connect(self.done)
        form.ask_at(self.chooser)

    def show_all(self) -> None:
        """Show the ticket as it stands."""
        ticket, words = self.ticket, self._view.stream.words
        on_call = self._view.composer.kind is ArticleKind.CALL_NOTE and self._view.call is not None
        self.state.setVisible(ticket is not None)
        closed = ticket is not None and ticket.state is TicketState.CLOSED
        me = self._view.session.user
        mine = ticket is not None and me is not None and ticket.owner_id == me.id
        self.take.setVisible(ticket is not None and not mine and not closed)
        self.release.setVisible(mine and not closed)
        self.close_ticket.setVisible(ticket is not None and not closed)
        merged = ticket is not None and ticket.merged_into is not None
        self.reopen.setVisible(closed and not merged)
        self.unmerge.setVisible(merged)
        self._show_writer()
        if ticket is None:
            title = self._view.composer.new_title
            self.chooser.setText(
                filled(self.tr("New ticket: {title}"), title=title) if title else self.tr("New ticket")
            )
            queue = self._view.directory.queue_name(self._view.composer.new_queue_id)
            self.owner.setText(queue or (self.tr("made with the call note") if on_call else self.tr("made when sent")))
            return
        self.chooser.setText(joined(f"#{ticket.id}", _short(ticket.title), by=" "))
        self.state.setText(words.ticket_state(ticket.state))
        self.state.set_tone(STATE_TONES[ticket.state])
        owner = self.tr("yours") if mine else ticket.owner_name or self.tr("nobody's yet")
        queue = self._view.directory.queue_name(ticket.queue_id)
        self.owner.setText(joined(queue, owner))

    def _show_writer(self) -> None:
        target = self._view.composer.target
        others = self._view.presence.on_ticket(target) if target is not None else []
        writing = [one.name for one in others if one.act is PresenceAct.WRITING]
        words = ""
        if writing:
            words = filled(self.tr("{name} is writing"), name=writing[0])
        elif others:
            words = filled(self.tr("{name} is looking"), name=others[0].name)
        self.writer.setText(words)
        self.writer.set_colour("warn" if writing else "muted")
        self.writer_icon.set_icon("edit" if writing else "eye", "warn" if writing else "neutral")
        for widget in (self.writer, self.writer_icon):
            widget.setVisible(bool(words))

    def _choose(self, ticket_id: int) -> None:
        self._view.choose_ticket(ticket_id)
        self.done.emit()

    def _undo_merge(self) -> None:
        if self.ticket is not None:
            self._view.tickets.unmerge(self.ticket)

    def _say(self) -> None:
        self.chooser.setAccessibleName(self.tr("Ticket"))
        self.take.setText(self.tr("Take"))
        self.release.setText(self.tr("Let go"))
        self.reopen.setText(self.tr("Open again"))
        self.unmerge.setText(self.tr("Undo the merge"))
        self.close_ticket.set_label(self.tr("Close the ticket"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.show_all()
        super().changeEvent(event)


def _short(title: str, most: int = 26) -> str:
    return title if len(title) <= most else f"{title[: most - 1]}…"
