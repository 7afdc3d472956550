"""Where the agent writes: the mode's own frame, what holds the words back, and the way to send and to take back."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.composer import KINDS
from desk.client.models.plain import filled
from desk.client.models.sending import UNDO_SECONDS, Hold
from desk.client.widgets.call.editor import Editor
from desk.client.widgets.call.files_strip import FilesStrip
from desk.client.widgets.call.modes import MODES, ModeFrame
from desk.client.widgets.call.template_picker import TemplatePicker
from desk.client.widgets.call.ticket_facts import TicketFacts
from desk.client.widgets.call.ticket_strip import TicketStrip
from desk.client.widgets.call.unseen import UnseenStrip
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.controls.toast import Toast, Toasts
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.contract.tickets import ArticleKind, Ticket


class ComposerPanel(Surface):
    """Nothing from outside ever changes the words in it or takes the keyboard from it."""

    left = Signal()
    """The agent is done writing and goes back to the history; carries nothing."""

    def __init__(self, view: CallView, toasts: Toasts, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._view, self._toasts = view, toasts
        self._composer, self._sending = view.composer, view.sending
        self._toast: Toast | None = None
        self.editor = Editor()
        self.frame = ModeFrame(self.editor)
        self.files = FilesStrip(self._composer.files)
        self.frame.body.addWidget(self.files)
        self.strip, self.facts = TicketStrip(view), TicketFacts(view)
        self.merged = Banner("", "warn", "merge")
        self.unseen = UnseenStrip(self._composer.sight, view.stream.words)
        self.banner = Banner("", "warn")
        self.other = Banner("", "info", "history", dismissible=True)
        self.modes = Segmented([Choice(kind, "", MODES[kind].icon, MODES[kind].tone) for kind in KINDS])
        self.ready_words = IconButton("template", "", size=16)
        self.attach = IconButton("attach", "", size=16)
        self.kept = Label("", "small", "faint")
        self.send_button = Button("", "primary", "send", "Ctrl+↵")
        self._lay_out()
        self._listen()
        self._say()
        self._show_words()
        self._show_state()

    # What the panel and the commands call

    @property
    def is_writing(self) -> bool:
        """Whether the agent is in the middle of words here."""
        return self.editor.hasFocus() and bool(self.editor.words())

    def write(self) -> None:
        """Put the keyboard into the editor."""
        take_keyboard(self.editor)

    def set_mode(self, kind: ArticleKind) -> None:
        """Write a reply, a note or a call note."""
        self._composer.set_kind(kind)
        self.write()

    def pick_template(self) -> None:
        """Choose ready words; a slash that called for them goes away with the choice."""
        picker = TemplatePicker(self._view, self.window())
        picker.chosen.connect(self.editor.insert_ready_words)
        picker.ask_at(self.frame)

    def pick_file(self) -> None:
        """Choose a file to send along."""
        dialog = QFileDialog(self.window(), self.tr("File to send along"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Building

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.modes)
        tools.addSpacing(4)
        tools.addWidget(self.ready_words)
        tools.addWidget(self.attach)
        tools.addWidget(self.kept, 1)
        tools.addWidget(self.send_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 10)
        column.setSpacing(6)
        for widget in (self.strip, self.facts, self.merged, self.other, self.unseen, self.banner, self.frame):
            column.addWidget(widget)
        column.addLayout(tools)

    def _listen(self) -> None:
        editor, composer, sending = self.editor, self._composer, self._sending
        editor.edited.connect(self._edited)
        editor.send_wanted.connect(self.send)
        editor.take_back_wanted.connect(self._take_back)
        editor.slash_typed.connect(self.pick_template)
        editor.files_given.connect(self._add_files)
        self.modes.chosen.connect(self._choose_mode)
        self.send_button.clicked.connect(self.send)
        self.ready_words.clicked.connect(self.pick_template)
        self.attach.clicked.connect(self.pick_file)
        self.unseen.seen.connect(self._seen)
        self.banner.acted.connect(self._act_on_banner)
        self.other.acted.connect(lambda: editor.put_in_front(composer.take_other()))
        self.other.dismissed.connect(composer.leave_other)
        self.strip.done.connect(self.write)
        self.merged.acted.connect(self._follow_ticket)
        self._view.tickets.changed.connect(self._show_merged)
        self._view.tickets.undoable.connect(self._offer_unmerge)
        composer.leaving_place.connect(editor.settle)
        composer.shown.connect(self._show_words)
        composer.changed.connect(self._show_state)
        sending.changed.connect(self._show_state)
        sending.taken.connect(lambda: editor.show_words(""))
        sending.taken.connect(lambda: composer.write("", by_hand=False))
        sending.returned.connect(editor.put_in_front)
        sending.sent.connect(self._offer_undo)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.frame.update)

    # Writing and sending

    def send(self) -> None:
        """Send the words, or show what holds them."""
        self.editor.settle()
        self._sending.send()

    def _edited(self, words: str) -> None:
        self._composer.write(words)
        self._sending.edited()
        self._show_send()

    def _take_back(self) -> None:
        if self._sending.undoable:
            self._sending.undo()
        elif self._sending.hold is not Hold.NONE:
            self._sending.relax()
        else:
            self.left.emit()

    def _offer_undo(self, key: str) -> None:
        words = {
            ArticleKind.REPLY: self.tr("Reply goes to the customer in a moment"),
            ArticleKind.NOTE: self.tr("Note is being kept"),
            ArticleKind.CALL_NOTE: self.tr("Call note is being kept"),
        }[self._composer.kind]
        mode = MODES[self._composer.kind]
        toast = self._toasts.show(
            words, tone=mode.tone, icon="send", action=self.tr("Take back"), hint="Esc", seconds=UNDO_SECONDS
        )
        toast.acted.connect(self._sending.undo)
        toast.expired.connect(lambda: self._sending.too_late(key))
        self._toast = toast
        toast.finished.connect(self._toast_over)

    def _offer_unmerge(self, goes: Ticket) -> None:
        words = filled(self.tr("#{number} is a part of #{other} now"), number=goes.id, other=goes.merged_into or 0)
        toast = self._toasts.show(words, tone="info", icon="merge", action=self.tr("Undo the merge"), seconds=10)
        toast.acted.connect(lambda: self._view.tickets.unmerge(goes))

    def _toast_over(self) -> None:
        self._toast = None

    def _seen(self) -> None:
        self._composer.sight.accept()
        self._sending.relax()
        self.write()

    def _choose_mode(self, value: str) -> None:
        self.set_mode(ArticleKind(value))

    def _add_named(self, names: list[str]) -> None:
        self._add_files([Path(name) for name in names])

    def _add_files(self, paths: list[Path]) -> None:
        for path in paths:
            self._composer.files.add(path)

    def _act_on_banner(self) -> None:
        if self._sending.hold is Hold.REFUSED:
            self._sending.take_refused()
        else:
            self._sending.send()
        self.write()

    def _follow_ticket(self) -> None:
        """A syllable still being composed goes along with the rest."""
        self.editor.settle()
        self._view.follow_ticket()
        self.write()

    # Showing

    def _show_merged(self) -> None:
        """A colleague has merged the ticket that is written on; the words stay until the agent goes along."""
        ticket = self.strip.ticket
        into = None if ticket is None else ticket.merged_into
        self.merged.setVisible(into is not None)
        if ticket is not None and into is not None:
            words = self.tr("#{number} was merged into #{other}. What you write here stays.")
            self.merged.set_text(filled(words, number=ticket.id, other=into))
            self.merged.set_action(self.tr("Go on there"))

    def _show_words(self) -> None:
        self.editor.show_words(self._composer.body)

    def _show_state(self) -> None:
        composer, kind = self._composer, self._composer.kind
        self.setEnabled(composer.spot is not None)
        if self.modes.value() != kind:
            self.modes.set_value(kind)
        self.frame.set_kind(kind)
        self.send_button.set_kind("primary", MODES[kind].tone)
        self.other.setVisible(bool(composer.other))
        full, saving = self.tr("not saved"), self.tr("being saved…")
        unkept = full if composer.disk_refused else saving
        self.kept.setText("" if composer.kept or not composer.body else unkept)
        self.kept.set_colour("bad" if composer.disk_refused else "faint")
        if not self._sending.undoable and self._toast is not None:
            self._toast.finish()
        # What came meanwhile needs the room more.
        self.facts.setVisible(not composer.sight.unseen)
        self._show_hold()
        self._show_merged()
        self._show_send()
        self._say_mode()

    def _show_send(self) -> None:
        self.send_button.setEnabled(self._composer.spot is not None and bool(self.editor.words().strip()))

    def _show_hold(self) -> None:
        hold, problem = self._sending.hold, self._sending.problem
        self.banner.setVisible(hold is not Hold.NONE)
        again = self.tr("Send all the same")
        words, action = {
            Hold.NONE: ("", ""),
            Hold.BLANKS: (self.tr("Some blanks are not filled in yet."), again),
            Hold.UNSEEN: (self.tr("Not sent: read what is new first. Send once more if it still fits."), again),
            Hold.FILES: (self.tr("Not sent: a file is still on its way, or cannot go along."), ""),
            Hold.NO_QUEUE: (self.tr("Not sent: choose a queue for the new ticket first."), ""),
            Hold.NOT_KEPT: (self.tr("Not sent: this workstation's disk did not take it. Your words are here."),
                            self.tr("Try again")),
            Hold.REFUSED: (self.tr("The server did not take your last words."), self.tr("Put them back here")),
        }[hold]  # fmt: skip
        if hold is Hold.REFUSED and problem is not None:
            words = words_for(problem).what
        self.banner.set_text(words)
        self.banner.set_action(action)
        self.banner.set_tone("bad" if hold in (Hold.NOT_KEPT, Hold.REFUSED) else "warn")

    def _say(self) -> None:
        labels = {
            ArticleKind.REPLY: self.tr("Reply"),
            ArticleKind.NOTE: self.tr("Note"),
            ArticleKind.CALL_NOTE: self.tr("Call note"),
        }
        for kind, label in labels.items():
            self.modes.set_label(kind, label)
        self.ready_words.set_label(self.tr("Ready words"), "/")
        self.attach.set_label(self.tr("Send a file along"))
        self.other.set_text(self.tr("You also wrote something here on another workstation."))
        self.other.set_action(self.tr("Put it in"))
        self._say_mode()

    def _say_mode(self) -> None:
        kind = self._composer.kind
        self.send_button.setText(
            {
                ArticleKind.REPLY: self.tr("Send to the customer"),
                ArticleKind.NOTE: self.tr("Keep note"),
                ArticleKind.CALL_NOTE: self.tr("Keep call note"),
            }[kind]
        )
        hint = {
            ArticleKind.REPLY: self.tr("The customer will read this. / for ready words"),
            ArticleKind.NOTE: self.tr("Only colleagues read this."),
            ArticleKind.CALL_NOTE: self.tr("What was said in the call, for colleagues."),
        }[kind]
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(f"{self.modes.accessibleName() or self.send_button.text()}: {hint}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._show_state()
        super().changeEvent(event)
