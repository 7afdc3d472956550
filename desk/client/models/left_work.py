"""What somebody left behind when a day ended: a lead finds a new owner for each, or says until when it stays."""

from datetime import datetime

from desk.client.models.clock import Clock
from desk.client.models.lead_inbox import LeadInbox
from desk.client.models.my_day import MyDayModel
from desk.client.models.outbox import OutboxModel
from desk.client.models.owed import OwedModel
from desk.client.remote.remote import Remote
from desk.contract.hand_overs import LeftWork, OwedItem


class LeftWorkModel(OwedModel):
    """One person's at a time; the lead's inbox knows everybody's."""

    def __init__(self, remote: Remote, outbox: OutboxModel, day: MyDayModel, clock: Clock, inbox: LeadInbox) -> None:
        super().__init__(remote, outbox, day, clock)
        self._inbox = inbox
        self._whose: LeftWork | None = None
        inbox.changed.connect(self._look)

    @property
    def name(self) -> str:
        """Who left it; empty for nobody."""
        return "" if self._whose is None else self._whose.name

    @property
    def items(self) -> list[OwedItem]:
        """What is still owed of it."""
        found = next((one for one in self._inbox.left if one.user_id == self.owner), None)
        return [] if found is None else found.items

    @property
    def owner(self) -> int:
        """Who left it."""
        return 0 if self._whose is None else self._whose.user_id

    @property
    def back_at(self) -> datetime | None:
        """Nobody has said when they are back."""
        return None

    @property
    def known(self) -> bool:
        """The inbox has said it."""
        return self._whose is not None

    def choose(self, left: LeftWork) -> None:
        """This person's is looked at."""
        self._whose = left
        self.fates.clear()

    def refresh(self) -> None:
        """Ask what is still left."""
        self._inbox.refresh()

    def forget(self) -> None:
        """Another person sits here, or nobody."""
        self._whose = None
        super().forget()

    def _look(self) -> None:
        self._forget_gone()
        if self._whose is not None:
            self.changed.emit()
