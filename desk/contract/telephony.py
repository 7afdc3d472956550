"""The telephone system is told who is available: by signed messages, or over Asterisk's manager interface."""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq


class SwitchDraft(Request, frozen=True, kw_only=True):
    """Where a telephone system is told. ``url``: a `Pause` is posted there as a Standard Webhook; or ``host`` and
    ``port`` of an Asterisk manager interface with its ``login`` (the ``secret`` is kept apart and never shown; left
    out, it stays as it was while host, port and login do). ``interface`` makes a queue member's interface of an
    extension: ``PJSIP/{extension}``. ``listens``: it can let leads listen to calls (`ListenOrder`); ``telephone`` makes
    the telephone that a manager rings and listens at. ``rotate``: sign webhooks with a new secret; the one before signs
    for a day too.
    """

    url: Annotated[str, Meta(max_length=500, pattern=r"^(https?://[^ @]+)?$")] = ""
    host: Annotated[str, Meta(max_length=200)] = ""
    port: Annotated[int, Meta(ge=1, le=65535)] = 5038
    tls: bool = False
    login: Annotated[str, Meta(max_length=80)] = ""
    secret: Annotated[str, Meta(max_length=200)] = ""
    interface: Annotated[str, Meta(max_length=100, pattern=r"^[^ ]*\{extension\}[^ ]*$")] = "PJSIP/{extension}"
    listens: bool = False
    telephone: Annotated[str, Meta(max_length=100, pattern=r"^[A-Za-z0-9]+/[^ ,&|]*\{extension\}[^ ,&|]*$")] = (
        "PJSIP/{extension}"
    )
    enabled: bool = True
    rotate: bool = False


class Switch(Answer, frozen=True, kw_only=True):
    """A telephone system that is told; ``trouble`` keeps it from hearing, of ``waiting`` people it has not heard how
    they are now."""

    name: str
    url: str
    host: str
    port: int
    tls: bool
    login: str
    interface: str
    listens: bool = False
    telephone: str = ""
    enabled: bool
    trouble: Line
    waiting: int
    told_at: Instant | None
    #: Only in the answer to the request that made it: what the messages are signed with.
    signing_secret: str = ""
    version: Seq


class Pause(Answer, frozen=True, kw_only=True):
    """An agent is available, or is not and why (``reason`` is empty of who is available); the newest ``seq`` of an
    agent counts. Who is in a call and has chosen nothing else for afterwards counts as available."""

    agent_id: Id
    login: str
    extension: str
    available: bool
    state: str
    reason: str
    queues: list[str]
    at: Instant
    seq: Seq
