"""What a proposed rota could not meet: when and where, how many are missing, and the cheapest way out of it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.widgets.call.parts import empty_out
from desk.client.widgets.controls.elided import ElidedLabel, Label


class UnmetRow(QWidget):
    """Two lines."""

    def __init__(self, when: str, missing: str, way: str) -> None:
        super().__init__()
        self.when, self.missing = ElidedLabel(when, "small_strong"), Label(missing, "small_strong", "warn")
        self.way = Label(way, "small", "muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.when, 1)
        head.addWidget(self.missing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self.way)
        self.setAccessibleName(f"{when}, {missing}, {way}")


class UnmetList(QWidget):
    """The worst first, and how many more there are."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.more = Label("", "small_strong", "muted"), Label("", "small", "muted")
        self.rows: list[UnmetRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(self._list)
        column.addWidget(self.more)

    def fill(self, rows: list[UnmetRow], more: str) -> None:
        """Show these instead of those before."""
        empty_out(self._list)
        self.rows = rows
        for row in rows:
            self._list.addWidget(row)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setVisible(bool(rows))
