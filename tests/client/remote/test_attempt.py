"""Only what the server says about this very order is the last word about it."""

from datetime import UTC, datetime

import msgspec
import pytest

from desk.client.remote.attempt import Final, Later, attempt
from desk.client.remote.outbox_rows import new_row
from desk.contract.agents import AgentState, AgentStatus
from desk.contract.base import Written
from tests.client.remote.outbox_rig import away
from tests.client.remote.remote_rig import Tap, answer, line

STATUS = AgentStatus(
    user_id=7,
    name="지윤",
    state=AgentState.AWAY,
    reason="점심",
    since=datetime(2026, 11, 22, tzinfo=UTC),
    next_state=None,
    next_reason="",
    call_id=None,
    wrap_up_until=None,
    version=5,
)


LIES = [
    pytest.param(answer(b'{"type":"x","title":"x","status":404,"code":"not_found"}', status="404 No",
        kind="application/problem+json"), id="another service refuses in our own words"),
    pytest.param(answer(msgspec.json.encode(Written(data=STATUS, synced_to=5))), id="a cache answers for the server"),
    pytest.param(answer(msgspec.json.encode(Written(data=STATUS, synced_to=5)), Idempotency_Key="of-somebody-else"),
        id="the answer belongs to another order"),
]  # fmt: skip


@pytest.mark.parametrize("said", LIES)
async def test_an_answer_that_does_not_name_our_order_decides_nothing(said: bytes) -> None:
    async with Tap(said) as url, line(url) as http:
        assert isinstance(await attempt(http, new_row(away("점심"))), Later)


async def test_an_answer_that_names_our_order_is_the_last_word() -> None:
    order = away("점심")
    body = msgspec.json.encode(Written(data=STATUS, synced_to=5))
    async with Tap(answer(body, Idempotency_Key=order.key)) as url, line(url) as http:
        final = await attempt(http, new_row(order))
    assert final == Final(answer=Written(data=STATUS, synced_to=5), synced_to=5)
