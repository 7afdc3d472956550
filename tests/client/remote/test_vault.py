"""What is written about people is sealed, and where it cannot stay readable, that is said."""

import pytest
from keyring.errors import InitError, KeyringLocked

from desk.client.remote.keyring_box import KeyringBox, Trouble
from desk.client.remote.vault import Unreadable, Vault
from tests.client.remote.remote_rig import MemoryKeyring

WORDS = "고객님께 전화드리기로 약속함".encode()


async def opened(keyring: MemoryKeyring) -> Vault:
    vault = Vault(KeyringBox(keyring))
    await vault.open()
    return vault


async def test_the_next_run_reads_what_this_one_sealed(keyring: MemoryKeyring) -> None:
    sealed = (await opened(keyring)).seal(WORDS, "note:1")
    vault = await opened(keyring)
    assert vault.unseal(sealed, "note:1") == WORDS
    assert vault.state.stored
    assert WORDS not in sealed


async def test_the_same_words_never_look_the_same(keyring: MemoryKeyring) -> None:
    vault = await opened(keyring)
    assert vault.seal(WORDS, "note:1") != vault.seal(WORDS, "note:1")


async def test_a_sealed_text_opens_only_in_its_own_place_and_whole(keyring: MemoryKeyring) -> None:
    vault = await opened(keyring)
    sealed = vault.seal(WORDS, "note:1")
    damaged = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for wrong, place in ((sealed, "note:2"), (damaged, "note:1"), (sealed[:20], "note:1"), (b"", "note:1")):
        with pytest.raises(Unreadable):
            vault.unseal(wrong, place)


@pytest.mark.parametrize(
    ("broken", "trouble"),
    [
        (KeyringLocked("Failed to unlock the collection!"), Trouble.LOCKED),
        (InitError("Failed to create the collection: Prompt dismissed.."), Trouble.LOCKED),
        (RuntimeError("the bus is gone"), Trouble.FAILED),
    ],
)
async def test_without_a_keyring_the_key_is_only_in_memory_and_that_is_said(
    keyring: MemoryKeyring, broken: Exception, trouble: Trouble
) -> None:
    keyring.broken = broken
    vault = await opened(keyring)
    assert (vault.state.stored, vault.state.trouble) == (False, trouble)
    sealed = vault.seal(WORDS, "note:1")
    assert vault.unseal(sealed, "note:1") == WORDS
    with pytest.raises(Unreadable):
        (await opened(keyring)).unseal(sealed, "note:1")


async def test_a_keyring_that_opens_later_gives_back_what_was_sealed_before(keyring: MemoryKeyring) -> None:
    sealed = (await opened(keyring)).seal(WORDS, "note:1")
    keyring.broken = KeyringLocked("locked")
    vault = await opened(keyring)
    meanwhile = vault.seal(WORDS, "note:2")
    with pytest.raises(Unreadable):
        vault.unseal(sealed, "note:1")
    keyring.broken = None
    assert (await vault.open()).stored
    assert vault.unseal(sealed, "note:1") == WORDS
    assert vault.unseal(meanwhile, "note:2") == WORDS


async def test_a_damaged_key_is_replaced(keyring: MemoryKeyring) -> None:
    await opened(keyring)
    for place in keyring.secrets:
        keyring.secrets[place] = "!"
    vault = await opened(keyring)
    assert vault.unseal(vault.seal(WORDS, "note:1"), "note:1") == WORDS
    assert vault.state.stored
