"""Where administrators set telephone systems up: how each is, a form for one, a secret to be copied once."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from desk.client.models.formats import Formats
from desk.client.models.plain import visible
from desk.client.models.switches import SwitchesModel, draft_of
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.settings.page import Page
from desk.client.widgets.settings.switch_card import SwitchCard
from desk.client.widgets.settings.switch_form import SwitchForm
from desk.contract.errors import DeskError, Refusal
from desk.contract.telephony import Switch, SwitchDraft


class SwitchesPage(Page):
    """Everything by keyboard: Tab walks, Ctrl+Enter saves, Esc leaves the form."""

    def __init__(self, model: SwitchesModel) -> None:
        super().__init__()
        self.model = model
        self._formats = Formats(self)
        self._secret = ""
        self.add = Button("", "secondary", "plus")
        self.secret = Banner("", "warn", "lock", dismissible=True)
        self.nothing = Label("", "body", "muted", wrap=True)
        self.cards: dict[str, SwitchCard] = {}
        self.form = SwitchForm()
        self.form.hide()
        self.secret.hide()
        self.head.addWidget(self.add)
        for widget in (self.secret, self.nothing, self.form):
            self.column.addWidget(widget)
        self.add.clicked.connect(partial(self.write, None))
        self.secret.acted.connect(self._copy)
        self.secret.dismissed.connect(self._forget_secret)
        self.form.wanted.connect(self._put)
        self.form.unwanted.connect(model.drop)
        self.form.left.connect(self._leave)
        model.changed.connect(self.refresh)
        model.saved.connect(self._saved)
        model.not_saved.connect(self._not_saved)
        self.begin()
        self.refresh()

    def refresh(self) -> None:
        """Show what is known of each."""
        known = {one.name: one for one in self.model.switches}
        for name in set(self.cards) - set(known):
            self.cards.pop(name).deleteLater()
        for name, one in known.items():
            if name not in self.cards:
                self.cards[name] = self._card(name)
                self.column.insertWidget(self.column.indexOf(self.form), self.cards[name])
            self.cards[name].show_switch(one)
        self._show_parts()

    def write(self, known: Switch | None) -> None:
        """Change one, or make a new one."""
        self.form.show_switch(known)
        self.form.show()
        self._show_parts()
        take_keyboard(self.form.name.edit if known is None else self.form.kind)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Telephone systems"))
        self.add.setText(self.tr("Add one"))
        self.form.retranslate()
        self.secret.set_text(self.tr("A new secret signs the messages. It can be copied now, and never again."))
        self.secret.set_action(self.tr("Copy the secret"))
        self.refresh()

    # Inside

    def _card(self, name: str) -> SwitchCard:
        card = SwitchCard(self._formats)
        card.asked.connect(lambda: self.write(self._known(name)))
        card.tested.connect(lambda: self.model.put(name, draft_of(self._known(name))))
        card.turned.connect(partial(self._turn, name))
        return card

    def _turn(self, name: str, on: bool) -> None:
        self.model.put(name, replace(draft_of(self._known(name)), enabled=on))

    def _known(self, name: str) -> Switch:
        return next(one for one in self.model.switches if one.name == name)

    def _show_parts(self) -> None:
        writing = not self.form.isHidden()
        for card in self.cards.values():
            card.setVisible(not writing)
        self.add.setVisible(not writing)
        self.nothing.setVisible(not writing and not self.cards)
        wrong = self.model.error if not self.model.loaded else None
        nobody = self.tr("No telephone system is told who is available. Add one, and a break here is a break there.")
        self.nothing.setText(str(words_for(wrong)) if wrong is not None else nobody if self.model.loaded else "")

    def _put(self, name: str, draft: SwitchDraft) -> None:
        self.form.say_state(self.tr("Being saved…"))
        self.model.put(name, draft)

    def _saved(self, made: Switch | None) -> None:
        if made is not None and made.signing_secret:
            self._secret = made.signing_secret
            self.secret.show()
        self._leave()

    def _not_saved(self, error: DeskError) -> None:
        said = self.tr("The server did not answer. What you wrote is still here: please try again.")
        if isinstance(error, Refusal):
            said = f"{words_for(error)} {visible(error.problem.detail)}".strip()
        if self.form.isHidden():
            self.refresh()
            self.nothing.setText(said)
            self.nothing.show()
        else:
            self.form.say_state(said, "bad")

    def _leave(self) -> None:
        self.form.hide()
        self.form.secret.set_text("")
        self._show_parts()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._secret)
        self.secret.hide()
        self._forget_secret()

    def _forget_secret(self) -> None:
        self._secret = ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.look(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.look(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.form.isHidden():
            self.form.put()
        elif event.key() == Qt.Key.Key_Escape and not self.form.isHidden():
            self._leave()
        else:
            super().keyPressEvent(event)
