"""The switch between the day of all and one's own, for whoever leads and works shifts, too."""

from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.language import language

ALL, MINE = "all", "mine"


class Whose(Segmented):
    """Stands at the same place above both views."""

    def __init__(self, value: str, keys: str = "") -> None:
        super().__init__((Choice(ALL, ""), Choice(MINE, "")), value)
        self._keys = keys
        language().changed.connect(self.retranslate)
        self.retranslate()

    def set_keys(self, keys: str) -> None:
        """The keys that switch, for the tip."""
        self._keys = keys
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.set_label(ALL, self.tr("All", "whose shifts"))
        self.set_label(MINE, self.tr("Mine", "whose shifts"))
        set_tip(self, self.tr("Whose shifts"), self._keys)
        self.setAccessibleName(self.tr("Whose shifts"))
