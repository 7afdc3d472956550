"""What tests of the call view share: a call centre at work, in Desk's look."""

import pytest

from desk.client.widgets.theme import Theme
from tests.server.routes.conftest import floor

__all__ = ["floor"]


@pytest.fixture(autouse=True)
def _look(look: Theme) -> None:
    """Every window here wears Desk's look."""
