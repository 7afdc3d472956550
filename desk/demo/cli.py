"""``desk demo``: everything on this machine; with ``--tour DIR`` without a screen, in pictures."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from desk.demo.serve import ServerFailedError, serving


def parser() -> argparse.ArgumentParser:
    """The words the demo understands."""
    found = argparse.ArgumentParser(prog="desk demo", description="A whole shop on this machine, invented.")
    found.add_argument("--tour", type=Path, metavar="DIR", help="walk through every view and write pictures to DIR")
    found.add_argument("--folder", type=Path, metavar="DIR", help="keep the shop in DIR instead of a fresh one")
    found.add_argument("--lang", choices=("ko", "en"), help="the language of the screen (not with --tour)")
    found.add_argument("--serve", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    found.add_argument("--desks", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    found.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    found.add_argument("--desks-port", type=int, default=0, help=argparse.SUPPRESS)
    found.add_argument("--server", default="", help=argparse.SUPPRESS)
    return found


def main(argv: list[str]) -> int:
    """Run the demo; 1 when the tour missed a view or the server did not come up."""
    arguments = parser().parse_args(argv)
    if arguments.serve is not None:
        return _serve(arguments.serve, arguments.port, arguments.desks_port)
    if arguments.desks is not None:
        from desk.demo import desks  # noqa: PLC0415 (a program of its own)

        return desks.main(arguments.desks, arguments.desks_port, arguments.server)
    with tempfile.TemporaryDirectory(prefix="desk-demo-", ignore_cleanup_errors=True) as temporary:
        folder = (arguments.folder or Path(temporary)).absolute()
        try:
            return _play(arguments, folder)
        except ServerFailedError as error:
            sys.stderr.write(f"desk demo: the server did not start:\n{error}\n")
            return 1


def _serve(folder: Path, port: int, desks_port: int) -> int:
    """The server's side, in its own process: it alone imports the server."""
    from desk.demo.desks import place  # noqa: PLC0415
    from desk.demo.stage import set_clock, set_up, stage_path  # noqa: PLC0415
    from desk.server import cli  # noqa: PLC0415

    set_clock(folder)
    set_up(folder)
    place(stage_path(folder), folder, desks_port)
    return cli.main(["--database", f"sqlite:///{stage_path(folder)}", "--listen", f"127.0.0.1:{port}", "--rate", "500"])


def _play(arguments: argparse.Namespace, folder: Path) -> int:
    """The client's side: the real program, beside it somebody who plays telephone exchange."""
    if arguments.tour is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with serving(folder) as stage:
        from desk.client import app  # noqa: PLC0415 (Qt reads its platform from the environment above)
        from desk.demo.playing import Demo  # noqa: PLC0415
        from desk.demo.tour import Tour  # noqa: PLC0415

        words = ["--data-dir", str(folder / "workstation"), "--server", stage.url]
        if arguments.tour is None:
            words += ["--lang", arguments.lang] if arguments.lang else []
            return app.main(words, Demo(stage).play)
        tour = Tour(stage, arguments.tour.absolute())
        status = app.main([*words, "--lang", "ko", "--theme", "light"], tour.walk)
        sys.stdout.write(tour.summary() + "\n")
        return status or tour.failed
