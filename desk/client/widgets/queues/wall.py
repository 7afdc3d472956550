"""The wall's page: how the floor stands just now, how old that is, and the way to fill a whole screen with it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.keys import shown
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.page import Page
from desk.client.widgets.queues.thresholds_sheet import ThresholdsSheet
from desk.client.widgets.queues.wall_age import AgeChip
from desk.client.widgets.queues.wall_board import WallBoard
from desk.client.widgets.queues.wall_screen import WallScreen

PAGE = "wall"


class WallPage(Page):
    """Everybody may see it; leads set the thresholds and take alarms."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self.title = Label("", "title")
        self.age = AgeChip(around.desk)
        self.thresholds = Button("", "secondary", "settings")
        self.full = Button("", "secondary", "unfold")
        self.board = WallBoard(around.desk)
        self.empty = EmptyState("chart", "")
        self.pages = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet: ThresholdsSheet | None = None
        self.screen_: WallScreen | None = None
        self._lay_out()
        self.full.clicked.connect(self.toggle_screen)
        self.thresholds.clicked.connect(self.ask_thresholds)
        self.empty.acted.connect(around.desk.wall.refresh)
        around.desk.wall.changed.connect(self.refresh)
        around.desk.session.changed.connect(self.refresh)
        around.commands.changed.connect(self._say)
        self._say()

    def _lay_out(self) -> None:
        head = Surface()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.age)
        row.addStretch(1)
        row.addWidget(self.thresholds)
        row.addWidget(self.full)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(12, 10, 12, 10)
        around.addWidget(self.board)
        self.pages.addWidget(inside)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Divider())
        column.addWidget(self.pages, 1)

    def shown(self) -> None:
        self._desk.wall.look(PAGE, True)
        if not self._desk.directory.queues:
            self._desk.directory.refresh()
        self.setFocus()
        self.refresh()
        self.board.refresh()

    def hidden(self) -> None:
        self._desk.wall.look(PAGE, False)

    def stop(self) -> None:
        self.hidden()
        if self.screen_ is not None:
            self.screen_.leave()
        if self.sheet is not None:
            self.sheet.close()

    def toggle_screen(self) -> None:
        """Fill the screen, or give it back."""
        if self.screen_ is None:
            self.screen_ = WallScreen(self.window(), self._around, AgeChip(self._desk))
        if self._desk.wall.whole:
            self.screen_.leave()
        else:
            self.screen_.enter()

    def ask_thresholds(self) -> None:
        """Let a lead say from where on it is a warning, and an alarm."""
        if self.sheet is None:
            self.sheet = ThresholdsSheet(self.window(), self._desk)
        self.sheet.ask()

    def refresh(self) -> None:
        """Show the numbers, or why there are none."""
        wall = self._desk.wall
        self.thresholds.setVisible(wall.leads)
        self.pages.setCurrentIndex(1 if wall.wall is None or not wall.wall.queues else 0)
        self.age.setVisible(wall.wall is not None)
        if wall.wall is not None:
            self.empty.set_words(self.tr("No queues yet"), self.tr("An administrator sets them up."))
        elif wall.error is not None:
            said = words_for(wall.error)
            self.empty.set_words(said.what, said.advice, self.tr("Try again"))
        else:
            self.empty.set_words(self.tr("Counting…"))

    def _say(self) -> None:
        self.title.setText(self.tr("Wall"))
        self.full.setText(self.tr("Full screen"))
        self.full.set_hint(shown(self._around.commands.first_key("wall.full_screen")))
        self.thresholds.setText(self.tr("Thresholds"))
        self.setAccessibleName(self.tr("Wall"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
