"""An offer in words: why, how much, what it leaves, or why not."""

from typing import cast

from PySide6.QtCore import QObject

from desk.client.models.formats import Formats
from desk.client.models.offers import Offer, Standing
from desk.client.models.plain import filled, joined
from desk.client.models.remedies import Sending
from desk.client.models.remedy_words import RemedyWords, look_of, said
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.remedies import Preview, RemedyState


def state_look(state: RemedyState | Sending, *, reconciled: bool = False) -> tuple[IconName, Tone]:
    """The icon and the tone of a state; ``reconciled``: the outcome was found by asking after it."""
    icon, tone = look_of(state, reconciled=reconciled)
    return cast(IconName, icon), "neutral" if tone in ("none", "pending") else cast(Tone, tone)


class OfferWords(QObject):
    """Speaks the language in force each time it is asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats, self._remedies = Formats(self), RemedyWords(self)

    def title(self, offer: Offer) -> str:
        """What the action is called."""
        return said(offer.action.title)

    def amount(self, offer: Offer) -> str:
        """What it would cost; empty where nothing, or not known yet."""
        effect = offer.preview.effect
        return self._remedies.amount(effect.amount) if effect is not None else ""

    def reason(self, offer: Offer) -> str:
        """One line: why it is needed, else what it would leave, or what is missing, or what stands in the way."""
        match offer.standing:
            case Standing.PENDING:
                return self.tr("Being ordered…")
            case Standing.BARRED if offer.preview.obstacle is not None:
                return self._remedies.obstacle(offer.preview.obstacle)
            case Standing.FORM:
                return filled(
                    self.tr("Fill in: {fields}"), fields=", ".join(said(field.title) for field in offer.open_fields)
                )
            case _:
                return said(offer.need.reason) if offer.need is not None else self.consequence(offer.preview)

    def consequence(self, preview: Preview) -> str:
        """What is left of the authority afterwards, or that it needs approval, or what is promised."""
        if preview.effect is None:
            return ""
        if preview.needs_approval:
            return self.tr("Over your limit: asks a lead")
        promise = preview.effect.promise
        if not preview.effect.amount and promise is not None:
            return filled(self.tr("by {time}"), time=self._formats.day_and_time(promise.due_at))
        if preview.effect.amount and preview.left_after is not None:
            return filled(self.tr("{amount} left afterwards"), amount=self._formats.won(preview.left_after))
        return ""

    def spoken(self, offer: Offer) -> str:
        """All of it, for a screen reader."""
        asks = self.tr("asks for approval") if offer.standing is Standing.ASK else ""
        parts = (self.title(offer), self.amount(offer), asks, self.reason(offer))
        return joined(*parts)
