"""Every route is asked for in the contract's own words."""

import contextlib
import inspect
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk.client.remote import commands, queue_commands, shift_commands
from desk.client.remote.api import Api, Fetched, etag
from desk.client.remote.command import Command
from desk.client.remote.http import Http
from desk.client.remote.http import Site as Address
from desk.client.remote.replies import Reply
from desk.contract.endpoint import Endpoint, Key, path_parameters
from desk.contract.errors import Unreachable
from desk.contract.routes import ENDPOINTS
from tests.client.remote.remote_rig import MemoryKeyring, signed_in
from tests.server.conftest import Site

#: Routes that no workstation calls: the exchange, the shop, administration by `desk admin`, and the feed's stream.
ELSEWHERE = {
    *("cti", "ingest", "openapi", "events", "user", "create_user", "change_user", "end_sessions"),
    *("create_queue", "create_template", "change_template", "command"),
    *("set_calendar", "set_shift_rules", "calendar_feed", "set_switch"),
    *("executor_answer", "set_executor", "dead_deliveries", "replay_delivery", "set_remedy_rules"),
}
#: What arguments of these names are, for a call that only wants to see what is asked.
VALUES: dict[str, Any] = {"name": "a.txt", "content": b"x", "key": "ticket:7", "kind": "note", "number": "+82215881588"}
#: What fields of these names are in a message without sense.
BLANKS: dict[str, Any] = {"version": 7}


class Ear(Http):
    """Hears what would be asked, and answers nothing of use."""

    def __init__(self) -> None:
        super().__init__(Address(address="http://127.0.0.1:1"))
        self.heard: list[tuple[Endpoint, dict[str, object], Any]] = []

    async def request(self, endpoint: Endpoint, **asked: Any) -> Reply:
        self.heard.append((endpoint, dict(asked.get("path", {})), asked))
        return Reply(status=200, headers={}, body=b"null")

    async def get(self, endpoint: Endpoint, **asked: Any) -> Reply:
        return await self.request(endpoint, **asked)


def methods() -> dict[str, Callable[..., Any]]:
    """The routes' methods of Api, by name."""
    found = inspect.getmembers(Api, inspect.iscoroutinefunction)
    return {name: function for name, function in found if name not in ("get", "send") and not name.startswith("_")}


def makers() -> dict[str, Callable[..., Command]]:
    """The makers of commands, by the name of their route."""
    files = (commands, queue_commands, shift_commands)
    found = [(one.__name__, *pair) for one in files for pair in inspect.getmembers(one, inspect.isfunction)]
    return {name: maker for file, name, maker in found if maker.__module__ == file and name in ENDPOINTS}


def test_every_route_is_a_method_or_a_command_or_nothing_for_a_workstation() -> None:
    assert {*methods(), *makers(), *ELSEWHERE} == set(ENDPOINTS)
    assert not set(methods()) & set(makers())


def argument(parameter: inspect.Parameter, kind: Any) -> Any:
    """Some value of the right kind."""
    if parameter.name in VALUES:
        return VALUES[parameter.name]
    if kind is int:
        return 7
    if kind is str:
        return "some words"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return msgspec.convert({}, kind, strict=False) if not kind.__struct_fields__ else blank(kind)
    return parameter.default


def blank(kind: Any) -> Any:
    """A message without sense: only its type matters here."""
    return kind(**{field.name: BLANKS.get(field.name) for field in msgspec.structs.fields(kind) if field.required})


def arguments(function: Callable[..., Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(function)
    named = inspect.signature(function).parameters.values()
    return {
        one.name: argument(one, hints.get(one.name))
        for one in named
        if one.name != "self" and (one.default is inspect.Parameter.empty or one.name == "query")
    }


def answer_of(function: Callable[..., Any]) -> Any:
    kind = typing.get_type_hints(function)["return"]
    return typing.get_args(kind)[0] if typing.get_origin(kind) is Fetched else kind


@pytest.mark.parametrize("name", sorted(methods()))
async def test_a_method_asks_for_its_route_and_promises_the_contracts_answer(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised: list[Any] = []

    def note(_reply: Reply, answer: Any) -> None:
        promised.append(answer)

    monkeypatch.setattr("desk.client.remote.asking.decoded", note)
    ear, function = Ear(), methods()[name]
    await _asked(Api(ear), function)
    (endpoint, path, asked), (expected,) = ear.heard[0], promised
    assert endpoint.name == name
    assert set(path) == set(path_parameters(endpoint))
    assert expected == endpoint.answer
    assert answer_of(function) in (endpoint.answer, type(None))
    assert (asked.get("body") is not None) == (endpoint.body is not None)


async def _asked(api: Api, function: Callable[..., Any]) -> None:
    # The answer is nothing, and some methods look into it.
    with contextlib.suppress(AttributeError):
        await function(api, **arguments(function))


@pytest.mark.parametrize("name", sorted(makers()))
def test_a_command_fits_its_route(name: str) -> None:
    endpoint = ENDPOINTS[name]
    command = makers()[name](**arguments(makers()[name]))
    assert command.endpoint == name
    assert set(command.path) == set(path_parameters(endpoint))
    assert (command.body is None) == (endpoint.body is None)
    assert command.body is None or isinstance(command.body, endpoint.body)
    assert endpoint.key is not Key.NONE
    assert (command.if_match is not None) == (endpoint.guard.value == "required")


@pytest.mark.parametrize("name", sorted(makers()))
def test_a_lane_names_ids_and_nobody(name: str) -> None:
    lane = makers()[name](**arguments(makers()[name])).lane
    noun, _, number = lane.partition(":")
    assert noun.isalpha()
    assert not number or number.isdecimal() or number == "None"


async def test_a_file_that_changed_on_its_way_is_not_taken_for_the_real_one(
    site: Site, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    words = "소포 사진 대신".encode()
    async with signed_in(site.url, tmp_path, keyring) as remote:
        stored = await remote.api.upload("소포.txt", words, "key-of-this-file")
        assert (await remote.api.upload("소포.txt", words, "key-of-this-file")).id == stored.id
        assert await remote.api.attachment(stored.id, stored.sha256) == words
        with pytest.raises(Unreachable):
            await remote.api.attachment(stored.id, "0" * 64)


def test_two_clicks_have_two_keys() -> None:
    one, two = commands.claim_call(7), commands.claim_call(7)
    assert one.key != two.key
    assert len(one.key) >= 22


def test_an_etag_is_the_version_in_quotes() -> None:
    assert etag(12) == '"12"'
