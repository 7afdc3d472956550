"""What tests of models share: the timeline's model under Qt's own tester, and a shop with broken promises."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester

from desk.client.models.timeline import TimelineModel
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor, floor

__all__ = ["floor"]


@pytest.fixture
def model(qapp: QCoreApplication) -> Iterator[TimelineModel]:
    """An empty model, watched by Qt's own tester."""
    model = TimelineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester
    model.deleteLater()


@pytest.fixture
def shop(floor: Floor) -> Shop:
    """A customer, and rules by which agents may repair what was promised to her."""
    return Shop(floor.site)


@pytest.fixture
def server_ends_first(expected_log: list[str]) -> None:
    """A server that is shut down while a feed is being let go says so; nobody is there any more to mind."""
    expected_log += ["Exception in ASGI application", "socket.send() raised exception"]
