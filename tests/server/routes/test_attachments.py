"""Files: judged by their bytes, stored once, handed out as downloads and nothing else."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import time_machine

from desk.server.store import attachments as store
from desk.server.store import clock
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\0\x01" * 4


def upload(
    site: Site, content: bytes, name: str = "영수증.png", as_: str = "agent", key: str | None = None
) -> httpx.Response:
    """Send a file."""
    headers = {"Content-Type": "application/octet-stream"}
    return site.post(f"/attachments?name={quote(name)}", content, as_=as_, headers=headers, key=key)


def test_a_file_is_described_and_comes_back_as_a_download(site: Site) -> None:
    answer = upload(site, PNG)
    info = answer.json()
    assert answer.status_code == 201
    assert info == {
        "id": info["id"],
        "name": "영수증.png",
        "size": len(PNG),
        "media_type": "image/png",
        "sha256": hashlib.sha256(PNG).hexdigest(),
    }
    got = site.get(f"/attachments/{info['id']}")
    assert got.content == PNG
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == "sandbox"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "unprocessable"),
        (b"MZ\x90\0\x03", 415, "unsupported_type"),
        (b"\x7fELF\x02\x01\x01", 415, "unsupported_type"),
        (b"<!DOCTYPE html><script>alert(1)</script>", 415, "unsupported_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", 415, "unsupported_type"),
        (b"GIF89a/*<script>alert(1)</script>*/", 415, "unsupported_type"),
        (b"PK\x03\x04 not a zip", 415, "unsupported_type"),
        (PNG + b"x" * (20 * 1024 * 1024), 413, "too_large"),
    ],
)
def test_what_could_do_harm_is_not_stored(site: Site, tmp_path: Path, content: bytes, status: int, code: str) -> None:
    answer = upload(site, content, "harmless.png")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not list((tmp_path / "files").rglob("*"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Windows\\system32\\evil.exe", "evil.exe.png"),
        ("gnp.\u202eexe.jpg", "gnp.exe.jpg.png"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie_ x.png"),
        ("CON.png", "_CON.png"),
        ("...", "file.png"),
        ("\0.png", "png.png"),
        ("사진" * 90, "사진" * 32 + "사.png"),
    ],
)
def test_a_name_cannot_lead_anywhere(site: Site, tmp_path: Path, name: str, kept: str) -> None:
    assert upload(site, PNG, name[:200]).json()["name"] == kept
    stored = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [hashlib.sha256(PNG).hexdigest()]


def test_the_same_bytes_are_kept_once(site: Site, tmp_path: Path) -> None:
    first, second = upload(site, PNG).json(), upload(site, PNG, "다른 이름.png", as_="agent2").json()
    assert (first["id"] != second["id"], first["sha256"]) == (True, second["sha256"])
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_a_repeated_upload_is_one_file(site: Site) -> None:
    first, again = upload(site, PNG, key="u-1"), upload(site, PNG, key="u-1")
    assert again.content == first.content
    other = upload(site, PNG + b"x", key="u-1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_file_is_attached_once_and_by_its_uploader(floor: Floor) -> None:
    file = upload(floor.site, PNG).json()
    ticket = floor.ticket()
    for as_, ids in (("agent2", [file["id"]]), ("agent", [file["id"], file["id"]])):
        refused = floor.article(ticket["id"], "note", as_=as_, attachment_ids=ids)
        assert (refused.status_code, refused.json()["code"]) == (422, "unprocessable")
    article = written(floor.article(ticket["id"], "note", attachment_ids=[file["id"]]))
    assert article["attachments"] == [file]
    again = floor.article(ticket["id"], "note", attachment_ids=[file["id"]])
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/attachment_ids/0")


def test_a_file_is_its_uploaders_until_it_is_on_a_ticket(floor: Floor) -> None:
    file = upload(floor.site, PNG).json()
    assert floor.site.get(f"/attachments/{file['id']}", as_="agent2").status_code == 404
    written(floor.article(floor.ticket()["id"], "note", attachment_ids=[file["id"]]))
    assert floor.site.get(f"/attachments/{file['id']}", as_="agent2").content == PNG


def test_a_file_that_is_not_on_disk_any_more_is_said_to_be_gone(site: Site, tmp_path: Path) -> None:
    info = upload(site, PNG).json()
    (tmp_path / "files" / info["sha256"][:2] / info["sha256"]).unlink()
    answer = site.get(f"/attachments/{info['id']}")
    assert (answer.status_code, answer.json()["code"]) == (410, "gone")


def test_a_file_cut_short_on_disk_is_written_again(site: Site, tmp_path: Path) -> None:
    info = upload(site, PNG).json()
    (tmp_path / "files" / info["sha256"][:2] / info["sha256"]).write_bytes(b"half")
    again = upload(site, PNG).json()
    assert site.get(f"/attachments/{again['id']}").content == PNG


def test_a_file_needs_a_name(site: Site) -> None:
    answer = site.post("/attachments", PNG)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_field")


def test_a_file_that_no_article_carries_is_gone_after_a_day(floor: Floor, tmp_path: Path) -> None:
    site = floor.site
    kept, left = upload(site, PNG + b"kept").json(), upload(site, PNG + b"left").json()
    written(floor.article(floor.ticket()["id"], "note", attachment_ids=[kept["id"]]))
    with time_machine.travel(clock.now() + timedelta(hours=23)):
        site.sweep()
    assert site.get(f"/attachments/{left['id']}").status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        site.sweep()
    assert site.get(f"/attachments/{left['id']}").status_code == 404
    assert not (tmp_path / "files" / left["sha256"][:2] / left["sha256"]).exists()
    assert site.get(f"/attachments/{kept['id']}").content == PNG + b"kept"


def test_bytes_that_somebody_else_has_too_outlive_a_dropped_upload(floor: Floor) -> None:
    site = floor.site
    left, kept = upload(site, PNG).json(), upload(site, PNG, as_="agent2").json()
    written(floor.article(floor.ticket()["id"], "note", as_="agent2", attachment_ids=[kept["id"]]))
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        site.sweep()
    assert site.get(f"/attachments/{left['id']}").status_code == 404
    assert site.get(f"/attachments/{kept['id']}").content == PNG


def test_bytes_that_were_just_uploaded_again_are_not_swept_away_under_their_new_record(
    tmp_path: Path,
) -> None:
    folder = str(tmp_path / "files")
    digest = store.save(folder, PNG)
    path = tmp_path / "files" / digest[:2] / digest
    os.utime(path, (0, 0))
    store.save(folder, PNG)
    store.discard(folder, digest, clock.now() - timedelta(days=1))
    assert path.exists()
    os.utime(path, (0, 0))
    store.discard(folder, digest, clock.now() - timedelta(days=1))
    assert not path.exists()
