"""The lists as somebody sees them: the page in a window of its own, on a real server."""

from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.list_page import ListPage
from desk.contract.views import ViewDraft
from tests.client.call_rig import Workplace
from tests.client.conftest import until

EVERYTHING = ViewDraft(name="-")


def lists(agent: Workplace) -> ListPage:
    """The page, in the agent's window."""
    page = ListPage(Surroundings(agent.desk, agent.commands, Toasts(agent.window)))
    page.setParent(agent.window)
    page.resize(agent.window.size())
    page.show()
    return page


async def everything(agent: Workplace, draft: ViewDraft = EVERYTHING) -> ListPage:
    """The page, showing all tickets there are, or those of a draft."""
    page = lists(agent)
    await until(lambda: page.view is not None and not page.model.loading)
    page.model.show(draft)
    await until(lambda: not page.model.loading and "tickets" in agent.desk.remote.feed.topics and agent.live)
    return page
