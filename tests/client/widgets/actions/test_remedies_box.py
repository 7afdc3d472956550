"""The cards of what is under way: each changes only when what it tells does."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.client.call_rig import workplace
from tests.client.conftest import until
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor


async def test_a_card_stays_when_another_comes_above_it_and_tab_still_goes_downwards(
    floor: Floor, tmp_path: Path
) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(shop.customer_id)
        actions, live = agent.view.actions, agent.panel.side.under_way
        await until(lambda: bool(actions.offers))
        assert actions.press("goodwill_credit")
        await until(lambda: len(live.cards) == 1 and live.cards[0].undo is not None)
        first = live.cards[0]
        assert actions.press("late_delivery")
        await until(lambda: len(live.cards) == 2 and live.cards[0].undo is not None)
        assert live.cards[1] is first
        above, below = live.cards[0].undo, live.cards[1].undo
        assert above is not None
        assert below is not None
        assert _next(above, [above, below]) is below
        assert live.cards[0].y() < live.cards[1].y()
        await until(lambda: not agent.desk.outbox.entries)


def _next(widget: QWidget, among: list[QWidget]) -> QWidget:
    """The next one of these that Tab comes to."""
    here = widget.nextInFocusChain()
    while not any(here is one for one in among):
        assert here is not None
        here = here.nextInFocusChain()
    assert here is not None
    return here
