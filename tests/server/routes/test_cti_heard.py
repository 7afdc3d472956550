"""What a ring, an answer and a hang-up look like on the live feed of those they concern."""

from typing import Any

import httpx
import msgspec

from desk.contract.routes import ENDPOINTS
from tests.server.routes.conftest import Floor


def next_item(lines: Any, kind: str) -> dict[str, Any]:
    """The next event of this kind on a stream."""
    for line in lines:
        if line.startswith("data: "):
            item = msgspec.json.decode(line.removeprefix("data: "))
            if item.get("event", {}).get("fact", {}).get("kind") == kind:
                found: dict[str, Any] = item
                return found
    raise AssertionError("the stream ended")


def test_everything_known_arrives_with_the_ring_and_the_ring_ends_for_all(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    headers = {"Authorization": f"Bearer {floor.site.token('agent2')}"}
    address = floor.site.url + ENDPOINTS["events"].url() + "?topics=mine"
    with httpx.stream("GET", address, headers=headers, timeout=20) as stream:
        lines = stream.iter_lines()
        next(lines)
        call = floor.ring(user=["201", "202"])
        item = next_item(lines, "call.rang")
        assert item["event"]["fact"]["number"] == "010-****-6789"
        assert item["ring"]["call"]["id"] == call.id
        assert [one["customer"]["id"] for one in item["ring"]["callers"]] == [customer]
        floor.push("answer", answeringNumber="201")
        answered = next_item(lines, "call.answered")["event"]
        assert (answered["call_id"], answered["fact"]["agent_id"]) == (call.id, floor.site.user_id("agent"))


def test_a_missed_call_stops_ringing_for_everybody(floor: Floor) -> None:
    headers = {"Authorization": f"Bearer {floor.site.token('agent')}"}
    address = floor.site.url + ENDPOINTS["events"].url() + "?topics=mine"
    with httpx.stream("GET", address, headers=headers, timeout=20) as stream:
        lines = stream.iter_lines()
        next(lines)
        floor.ring(user="201")
        next_item(lines, "call.rang")
        floor.hang_up(cause="cancel")
        assert next_item(lines, "call.ended")["event"]["fact"]["missed"] is True
