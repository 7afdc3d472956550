"""What tests of widgets share: the application in Desk's look."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.widgets.style.proxy import DeskStyle, wear
from desk.client.widgets.theme import Theme, theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme, light and at scale 1, on an application that wears Desk's style; as it was afterwards."""
    if not isinstance(qapp.style(), DeskStyle):
        wear(qapp)
    theme().apply("light")
    yield theme()
    theme().apply("light")
