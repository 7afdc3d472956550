"""The tour's way through the lists: a shared view, building one, why a ticket is here, two tickets made one."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from desk.client.models.navigation import Opening
from desk.client.remote.commands import open_ticket
from desk.client.remote.queue_commands import merge_ticket
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.popover import Popover
from desk.client.widgets.queues.list_page import ListPage
from desk.client.work import Work
from desk.contract.tickets import TicketDraft, TicketMerge
from desk.contract.views import Column, Condition, Field, Filter, Group, Op, Scope, Sort, ViewDraft
from desk.demo.camera import NotSeenError, settled, until

Step = tuple[str, str, Callable[[], Awaitable[None]]]
COLUMNS = (Column.STATE, Column.PRIORITY, Column.TITLE, Column.CUSTOMER, Column.OWNER, Column.DUE, Column.ASSIGNED)
_OPEN = Condition(field=Field.STATE, op=Op.IS_NOT, values=("closed",))
SHARED = ViewDraft(
    name="Open work by queue",
    names={"ko": "대기열별 열린 업무", "en": "Open work by queue"},
    filter=Filter(all=(_OPEN,)),
    columns=COLUMNS,
    sort=Sort.DUE,
    descending=False,
    group=Group.QUEUE,
    scope=Scope.SHARED,
)


class QueueTour:
    """What is done at a lead's window."""

    def __init__(self, work: Work) -> None:
        self._work, self._workspace = work, work.reception.workspace

    def lists(self) -> tuple[Step, ...]:
        """The lead's."""
        return (
            ("lists", "a shared view in groups, with live counts", self._shared),
            ("view-builder", "a view is built above the list that it shows", self._build),
            ("why-here", "why a ticket is where it is", self._why),
            ("ticket-merged", "two tickets that were one piece of work", self._merged),
        )

    def _page(self) -> ListPage:
        panel = self._workspace.panels["tickets"]
        assert isinstance(panel, QueuesPanel)
        panel.show_page("lists")
        page = panel.page("lists")
        assert isinstance(page, ListPage)
        return page

    async def _shared(self) -> None:
        self._workspace.show_panel("tickets")
        page = self._page()
        await until("the views", lambda: page.view is not None)
        page.views.save(SHARED, None)
        await until("the shared view", lambda: any(one.draft.name == SHARED.name for one in page.views.views))
        page.side.show_view(next(one.id for one in page.views.views if one.draft.name == SHARED.name))
        await until("its tickets", lambda: page.model.loaded > 0 and not page.model.loading)
        await until("the counts", lambda: page.side.shown_id in page.views.counts)
        await settled(25)

    async def _build(self) -> None:
        page = self._page()
        page.build()
        urgent = Condition(field=Field.PRIORITY, op=Op.IS, values=("normal", "high", "urgent"))
        page.builder.conditions.show_filter(Filter(all=(_OPEN, urgent), any=()))
        page.builder.conditions.changed.emit()
        await until("the count", lambda: not page.model.loading and page.model.draft.filter.all[-1] == urgent)
        await settled(25)

    async def _why(self) -> None:
        page = self._page()
        page.builder.left.emit()
        page.model.show(replace(SHARED, group=Group.NONE))
        await until("the tickets", lambda: not page.model.loading and page.model.loaded > 0)
        here = next((one.id for one in page.model.tickets if one.assigned is not None), page.model.tickets[0].id)
        page.table.select_ticket(here)
        page.explain(here)
        await until("the explanation", lambda: page.explanation.explanation is not None)
        await settled(25)

    async def _merged(self) -> None:
        """Two tickets of one customer; the one that goes is on screen, and its history says where it went."""
        page = self._page()
        for card in self._workspace.window().findChildren(Popover):
            card.close()
        seen = next((one for one in page.model.tickets if one.customer_id is not None), None)
        if seen is None:
            raise NotSeenError("a ticket with a customer")
        call = self._workspace.panels["call"]
        assert isinstance(call, CallPanel)
        twice = TicketDraft(title="같은 문의가 한 번 더", queue_id=seen.queue_id, customer_id=seen.customer_id)
        view = call.view
        self._work.desk.navigation.open(Opening(customer_id=seen.customer_id, ticket_id=seen.id))
        await until("the ticket", lambda: view.tickets.current is not None and view.tickets.current.id == seen.id)
        self._work.desk.outbox.put(open_ticket(twice))
        await until("the second ticket", lambda: any(one.title == twice.title for one in view.tickets.tickets))
        goes = next(one for one in view.tickets.tickets if one.title == twice.title)
        stays = next(one for one in view.tickets.tickets if one.id == seen.id)
        view.choose_ticket(goes.id)
        self._work.desk.outbox.put(merge_ticket(goes, TicketMerge(into_id=stays.id, into_version=stays.version)))
        await until("the end of it", call.composer.merged.isVisible)
        await settled(25)
