"""What the pages beside the grid share: a heading line and a list that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.scroll import ClearScroll


class SidePage(Surface):
    """Put what stands above the list into `head`."""

    def __init__(self) -> None:
        super().__init__()
        self.head = QVBoxLayout()
        self.head.setContentsMargins(12, 0, 12, 0)
        self.head.setSpacing(6)
        self.list = ClearScroll()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.head)
        column.addWidget(self.list, 1)

    def show_rows(self, rows: Sequence[QWidget], nothing: str) -> None:
        """Show these, or why there are none."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(8, 2, 12, 12)
        column.setSpacing(6)
        for row in rows:
            column.addWidget(row)
        if not rows and nothing:
            said = Label(nothing, "body", "muted", wrap=True)
            said.setContentsMargins(4, 8, 4, 0)
            column.addWidget(said)
        column.addStretch(1)
        self.list.show_content(box)
