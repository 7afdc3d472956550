"""Files that go with the words being written: kept on the workstation when they are chosen, sent with the words."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.client.remote.remote import Remote
from desk.client.remote.uploads import LIMIT, File, Upload

__all__ = ["LIMIT", "MOST", "File", "Files", "Upload"]

#: So many files one article may carry.
MOST = 20
Place = tuple[str, str]


class Files(QObject):
    """The files beside the text that is shown."""

    changed = Signal()
    """A file was added, removed, or stands differently; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._uploads = remote.uploads
        self._uploads.watch(self._hear)
        self._place = ("", "")

    @property
    def here(self) -> list[File]:
        """The files of the text that is shown."""
        return self._uploads.of(self._place)

    @property
    def busy(self) -> bool:
        """Whether a file of the text that is shown is not on the disk yet, or cannot go with it."""
        return any(not file.state.is_kept for file in self.here) or len(self.here) > MOST

    def keys(self) -> tuple[str, ...]:
        """The files that go with the text that is shown."""
        return tuple(file.key for file in self.here)

    def show(self, place: Place) -> None:
        """The text of this place is shown now."""
        self._place = place
        self.changed.emit()

    def add(self, path: Path) -> None:
        """The agent chose a file."""
        self._uploads.add(self._place, path)

    def remove(self, key: str) -> None:
        """Leave a file out."""
        self._uploads.remove(key)

    def move(self, before: Place, after: Place) -> None:
        """The text got another place."""
        self.carry(before, after)
        self.show(after)

    def carry(self, before: Place, after: Place) -> None:
        """A text that is not shown just now got another place."""
        self._uploads.move(before, after)

    def leave(self, command: str) -> None:
        """The text goes with this command now, its files with it."""
        self._uploads.leave(self.keys(), command)

    def give_back(self, keys: Iterable[str], place: Place) -> None:
        """The text that went with these files came back."""
        self._uploads.give_back(keys, place)

    def _hear(self, file: File) -> None:
        if file.place == self._place:
            self.changed.emit()
