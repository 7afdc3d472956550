"""People as the screen names them: tiers in words and colours, callers who are unknown or withhold their number."""

from PySide6.QtCore import QObject

from desk.client.models.numbers import national
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.calls import Call
from desk.contract.customers import Tier

TIER_TONES: dict[Tier, Tone] = {
    Tier.BASIC: "neutral",
    Tier.SILVER: "info",
    Tier.GOLD: "note",
    Tier.VIP: "accent",
}
TIER_ICONS: dict[Tier, IconName | None] = {Tier.BASIC: None, Tier.SILVER: None, Tier.GOLD: "star", Tier.VIP: "star"}


class PeopleWords(QObject):
    """The words, in the language in force."""

    def tier(self, tier: Tier) -> str:
        """A loyalty tier."""
        return {
            Tier.BASIC: self.tr("Basic"),
            Tier.SILVER: self.tr("Silver"),
            Tier.GOLD: self.tr("Gold"),
            Tier.VIP: self.tr("VIP"),
        }[tier]

    def caller(self, call: Call) -> str:
        """Who is on the other end: a name, else a number, else that it is withheld."""
        return call.customer_name or self.number(call)

    def below(self, call: Call) -> str:
        """What stands below that: the number of somebody known, else how many know it: several, or nobody."""
        if call.customer_name:
            return self.number(call)
        if "*" in call.number:
            return self.tr("Several customers have this number")
        return "" if call.anonymous or not call.number else self.tr("Unknown caller")

    def number(self, call: Call) -> str:
        """The number of the other end as it may be shown."""
        return self.tr("Number withheld") if call.anonymous or not call.number else national(call.number)
