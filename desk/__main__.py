"""The one command: it looks at the first word and loads only the program that this word names."""

import importlib
import sys
from collections.abc import Callable

from desk import __version__

CLIENT = "desk.client.app"
HANDOFF = "desk.client.remote.handoff"

# word: (module with main(argv) -> int, what it does)
COMMANDS = {
    "demo": ("desk.demo.cli", "everything on this machine: an invented shop, its server, a signed-in window"),
    "call": (HANDOFF, "hand a ringing NUMBER (or a desk:// address) to the running window"),
    "server": ("desk.server.cli", "the ticket API server"),
    "admin": ("desk.server.admin_cli", "set up the server: site, users, tokens, limits, imports"),
    "smoke": ("desk.client.smoke", "check that this installation works, without a screen"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; wrong use is 2, an interrupt is 130."""
    args = sys.argv[1:] if argv is None else argv
    word = args[0] if args else ""
    try:
        if word in COMMANDS:
            return _load(COMMANDS[word][0])(args[1:])
        if word.startswith("desk:"):
            return _load(HANDOFF)(args)
        if word in {"--version", "-V"}:
            print(f"desk {__version__}")
            return 0
        if word in {"--help", "-h", "help"}:
            print(_help())
            return 0
        if not word or word.startswith("-"):
            return _load(CLIENT)(args)
    except KeyboardInterrupt:
        return 130
    return _unknown(word)


def _load(module: str) -> Callable[[list[str]], int]:
    entry: Callable[[list[str]], int] = importlib.import_module(module).main
    return entry


def _help() -> str:
    lines = [("desk", "the window: sign in, take calls, write, wrap up")]
    lines += [(f"desk {word}", text) for word, (_, text) in COMMANDS.items()]
    lines += [("desk --version", "the version"), ("desk --help", "this list")]
    listed = "\n".join(f"  {usage:<16}{text}" for usage, text in lines)
    return f"Desk {__version__}: one call, the whole way.\n\n{listed}\n\nEach command has its own --help."


def _unknown(word: str) -> int:
    import difflib  # only a mistake pays for it

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    print(f"desk: there is no command '{word}'.{hint} 'desk --help' lists them all.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
