"""The report of an import: one line for every row that was refused."""

import csv
import os
from io import StringIO
from pathlib import Path

from desk.server.admin import import_words as words
from desk.server.admin.reading import Flaw

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Report:
    """A CSV file (row, file, column, value, why) that is made with its first line, readable by its owner only."""

    def __init__(self, path: Path, lang: str) -> None:
        self.path = path
        self._lang = lang
        self.lines = 0

    def keep_until(self, row: int) -> None:
        """Drop what is told of rows after ``row``: they are read again; with 0, what a former import told."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            kept = [line for line in list(csv.reader(file))[1:] if line and line[0].isdecimal() and int(line[0]) <= row]
        self.path.unlink()
        if kept:
            self._write(kept)

    def add(self, row: int, name: str, flaw: Flaw) -> None:
        """Tell of one row of the file ``name``."""
        why = flaw.text.say(self._lang, **flaw.values)
        if flaw.line:
            name = f"{flaw.file}:{flaw.line}"
        self._write([[str(row), name, flaw.column, harmless(flaw.value), why]])

    def _write(self, lines: list[list[str]]) -> None:
        text = StringIO()
        writer = csv.writer(text)
        made = not self.path.exists()
        if made:
            text.write("\ufeff")
            writer.writerow(words.REPORT_HEADER.say(self._lang).split(","))
        writer.writerows(lines)
        opened = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(opened, "a", encoding="utf-8", newline="") as file:  # noqa: PTH123 (a descriptor)
            file.write(text.getvalue())
        self.lines += len(lines)


def harmless(value: str) -> str:
    """The value as a spreadsheet may show it without running it."""
    return "'" + value if value.startswith(_FORMULA) else value
