"""A file that takes every keystroke before the key is up again: what kill -9 cannot take back.

The database's commit waits for the disk and therefore runs in a thread; between the key and that commit lies time
enough to die. Here the sealed text goes to the operating system at once (some ten microseconds), which keeps it
whatever becomes of the program. When the database has caught up the file is emptied.
"""

import os
import struct
from pathlib import Path

_LENGTH = struct.Struct(">I")
#: Beyond this the file is no help but a burden: the database is more than a second behind.
MOST_BYTES = 32 * 1024 * 1024


class Keystrokes:
    """Records, one after another; closed until ``open``. Only the event loop's thread comes here."""

    def __init__(self) -> None:
        self._file: int | None = None
        self._size = 0

    def open(self, path: Path) -> list[bytes]:
        """Open the file and give the records that an earlier run left; what was cut in writing is not among them.

        Where the file cannot be opened there are none, and keystrokes rest on the database alone.
        """
        self.close()
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            left = path.read_bytes() if path.exists() else b""
            self._file, self._size = os.open(path, flags, 0o600), len(left)
        except OSError:
            return []
        return _records(left)

    def append(self, record: bytes) -> None:
        """One record more. Never raises: the database is the one to say that a disk is full."""
        if self._file is None or self._size > MOST_BYTES:
            return
        line = _LENGTH.pack(len(record)) + record
        try:
            self._size += os.write(self._file, line)
        except OSError:
            return

    def clear(self) -> None:
        """The database has it all."""
        if self._file is not None and self._size:
            os.ftruncate(self._file, 0)
            self._size = 0

    def close(self) -> None:
        """Leave the file as it is."""
        if self._file is not None:
            os.close(self._file)
            self._file, self._size = None, 0


def _records(raw: bytes) -> list[bytes]:
    found, at = list[bytes](), 0
    while at + _LENGTH.size <= len(raw):
        (length,) = _LENGTH.unpack_from(raw, at)
        at += _LENGTH.size
        if at + length > len(raw):
            break
        found.append(raw[at : at + length])
        at += length
    return found
