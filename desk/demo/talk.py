"""What goes on on the invented shop's floor when the demo begins: callers who wait, a colleague who needs help, words
that are to be read, and how the leads want to be warned."""

from datetime import datetime, timedelta

from desk.contract.calls import Direction
from desk.contract.events import BroadcastSent, CallRang, HelpAsked, ThresholdsSet, Whispered
from desk.contract.wall import Measure, Threshold
from desk.demo.people import AGENT, LEAD
from desk.queueing.wall import DEFAULTS
from desk.server.store import log, queues, users
from desk.server.store.db import Tx

#: By queue: for how many seconds callers have waited when the demo begins.
WAITING = {"배송": (4, 17, 48, 85), "교환·반품": (33,), "결제": (6,)}
#: VIP callers are not to wait: warnings of their own.
VIP = (
    Threshold(measure=Measure.LONGEST_WAIT, warn=20, alarm=40),
    Threshold(measure=Measure.WAITING, warn=1, alarm=3),
)
COLLEAGUE = "sora"


def waiting() -> list[tuple[str, str]]:
    """The callers who wait when the demo begins: the exchange's id of each call, and the number."""
    return [(f"waiting-{place}", f"+82100{5_550_000 + place}") for place in range(sum(map(len, WAITING.values())))]


def begin(tx: Tx, now: datetime) -> None:
    """All of it, a moment ago."""
    _warn(tx)
    _wait(tx, now)
    _say(tx, now)


def _warn(tx: Tx) -> None:
    vip = queues.by_name(tx, "VIP")
    names = {Measure.LONGEST_WAIT: "VIP 최장 대기", Measure.WAITING: "VIP 대기"}
    own = [
        Threshold(measure=one.measure, warn=one.warn, alarm=one.alarm, queue_id=vip, name=names[one.measure])
        for one in VIP
        if vip is not None
    ]
    log.append(tx, ThresholdsSet(thresholds=(*DEFAULTS, *own)))


def _wait(tx: Tx, now: datetime) -> None:
    callers = iter(waiting())
    for name, seconds in WAITING.items():
        queue_id = queues.by_name(tx, name)
        for waited in sorted(seconds, reverse=True):
            call_id, number = next(callers)
            fact = CallRang(
                external_id=call_id, direction=Direction.IN, number=number, raw_number=number, called="",
                queue_id=queue_id,
            )  # fmt: skip
            log.append(tx, fact, at=now - timedelta(seconds=waited))


def _say(tx: Tx, now: datetime) -> None:
    """A lead tells everybody about the carrier and has a word for one; a colleague asks for help."""
    people = {login: users.by_login(tx, login) for login in (AGENT.login, LEAD.login, COLLEAGUE)}
    agent, lead, colleague = people[AGENT.login], people[LEAD.login], people[COLLEAGUE]
    assert agent is not None
    assert lead is not None
    assert colleague is not None
    tx.actor_id = lead.id
    words = "눈이 많이 와서 수도권 배송이 하루 늦습니다. 안내할 때 도착 예정일을 꼭 확인해 주세요."
    sent = BroadcastSent(
        words=words, team_ids=(), queue_ids=(), to_ids=(), must_read=True, until=now + timedelta(hours=8)
    )
    log.append(tx, sent, at=now - timedelta(minutes=25))
    hint = "방금 통화 잘 들었습니다. 쿠폰보다 재발송을 먼저 권해 보세요."
    log.append(tx, Whispered(to_id=agent.id, words=hint), at=now - timedelta(minutes=4))
    tx.actor_id = colleague.id
    log.append(
        tx, HelpAsked(words="고객이 배송비까지 돌려 달라고 합니다. 어디까지 되나요?"), at=now - timedelta(minutes=1)
    )
    tx.actor_id = None
