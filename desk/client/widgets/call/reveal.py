"""Rows for personal fields: masked, shown in full for a minute once a reason was given, copied with a click."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.customer import CustomerModel
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.customers import PersonalField

LEAST_REASON = 2


class PersonalRow(QWidget):
    """One personal field."""

    def __init__(
        self,
        model: CustomerModel,
        field: PersonalField,
        masked: str,
        icon: IconName,
        *,
        number_id: int | None = None,
        label: str = "",
        verified: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._field, self._masked, self._number_id = model, field, masked, number_id
        self.value = ElidedLabel(masked, "mono_digits" if field is PersonalField.NUMBER else "body")
        self.label = Label(label, "small", "muted")
        self.tick = Icon("check-circle", "good", 14, self)
        self.tick.setVisible(verified)
        self.tick.setToolTip(self.tr("Checked to be this customer's"))
        self.copy = IconButton("copy", self.tr("Copy"), size=14)
        self.eye = IconButton("eye", self.tr("Show in full"), size=14)
        self.copy.clicked.connect(self._copy)
        self.eye.clicked.connect(self._toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon(icon, "neutral", 14))
        row.addWidget(self.value, 1)
        row.addWidget(self.label)
        row.addWidget(self.tick)
        row.addWidget(self.copy)
        row.addWidget(self.eye)
        model.reveals_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        full = self._model.shown(self._field, self._number_id)
        self.value.setText(full or self._masked)
        self.value.set_colour("text" if full else "muted")
        self.copy.setVisible(full is not None)
        self.eye.set_icon("eye" if full is None else "eye-off")
        self.eye.set_label(self.tr("Show in full") if full is None else self.tr("Cover again"))
        self.eye.setEnabled(bool(self._masked))

    def _toggle(self) -> None:
        if self._model.shown(self._field, self._number_id) is not None:
            self._model.cover(self._field, self._number_id)
            return
        ReasonPopover(self._model, self._field, self._number_id, self.window()).ask_at(self.eye)

    def _copy(self) -> None:
        full = self._model.shown(self._field, self._number_id)
        if full:
            QGuiApplication.clipboard().setText(full)


class ReasonPopover(Popover):
    """Why the field is to be shown in full: one click, or a few words."""

    def __init__(self, model: CustomerModel, field: PersonalField, number_id: int | None, host: QWidget) -> None:
        super().__init__(host, width=264)
        self._model, self._field, self._number_id = model, field, number_id
        self._customer_id = model.customer_id
        self.question, self.told = Label("", "strong"), Label("", "small", "muted", wrap=True)
        self.body.addWidget(self.question)
        self.body.addWidget(self.told)
        reasons = QVBoxLayout()
        reasons.setSpacing(4)
        self.quick = [Button("", "secondary") for _ in range(3)]
        for button in self.quick:
            button.clicked.connect(lambda _checked=False, button=button: self._give(button.text()))
            reasons.addWidget(button)
        self.body.addLayout(reasons)
        self.other = LineField()
        self.other.edit.returnPressed.connect(lambda: self._give(self.other.text().strip()))
        self.body.addWidget(self.other)
        self.closed.connect(self.deleteLater)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.question.setText(self.tr("Why do you need it?"))
        self.setAccessibleName(self.question.text())
        self.told.setText(self.tr("Your name and the reason are recorded. It is covered after a minute."))
        reasons = (
            self.tr("To check who is calling"),
            self.tr("To check the delivery address"),
            self.tr("To ring or write back"),
        )
        for button, words in zip(self.quick, reasons, strict=True):
            button.setText(words)
        self.other.edit.setPlaceholderText(self.tr("Another reason, then Enter"))
        self.other.edit.setAccessibleName(self.tr("Another reason, then Enter"))

    def ask_at(self, anchor: QWidget) -> None:
        """Ask beside the button."""
        self.open_at(anchor, keyboard=self.quick[0])

    def _give(self, reason: str) -> None:
        if len(reason) < LEAST_REASON:
            return
        if self._model.customer_id == self._customer_id:
            self._model.reveal(self._field, reason, self._number_id)
        self.close()
