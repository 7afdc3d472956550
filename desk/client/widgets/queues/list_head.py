"""Above a list of tickets: which view it is, how many there are, finding, and building a view."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desk.client.models.plain import filled
from desk.client.models.ticket_list import TicketListModel
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.theme import theme

FIND_WIDTH = 240


class ListHead(Surface):
    """The words of a model, and buttons."""

    build_asked = Signal()
    """Somebody wants to change what is shown; carries nothing."""

    def __init__(self, model: TicketListModel) -> None:
        super().__init__()
        self._model = model
        self.title, self.count = ElidedLabel("", "title"), Label("", "body", "muted")
        self.stale = Button("", "secondary", "refresh")
        self.search = SearchField("")
        self.search.setFixedWidth(theme().scaled(FIND_WIDTH))
        self.build = Button("", "secondary", "filter")
        self.refresh = IconButton("refresh", "", size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.stale)
        row.addWidget(self.search)
        row.addWidget(self.build)
        row.addWidget(self.refresh)
        self.stale.clicked.connect(model.refresh)
        self.refresh.clicked.connect(model.refresh)
        self.build.clicked.connect(self.build_asked)
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(lambda: model.find_by_title(self.search.words()))
        model.work_changed.connect(self.refresh_words)
        self.retranslate()

    def _find(self, words: str) -> None:
        self._model.find(words)
        if not words:
            self._model.find_by_title("")

    def refresh_words(self) -> None:
        """How many there are, as far as it is known."""
        model = self._model
        words = ""
        if model.title_words:
            words = filled(
                self.tr("{count} with “{words}” in the title"), count=f"{model.total:,}", words=model.title_words
            )
        elif model.words and not model.whole:
            words = filled(
                self.tr("found in {loaded} of {count}; Enter looks through all titles"),
                loaded=f"{model.loaded:,}",
                count=f"{model.total:,}",
            )
        elif model.total:
            words = self.tr("%n ticket(s)", "", model.total)
        self.count.setText(words)
        self.stale.setVisible(model.stale)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.search.setPlaceholderText(self.tr("Find in this list"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.build.setText(self.tr("Filter and columns"))
        self.refresh.set_label(self.tr("Look again"))
        self.stale.setText(self.tr("Something has changed above"))
        self.refresh_words()
