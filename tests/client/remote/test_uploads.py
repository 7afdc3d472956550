"""Files that go along with words survive whatever the words survive, and are on the server before them."""

import asyncio
import shutil
from pathlib import Path

import pytest

from desk.client.remote import commands, uploads
from desk.client.remote.command import Status
from desk.client.remote.remote import Remote
from desk.client.remote.uploads import Upload
from desk.contract.files import HEAD_BYTES, possible
from desk.contract.tickets import ArticleDraft
from tests.client.conftest import until
from tests.client.remote.remote_rig import MemoryKeyring, signed_in
from tests.server.routes.conftest import Floor

PLACE = ("ticket:7", "reply")
NOTE = ArticleDraft(kind="note", body="사진을 보세요")


def chosen(folder: Path, name: str = "상자.txt", content: bytes = "찌그러진 상자".encode()) -> Path:
    """A file that the agent finds on his disk."""
    path = folder / name
    path.write_bytes(content)
    return path


def states(remote: Remote) -> list[Upload]:
    """How the files beside the words stand."""
    return [file.state for file in remote.uploads.of(PLACE)]


async def live(remote: Remote) -> None:
    """Wait for the connection."""
    await until(lambda: remote.uploads.online)


def attached(floor: Floor, ticket: int) -> list[list[str]]:
    """The names of the files of each article at the server."""
    articles = floor.site.get(f"/tickets/{ticket}/articles", as_="lead").json()["data"]
    return [[file["name"] for file in article["attachments"]] for article in articles]


async def test_a_file_is_uploaded_as_soon_as_it_is_chosen(floor: Floor, tmp_path: Path) -> None:
    heard = set[int]()
    async with signed_in(floor.site.url, tmp_path) as remote:
        remote.uploads.watch(lambda file: heard.add(file.sent))
        large = chosen(tmp_path, content=b"0123456789abcdef" * 20_000)
        remote.uploads.add(PLACE, large)
        await until(lambda: states(remote) == [Upload.THERE])
        (file,) = remote.uploads.of(PLACE)
        assert file.label.id is not None
        assert await remote.api.attachment(file.label.id) == large.read_bytes()
    assert {one for one in heard if 0 < one < large.stat().st_size}, "no progress was shown"


async def test_a_file_chosen_without_the_link_outlives_a_crash_and_goes_before_its_words(
    floor: Floor, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    ticket = floor.ticket()["id"]
    home = tmp_path / "home"
    async with signed_in(floor.site.url, home, keyring) as remote:
        await live(remote)
        remote.uploads.go(False)
        key = remote.uploads.add(PLACE, chosen(tmp_path))
        await until(lambda: states(remote) == [Upload.WAITING])
        shutil.copytree(home, tmp_path / "killed while writing")
        await remote.outbox.put(commands.add_article(ticket, NOTE, files=(key,)))
        assert states(remote) == []
        shutil.copytree(home, tmp_path / "killed after sending")
        assert attached(floor, ticket) == []
    assert b"\xec\xb0\x8c" not in b"".join(path.read_bytes() for path in (home / "data").iterdir())
    (tmp_path / "상자.txt").unlink()
    async with signed_in(floor.site.url, tmp_path / "killed while writing", keyring) as remote:
        await until(lambda: states(remote) == [Upload.THERE])
    async with signed_in(floor.site.url, tmp_path / "killed after sending", keyring) as remote:
        await until(lambda: attached(floor, ticket) == [["상자.txt"]])
        await until(lambda: not remote.outbox.pending)
        assert await remote.store.run(lambda db: db.execute("SELECT count(*) FROM files").fetchone()) == (0,)


async def test_words_wait_for_their_files_and_can_still_be_taken_back_with_them(
    floor: Floor, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(floor.site.url, tmp_path, keyring) as remote:
        await live(remote)
        remote.uploads.go(False)
        key = remote.uploads.add(PLACE, chosen(tmp_path))
        await until(lambda: states(remote) == [Upload.WAITING])
        command = commands.add_article(floor.ticket()["id"], NOTE, files=(key,))
        await remote.outbox.put(command)
        await asyncio.sleep(0.05)
        assert [one.status for one in remote.outbox.pending] == [Status.WAITING]
        taken_back = await remote.outbox.withdraw(command.key)
        assert taken_back is not None
        assert states(remote) == [Upload.WAITING]
    async with signed_in(floor.site.url, tmp_path, keyring) as remote:
        assert [file.name for file in remote.uploads.of(PLACE)] == ["상자.txt"]


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("설치.exe", b"MZ\x90\0\x03", Upload.WRONG_KIND),
        ("쪽.html", b"<!DOCTYPE html><script>alert(1)</script>", Upload.WRONG_KIND),
        ("빈 파일.txt", b"", Upload.UNREADABLE),
        ("큰 파일.txt", b"x" * 101, Upload.TOO_LARGE),
    ],
)
async def test_what_cannot_go_along_is_refused_by_a_look(
    floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, state: Upload
) -> None:
    monkeypatch.setattr(uploads, "LIMIT", 100)
    async with signed_in(floor.site.url, tmp_path) as remote:
        key = remote.uploads.add(PLACE, chosen(tmp_path, name, content))
        await until(lambda: states(remote) == [state])
        remote.uploads.remove(key)
        assert states(remote) == []


async def test_a_file_the_server_refuses_brings_its_words_back(
    floor: Floor, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    """Its beginning is a text's; only the server sees the program at its end."""
    ticket = floor.ticket()["id"]
    async with signed_in(floor.site.url, tmp_path, keyring) as remote:
        await live(remote)
        remote.uploads.go(False)
        false = chosen(tmp_path, content=b"a" * HEAD_BYTES + b"<script>")
        key = remote.uploads.add(PLACE, false)
        await until(lambda: states(remote) == [Upload.WAITING])
        await remote.outbox.put(commands.add_article(ticket, NOTE, files=(key,)))
        remote.uploads.go(True)
        await until(lambda: [one.status for one in remote.outbox.pending] == [Status.REFUSED])
        (refused,) = remote.outbox.pending
        assert refused.problem is not None
        assert refused.problem.code == "unsupported_type"
        remote.uploads.give_back((key,), PLACE)
        await remote.uploads.flush()
        await remote.outbox.discard(refused.key)
    async with signed_in(floor.site.url, tmp_path, keyring) as remote:
        assert states(remote) == [Upload.REFUSED]


async def test_an_upload_that_the_server_may_have_swept_away_is_made_again(
    floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = floor.ticket()["id"]
    async with signed_in(floor.site.url, tmp_path) as remote:
        key = remote.uploads.add(PLACE, chosen(tmp_path))
        await until(lambda: states(remote) == [Upload.THERE])
        first = remote.uploads.ids([key])
        monkeypatch.setattr(uploads, "FRESH_SECONDS", -1.0)
        assert not remote.uploads.ready([key], renew=True)
        monkeypatch.setattr(uploads, "FRESH_SECONDS", 60.0)
        await remote.outbox.put(commands.add_article(ticket, NOTE, files=(key,)))
        await until(lambda: attached(floor, ticket) == [["상자.txt"]])
    (article,) = floor.site.get(f"/tickets/{ticket}/articles", as_="lead").json()["data"]
    assert article["attachments"][0]["id"] != first[0]


def test_a_letter_cut_at_the_end_of_the_look_is_still_a_text() -> None:
    text = ("a" + "가" * HEAD_BYTES).encode()
    assert possible(text[:HEAD_BYTES])
    assert not possible(text[:99])
