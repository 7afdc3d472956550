"""A workstation whose disk is full says so, and every word stays where the agent can see it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.client.widgets.controls.toast import Toast
from desk.contract.customers import RemarkKind
from tests.client.conftest import until
from tests.e2e.rig import CTRL, Centre, seated

SIZE = "12m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of a few megabytes; only root on Linux can have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None or os.geteuid() != 0:
        pytest.skip("needs root on Linux")
    if subprocess.run([mount, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left; returns the file that holds them."""
    stuffing = disk / "stuffing"
    with stuffing.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return stuffing


async def test_nothing_is_lost_on_a_full_disk(centre: Centre, small_disk: Path) -> None:
    customer = centre.known.customers["김민지"]
    ticket = centre.ticket("김민지")
    async with seated(centre, small_disk / "home") as seat:
        await seat.open(customer, ticket)
        stuffing = fill(small_disk)
        composer = seat.call.composer
        composer.write()
        seat.type("words for a full disk")
        await until(lambda: seat.call.view.composer.disk_refused and bool(composer.kept.text()))
        await until(lambda: seat.desk.health.disk_refused)
        seat.press(Qt.Key.Key_Return, CTRL)
        await until(composer.banner.isVisible)
        assert composer.editor.words().startswith("words for a full disk")
        seat.call.view.customer.add_remark(RemarkKind.KINDNESS, "a remark " + "y" * 400)
        await until(lambda: any(one.isVisible() for one in seat.workspace.findChildren(Toast)))
        stuffing.unlink()
        (toast,) = [one for one in seat.workspace.findChildren(Toast) if one.isVisible()]
        toast.acted.emit()
        composer.banner.acted.emit()
        await until(lambda: bool(centre.request("GET", f"/customers/{customer}")["remarks"]))
        await seat.hurry()
        await until(lambda: not seat.desk.health.disk_refused)
        await until(lambda: any(body.startswith("words for a full disk") for body in centre.bodies(ticket)))
