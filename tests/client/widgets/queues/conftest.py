"""What tests of the queues view share: a call centre at work, in Desk's look."""

import pytest

from desk.client.widgets.theme import Theme
from tests.server.routes.conftest import floor

__all__ = ["floor"]


@pytest.fixture(autouse=True)
def _look(look: Theme) -> None:
    """Every window here wears Desk's look."""


@pytest.fixture(autouse=True)
def _server_ends_first(expected_log: list[str]) -> None:
    """A server that is shut down while a feed is being let go says so; nobody is there any more to mind."""
    expected_log += ["Exception in ASGI application", "socket.send() raised exception"]
