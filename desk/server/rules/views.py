"""Who sees and changes which saved view, and the views that come with the program."""

from desk.contract.users import Role
from desk.contract.views import Condition, Field, Filter, Group, Op, Scope, Sort, View, ViewDraft
from desk.queueing.filters import ME, MINE, NOBODY

OWN_MOST, OTHERS_MOST = 100, 200
_LEADS = (Role.LEAD, Role.ADMIN)


def may_change(scope: Scope, owner_id: int | None, user_id: int, role: Role) -> bool:
    """Everybody changes what is their own; what is for others leads do."""
    return owner_id == user_id if scope is Scope.OWN else role in _LEADS


def sees(view: View, user_id: int, role: Role) -> bool:
    """Own views nobody else sees; those for roles the roles do, and leads, who keep them."""
    match view.draft.scope:
        case Scope.OWN:
            return view.owner_id == user_id
        case Scope.ROLE:
            return role in view.draft.roles or role in _LEADS
        case Scope.SHARED:
            return True


def _of(field: Field, op: Op, *values: str) -> Condition:
    return Condition(field=field, op=op, values=values)


_OPEN = _of(Field.STATE, Op.IS_NOT, "closed")
_MINE = _of(Field.OWNER, Op.IS, ME)
_IN_MY_QUEUES = _of(Field.QUEUE, Op.IS, MINE)
_SOON, _LATELY = "60", str(7 * 24 * 60)


def _built_in(place: int, ko: str, en: str, asked: Filter, sort: Sort, descending: bool = False) -> View:
    draft = ViewDraft(
        name=en, names={"ko": ko, "en": en}, filter=asked, sort=sort, descending=descending, scope=Scope.SHARED,
        position=place, group=Group.NONE,
    )  # fmt: skip
    return View(id=-1 - place, draft=draft, owner_id=None, mine=False, version=0)


BUILT_IN: tuple[View, ...] = (
    _built_in(0, "내 티켓", "My tickets", Filter(all=(_OPEN, _MINE)), Sort.DUE),
    _built_in(
        1, "내 대기열의 미배정", "Unassigned in my queues",
        Filter(all=(_of(Field.STATE, Op.IS, "new", "open"), _of(Field.OWNER, Op.IS, NOBODY), _IN_MY_QUEUES)),
        Sort.PRIORITY, True,
    ),
    _built_in(
        2, "기한 임박", "Due soon",
        Filter(all=(_OPEN, _of(Field.DUE, Op.WITHIN, _SOON)), any=(_MINE, _IN_MY_QUEUES)), Sort.DUE,
    ),
    _built_in(
        3, "기한 초과", "Missed",
        Filter(all=(_OPEN, _of(Field.MISSED, Op.IS_SET)), any=(_MINE, _IN_MY_QUEUES)), Sort.DUE,
    ),
    _built_in(4, "보류함", "Put aside", Filter(all=(_of(Field.STATE, Op.IS, "pending"), _MINE)), Sort.CHANGED, True),
    _built_in(
        5, "최근 종결", "Recently closed",
        Filter(
            all=(_of(Field.STATE, Op.IS, "closed"), _of(Field.CHANGED, Op.WITHIN, _LATELY)), any=(_MINE, _IN_MY_QUEUES)
        ),
        Sort.CHANGED, True,
    ),
)  # fmt: skip
