"""State comes about as it does in a call centre at work."""

from tests.server.routes.conftest import floor

__all__ = ["floor"]
