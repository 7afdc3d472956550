"""The demo's telephone exchange, ringing at a real server over a real socket."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from desk.contract.calls import CallState
from desk.demo.exchange import Exchange, ExchangeError, Line
from desk.server.store import calls
from tests.server.routes.conftest import LINE, MOBILE, Floor


def conversation(floor: Floor, talk: Callable[[Exchange], Awaitable[None]], *, form: bool = False) -> None:
    """Let an exchange push what ``talk`` says."""

    async def run(url: str) -> None:
        async with Exchange(url, floor.token, form=form) as exchange:
            await talk(exchange)

    asyncio.run(run(floor.site.url))


@pytest.mark.parametrize("form", [False, True], ids=["json", "form"])
def test_a_call_is_rung_answered_and_hung_up(floor: Floor, form: bool) -> None:
    lines = list[Line]()

    async def talk(exchange: Exchange) -> None:
        line = await exchange.ring(MOBILE, LINE, users=["agent 씨", "202"], queue="배송")
        lines.append(line)
        await exchange.answer(line, "202")
        await exchange.hangup(line)

    conversation(floor, talk, form=form)
    call = floor.call(lines[0].call_id)
    assert (call.state, call.agent_name, len(call.called_agent_ids)) == (CallState.ENDED, "agent2 씨", 2)
    assert not lines[0].rejected


def test_a_call_is_handed_on(floor: Floor) -> None:
    async def talk(exchange: Exchange) -> None:
        line = await exchange.ring(MOBILE, LINE, users=["201"])
        await exchange.answer(line, "201")
        second = await exchange.transfer(line, ["202"])
        await exchange.answer(second, "202")

    conversation(floor, talk)
    first, second = floor.site.read(lambda tx: calls.page(tx, None, False, None, 2**62, 10))[::-1]
    assert (first.state, first.cause, second.origin_id) == (CallState.ENDED, "forwarded", first.id)
    assert (second.state, second.agent_name) == (CallState.TALKING, "agent2 씨")


def test_a_blocked_number_is_rejected(floor: Floor) -> None:
    floor.site.post("/blocked-numbers", {"number": MOBILE}, as_="lead")
    lines = list[Line]()

    async def talk(exchange: Exchange) -> None:
        lines.append(await exchange.ring(MOBILE, LINE))

    conversation(floor, talk)
    assert lines[0].rejected


def test_an_agent_dials_out(floor: Floor) -> None:
    async def talk(exchange: Exchange) -> None:
        line = await exchange.dial("agent", MOBILE, "201")
        await exchange.answer(line, MOBILE)

    conversation(floor, talk)
    assert floor.state()["state"] == "in_call"


def test_a_wrong_token_is_not_passed_over_in_silence(floor: Floor) -> None:
    async def run(url: str) -> None:
        async with Exchange(url, "wrong") as exchange:
            await exchange.ring(MOBILE, LINE)

    with pytest.raises(ExchangeError, match="401"):
        asyncio.run(run(floor.site.url))
