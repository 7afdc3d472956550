"""An invented customer's history, a source that answers with pages of it, and Qt and asyncio run together."""

import asyncio
import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Coroutine, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from desk.client.loop import run
from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import Cursor, Kind, RowTone, TimelinePage, TimelineRow
from desk.client.models.timeline_search import Criteria, admit
from desk.client.models.timeline_state import Part, Work
from desk.contract.errors import Unreachable

NOW = datetime(2026, 11, 22, 5, 12, tzinfo=UTC)
AGENTS = ("박지은 상담사", "이도윤 상담사", "최서아 상담사")

_STORY: tuple[tuple[Kind, str, str, str, RowTone, str], ...] = (
    # kind, title, body, who ("c": customer, "a": agent), tone, tag
    ("order", "주문 20261118-3341 · 무선 충전 스탠드 외 1건", "", "", "none", "58,900원"),
    ("payment", "카드 결제 58,900원", "", "", "none", "승인"),
    ("promise", "11월 20일(금)까지 배송 약속", "", "", "none", "진행 중"),
    ("delivery", "옥천 허브 도착", "", "", "none", ""),
    ("delivery", "배송 지연: 물량 집중으로 하루 더 걸립니다", "", "", "warn", "지연 1일"),
    ("call", "걸려 온 전화 · 010-2345-6789", "", "", "bad", "응답 없음"),
    (
        "message",
        "",
        "안녕하세요. 금요일까지 온다던 충전 스탠드가 아직도 안 왔어요. 일요일이 아버지 생신이라 "
        "꼭 그 전에 받아야 합니다. 확인 부탁드려요!",
        "c",
        "none",
        "",
    ),
    ("call", "걸려 온 전화 · 4분 12초", "", "a", "none", "배송 문의"),
    (
        "call_note",
        "",
        "아버지 생신 선물이라 토요일 오전까지 꼭 받아야 함. 허브에서 하루 더 걸린다고 안내, "
        "늦으면 퀵으로 다시 보내 드리기로 약속. 경비실 보관 가능(101동).",
        "a",
        "none",
        "",
    ),
    ("remedy", "퀵 발송 · 성수 → 잠실 (박지은 상담사 재량)", "", "a", "info", "18,000원"),
    (
        "reply",
        "",
        "기다리게 해 드려 정말 죄송합니다. 토요일 오전 11시까지 퀵으로 받아 보실 수 있도록 방금 접수했습니다. "
        "기사님 연락처는 출발하는 대로 문자로 보내 드리겠습니다.",
        "a",
        "none",
        "읽음",
    ),
    ("change", "티켓 #48213 담당자: 이도윤 → 박지은", "", "a", "none", ""),
    ("note", "", "생신 선물. 포장 상태 꼭 확인하고 보낼 것. 감사 카드 동봉 요청함.", "a", "none", ""),
    ("delivery", "배송 완료 · 경비실 보관", "", "", "good", "도착"),
    ("promise", "토요일 11:00까지 퀵 도착", "", "", "good", "지킴"),
    ("promise", "11월 20일(금)까지 배송 약속", "", "", "bad", "지연 2일"),
    ("survey", "상담 만족도 5점", "“전화 한 통에 다 해결됐어요. 감사합니다!”", "c", "good", "★★★★★"),
    (
        "message",
        "충전이 자꾸 끊겨요",
        "받은 충전 스탠드 써 봤는데요.\n\n"
        "1. 휴대폰을 올려놓으면 10분쯤 뒤에 충전이 끊깁니다.\n2. 케이블을 바꿔도 똑같아요.\n"
        "3. 다른 어댑터(20W)로도 해 봤습니다.\n4. 뒷면이 많이 뜨겁습니다.\n\n아버지가 쓰실 거라 불안하네요. "
        "교환이 될까요? 환불보다는 교환을 원합니다.\n사진은 다음 메일로 보낼게요.",
        "c",
        "none",
        "",
    ),
    ("remedy", "교환 접수 · 회수 11월 23일 오전", "", "a", "info", "재량 승인"),
    ("payment", "배송비 환불 3,000원", "", "", "good", "완료"),
)


def story(count: int, end: datetime = NOW, seed: int = 7) -> list[TimelineRow]:
    """A believable history of that many entries, the last one at `end`; the same for the same seed."""
    chance = random.Random(seed)
    rows: list[TimelineRow] = []
    at = end
    for number in range(count, 0, -1):
        kind, title, body, who, tone, tag = _STORY[(number - count - 1) % len(_STORY)]
        name = {"c": "김하늘 고객", "a": chance.choice(AGENTS), "": ""}[who]
        rows.append(
            TimelineRow(
                key=number,
                at=at,
                kind=kind,
                title=title,
                body=body,
                who=name,
                tone=tone,
                tag=tag,
                ticket_id=48213 if body else None,
                link=f"desk://entries/{number}",
                numbers=("010-2345-6789",) if kind == "call" else (),
            )
        )
        at -= timedelta(minutes=chance.choice((1, 3, 8, 20, 55, 190, 900)))
    return rows[::-1]


def rows(count: int, *, start: int = 1, kind: Kind = "note", step: int = 60) -> list[TimelineRow]:
    """Plain entries with the keys start, start+1, …, a minute apart."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        TimelineRow(key, begin + timedelta(seconds=key * step), kind, body=f"entry {key}")
        for key in range(start, start + count)
    ]


class ListSource:
    """A server's answers out of a sorted list; `fail` makes it unreachable, `gate` makes it slow."""

    def __init__(self, entries: Iterable[TimelineRow]) -> None:
        self.entries = sorted(entries, key=lambda row: row.place)
        self.fail: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.asked = 0
        self.pinned: tuple[TimelineRow, ...] | None = None

    def add(self, row: TimelineRow) -> TimelineRow:
        """Write an entry, as the log does before it tells anyone."""
        self.entries = [entry for entry in self.entries if entry.key != row.key]
        places = [entry.place for entry in self.entries]
        self.entries.insert(bisect_left(places, row.place), row)
        return row

    async def page(
        self,
        *,
        before: Cursor | None = None,
        after: Cursor | None = None,
        around: Cursor | None = None,
        size: int,
        kinds: frozenset[Kind],
        query: str,
        as_of: datetime | int | None,
    ) -> TimelinePage:
        """The page as the list is at this moment, delivered when the gate is open."""
        self.asked += 1
        if self.fail is not None:
            raise self.fail
        page = self._cut(before, after, around, size, kinds, query, as_of)
        await (self.gate.wait() if self.gate is not None else asyncio.sleep(0))
        return page

    def _cut(
        self,
        before: Cursor | None,
        after: Cursor | None,
        around: Cursor | None,
        size: int,
        kinds: frozenset[Kind],
        query: str,
        as_of: datetime | int | None,
    ) -> TimelinePage:
        found = self.entries
        if kinds or query or as_of is not None:
            criteria = Criteria(kinds, query)
            candidates = (admit(row, criteria) for row in found if _known(row, as_of))
            found = [row for row in candidates if row is not None]
        first, last = max(0, len(found) - size), len(found)
        if before is not None:
            last = bisect_left(found, before, key=lambda row: row.place)
            first = max(0, last - size)
        elif after is not None:
            first = bisect_right(found, after, key=lambda row: row.place)
            last = min(len(found), first + size)
        elif around is not None:
            first = max(0, bisect_left(found, around, key=lambda row: row.place) - size // 2)
            last = min(len(found), first + size)
        rows = tuple(found[first:last])
        return TimelinePage(rows, first > 0, last < len(found), len(found), self.pinned)


def unreachable() -> Unreachable:
    """What a source raises while there is no connection."""
    return Unreachable("no connection")


def play(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end on the client's loop; an error nobody waited for fails the test."""
    lost: list[dict[str, Any]] = []

    async def watched() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: lost.append(context))
        await work

    application = QCoreApplication.instance()
    assert application is not None
    run(application, watched())
    assert not lost, lost


async def until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for a condition; fail when it does not come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("waited in vain")
        await asyncio.sleep(0.001)


async def calm(turns: int = 8) -> None:
    """Let everything happen that is due now, in coroutines and in Qt."""
    for _ in range(turns):
        await asyncio.sleep(0)


async def opened(model: TimelineModel, source: ListSource) -> None:
    """Show a customer and wait for his newest entries."""
    model.open(source)
    await until(lambda: idle(model))


async def read_back(model: TimelineModel) -> None:
    """Scroll to the oldest entry, page by page."""
    while model.has_older:
        model.set_reader(model.row(0).key, at_end=False)
        model.fetch_older()
        await until(lambda: idle(model))


def idle(model: TimelineModel) -> bool:
    """Whether nothing is being loaded."""
    return all(model.work(part) is not Work.LOADING for part in Part)


def keys(model: TimelineModel) -> list[int]:
    """The keys of the rows, first to last."""
    return [model.row(index).key for index in range(model.count())]


def pending(number: int, source: ListSource) -> TimelineRow:
    """A note in the outbox."""
    at = source.entries[-1].at - timedelta(days=3)
    return TimelineRow(-number, at, "note", body="방금 쓴 메모", tone="pending", command=f"c{number}")


def _known(row: TimelineRow, as_of: datetime | int | None) -> bool:
    if as_of is None:
        return True
    return row.key <= as_of if isinstance(as_of, int) else row.at <= as_of
