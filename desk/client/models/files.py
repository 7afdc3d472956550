"""Files that go with an article: uploaded when they are chosen, sent with the words."""

import asyncio
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.remote.command import new_key
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.routes import ENDPOINTS

LIMIT = ENDPOINTS["upload"].body_limit
MOST = 20


class Upload(Enum):
    """How a file stands."""

    SENDING = "sending"
    THERE = "there"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the words; `id` once the server has it."""

    key: str
    name: str
    size: int
    state: Upload = Upload.SENDING
    id: int | None = None
    error: DeskError | None = None


class Files(QObject):
    """The files of every place and kind; `show` one of them."""

    changed = Signal()
    """A file was added, removed, or stands differently; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._api = remote.api
        self._by_place: dict[tuple[str, str], list[File]] = {}
        self._place = ("", "")

    @property
    def here(self) -> list[File]:
        """The files of the text that is shown."""
        return list(self._by_place.get(self._place, ()))

    @property
    def busy(self) -> bool:
        """Whether a file of the text that is shown is still on its way, or cannot go with it."""
        return any(file.state is not Upload.THERE for file in self.here)

    def ids(self, place: tuple[str, str]) -> list[int]:
        """The files that go with a text."""
        return [file.id for file in self._by_place.get(place, ()) if file.id is not None]

    def show(self, place: tuple[str, str]) -> None:
        """The text of this place is shown now."""
        self._place = place
        self.changed.emit()

    def add(self, path: Path) -> None:
        """The agent chose a file: it goes to the server at once."""
        try:
            size = path.stat().st_size
        except OSError:
            size = -1
        file = File(new_key(), path.name, max(size, 0))
        if size < 0:
            file = replace(file, state=Upload.UNREADABLE)
        elif size > LIMIT or not size:
            file = replace(file, state=Upload.TOO_LARGE if size else Upload.UNREADABLE)
        self._by_place.setdefault(self._place, []).append(file)
        if file.state is Upload.SENDING:
            tasks.start(self._send(self._place, file, path), name="upload", owner=self)
        self.changed.emit()

    def remove(self, key: str) -> None:
        """Leave a file out."""
        self._by_place[self._place] = [file for file in self.here if file.key != key]
        self.changed.emit()

    def take(self, place: tuple[str, str]) -> list[File]:
        """The files of a text that is being sent; they are its own no longer."""
        files = self._by_place.pop(place, [])
        self.changed.emit()
        return files

    def give_back(self, place: tuple[str, str], files: list[File]) -> None:
        """The text was taken back, its files with it."""
        if files:
            self._by_place[place] = [*files, *self._by_place.get(place, [])]
            self.changed.emit()

    async def _send(self, place: tuple[str, str], file: File, path: Path) -> None:
        try:
            content = await asyncio.to_thread(path.read_bytes)
            stored = await self._api.upload(file.name, content, file.key)
        except OSError:
            self._replace(place, replace(file, state=Upload.UNREADABLE))
        except DeskError as error:
            self._replace(place, replace(file, state=Upload.REFUSED, error=error))
        else:
            self._replace(place, replace(file, state=Upload.THERE, id=stored.id))

    def _replace(self, place: tuple[str, str], file: File) -> None:
        files = self._by_place.get(place, [])
        self._by_place[place] = [file if one.key == file.key else one for one in files]
        self.changed.emit()
