"""Words are in their draft or in the outbox, never in both and never in neither, whatever dies between."""

import shutil
from pathlib import Path

from desk.client.remote import commands
from desk.client.remote.command import Status
from desk.contract.tickets import ArticleDraft
from tests.client.remote.remote_rig import MemoryKeyring, signed_in, workstation
from tests.server.conftest import Site

PLACE = ("ticket:7", "reply")


async def test_words_leave_the_draft_and_enter_the_outbox_in_one_step(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "답장입니다 (초안)")
        reply = ArticleDraft(kind="reply", body="답장입니다")
        key = await remote.outbox.put(commands.add_article(7, reply, undo=60, draft=PLACE))
        assert remote.drafts.find(*PLACE) is None
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert remote.drafts.find(*PLACE) is None
        assert [pending.key for pending in remote.outbox.pending] == [key]
        await remote.outbox.withdraw(key)
    async with signed_in(site.url, tmp_path, keyring) as remote:
        assert not remote.outbox.pending
        back = remote.drafts.find(*PLACE)
        assert back is not None
        assert back.body == "답장입니다 (초안)"


async def test_what_is_typed_right_after_the_click_is_the_next_text(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "erste")
        reply = ArticleDraft(kind="reply", body="erste")
        handed_in = remote.outbox.hand_in(commands.add_article(7, reply, undo=60, draft=PLACE))
        remote.drafts.write(*PLACE, "z")
        await handed_in
    async with signed_in(site.url, tmp_path, keyring) as remote:
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert (draft.body, draft.other) == ("z", "")
        (pending,) = remote.outbox.pending
        assert pending.command is not None
        assert isinstance(pending.command.body, ArticleDraft)
        assert pending.command.body.body == "erste"


async def test_there_is_no_moment_in_which_the_words_are_in_both_places_or_in_none(
    tmp_path: Path, keyring: MemoryKeyring
) -> None:
    remote = workstation("http://127.0.0.1:9", tmp_path / "home", keyring)
    await remote.vault.open()
    await remote.store.open("http://127.0.0.1:9", "agent")
    await remote.drafts.load()
    remote.drafts.write(*PLACE, "답장")
    reply = ArticleDraft(kind="reply", body="답장")
    assert await words_after_kill(tmp_path, "before", keyring) == (["답장"], 0)
    key = await remote.outbox.put(commands.add_article(7, reply, undo=60, draft=PLACE))
    assert await words_after_kill(tmp_path, "sent", keyring) == ([], 1)
    await remote.outbox.withdraw(key)
    assert await words_after_kill(tmp_path, "taken back", keyring) == (["답장"], 0)
    await remote.close()


async def words_after_kill(folder: Path, name: str, keyring: MemoryKeyring) -> tuple[list[str], int]:
    """What the next run finds if the program dies now: the drafts, and how many orders."""
    shutil.copytree(folder / "home", folder / name)
    remote = workstation("http://127.0.0.1:9", folder / name, keyring)
    await remote.vault.open()
    await remote.store.open("http://127.0.0.1:9", "agent")
    await remote.outbox.load()
    await remote.drafts.load()
    found = [draft.body for draft in remote.drafts.all], len(remote.outbox.pending)
    await remote.close()
    return found


async def test_words_that_come_back_do_not_push_out_what_was_begun_since(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        remote.drafts.write(*PLACE, "erste")
        reply = ArticleDraft(kind="reply", body="erste")
        key = await remote.outbox.put(commands.add_article(7, reply, undo=60, draft=PLACE))
        remote.drafts.write(*PLACE, "zweite")
        await remote.outbox.withdraw(key)
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert (draft.body, draft.other) == ("zweite", "erste")


async def test_a_second_click_does_not_take_the_next_text(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        reply = ArticleDraft(kind="reply", body="einmal")
        remote.drafts.write(*PLACE, "einmal")
        await remote.outbox.put(commands.add_article(7, reply, undo=60, draft=PLACE, click="c"))
        remote.drafts.write(*PLACE, "schon das nächste")
        await remote.outbox.put(commands.add_article(7, reply, undo=60, draft=PLACE, click="c"))
        draft = remote.drafts.find(*PLACE)
        assert draft is not None
        assert draft.body == "schon das nächste"
        assert [pending.status for pending in remote.outbox.pending] == [Status.WAITING]
