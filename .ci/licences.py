"""The Python packages that the frozen program carries, and the texts of their licences."""

import platform
import shutil
import sysconfig
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


@dataclass(frozen=True)
class Shipped:
    """One package: `licence` is an SPDX expression or the words of its metadata."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def shipped() -> list[Shipped]:
    """All that the product needs at run time, directly and indirectly, sorted by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    waiting = list(project["dependencies"])
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        waiting += found[name].requires or []
    return [_describe(found[name]) for name in sorted(found)]


def _describe(package: Distribution) -> Shipped:
    facts = package.metadata.json
    named = [str(line).rsplit(" :: ", 1)[-1] for line in facts.get("classifier", []) if str(line).startswith("License")]
    licence = facts.get("license_expression") or " or ".join(named) or facts.get("license") or ""
    files = [file for file in package.files or [] if file.parts[0].endswith(".dist-info")]
    texts = [Path(str(file.locate())) for file in files if file.name.upper().startswith(TEXTS)]
    return Shipped(str(facts["name"]), package.version, str(licence), tuple(texts))


def python_licence() -> Path:
    """The licence of the interpreter that is being frozen; Debian keeps it elsewhere."""
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    short = ".".join(platform.python_version_tuple()[:2])
    return own if own.is_file() else Path(f"/usr/share/doc/python{short}-minimal/copyright")


def copy_texts(folder: Path) -> None:
    """Put every licence text below the folder, one folder for each package."""
    for package in shipped():
        for text in package.texts:
            _copy(text, folder / package.name)
    _copy(python_licence(), folder / "Python")


def _copy(text: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, folder / text.name)
