"""People who work here: roles, accounts, sign-in and sessions."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from desk.contract.base import Answer, Done, Id, Instant, Name, Request, Seq

Login = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._@-]+$")]
Password = Annotated[str, Meta(min_length=10, max_length=200)]


class Role(StrEnum):
    """What a person is here for; every route names the roles it serves."""

    AGENT = "agent"
    LEAD = "lead"
    DELIVERY = "delivery"
    DELIGHT = "delight"
    ADMIN = "admin"


class UserBrief(Answer, frozen=True, kw_only=True):
    """Enough of a colleague to show a name and a face."""

    id: Id
    name: str
    login: str
    role: Role


class User(UserBrief, frozen=True, kw_only=True):
    """An account; ``extension`` is the telephone the exchange knows this person by."""

    active: bool
    queue_ids: list[Id]
    extension: str | None
    version: Seq


class UserDraft(Request, frozen=True, kw_only=True):
    """A new account, made by an administrator."""

    login: Login
    name: Name
    role: Role
    password: Password
    queue_ids: list[Id] = []
    extension: Annotated[str, Meta(max_length=40)] | None = None


class UserChange(Request, frozen=True, kw_only=True):
    """Changes to an account; a field left out stays as it is. A new password ends every session."""

    name: Name | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    queue_ids: list[Id] | UnsetType = UNSET
    extension: Annotated[str, Meta(max_length=40)] | UnsetType | None = UNSET
    password: Password | UnsetType = UNSET


class SignIn(Request, frozen=True, kw_only=True):
    """Credentials; ``take_over`` ends the session this person has elsewhere."""

    login: Annotated[str, Meta(min_length=1, max_length=60)]
    password: Annotated[str, Meta(min_length=1, max_length=200)]
    workstation: Annotated[str, Meta(max_length=120)] = ""
    take_over: bool = False


class Session(Answer, frozen=True, kw_only=True):
    """One sitting of one person; ends at ``expires_at`` whatever happens."""

    user: User
    started_at: Instant
    expires_at: Instant
    locked: bool
    idle_lock_seconds: int
    workstation: str


class SignedIn(Answer, frozen=True, kw_only=True):
    """A session and its bearer token, which is shown this once and kept only as a digest."""

    token: str
    session: Session


class SignedOut(Done, frozen=True, kw_only=True):
    """It was done; ``owed``: how many things this person still owes, neither handed over nor kept."""

    owed: int = 0


class Unlock(Request, frozen=True, kw_only=True):
    """The password again, after the screen was covered."""

    password: Annotated[str, Meta(min_length=1, max_length=200)]
