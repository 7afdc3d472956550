"""Printing the day sheet: asks where to, writes it page by page beside everything else, opens it."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, QSaveFile, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.client.models.clock import Clock
from desk.client.models.coverage import CoverageModel
from desk.client.models.day_sheet import sheet_of
from desk.client.models.plain import filled
from desk.client.models.rota import RotaModel
from desk.client.models.rota_rows import RotaRows
from desk.client.models.time_axis import TimeAxis
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.shifts.day_sheet import INTERVALS, LINES, DaySheet
from desk.client.widgets.shifts.sheet_look import writer_of


class Printing(QObject):
    """One sheet at a time: what is asked for meanwhile begins anew."""

    def __init__(
        self, host: QWidget, rota: RotaModel, coverage: CoverageModel, rows: RotaRows, axis: TimeAxis, clock: Clock,
        toasts: Toasts,
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._host, self._rota, self._coverage = host, rota, coverage
        self._rows, self._axis, self._clock, self._toasts = rows, axis, clock, toasts
        self._pages: Iterator[int] | None = None
        self._writer: QPdfWriter | None = None
        self._file: QSaveFile | None = None
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._page)

    @property
    def is_writing(self) -> bool:
        """Whether pages are still to come."""
        return self._pages is not None

    def ask(self) -> None:
        """Where shall the sheet of the day that is looked at go?"""
        dialog = QFileDialog(self._host.window(), self.tr("Print day sheet"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF files (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(filled(self.tr("rota {day}"), day=self._rota.day.isoformat()) + ".pdf")
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: str) -> None:
        """Write it there, and open it once it is whole."""
        groups = dict.fromkeys(row.group for row in self._rows.rows)
        sheet = sheet_of(
            self._rota, self._coverage, self._rota.day, groups, self._rows.queue_names, lines=LINES, intervals=INTERVALS
        )
        if sheet is None or not sheet.pages:
            self._toasts.show(self.tr("There is nothing to print on this day."), tone="warn", icon="info")
            return
        # It comes to its name when it is whole, and never by half.
        file = QSaveFile(path)
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            self._tell_failed(path)
            return
        drawing = DaySheet(sheet, self._axis, self._clock.now(), self)
        self._file, self._writer = file, writer_of(file, drawing.title)
        self._pages = drawing.paint(self._writer)
        self._next.start()

    def _page(self) -> None:
        if self._pages is not None and next(self._pages, None) is not None:
            return
        self._next.stop()
        file, self._file, self._pages, self._writer = self._file, None, None, None
        if file is not None and file.commit():
            self._tell_done(file.fileName())
        elif file is not None:
            self._tell_failed(file.fileName())

    def _tell_failed(self, path: str) -> None:
        said = filled(self.tr("{name} could not be written."), name=Path(path).name)
        self._toasts.show(said, tone="bad", icon="x-circle")

    def _tell_done(self, path: str) -> None:
        said = filled(self.tr("Day sheet: {name}"), name=Path(path).name)
        toast = self._toasts.show(said, tone="good", icon="print", action=self.tr("Open"))
        toast.acted.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
