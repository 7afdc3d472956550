"""The shop's desks, open beside the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.conftest import Loop
from tests.server.executor_rig import Works
from tests.server.executor_rig import works as opened


@pytest.fixture
def works(tmp_path: Path, peopled: Path, server_loop: Loop) -> Iterator[Works]:
    """A call centre whose remedies are really carried out."""
    with opened(tmp_path, peopled, server_loop) as found:
        yield found
