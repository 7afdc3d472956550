"""What was seen once can be seen again, with its age, while the server is away."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.client.remote import cache as cache_module
from desk.client.remote.cache import Cache
from desk.contract.customers import Customer
from desk.contract.errors import Refusal, Unreachable
from tests.chaos.proxy import Proxy
from tests.client.remote.remote_rig import MemoryKeyring, signed_in
from tests.server.conftest import Site


def port_of(site: Site) -> int:
    return int(site.url.rpartition(":")[2])


async def test_the_last_answer_is_shown_while_nobody_answers(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with Proxy(port_of(site)) as proxy:
        async with signed_in(proxy.url, tmp_path, keyring) as remote:
            fresh = await remote.cache.queues()
            assert fresh.fresh
            assert fresh.synced_to > 0
            with pytest.raises(Refusal):
                await remote.cache.customer(999_999)
        async with signed_in(proxy.url, tmp_path, keyring) as remote:
            await proxy.pull_the_cable()
            known = await remote.cache.queues()
            assert (known.fresh, known.data, known.synced_to) == (False, fresh.data, fresh.synced_to)
            assert datetime.now(UTC) - known.at < timedelta(minutes=5)
            remote.cache.offline = True
            assert not (await remote.cache.queues()).fresh
            with pytest.raises(Unreachable):
                await remote.cache.customer(999_999)


async def test_another_run_without_the_key_remembers_nothing(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await remote.cache.remember("customer:3", {"name": "김하늘"})
        assert not any("김하늘".encode() in path.read_bytes() for path in stored(tmp_path))
    async with signed_in(site.url, tmp_path, MemoryKeyring()) as remote:
        assert await remote.cache.recall("customer:3", Customer) is None


def stored(home: Path) -> list[Path]:
    return list((home / "data").iterdir())


async def test_it_does_not_grow_for_ever_and_lets_go_of_what_was_not_used(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        small = Cache(remote.store, remote.vault, remote.api, most_bytes=10_000)
        for number in range(20):
            await small.remember(f"customer:{number}", "x" * 900)
            assert await small.recall("customer:0", str) is not None
            await asyncio.sleep(0.002)
        assert await small.recall("customer:1", str) is None
        assert await small.recall("customer:19", str) is not None
        size = await remote.store.run(lambda db: db.execute("SELECT sum(size) FROM cache").fetchone()[0])
        assert size <= 10_000


async def test_an_answer_in_an_older_form_is_not_remembered(site: Site, tmp_path: Path, keyring: MemoryKeyring) -> None:
    async with signed_in(site.url, tmp_path, keyring) as remote:
        await remote.cache.remember("customer:3", {"name": "alt"})
        assert await remote.cache.recall("customer:3", Customer) is None


def test_the_bound_is_a_size_a_workstation_does_not_notice() -> None:
    assert cache_module.MOST_BYTES <= 32 * 1024 * 1024
