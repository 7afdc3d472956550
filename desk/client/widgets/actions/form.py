"""The form of an action: its fields, and a live line of what exactly would happen. Enter does it, Escape leaves."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.actions import ActionsModel
from desk.client.models.formats import Formats
from desk.client.models.offers import Offer
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords, said
from desk.client.widgets.actions.fields import FieldEditor, editor_for
from desk.client.widgets.actions.words import OfferWords
from desk.client.widgets.call.customer_rows import Panelet
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.remedies import Preview, Values

WIDTH = 372


class ActionForm(Popover):
    """Generic by the kinds of its fields; made for one press and gone afterwards."""

    def __init__(self, model: ActionsModel, offer: Offer, host: QWidget) -> None:
        super().__init__(host, width=WIDTH, sticky=True)
        self._model, self.action = model, offer.action
        self._remedies, self._offers, self._formats = RemedyWords(self), OfferWords(self), Formats(self)
        self._customer_id = model.customer_id
        self._order_id = model.order.id if model.order is not None else None
        self._tried = False
        self.editors: dict[str, FieldEditor] = {field.name: editor_for(field) for field in offer.action.fields}
        for name, editor in self.editors.items():
            editor.set_value(offer.values.get(name))
        self.title = ElidedLabel("", "title")
        self.close_button = IconButton("x", "-")
        self.why = LineField()
        self.effect = Panelet("neutral")
        self.summary = Label("", "strong", wrap=True)
        self.consequence = Label("", "small", "muted", wrap=True)
        self.told = Label("", "small", "muted", wrap=True)
        self.do = Button("", "primary", cast(IconName, offer.action.icon), "Enter")
        self.leave = Button("", "ghost", hint="Esc")
        self._lay_out()
        self.closed.connect(self.deleteLater)
        self.leave.clicked.connect(self.close)
        self.do.clicked.connect(self.submit)
        for editor in self.editors.values():
            editor.changed.connect(self._look)
            editor.accepted.connect(self.submit)
        model.changed.connect(self._look)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force; what is filled in stays."""
        self.title.setText(said(self.action.title))
        self.setAccessibleName(self.title.text())
        self.close_button.set_label(self.tr("Close"), "Esc")
        for editor in self.editors.values():
            editor.retranslate()
        self.why.set_label(self.tr("Why (optional)"))
        self.why.edit.setPlaceholderText(self.tr("For the lead and for whoever reads this later"))
        self.leave.setText(self.tr("Cancel"))
        self._look()

    def ask_at(self, anchor: QWidget) -> None:
        """Open beside the row; the keyboard goes to what is missing, else to the first field."""
        missing = [one for one in self.editors.values() if one.value() is None and one.field.required]
        first = next(iter(missing or list(self.editors.values())), None)
        self.open_at(anchor, keyboard=self.do if first is None else first.editor())

    def values(self) -> Values:
        """What is filled in; empty fields are left out."""
        filled = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in filled.items() if value is not None}

    def submit(self) -> None:
        """Do it, or say what is missing."""
        self._tried = True
        if self._model.carry_out(self.action.name, self.values(), self.why.text().strip()):
            self.close()
        else:
            self._look()

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Icon(cast(IconName, self.action.icon), "accent", 18))
        head.addWidget(self.title, 1)
        order = self._model.order
        if order is not None and self.action.needs_order:
            head.addWidget(Label(order.number, "small", "muted"))
        self.close_button.clicked.connect(self.close)
        head.addWidget(self.close_button)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        for editor in self.editors.values():
            self.body.addWidget(editor)
        self.body.addWidget(self.why)
        from_above = _column(self.effect)
        for label in (self.summary, self.consequence, self.told):
            from_above.addWidget(label)
        self.body.addWidget(self.effect)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.do)
        self.body.addLayout(row)

    def _look(self) -> None:
        """Judge what is filled in now. Another customer or order came into sight: the form is about nobody any more."""
        order_id = self._model.order.id if self._model.order is not None else None
        if self._model.customer_id != self._customer_id or order_id != self._order_id:
            self.close()
            return
        preview = self._model.preview(self.action.name, self.values())
        if preview is None:
            return
        incomplete = any(one.value() is None and one.field.required for one in self.editors.values())
        self.do.setEnabled(preview.effect is not None)
        self._show_effect(preview, quiet=incomplete and not self._tried)
        asks = preview.needs_approval
        self.do.setText(self.tr("Ask for approval") if asks else said(self.action.title))
        self.do.set_icon("approve" if asks else cast(IconName, self.action.icon))
        self.do.set_hint("Ctrl+Enter" if self._is_writing() else "Enter")
        self.place()

    def _is_writing(self) -> bool:
        return any(hasattr(one, "text") for one in self.editors.values())

    def _show_effect(self, preview: Preview, *, quiet: bool) -> None:
        self.consequence.setVisible(preview.effect is not None)
        self.told.setVisible(preview.effect is not None)
        if preview.effect is None:
            missing = [said(one.field.title) for one in self.editors.values() if one.value() is None]
            words = filled(self.tr("Fill in: {fields}"), fields=", ".join(missing)) if quiet else ""
            if not words and preview.obstacle is not None:
                words = self._remedies.obstacle(preview.obstacle)
            self.summary.setText(words)
            self.summary.set_colour("muted" if quiet else "bad")
            self.effect.set_tone("neutral" if quiet else "bad")
            return
        effect = preview.effect
        self.effect.set_tone("warn" if preview.needs_approval else "neutral")
        self.summary.set_colour("text")
        self.summary.setText(self._cost(preview))
        undo = filled(self.tr("Can be undone for {time}."), time=self._seconds(preview.undo_seconds))
        parts = (self._offers.consequence(preview), undo if preview.undo_seconds else self.tr("Cannot be undone."))
        self.consequence.setText(joined(*parts))
        self.told.setText(filled(self.tr("The customer is told: {words}"), words=effect.told))
        self.told.setVisible(bool(effect.told))

    def _cost(self, preview: Preview) -> str:
        effect = preview.effect
        assert effect is not None
        if effect.to_customer:
            return filled(self.tr("The customer receives {amount}."), amount=self._formats.won(effect.to_customer))
        if effect.amount:
            return filled(self.tr("It costs the shop {amount}."), amount=self._formats.won(effect.amount))
        return self.tr("It costs nothing.")

    def _seconds(self, seconds: int) -> str:
        return self.tr("%n min", "", seconds // 60) if seconds >= 60 else self.tr("%n s", "", seconds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.submit()
            return
        super().keyPressEvent(event)


def _column(panel: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(panel)
    column.setContentsMargins(10, 8, 10, 9)
    column.setSpacing(3)
    return column
