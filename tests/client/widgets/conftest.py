"""What tests of widgets share: the application in Desk's look, and a client at work for the tests of its screens."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.widgets.language import language
from desk.client.widgets.style.proxy import DeskStyle, wear
from desk.client.widgets.theme import Theme, theme
from tests.client.remote.remote_rig import MemoryKeyring
from tests.client.shell_rig import Client, client
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor

Start = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Every test begins with a window that speaks English, as it does in a program that has started."""
    language().apply("en")


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme, light and at scale 1, on an application that wears Desk's style; as it was afterwards."""
    if not isinstance(qapp.style(), DeskStyle):
        wear(qapp)
    theme().apply("light")
    yield theme()
    theme().apply("light")


@pytest.fixture
def start(site: Site, tmp_path: Path) -> Start:
    """Start a client at the site's server; with `login=None` nobody is signed in yet."""

    def begin(
        login: str | None = "agent", home: str = "home", keyring: MemoryKeyring | None = None
    ) -> AbstractAsyncContextManager[Client]:
        return client(tmp_path / home, site.url, login, keyring)

    return begin


@pytest.fixture
def floor(site: Site) -> Floor:
    """A queue, its people, and the exchange."""
    return Floor(site)
