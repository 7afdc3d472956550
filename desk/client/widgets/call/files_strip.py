"""The files that go with the words: their names, how each stands, and the way to leave one out."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.files import LIMIT, File, Files, Upload
from desk.client.models.plain import filled
from desk.client.widgets.call.customer_rows import Panelet
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.theme import Tone
from desk.client.widgets.timeline.wrap import WrapRow

_MIB = 1024 * 1024


class FilesStrip(WrapRow):
    """One small box a file."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        files.changed.connect(self.show_all)
        self.show_all()

    def show_all(self) -> None:
        """Show the files of the text that is shown."""
        self.clear()
        here = self._files.here
        for file in here:
            self.add(self._box(file))
        self.setVisible(bool(here))

    def _box(self, file: File) -> QWidget:
        wrong = not file.state.is_kept and file.state is not Upload.KEEPING
        tone: Tone = "bad" if wrong else "neutral"
        shown = Panelet(tone)
        row = QHBoxLayout(shown)
        row.setContentsMargins(8, 2, 2, 2)
        row.setSpacing(6)
        row.addWidget(Icon("alert" if wrong else "attach", tone, 14))
        name = ElidedLabel(file.name, "small_strong")
        name.setMaximumWidth(200)
        row.addWidget(name)
        row.addWidget(Label(self.state_words(file), "small", "bad" if wrong else "muted"))
        remove = IconButton("x", filled(self.tr("Leave {name} out"), name=file.name), size=12)
        remove.clicked.connect(lambda: self._files.remove(file.key))
        row.addWidget(remove)
        return shown

    def state_words(self, file: File) -> str:
        """How a file stands."""
        match file.state:
            case Upload.KEEPING:
                return self.tr("being read…")
            case Upload.WAITING:
                return self.tr("kept here, goes with the words")
            case Upload.SENDING:
                return filled(self.tr("uploading… {percent}%"), percent=100 * file.sent // max(1, file.size))
            case Upload.TOO_LARGE:
                return filled(self.tr("larger than {limit} MB"), limit=LIMIT // _MIB)
            case Upload.WRONG_KIND:
                return self.tr("only pictures, PDF, text, office documents and audio")
            case Upload.UNREADABLE:
                return self.tr("cannot be read")
            case Upload.NOT_KEPT:
                return self.tr("this workstation's disk did not take it")
            case Upload.REFUSED:
                problem = file.label.problem
                return self.tr("not accepted") if problem is None else words_for(problem).what
            case Upload.THERE:
                size = file.size / _MIB
                return f"{size:.1f} MB" if size >= 1 else f"{max(1, file.size // 1024)} KB"

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_all()
        super().changeEvent(event)
