"""The live feed tells every event once, in order, whatever happens to the line, the topics and the server."""

import asyncio
import random
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desk.client.remote import feed as feed_module
from desk.client.remote.api import Api
from desk.client.remote.feed import Feed, Health, Link, News
from desk.client.remote.http import Http
from desk.client.remote.http import Site as Address
from desk.contract.agents import AgentState, StateChoice
from desk.contract.errors import ErrorCode
from desk.contract.events import AgentStateChanged, Event, Refs
from desk.contract.feed import FeedItem, Gap, PresenceList
from desk.contract.tickets import PresenceAct, PresenceReport
from desk.server.store import log
from tests.chaos.proxy import Proxy
from tests.client.conftest import until
from tests.client.remote.remote_rig import seqs
from tests.server.conftest import Loop, Site, running


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(feed_module, "LONGEST_PAUSE", 0.1)


class Ear:
    """A feed and everything it told."""

    def __init__(self, url: str, token: str, silence: float = 40.0) -> None:
        self.http = Http(Address(address=url, patience=2.0), token)
        self.api = Api(self.http)
        self.feed = Feed(self.http, silence=silence)
        self.news: list[News] = []
        self.links: list[Link] = []
        self.feed.watch(self.news.append)
        self.feed.watch_health(self._health)

    def _health(self, health: Health) -> None:
        if self.links[-1:] != [health.link]:
            self.links.append(health.link)

    @property
    def events(self) -> list[Event]:
        return [one.event for one in self.news if isinstance(one, FeedItem)]

    @property
    def reasons(self) -> list[str]:
        return [event.fact.reason for event in self.events if isinstance(event.fact, AgentStateChanged)]

    @property
    def gaps(self) -> int:
        return sum(isinstance(one, Gap) for one in self.news)

    async def live(self) -> None:
        await until(lambda: self.feed.health.link is Link.LIVE)


@asynccontextmanager
async def listening(url: str, site: Site, *topics: str, silence: float = 40.0) -> AsyncGenerator[Ear]:
    """A feed at work, from where the log stands now."""
    ear = Ear(url, site.token("agent"), silence)
    ear.feed.start_at((await ear.api.session()).synced_to)
    ear.feed.hold(*topics)
    running = asyncio.create_task(ear.feed.run())
    try:
        await ear.live()
        yield ear
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await ear.http.close()


def change(site: Site, reason: str, as_: str = "agent") -> int:
    """Something happens to a person; the position of it."""
    me = site.user_id(as_)
    fact = AgentStateChanged(user_id=me, state=AgentState.AWAY, reason=reason)
    return site.write(lambda tx: log.append(tx, fact), as_).seq


def port_of(site: Site) -> int:
    return int(site.url.rpartition(":")[2])


async def test_what_happens_to_me_is_told_at_once(site: Site) -> None:
    async with listening(site.url, site) as ear:
        await ear.api.http.open()
        seq = change(site, "점심")
        await until(lambda: ear.events)
        assert (ear.events[0].seq, ear.reasons) == (seq, ["점심"])
        assert ear.feed.position == seq
        assert ear.gaps == 0


async def test_other_peoples_work_is_told_only_to_whom_it_matters(site: Site) -> None:
    async with listening(site.url, site) as ear:
        change(site, "nicht für mich", "agent2")
        change(site, "für mich")
        await until(lambda: ear.events)
        assert ear.reasons == ["für mich"]


async def test_a_cut_line_is_mended_and_nothing_is_missed_or_told_twice(site: Site) -> None:
    async with Proxy(port_of(site)) as proxy, listening(proxy.url, site) as ear:
        expected: list[str] = []
        for number in range(12):
            expected.append(str(number))
            change(site, str(number))
            if number % 3 == 1:
                await proxy.hang_up()
            await asyncio.sleep(0.02)
        await until(lambda: len(ear.events) == 12)
        assert ear.reasons == expected
        assert ear.gaps == 0
        assert Link.RECONNECTING in ear.links


async def test_while_the_cable_is_out_it_says_so_and_then_catches_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "OFFLINE_AFTER", 0.2)
    async with Proxy(port_of(site)) as proxy, listening(proxy.url, site) as ear:
        age = ear.feed.health.age
        assert age is not None
        await proxy.pull_the_cable()
        await until(lambda: ear.feed.health.link is Link.OFFLINE)
        change(site, "verpasst")
        later = ear.feed.health.age
        assert later is not None
        assert later > age
        proxy.plug_in()
        await until(lambda: ear.reasons == ["verpasst"])
        await ear.live()
        assert ear.links[-1] is Link.LIVE
        assert ear.links.index(Link.OFFLINE) > ear.links.index(Link.RECONNECTING)


async def test_a_line_that_falls_silent_is_not_trusted(site: Site) -> None:
    async with listening(site.url, site, silence=0.3) as ear:
        # The server's heartbeat comes every 15 s: to this ear the line is dead, again and again.
        await until(lambda: ear.links.count(Link.RECONNECTING) >= 3)
        change(site, "trotzdem")
        await until(lambda: ear.reasons == ["trotzdem"])


async def test_a_quiet_server_that_breathes_is_trusted(tmp_path: Path, peopled: Path, server_loop: Loop) -> None:
    shutil.copy(peopled, tmp_path / "quiet.db")
    with running(tmp_path / "quiet.db", server_loop, heartbeat=0.05) as quiet:
        async with listening(quiet.url, quiet, silence=0.5) as ear:
            heartbeats: list[Health] = []
            ear.feed.watch_health(heartbeats.append)
            await until(lambda: len(heartbeats) >= 20)
            assert Link.RECONNECTING not in ear.links[ear.links.index(Link.LIVE) :]
            age = ear.feed.health.age
            assert age is not None
            assert age < 0.5


async def test_a_topic_that_is_held_before_fetching_misses_nothing(site: Site) -> None:
    async with listening(site.url, site) as ear:
        generator = random.Random(7)
        for number in range(8):
            customer = 1000 + number
            release = ear.feed.hold(f"customer:{customer}")
            # What comes after the hold and before the new stream stands, with other news overtaking it.
            mine = {about(site, customer) for _ in range(generator.randint(1, 3))}
            mine.add(change(site, "überholt"))
            mine.add(about(site, customer))
            await until(lambda mine=mine: mine <= set(seqs(ear.news)))  # type: ignore[misc]
            release()
        assert len(seqs(ear.news)) == len(set(seqs(ear.news)))
        assert ear.reasons.count("überholt") == 8


def about(site: Site, customer: int) -> int:
    """Something of a colleague's that belongs to a customer; the position of it."""
    fact = AgentStateChanged(user_id=site.user_id("agent2"), state=AgentState.AWAY, reason="bei ihr")
    return site.write(lambda tx: log.append(tx, fact, Refs(customer_id=customer)), "agent2").seq


async def test_topics_are_counted_not_switched(site: Site) -> None:
    async with listening(site.url, site) as ear:
        first, second = ear.feed.hold("floor"), ear.feed.hold("floor", "tickets")
        assert ear.feed.topics == {"mine", "floor", "tickets"}
        first()
        first()
        assert ear.feed.topics == {"mine", "floor", "tickets"}
        second()
        assert ear.feed.topics == {"mine"}


async def test_who_else_is_here_is_told(site: Site) -> None:
    async with listening(site.url, site, "ticket:7") as ear:
        report = PresenceReport(act=PresenceAct.WRITING, ticket_id=7)
        site.post("/presence", report, as_="agent2")
        await until(lambda: [one for one in ear.news if isinstance(one, PresenceList) and one.present])
        told = [one for one in ear.news if isinstance(one, PresenceList) and one.present][-1]
        assert [(one.act, one.ticket_id) for one in told.present] == [(PresenceAct.WRITING, 7)]


async def test_a_log_that_was_cut_is_told_as_a_gap_and_counting_begins_anew(site: Site) -> None:
    async with listening(site.url, site) as ear:
        ear.feed.position = 10_000_000
        ear.feed.hold("floor")
        await until(lambda: ear.gaps == 1)
        change(site, "danach")
        await until(lambda: ear.reasons == ["danach"])
        assert (ear.feed.position or 0) < 10_000_000


async def test_whoever_listens_without_knowing_a_position_is_told_to_fetch(site: Site) -> None:
    ear = Ear(site.url, site.token("agent"))
    running = asyncio.create_task(ear.feed.run())
    await ear.live()
    assert ear.gaps == 1
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await ear.http.close()


async def test_a_session_that_is_taken_over_ends_the_feed_for_good(site: Site) -> None:
    ended: list[ErrorCode] = []
    ear = Ear(site.url, site.token("agent"))
    ear.http.on_over = ended.append
    running = asyncio.create_task(ear.feed.run())
    await ear.live()
    credentials = {"login": "agent", "password": "correct horse battery", "take_over": True}
    assert site.post("/sessions", credentials, as_=None).status_code == 201
    await running
    assert ended[-1] in (ErrorCode.SESSION_TAKEN_OVER, ErrorCode.SESSION_EXPIRED)
    assert ear.feed.health.link is Link.OFFLINE
    await ear.http.close()


async def test_nobody_signed_in_is_not_tried_again_and_again(site: Site) -> None:
    ended: list[ErrorCode] = []
    ear = Ear(site.url, "no such token")
    ear.http.on_over = ended.append
    async with asyncio.timeout(10):
        await ear.feed.run()
    assert ended == [ErrorCode.NOT_SIGNED_IN]
    await ear.http.close()


async def test_a_topic_that_is_not_allowed_is_said_in_the_log(site: Site, expected_log: list[str]) -> None:
    expected_log.append("was refused")
    ear = Ear(site.url, site.token("agent"))
    ear.feed.hold("audit")
    running = asyncio.create_task(ear.feed.run())
    await until(lambda: Link.RECONNECTING in ear.links)
    assert ear.feed.health.link is not Link.LIVE
    await asyncio.sleep(0.1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await ear.http.close()


async def test_a_listener_that_fails_does_not_keep_the_news_from_the_others(site: Site, loop_errors: list[str]) -> None:
    async with listening(site.url, site) as ear:
        ear.feed.watch(lambda _news: 1 / 0)  # type: ignore[arg-type]
        heard: list[News] = []
        ear.feed.watch(heard.append)
        change(site, "alle")
        await until(lambda: seqs(heard))
    assert "ZeroDivisionError" in loop_errors[0]
    loop_errors.clear()


async def test_latency_is_that_of_real_answers(site: Site) -> None:
    async with listening(site.url, site) as ear:
        await ear.api.send("choose_state", object, StateChoice(state=AgentState.AVAILABLE))
        latency = ear.feed.health.latency
        assert latency is not None
        assert 0 < latency < 10


async def test_what_happened_after_the_first_answer_is_told_however_late_the_feed_begins(site: Site) -> None:
    ear = Ear(site.url, site.token("agent"), 40.0)
    ear.http.on_answer = ear.feed.note
    await ear.api.session()
    seq = change(site, "점심")
    ear.feed.start_at((await ear.api.session()).synced_to)
    running = asyncio.create_task(ear.feed.run())
    await until(lambda: [event.seq for event in ear.events] == [seq])
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await ear.http.close()
