"""One workstation that writes notes for as long as it lives: the program that gets killed.

It types a note key by key, sends it, now and then takes one back and sends it again, and listens to the feed. Its
journal says what it has seen happen, so that the next run can tell what a kill may not have taken.
"""

import argparse
import asyncio
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from desk.client.remote import commands, drafts, feed, outbox
from desk.client.remote import remote as whole
from desk.client.remote.feed import Link, News
from desk.client.remote.remote import Remote
from desk.contract.base import PageQuery
from desk.contract.errors import DeskError
from desk.contract.events import ArticleAdded
from desk.contract.feed import FeedItem, Gap
from desk.contract.tickets import ArticleDraft
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, workstation

FILLER = "고객님께서 어제 받기로 하신 소포가 아직 도착하지 않아 확인하고 다시 전화드리기로 약속했습니다. "


class FileKeyring(MemoryKeyring):
    """A keyring that outlives its program, as a real one does. Only for tests: a secret in a file is none."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        if file.exists():
            self.secrets = {(one, two): secret for one, two, secret in json.loads(file.read_text())}

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps([[*place, secret] for place, secret in self.secrets.items()]))
        new.replace(self._file)


class Journal:
    """Lines that the operating system has as soon as they are written."""

    def __init__(self, file: Path) -> None:
        self.lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())

    def last(self, number: int) -> dict[str, int]:
        """What happened to note ``number``: begun, typed (how far), sent, taken back."""
        return {line[0]: int(line[-1]) for line in self.lines if line[1] == str(number)}


def note(login: str, number: int) -> str:
    """The text of a note: who, which one, and some words."""
    return f"{login} #{number} {FILLER[: random.Random(number).randint(10, len(FILLER))]}"


class Screen:
    """The articles of one ticket as a screen shows them: fetched once, then fed."""

    def __init__(self, remote: Remote, ticket: int) -> None:
        self._remote, self._ticket = remote, ticket
        self.articles: set[int] = set()
        self._news: list[FeedItem] = []
        self._loaded_to: int | None = None
        self._fresh = asyncio.Event()
        remote.feed.hold(f"ticket:{ticket}")
        remote.feed.watch(self._hear)

    @property
    def loaded(self) -> bool:
        """Whether there is a screen at all."""
        return self._loaded_to is not None

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap):
            self._loaded_to = None
            self._fresh.set()
        elif isinstance(news, FeedItem) and news.event.ticket_id == self._ticket:
            self._news.append(news)
            self._apply()

    def _apply(self) -> None:
        if self._loaded_to is not None:
            added = [one.event for one in self._news if isinstance(one.event.fact, ArticleAdded)]
            self.articles |= {event.seq for event in added if event.seq > self._loaded_to}

    async def load(self) -> None:
        """Fetch what the screen starts from, and again after every gap."""
        while True:
            # A gap during the fetch makes another one necessary.
            self._fresh.clear()
            if self._loaded_to is None:
                try:
                    articles, position = await self.fetched()
                except DeskError:
                    await asyncio.sleep(0.1)
                    continue
                if self._fresh.is_set():
                    continue
                self.articles, self._loaded_to = articles, position
                self._apply()
            await self._fresh.wait()

    async def fetched(self) -> tuple[set[int], int]:
        """The ticket's articles, and the position up to which the first page was complete."""
        found, synced_to, query = set[int](), 0, PageQuery(size=100)
        while True:
            page = await self._remote.api.articles(self._ticket, query)
            synced_to = synced_to or page.meta.synced_to
            found |= {article.id for article in page.data}
            if not page.meta.has_more or page.links.next is None:
                return found, synced_to
            query = PageQuery(size=100, after=parse_qs(urlsplit(page.links.next).query)["page[after]"][0])


class Typist:
    """Writes notes until told to stop."""

    def __init__(self, remote: Remote, arguments: argparse.Namespace) -> None:
        self._remote, self._login, self._ticket = remote, str(arguments.login), int(arguments.ticket)
        self._place = (f"ticket:{self._ticket}", "note")
        self._journal = Journal(arguments.home / "journal")
        self._stop: Path = arguments.home / "stop"
        self._violations = arguments.home / "violations"

    def _violation(self, *words: object) -> None:
        with self._violations.open("a") as file:
            file.write(" ".join(map(str, words)) + "\n")

    async def work(self) -> None:
        begun = [int(line[1]) for line in self._journal.lines if line[0] == "begun"]
        number = max(begun, default=-1)
        if begun and not self._left_over(number):
            await self._write(number)
        while not self._stop.exists():
            number += 1
            self._journal.write("begun", number, 0)
            await self._write(number)

    def _left_over(self, number: int) -> bool:
        """Whether the killed run had sent its note; what it typed must be there otherwise."""
        was, draft = self._journal.last(number), self._remote.drafts.find(*self._place)
        typed = was.get("typed", 0)
        if draft is None:
            if typed and not {"sending", "sent"} & was.keys():
                self._violation("lost", self._login, number, "typed", typed, "found nothing")
            return bool(typed)
        if "sent" in was and "back" not in was:
            self._violation("doubled", self._login, number, "sent, and still a draft")
        if not note(self._login, number).startswith(draft.body):
            self._violation("mangled", self._login, number, draft.body)
        if len(draft.body) < typed:
            self._violation("lost", self._login, number, "typed", typed, "found", len(draft.body))
        return False

    async def _write(self, number: int) -> None:
        text, draft = note(self._login, number), self._remote.drafts.find(*self._place)
        for end in range(len(draft.body) + 1 if draft else 1, len(text) + 1):
            self._remote.drafts.write(*self._place, text[:end])
            self._journal.write("typed", number, end)
            await asyncio.sleep(random.uniform(0, 0.004))
        if random.random() < 0.15:
            await self._send_and_take_back(number, text)
        await self._send(number, text, undo=0.0)

    async def _send(self, number: int, text: str, undo: float) -> str:
        self._journal.write("sending", number, 0)
        article = ArticleDraft(kind="note", body=text)
        command = commands.add_article(self._ticket, article, undo=undo, draft=self._place)
        key = await self._remote.outbox.put(command)
        self._journal.write("sent", number, 0)
        return key

    async def _send_and_take_back(self, number: int, text: str) -> None:
        key = await self._send(number, text, undo=5.0)
        await asyncio.sleep(random.uniform(0, 0.05))
        self._journal.write("back", number, 0)
        if await self._remote.outbox.withdraw(key) is None:
            self._violation("lost", self._login, number, "could not be taken back")
        draft = self._remote.drafts.find(*self._place)
        if draft is None or draft.body != text:
            self._violation("lost", self._login, number, "taken back, and no draft")


async def until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110  of many things, and none of them tells
        await asyncio.sleep(0.02)


async def arrive(remote: Remote, login: str) -> None:
    """Signed in, however often the line fails."""
    await remote.start()
    while not remote.session.state.here:
        try:
            await remote.sign_in(login, PASSWORD, take_over=True)
        except DeskError:
            await asyncio.sleep(0.1)


async def main(arguments: argparse.Namespace) -> None:
    outbox.FIRST_PAUSE, outbox.LONGEST_PAUSE = 0.05, 0.8
    feed.FIRST_PAUSE, feed.LONGEST_PAUSE = 0.05, 0.5
    drafts.SERVER_AFTER, drafts.RETRY_AFTER = 0.2, 0.5
    whole.START_SECONDS = 0.1
    keyring = FileKeyring(arguments.home / "keyring.json")
    remote = workstation(arguments.url, arguments.home, keyring, patience=1.0)
    screen = Screen(remote, arguments.ticket)
    loading = asyncio.create_task(screen.load())
    await arrive(remote, arguments.login)
    await Typist(remote, arguments).work()
    await until(lambda: not remote.outbox.pending and remote.feed.health.link is Link.LIVE)
    fresh, position = await screen.fetched()
    await until(lambda: (remote.feed.position or 0) >= position and screen.loaded)
    same = screen.articles >= fresh and not {seq for seq in screen.articles - fresh if seq <= position}
    await until(lambda: all(draft.synced for draft in remote.drafts.all))
    (arguments.home / "finished").write_text(json.dumps({"same": same, "articles": len(screen.articles)}))
    loading.cancel()
    await remote.close()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--home", required=True, type=Path)
    parser.add_argument("--login", required=True)
    parser.add_argument("--ticket", required=True, type=int)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(parsed()))
    sys.exit(0)
