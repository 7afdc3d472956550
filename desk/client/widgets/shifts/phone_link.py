"""The private address of my shifts for the calendar of my own telephone."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.widgets.call.parts import Section
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.language import language


class PhoneLink(QWidget):
    """A private address for the calendar of one's own telephone: made, copied, revoked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = desk.my_link
        self.section = Section()
        self.words = Label("", "small", "muted", wrap=True)
        self.address = ElidedLabel("", "small")
        self.make = Button("", "secondary", "link")
        self.copy = IconButton("copy", "-")
        self.drop = Button("", "ghost", "trash")
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (self.make, self.drop):
            row.addWidget(widget)
        row.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.address, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.section)
        column.addWidget(self.words)
        column.addLayout(line)
        column.addLayout(row)
        self.make.clicked.connect(self.model.make)
        self.drop.clicked.connect(self.model.drop)
        self.copy.clicked.connect(self._copy)
        self.model.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the address while it is known: the server tells it once."""
        address = self.model.address
        self.section.set_words(self.tr("On my telephone"))
        if self.model.error is not None:
            self.words.setText(self.tr("The server could not be asked. Please try again."))
        elif address:
            self.words.setText(self.tr("Subscribe to this address. It is shown this once and is yours alone."))
        elif self.model.dropped:
            self.words.setText(self.tr("The address leads nowhere any more."))
        else:
            self.words.setText(self.tr("A private address for the calendar of your telephone."))
        self.address.setText(address)
        self.address.setVisible(bool(address))
        self.copy.setVisible(bool(address))
        self.copy.set_label(self.tr("Copy the address"))
        self.make.setText(self.tr("New address"))
        self.drop.setText(self.tr("Revoke"))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.model.address)
