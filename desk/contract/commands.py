"""What became of a write whose answer was lost, and taking back one that never arrived."""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Request


class CommandQuery(Request, frozen=True, kw_only=True):
    """The name of the route the write was for (its ``operationId``): a key is good for one person and route."""

    route: Annotated[str, Meta(min_length=1, max_length=60)]


class CommandFate(Answer, frozen=True, kw_only=True):
    """Whether the server has decided about a write, and its status then; whoever sends it again gets that answer.

    Decided and without a status, it was begun: whoever sends it again has it carried on, and gets its answer.
    ``withdrawn``: it never came, and if it comes yet it will not be carried out.
    """

    decided: bool
    status: int | None = None
    withdrawn: bool = False
