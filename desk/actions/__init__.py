"""What may be done: one pure file per empowered action; this list is the only other place that names it."""

from desk.actions import courier, goodwill_credit, late_delivery
from desk.actions.action import Action

#: In the order in which they are offered when nothing asks for one more than for another.
ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        late_delivery.ACTION,
        courier.ACTION,
        goodwill_credit.ACTION,
    )
}
