"""Why a question waits for a lead, and what its approval would do, in words."""

from PySide6.QtCore import QObject

from desk.client.models.approvals import Story
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords
from desk.contract.orders import PromiseState
from desk.contract.remedies import SituationOrder


class StoryWords(QObject):
    """Speaks the language in force each time it is asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats, self._remedies = Formats(self), RemedyWords(self)

    def why(self, story: Story) -> str:
        """Which limit of the asker it is over; empty while that is not known."""
        asked, limits, won = story.remedy, story.limits, self._formats.won
        if asked.prepared:
            return self.tr("By the criteria it is owed, but over what they pay by themselves.")
        if story.action_limit is not None and asked.amount > story.action_limit:
            return filled(self.tr("Over the limit of this action: {limit}"), limit=won(story.action_limit))
        if limits is None:
            return ""
        if limits.case is not None and story.case_spent + asked.amount > limits.case:
            words = filled(self.tr("Over the limit of one case: {limit}"), limit=won(limits.case))
            if not story.case_spent:
                return words
            return words + filled(self.tr(" ({spent} given before)"), spent=won(story.case_spent))
        return self.tr("Over what is left today, this month, or for this customer.")

    def outcome(self, story: Story) -> tuple[str, str]:
        """What my approval would mean, and the colour of the words."""
        preview = story.preview
        if preview is None:
            return "", "muted"
        if preview.obstacle is not None:
            return self._remedies.obstacle(preview.obstacle), "bad"
        if preview.needs_approval:
            return self.tr("It is over your limit, too: an administrator decides."), "warn"
        if preview.left_after is None:
            return self.tr("On your authority, which nothing limits here."), "muted"
        left = self._formats.won(preview.left_after)
        return filled(self.tr("On your authority; {left} left afterwards."), left=left), "muted"

    def order(self, order: SituationOrder) -> str:
        """A purchase in a line: what, for how much, when."""
        what = order.items[0].name if order.items else order.number
        more = len(order.items) - 1
        if more > 0:
            what = filled(self.tr("{what} and %n more", "", more), what=what)
        return joined(what, self._formats.won(order.total), self._formats.day(order.placed_at))

    def promise(self, order: SituationOrder) -> str:
        """How its delivery was promised and went; empty when nothing was promised."""
        if order.due_at is None:
            return ""
        promised = filled(self.tr("promised by {day}"), day=self._formats.day(order.due_at))
        if order.delivered_at is not None:
            came = filled(self.tr("came {day}"), day=self._formats.day_and_time(order.delivered_at))
            return f"{promised} · {came}"
        missing = self.tr("not there yet")
        return f"{promised} · {missing}" if order.promise_state is PromiseState.BROKEN else promised
