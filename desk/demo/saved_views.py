"""The lists that people of the invented shop have saved before the demo begins."""

from desk.contract.events import ViewSet
from desk.contract.users import Role
from desk.contract.views import Condition, Field, Filter, Group, Op, Scope, Sort, ViewDraft
from desk.demo.people import AGENT, LEAD
from desk.server.store import log, users
from desk.server.store.db import Tx


def _of(field: Field, op: Op, *values: str) -> Condition:
    return Condition(field=field, op=op, values=values)


_OPEN = _of(Field.STATE, Op.IS_NOT, "closed")
_DAY = str(24 * 60)
FOR_ALL = (
    ViewDraft(
        name="오늘 들어온 티켓", names={"ko": "오늘 들어온 티켓", "en": "Opened today"}, scope=Scope.SHARED,
        filter=Filter(all=(_OPEN, _of(Field.CREATED, Op.WITHIN, _DAY))), sort=Sort.CREATED, position=1,
    ),
    ViewDraft(
        name="VIP·골드 고객", names={"ko": "VIP·골드 고객", "en": "VIP and gold customers"}, scope=Scope.SHARED,
        filter=Filter(all=(_OPEN, _of(Field.TIER, Op.IS, "vip", "gold"))), sort=Sort.PRIORITY, position=2,
    ),
    ViewDraft(
        name="환불·반품", names={"ko": "환불·반품", "en": "Refunds and returns"}, scope=Scope.SHARED,
        filter=Filter(all=(_OPEN, _of(Field.TITLE, Op.CONTAINS, "환불", "반품"))), group=Group.STATE, position=3,
    ),
    ViewDraft(
        name="미배정 현황", names={"ko": "미배정 현황", "en": "Unassigned by queue"}, scope=Scope.ROLE,
        roles=(Role.LEAD, Role.ADMIN), filter=Filter(all=(_OPEN, _of(Field.OWNER, Op.IS, "nobody"))),
        sort=Sort.DUE, descending=False, group=Group.QUEUE, position=4,
    ),
    ViewDraft(
        name="하루 넘게 답이 없음", names={"ko": "하루 넘게 답이 없음", "en": "Untouched for a day"}, scope=Scope.ROLE,
        roles=(Role.LEAD, Role.ADMIN), filter=Filter(all=(_OPEN, _of(Field.CHANGED, Op.OLDER, _DAY))),
        sort=Sort.CHANGED, descending=False, group=Group.OWNER, position=5,
    ),
)  # fmt: skip
OWN = ViewDraft(
    name="내 급한 일",
    filter=Filter(
        all=(_OPEN, _of(Field.OWNER, Op.IS, "me")),
        any=(
            _of(Field.PRIORITY, Op.IS, "high", "urgent"),
            _of(Field.DUE, Op.WITHIN, "120"),
            _of(Field.MISSED, Op.IS_SET),
        ),
    ),
    sort=Sort.DUE,
    descending=False,
)


def save(tx: Tx) -> None:
    """The lead's for everybody and for leads, and the agent's own."""
    for login, drafts in ((LEAD.login, FOR_ALL), (AGENT.login, (OWN,))):
        person = users.by_login(tx, login)
        assert person is not None
        tx.actor_id, tx.actor = person.id, person.name
        for draft in drafts:
            owner_id = person.id if draft.scope is Scope.OWN else None
            log.append(tx, ViewSet(view_id=None, owner_id=owner_id, draft=draft))
