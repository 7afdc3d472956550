"""What is counted apart shares no ticket and is shared between people."""

from desk.contract.views import Condition, Field, Filter, Op
from desk.queueing.filters import ME, MINE, Who, resolved
from desk.queueing.parts import parts

OPEN = Condition(field=Field.STATE, op=Op.IS_NOT, values=("closed",))
MY_OWN = Condition(field=Field.OWNER, op=Op.IS, values=(ME,))
IN_MY_QUEUES = Condition(field=Field.QUEUE, op=Op.IS, values=(MINE,))


def test_what_lies_in_the_same_queue_is_counted_once_for_all_who_work_there() -> None:
    asked = Filter(all=(OPEN,), any=(MY_OWN, IN_MY_QUEUES))
    one, other = (
        set(parts(resolved(asked, Who(user_id=user, queue_ids=queues)))) for user, queues in ((1, (7, 8)), (2, (8, 9)))
    )
    assert len(one) == len(other) == 3
    assert [part.all[1].values for part in one & other] == [("8",)]


def test_what_cannot_be_taken_apart_stays_whole() -> None:
    soon = Condition(field=Field.DUE, op=Op.WITHIN, values=("60",))
    for asked in (Filter(), Filter(all=(OPEN,)), Filter(any=(MY_OWN, soon)), Filter(any=(soon, IN_MY_QUEUES))):
        assert parts(asked) == [asked]
