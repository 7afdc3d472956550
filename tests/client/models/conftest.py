"""What tests of models share: the timeline's model under Qt's own tester."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester

from desk.client.models.timeline import TimelineModel


@pytest.fixture
def model(qapp: QCoreApplication) -> Iterator[TimelineModel]:
    """An empty model, watched by Qt's own tester."""
    model = TimelineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester
    model.deleteLater()
