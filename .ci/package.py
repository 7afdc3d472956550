"""Freezes the program, packs it for Debian, tries both, and says what they weigh and how fast they start."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from licences import copy_texts, shipped

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
INSTALL = ROOT / "resources" / "install"
FROZEN = ROOT / "build" / "frozen" / "desk"
STAGE = ROOT / "build" / "deb"
DIST = ROOT / "dist"
MEGABYTE = 1_000_000


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    """Run a command to its end and return what it said; if it fails, show what went wrong and stop."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nfailed: {' '.join(map(str, words))}")
    return done.stdout


def weight(folder: Path) -> int:
    """Bytes of all files below a folder, each counted once."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def freeze() -> None:
    work = ROOT / "build" / "pyinstaller"
    options = ["--noconfirm", "--log-level=ERROR", f"--distpath={FROZEN.parent}", f"--workpath={work}"]
    run(sys.executable, "-m", "PyInstaller", *options, "build.spec")


def start_time() -> float:
    """Milliseconds from the start of the frozen program to its first own line, the median of several."""

    def once() -> float:
        began = time.perf_counter()
        run(FROZEN / "desk", "--version")
        return (time.perf_counter() - began) * 1000

    return statistics.median(once() for _ in range(7))


def stage(release: str) -> None:
    """Lay the package out as it will lie on the disk."""
    shutil.rmtree(STAGE, ignore_errors=True)
    documents = STAGE / "usr/share/doc/desk"
    icons = STAGE / "usr/share/icons/hicolor/scalable/apps"
    applications = STAGE / "usr/share/applications"
    for folder in (STAGE / "DEBIAN", STAGE / "usr/bin", applications, documents, icons):
        folder.mkdir(parents=True)
    shutil.copytree(FROZEN, STAGE / "opt/desk", symlinks=True)
    (STAGE / "usr/bin/desk").symlink_to("/opt/desk/desk")
    shutil.copy(INSTALL / "desk.desktop", applications)
    shutil.copy(ROOT / "resources/icons/desk.svg", icons)
    (documents / "copyright").write_text(copyright_notice(), encoding="utf-8")
    copy_texts(documents / "licenses")
    for path in STAGE.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == STAGE / "opt/desk/desk" else 0o644)
    (STAGE / "DEBIAN/control").write_text(control(release), encoding="utf-8")


def copyright_notice() -> str:
    packages = [f"{p.name} {p.version}: {p.licence}" for p in shipped() if p.name.lower() != "pyside6_essentials"]
    return (
        (INSTALL / "copyright")
        .read_text(encoding="utf-8")
        .format(
            qt=version("PySide6-Essentials"),
            python=platform.python_version(),
            pyinstaller=version("pyinstaller"),
            packages="\n".join(packages),
        )
    )


def control(release: str) -> str:
    return (
        (INSTALL / "control")
        .read_text(encoding="utf-8")
        .format(
            version=release,
            architecture=architecture(),
            kibibytes=weight(STAGE) // 1024,
            libraries=libraries(),
        )
    )


def architecture() -> str:
    return run("dpkg", "--print-architecture").strip()


def libraries() -> str:
    """The Debian packages, with versions, whose libraries the shipped binaries link against."""
    source = ROOT / "build" / "shlibdeps"
    (source / "debian").mkdir(parents=True, exist_ok=True)
    (source / "debian/control").write_text("Source: desk\n\nPackage: desk\nArchitecture: any\n", encoding="utf-8")
    binaries = [STAGE / "opt/desk/desk", *sorted((STAGE / "opt/desk").rglob("*.so*"))]
    real = [path for path in binaries if not path.is_symlink()]
    said = run("dpkg-shlibdeps", "-O", "--ignore-missing-info", *real, cwd=source)
    return said.removeprefix("shlibs:Depends=").strip()


def pack(release: str) -> Path:
    package = DIST / f"desk_{release}_{architecture()}.deb"
    DIST.mkdir(exist_ok=True)
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", STAGE, package)
    return package


def main() -> int:
    from desk import __version__  # noqa: PLC0415 (the path to it is set above)

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The same source gives the same package, byte for byte.
    os.environ["PYTHONHASHSEED"] = "0"
    if (ROOT / ".git").exists():
        os.environ["SOURCE_DATE_EPOCH"] = run("git", "log", "-1", "--format=%ct").strip()
    print("Freezing the program", flush=True)
    freeze()
    print(f"  {weight(FROZEN) / MEGABYTE:.0f} MB in {FROZEN.relative_to(ROOT)}; first line after {start_time():.0f} ms")
    print("Its own smoke test", flush=True)
    subprocess.run([FROZEN / "desk", "smoke"], cwd="/", check=True)
    print("Packing", flush=True)
    stage(__version__)
    package = pack(__version__)
    print(f"  {package.stat().st_size / MEGABYTE:.1f} MB in {package.relative_to(ROOT)}", flush=True)
    return subprocess.run([ROOT / ".ci/try_package.sh", package, ROOT / "build/tour"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
