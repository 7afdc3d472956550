"""``desk server``: run the ticket API server."""

import argparse
import logging

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


def serve(server: Server, host: str, port: int, log_level: str = "warning") -> None:
    """Serve until a signal asks to stop."""
    uvicorn.run(
        server.asgi,
        host=host,
        port=port,
        log_level=log_level,
        access_log=False,
        timeout_graceful_shutdown=5,
        server_header=False,
    )


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
    serve(Server(database, settings), host, int(port), arguments.log_level)
    return 0
