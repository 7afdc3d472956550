"""The demo's parts meet the same call centre as the server's."""

from tests.server.conftest import peopled, server_loop, site
from tests.server.routes.conftest import floor

__all__ = ["floor", "peopled", "server_loop", "site"]
