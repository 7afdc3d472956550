"""Where the files that Desk ships lie: in a checkout, in an installed package and in the frozen program."""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources() -> Path:
    """The folder that holds icons, fonts, themes, translations and default rules."""
    frozen = getattr(sys, "_MEIPASS", None)
    if isinstance(frozen, str):
        return Path(frozen) / "resources"
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one shipped file, as in `resource("icons", "desk.svg")`; it need not exist."""
    return resources().joinpath(*parts)


def program() -> list[str]:
    """The words that start this same program again, as a child process would have to say them."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "desk"]
