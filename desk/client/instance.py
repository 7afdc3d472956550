"""One window for each person at this workstation: whoever holds the lock is the one that runs."""

import sys
from pathlib import Path

from PySide6.QtCore import QLockFile


def lock_of(window: str, data: Path) -> QLockFile:
    """The lock whose holder is the running window. It goes with its process, however that ends."""
    if sys.platform == "win32":
        data.mkdir(parents=True, exist_ok=True)
        path = data / "window.lock"
    else:
        folder = Path(window).parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = Path(f"{window}.lock")
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock
