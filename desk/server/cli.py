"""``desk server``: run the ticket API server."""

import argparse
import contextlib
import logging
import socket

import uvicorn

from desk.server.app import Server
from desk.server.routes.handling import Settings
from desk.server.store.db import Database, attachments_of, path_of
from desk.server.store.migrate import MigrationError

DEFAULT_LISTEN = "127.0.0.1:8460"


def parser() -> argparse.ArgumentParser:
    """The command line of ``desk server``."""
    found = argparse.ArgumentParser(prog="desk server", description="Run the ticket API server.")
    found.add_argument("--database", default="sqlite:///desk.db", help="sqlite:///PATH (default: %(default)s)")
    found.add_argument("--listen", default=DEFAULT_LISTEN, metavar="HOST:PORT", help="default: %(default)s")
    found.add_argument("--attachments", metavar="DIR", help="where files are stored (default: beside the database)")
    found.add_argument(
        "--caller-id",
        action="append",
        default=[],
        metavar="[PREFIX=]NUMBER",
        help="the number to show on outbound calls (if the number dialled begins with PREFIX, as +822); repeatable",
    )
    found.add_argument("--idle-lock", type=int, default=15 * 60, metavar="SECONDS")
    found.add_argument("--rate", type=float, default=50.0, help="requests a second a session may make for long")
    found.add_argument("--log-level", default="warning", choices=["debug", "info", "warning", "error"])
    return found


class _Listening(uvicorn.Server):
    """Serves HTTP; before it waits for requests to end it ends the live streams, which never would by themselves."""

    def __init__(self, config: uvicorn.Config, server: Server) -> None:
        super().__init__(config)
        self._desk = server

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.feed.stop()
        await super().shutdown(sockets)


def serve(server: Server, host: str, port: int, log_level: str = "warning") -> bool:
    """Serve until a signal asks to stop; whether it ever did (not when the port is taken)."""
    config = uvicorn.Config(
        server.asgi,
        host=host,
        port=port,
        log_level=log_level,
        access_log=False,
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    listening = _Listening(config, server)
    with contextlib.suppress(KeyboardInterrupt):
        listening.run()
    return listening.started


def main(argv: list[str]) -> int:
    """Run ``desk server`` with these arguments."""
    arguments = parser().parse_args(argv)
    logging.basicConfig(level=arguments.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    host, _, port = arguments.listen.rpartition(":")
    if not host or not port.isdecimal():
        parser().error(f"--listen {arguments.listen}: write HOST:PORT, for example {DEFAULT_LISTEN}")
    try:
        path = path_of(arguments.database)
        database = Database(path)
    except (ValueError, MigrationError, OSError) as error:
        parser().error(str(error))
    attachments = arguments.attachments or str(attachments_of(path))
    settings = Settings(
        attachments=attachments,
        caller_ids={prefix: number for prefix, _, number in (one.rpartition("=") for one in arguments.caller_id)},
        idle_lock=arguments.idle_lock,
        rate=arguments.rate,
    )
    print(f"Desk server on http://{host}:{port}, database {path}", flush=True)
    return 0 if serve(Server(database, settings), host, int(port), arguments.log_level) else 1
