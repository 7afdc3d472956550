"""Everything that can go wrong, by a stable code.

    DeskError                      anything Desk says went wrong
    ├── Refusal                    the server decided against it; final, ``problem`` says why
    └── Unreachable                nobody decided: no connection, no answer, no sense in the answer

A ``Refusal`` is worded for the agent by ``client/widgets/errors.py``, by its code.
"""

from enum import StrEnum
from typing import Any

from desk.contract.base import Answer, Instant, Won
from desk.contract.shifts import RuleBreach


class ErrorCode(StrEnum):
    """The stable names of refusals; the HTTP status belongs to the code."""

    BAD_REQUEST = "bad_request"
    INVALID_FIELD = "invalid_field"
    KEY_MISSING = "idempotency_key_missing"
    NOT_SIGNED_IN = "not_signed_in"
    WRONG_PASSWORD = "wrong_password"
    SESSION_EXPIRED = "session_expired"
    SESSION_TAKEN_OVER = "session_taken_over"
    FORBIDDEN = "forbidden"
    OVER_AUTHORITY = "over_authority"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    CONFLICT = "conflict"
    ACTION_BARRED = "action_barred"
    SIGNED_IN_ELSEWHERE = "signed_in_elsewhere"
    ALREADY_MERGED = "already_merged"
    MERGED_FOR_GOOD = "merged_for_good"
    ALREADY_CLAIMED = "already_claimed"
    CALL_NOT_ENDED = "call_not_ended"
    NO_CALL = "no_call"
    NO_EXTENSION = "no_extension"
    NO_SWITCH = "no_switch"
    ALREADY_LISTENING = "already_listening"
    RULE_BROKEN = "rule_broken"
    DUPLICATE = "duplicate"
    GONE = "gone"
    STALE = "stale"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    KEY_REUSED = "idempotency_key_reused"
    UNPROCESSABLE = "unprocessable"
    SESSION_LOCKED = "session_locked"
    PRECONDITION_REQUIRED = "precondition_required"
    TOO_MANY_REQUESTS = "too_many_requests"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"


STATUS: dict[ErrorCode, int] = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.INVALID_FIELD: 400,
    ErrorCode.KEY_MISSING: 400,
    ErrorCode.NOT_SIGNED_IN: 401,
    ErrorCode.WRONG_PASSWORD: 401,
    ErrorCode.SESSION_EXPIRED: 401,
    ErrorCode.SESSION_TAKEN_OVER: 401,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.OVER_AUTHORITY: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.METHOD_NOT_ALLOWED: 405,
    ErrorCode.CONFLICT: 409,
    ErrorCode.ACTION_BARRED: 409,
    ErrorCode.SIGNED_IN_ELSEWHERE: 409,
    ErrorCode.ALREADY_MERGED: 409,
    ErrorCode.MERGED_FOR_GOOD: 409,
    ErrorCode.ALREADY_CLAIMED: 409,
    ErrorCode.CALL_NOT_ENDED: 409,
    ErrorCode.NO_CALL: 409,
    ErrorCode.NO_EXTENSION: 409,
    ErrorCode.NO_SWITCH: 409,
    ErrorCode.ALREADY_LISTENING: 409,
    ErrorCode.RULE_BROKEN: 409,
    ErrorCode.DUPLICATE: 409,
    ErrorCode.GONE: 410,
    ErrorCode.STALE: 412,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.UNSUPPORTED_TYPE: 415,
    ErrorCode.KEY_REUSED: 422,
    ErrorCode.UNPROCESSABLE: 422,
    ErrorCode.SESSION_LOCKED: 423,
    ErrorCode.PRECONDITION_REQUIRED: 428,
    ErrorCode.TOO_MANY_REQUESTS: 429,
    ErrorCode.INTERNAL: 500,
    ErrorCode.UNAVAILABLE: 503,
}


class FieldError(Answer, frozen=True, kw_only=True):
    """One field that is wrong: ``pointer`` is a JSON pointer into the request body."""

    pointer: str
    code: str
    detail: str


class Obstacle(Answer, frozen=True, kw_only=True):
    """Why an action cannot be done now: a stable code and what its words are filled with."""

    code: str
    by: str = ""
    at: Instant | None = None
    amount: Won | None = None
    words: str = ""


class Problem(Answer, frozen=True, kw_only=True):
    """``application/problem+json`` as RFC 9457 defines it, with our ``code`` and ``request_id``."""

    type: str
    title: str
    status: int
    code: ErrorCode
    detail: str = ""
    instance: str = ""
    request_id: str = ""
    errors: list[FieldError] = []
    #: With ``stale``: the ids of what had not been seen. With a busy session: where it sits.
    unseen: list[int] = []
    holder: str = ""
    retry_after: int | None = None
    #: With ``action_barred``: what stands in the way, for the client to word.
    obstacle: Obstacle | None = None
    #: With ``rule_broken``: the rules that a shift would break.
    breaches: list[RuleBreach] = []


class DeskError(Exception):
    """Anything Desk says went wrong."""


class Refusal(DeskError):
    """The server decided against it; asking again the same way gets the same answer."""

    def __init__(self, code: ErrorCode, detail: str = "", **more: Any) -> None:
        super().__init__(f"{code}: {detail}")
        self.problem = Problem(
            type=f"urn:desk:problem:{code}",
            title=code.replace("_", " ").capitalize(),
            status=STATUS[code],
            code=code,
            detail=detail,
            **more,
        )

    @classmethod
    def of(cls, problem: Problem) -> "Refusal":
        """The refusal a received problem stands for."""
        refusal = cls(problem.code, problem.detail)
        refusal.problem = problem
        return refusal

    @property
    def code(self) -> ErrorCode:
        """The stable name of what went wrong."""
        return self.problem.code


class Unreachable(DeskError):
    """Nobody decided: the connection failed, timed out, or brought back no sense. ``retry_after``: in seconds.
    ``left`` is False when not a byte of the request went out."""

    def __init__(self, detail: str = "", *, retry_after: float | None = None, left: bool = True) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        self.left = left
