"""What stands in the cells of a list of tickets, in the language of the screen."""

from PySide6.QtCore import QObject

from desk.client.models.clock import Clock
from desk.client.models.colleagues import Colleagues
from desk.client.models.directory import Directory
from desk.client.models.entry_words import EntryWords
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.queue_words import QueueWords
from desk.contract.service import Priority
from desk.contract.tickets import Presence, PresenceAct, Ticket, TicketState
from desk.contract.views import Column, Group


class TicketCells(QObject):
    """Words for tickets and the groups they are in."""

    def __init__(self, directory: Directory, colleagues: Colleagues, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._directory, self._colleagues, self._clock = directory, colleagues, clock
        self._entries, self._formats = EntryWords(self), Formats(self)
        self.words = QueueWords(self)

    def cell(self, ticket: Ticket, column: Column, here: list[Presence]) -> str:
        """One cell."""
        match column:
            case Column.NUMBER:
                return f"#{ticket.id}"
            case Column.STATE:
                return self._entries.ticket_state(ticket.state)
            case Column.TITLE:
                return joined(f"#{ticket.id}", ticket.title, by="  ")
            case Column.CUSTOMER:
                return ticket.customer_name
            case Column.QUEUE:
                return self._directory.queue_name(ticket.queue_id)
            case Column.OWNER:
                return ticket.owner_name or self.tr("nobody's yet")
            case Column.TEAM:
                return self._colleagues.team_name(self._colleagues.team_of(ticket.owner_id))
            case Column.PRIORITY:
                return self.words.priority(ticket.priority)
            case Column.TAGS:
                return joined(*ticket.tags, by=", ")
            case _:
                return self._of_time(ticket, column, here)

    def _of_time(self, ticket: Ticket, column: Column, here: list[Presence]) -> str:
        match column:
            case Column.DUE:
                return self.due(ticket)
            case Column.CREATED:
                return self._formats.ago(ticket.created_at, self._clock.now())
            case Column.CHANGED:
                return self._formats.ago(ticket.changed_at, self._clock.now())
            case Column.PENDING_UNTIL:
                return "" if ticket.pending_until is None else self._formats.day_and_time(ticket.pending_until)
            case Column.ARTICLES:
                return f"{ticket.article_count:,}"
            case Column.ASSIGNED:
                return self.words.reason(ticket.assigned)
            case _:
                return self.here(here)

    def due(self, ticket: Ticket) -> str:
        """What is left until the next target; that the clock rests while the ticket is put aside."""
        words = self.words.due(ticket.due_at, self._clock.now(), missed=ticket.missed)
        if not words and ticket.state is TicketState.PENDING:
            return self.tr("put aside")
        return words

    def here(self, here: list[Presence]) -> str:
        """Who is on a ticket, and whether they write."""
        if not here:
            return ""
        first = min(here, key=lambda one: one.act is not PresenceAct.WRITING)
        if first.act is PresenceAct.WRITING:
            return filled(self.tr("{name} is writing"), name=first.name)
        return filled(self.tr("{name} is looking"), name=first.name)

    def group(self, group: Group, value: str) -> str:
        """What a group is called."""
        if not value:
            return self.tr("nobody's yet") if group is Group.OWNER else self.tr("in no team")
        match group:
            case Group.QUEUE:
                return self._directory.queue_name(int(value)) or f"#{value}"
            case Group.OWNER:
                return self._colleagues.name(int(value)) or f"#{value}"
            case Group.TEAM:
                return self._colleagues.team_name(int(value)) or f"#{value}"
            case Group.STATE:
                return self._entries.ticket_state(TicketState(value))
            case _:
                return self.words.priority(Priority(value))

    def whole(self, ticket: Ticket) -> str:
        """Everything one can find a ticket by."""
        queue = self._directory.queue_name(ticket.queue_id)
        parts = (f"#{ticket.id}", ticket.title, ticket.customer_name, queue, ticket.owner_name, *ticket.tags)
        return "\n".join(parts)
