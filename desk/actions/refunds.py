"""What is left to give back of a purchase: shared by the full and the partial refund. Not an action itself."""

from desk.actions.action import Bilingual, Case, Choice
from desk.contract.errors import Obstacle
from desk.contract.orders import OrderState

FULL, PARTIAL = "refund", "partial_refund"
REASONS = (
    Choice("late", Bilingual("배송 지연", "Delivered late")),
    Choice("faulty", Bilingual("상품 불량", "Faulty")),
    Choice("wrong", Bilingual("오배송", "The wrong thing came")),
    Choice("missing", Bilingual("구성품 누락", "Something was missing")),
    Choice("mind", Bilingual("단순 변심", "Changed their mind")),
    Choice("other", Bilingual("기타", "Something else")),
)


def left(case: Case) -> int:
    """Won that were paid for the order and not given back yet."""
    if case.order is None:
        return 0
    return max(0, case.order.paid - sum(one.amount for one in case.live(FULL, PARTIAL)))


def barred(case: Case) -> Obstacle | None:
    """Why nothing can be refunded."""
    if case.order is None or case.order.paid == 0:
        return Obstacle(code="nothing_paid")
    if case.order.state is OrderState.CANCELED:
        return Obstacle(code="ended")
    if left(case) > 0:
        return None
    done = case.live(FULL, PARTIAL)
    first = done[0]
    return Obstacle(code="already_done", by=first.agent_name, at=first.requested_at)
