"""What may be done: one pure file per empowered action; this list is the only other place that names it."""

from desk.actions import (
    after_service,
    callback,
    coupon,
    courier,
    escalate,
    gift,
    goodwill_credit,
    late_delivery,
    partial_refund,
    refund,
    reshipment,
)
from desk.actions.action import Action

#: In the order in which they are offered when nothing asks for one more than for another.
ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        late_delivery.ACTION,
        courier.ACTION,
        reshipment.ACTION,
        after_service.ACTION,
        goodwill_credit.ACTION,
        partial_refund.ACTION,
        refund.ACTION,
        coupon.ACTION,
        gift.ACTION,
        callback.ACTION,
        escalate.ACTION,
    )
}
