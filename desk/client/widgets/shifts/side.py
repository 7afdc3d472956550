"""The panel beside the grid: who matters now, what waits for a word, who could come, what would help."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desk.client.models.adherence import AdherenceModel
from desk.client.models.coverage import CoverageModel
from desk.client.models.desk import Desk
from desk.client.models.helping import Helping
from desk.client.models.rota_bars import Bar
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.side_call_outs import CallOutsPage
from desk.client.widgets.shifts.side_inbox import InboxPage
from desk.client.widgets.shifts.side_now import NowPage
from desk.client.widgets.shifts.side_suggestions import SuggestionsPage
from desk.client.widgets.theme import theme

WIDTH = 332
PAGES = ("now", "inbox", "call_outs", "suggestions")


class Side(Surface):
    """Four pages, one at a time."""

    suggestions_wanted = Signal()
    """The suggestions have come to the front, or shall be looked for again; carries nothing."""

    def __init__(
        self,
        grid: Grid,
        adherence: AdherenceModel,
        coverage: CoverageModel,
        helping: Helping,
        desk: Desk,
    ) -> None:
        super().__init__()
        inbox = desk.lead_inbox
        self._inbox, self._adherence, self._grid = inbox, adherence, grid
        self.tabs = Segmented([Choice(name, "") for name in PAGES])
        self.now = NowPage(adherence, grid)
        self.inbox = InboxPage(desk, grid)
        self.call_outs = CallOutsPage(helping, coverage, grid)
        self.suggestions = SuggestionsPage(helping, grid, desk.directory)
        self.pages = QStackedWidget()
        for page in (self.now, self.inbox, self.call_outs, self.suggestions):
            self.pages.addWidget(page)
        top = QHBoxLayout()
        top.setContentsMargins(10, 8, 10, 4)
        top.addWidget(self.tabs)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        self.tabs.chosen.connect(self.show_page)
        self.suggestions.asked.connect(self.suggestions_wanted)
        inbox.changed.connect(self.retranslate)
        adherence.changed.connect(self.retranslate)
        theme().changed.connect(self._fit)
        self._fit()
        self.retranslate()

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.tabs.set_value(name)
        self.pages.setCurrentIndex(PAGES.index(name))
        if name == "call_outs":
            self.call_outs.opened()
        elif name == "suggestions":
            self.suggestions_wanted.emit()

    def ask_instead(self, bar: Bar) -> None:
        """Who could come instead of whoever has this bar?"""
        self.call_outs.ask_instead(bar, self._grid.model.name(bar.user_id))
        self.tabs.set_value("call_outs")
        self.pages.setCurrentIndex(PAGES.index("call_outs"))

    def retranslate(self) -> None:
        """Put every word in the language in force, and the counts with them."""
        amiss, waiting = len(self._adherence.amiss), self._inbox.waiting
        self.tabs.set_label("now", _counted(self.tr("Now"), amiss))
        self.tabs.set_label("inbox", _counted(self.tr("To decide"), waiting))
        self.tabs.set_label("call_outs", self.tr("Call in"))
        self.tabs.set_label("suggestions", self.tr("Ideas"))

    def _fit(self) -> None:
        self.setFixedWidth(theme().scaled(WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _counted(words: str, count: int) -> str:
    return f"{words} {count:,}" if count else words
