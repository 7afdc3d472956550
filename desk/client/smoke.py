"""``desk smoke``: checks that this installation works, without a screen, a server or a person."""

import argparse
import importlib
import os
import pkgutil
import sqlite3
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from desk.paths import resource

# What a checkout and the frozen program must both hold.
FILES = (
    ("icons", "desk.svg"),
    ("fonts", "Pretendard-Regular.otf"),
    ("theme", "light.json"),
    ("theme", "dark.json"),
    ("translations", "desk_ko.qm"),
    ("translations", "desk_en.qm"),
    ("sounds", "ring.wav"),
)
WORDS = "한국어가 보입니다"


def main(argv: list[str]) -> int:
    """Run every check and print a line for each; 1 when one of them fails."""
    argparse.ArgumentParser(prog="desk smoke", description="Check that this installation works.").parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_API"] = "pyside6"
    failed = 0
    for name, check in CHECKS.items():
        try:
            said = check()
        except Exception as error:
            failed += 1
            sys.stdout.write(f"FAILED  {name}: {type(error).__name__}: {error}\n")
        else:
            sys.stdout.write(f"OK      {name}: {said}\n")
        sys.stdout.flush()
    return 1 if failed else 0


def _modules(package: str) -> Iterator[str]:
    found = importlib.import_module(package)
    yield package
    for info in pkgutil.walk_packages(found.__path__, f"{package}."):
        yield info.name


def imports() -> str:
    """Every module of the client, and the libraries it loads late."""
    names = [name for package in ("desk.contract", "desk.client") for name in _modules(package)]
    names += ["httpx", "stamina", "truststore", "keyring", "cryptography.hazmat.primitives.ciphers.aead"]
    for name in names:
        importlib.import_module(name)
    return f"{len(names)} modules"


def files() -> str:
    """The shipped files."""
    missing = ["/".join(parts) for parts in FILES if not resource(*parts).is_file()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    return f"{len(FILES)} looked for, all there"


def database() -> str:
    """SQLite, with what the workstation's store asks of it."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "smoke.db")
        try:
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            connection.execute("CREATE TABLE words (text TEXT)")
            connection.execute("INSERT INTO words VALUES (?)", (WORDS,))
            read = connection.execute("SELECT text FROM words").fetchone()[0]
        finally:
            connection.close()
    if (mode, read) != ("wal", WORDS):
        raise ValueError(f"{mode}, {read}")
    return f"SQLite {sqlite3.sqlite_version}, WAL"


def sealing() -> str:
    """What the store seals can be read again, and only so."""
    aead = importlib.import_module("cryptography.hazmat.primitives.ciphers.aead")
    cipher = aead.AESGCM(bytes(32))
    sealed = cipher.encrypt(bytes(12), WORDS.encode(), b"smoke")
    if cipher.decrypt(bytes(12), sealed, b"smoke").decode() != WORDS:
        raise ValueError("what came out is not what went in")
    return "AES-256-GCM"


def encryption() -> str:
    """A connection to a server could be encrypted, with the system's certificates."""
    truststore = importlib.import_module("truststore")
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if context.verify_mode is not ssl.CERT_REQUIRED:
        raise ValueError("certificates would not be checked")
    return ssl.OPENSSL_VERSION


def keyrings() -> str:
    """Which keyrings of the system could keep secrets here; none is no failure, Desk says so at sign-in."""
    box = importlib.import_module("desk.client.remote.keyring_box")
    found: list[str] = []
    for module, name in box.BACKENDS.get(sys.platform, box.BACKENDS["linux"]):
        try:
            priority = getattr(importlib.import_module(module), name).priority
            found.append(f"{module} ({priority})")
        except Exception as error:
            found.append(f"{module} (not here: {type(error).__name__})")
    return ", ".join(found)


def window() -> str:
    """A window is painted, in our font, with Korean in it."""
    widgets = importlib.import_module("PySide6.QtWidgets")
    themes = importlib.import_module("desk.client.widgets.theme")
    proxy = importlib.import_module("desk.client.widgets.style.proxy")
    language = importlib.import_module("desk.client.widgets.language")
    app = widgets.QApplication.instance() or widgets.QApplication(["desk"])
    proxy.wear(app)
    themes.theme().apply("light")
    language.language().apply("ko")
    screen = importlib.import_module("desk.client.widgets.sign_in").SignInScreen()
    screen.resize(1280, 720)
    screen.show()
    app.processEvents()
    picture = screen.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    spoken = screen.form.button.text()
    screen.close()
    if len(colours) < 20:
        raise ValueError("the picture is empty")
    if themes.FAMILY not in themes.load_fonts():
        raise ValueError("our font is not there")
    if spoken != "로그인":
        raise ValueError(f"the translation is not there: {spoken}")
    return f"{picture.width()}x{picture.height()}, {len(colours)} colours, {spoken}"


CHECKS: dict[str, Callable[[], str]] = {
    "files": files,
    "imports": imports,
    "database": database,
    "sealing": sealing,
    "encryption": encryption,
    "keyrings": keyrings,
    "window": window,
}
