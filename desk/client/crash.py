"""What happens when the program itself fails: every way an error can escape leads to one log and one sheet.

Neither ever holds a customer's data: of messages only what names no one is kept, of values nothing.
"""

import asyncio
import faulthandler
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

log = logging.getLogger("desk")

LOG_BYTES, LOG_FILES = 1_000_000, 3
#: The offscreen platform says this of every window; it means nothing.
_NOISE = ("This plugin does not support", "propagateSizeHints")
# Hangul and other letters beyond Latin, quoted texts, mail addresses, anything with digits in a row.
_PERSONAL = re.compile(r"[^\x00-\x7f]+|'[^']*'|\"[^\"]*\"|\S+@\S+|\+?\d[\d\s().*-]{2,}\d")


def scrubbed(text: str) -> str:
    """The text without anything that could be somebody's name, number, address or words."""
    return _PERSONAL.sub("…", text)


def report_of(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """What failed and where: files, lines and functions, and the message as far as it is nobody's."""
    lines = [f"{kind.__name__}: {scrubbed(str(error))}"]
    for frame in traceback.extract_tb(trace)[-12:]:
        parts = Path(frame.filename).parts
        place = "/".join(parts[parts.index("desk") :] if "desk" in parts else parts[-2:])
        lines.append(f"  {place}:{frame.lineno} {frame.name}")
    if error is not None and error.__cause__ is not None:
        cause = error.__cause__
        lines.append(f"because of {report_of(type(cause), cause, cause.__traceback__)}")
    return "\n".join(lines)


class Crashes(QObject):
    """Hears of every failure, from whatever thread, writes it down and tells the window."""

    happened = Signal(str)
    """The program failed somewhere and goes on; carries the report. Always on the window's thread."""
    _heard = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._told: set[str] = set()
        self._close: list[Callable[[], object]] = []
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of everything from now on, until `close`."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            self.folder / "desk.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        handler.setFormatter(_Scrubbing())
        logging.getLogger().addHandler(handler)
        log.setLevel(logging.INFO)
        faults = (self.folder / "fault.log").open("a", encoding="utf-8")
        faulthandler.enable(faults, all_threads=True)
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook, threading.excepthook = self._escaped, self._escaped_thread
        sys.unraisablehook = self._unraisable
        qt_before = qInstallMessageHandler(self._qt_said)

        def give_back() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            qInstallMessageHandler(qt_before)

        self._close = [give_back, faulthandler.disable, faults.close]
        self._close += [lambda: logging.getLogger().removeHandler(handler), handler.close]

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear of what escapes from coroutines and callbacks, too."""
        loop.set_exception_handler(self._loop_said)

    def close(self) -> None:
        """Give every hook back: the program ends."""
        for close in self._close:
            close()
        self._close.clear()

    def note(self, report: str) -> None:
        """Write a report down and tell the window of it, once; callable from any thread."""
        log.error("%s", report)
        if sys.stderr is not None:
            sys.stderr.write(f"{report}\n")
        self._heard.emit(report)

    def _tell(self, report: str) -> None:
        """The same failure in every frame is told once."""
        if report not in self._told:
            self._told.add(report)
            self.happened.emit(report)

    def _escaped(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.note(report_of(kind, error, trace))

    def _escaped_thread(self, said: threading.ExceptHookArgs) -> None:
        if not issubclass(said.exc_type, SystemExit):
            self.note(report_of(said.exc_type, said.exc_value, said.exc_traceback))

    def _unraisable(self, said: "sys.UnraisableHookArgs") -> None:
        self.note(report_of(said.exc_type, said.exc_value, said.exc_traceback))

    def _loop_said(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            where = scrubbed(str(context.get("message", "")))
            self.note(f"{where}\n{report_of(type(error), error, error.__traceback__)}")
        else:
            log.warning("%s", context.get("message", ""))

    def _qt_said(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if any(noise in message for noise in _NOISE):
            return
        level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(kind, logging.WARNING)
        log.log(level, "Qt: %s", message)


class _Scrubbing(logging.Formatter):
    """Whatever a library writes passes through here, too."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = self.formatTime(record)
        words = scrubbed(record.getMessage())
        if record.exc_info is not None and record.exc_info[0] is not None:
            words += "\n" + report_of(record.exc_info[0], record.exc_info[1], record.exc_info[2])
        return f"{stamp} {record.levelname} {record.name} {words}"
