"""The crash sheet: something went wrong in the program itself; what that means, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import FieldFrame
from desk.client.widgets.language import language
from desk.client.widgets.overlay import Overlay

_WIDTH, _HEIGHT = 600, 420


class CrashSheet(Overlay):
    """Says that nothing is lost, and gives the details to whoever can use them.

    It takes no keystroke and never closes by accident.
    """

    restart_asked = Signal()
    """The agent wants the program started anew; carries nothing."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT, can_dismiss=False)
        self.title = Label("", "title")
        self.words = Label("", "body", "text", wrap=True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy = Button("", "secondary", "copy")
        self.go_on = Button("", "secondary")
        self.restart = Button("", "primary", "refresh")
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(FieldFrame(self.details), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        foot.addWidget(self.restart)
        column.addLayout(foot)
        self.body.addLayout(column)
        self.copy.clicked.connect(self._copy)
        self.go_on.clicked.connect(self.close)
        self.restart.clicked.connect(self.restart_asked)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Something went wrong"))
        self.title.setText(self.tr("Something went wrong in Desk"))
        self.words.setText(
            self.tr(
                "Nothing is lost: what you wrote and ordered is kept on this computer. "
                "You can go on; if something looks wrong, start Desk anew. "
                "The details below hold no customer's data; please send them to your administrator."
            )
        )
        self.details.setAccessibleName(self.tr("Details"))
        self.copy.setText(self.tr("Copy the details"))
        self.go_on.setText(self.tr("Go on"))
        self.restart.setText(self.tr("Start anew"))

    def tell(self, report: str) -> None:
        """Show a report; while one is shown, more are added below it."""
        if self.isVisible():
            if report not in self.details.toPlainText():
                self.details.appendPlainText(f"\n{report}")
            return
        self.details.setPlainText(report)
        self.appear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(self.tr("Copied"))
