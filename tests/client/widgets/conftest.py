"""A client at work for the tests of its screens."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.client.remote.remote_rig import MemoryKeyring
from tests.client.shell_rig import Client, client
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor

Start = Callable[..., AbstractAsyncContextManager[Client]]


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
