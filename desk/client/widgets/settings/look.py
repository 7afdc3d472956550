"""The look: light or dark, dense or airy, how large the words are, which language."""

from desk.client.models.settings import Settings
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.settings.page import Page, SettingRow
from desk.client.widgets.settings.scales import SCALES


class LookPage(Page):
    """Everything here takes effect at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.scheme = Segmented(
            (Choice("light", "-", "sun"), Choice("dark", "-", "moon"), Choice("system", "-", "settings"))
        )
        self.density = Segmented((Choice("comfortable", "-"), Choice("compact", "-")))
        self.scale = Segmented([Choice(str(scale), f"{scale:.0%}") for scale in SCALES])
        self.language = Segmented((Choice("ko", "한국어"), Choice("en", "English"), Choice("system", "-")))
        self.rows = {
            "scheme": SettingRow(self.scheme),
            "density": SettingRow(self.density),
            "font_scale": SettingRow(self.scale),
            "language": SettingRow(self.language),
        }
        self.add_card(*self.rows.values())
        self.scheme.chosen.connect(self._choose_scheme)
        self.density.chosen.connect(self._choose_density)
        self.scale.chosen.connect(self._choose_scale)
        self.language.chosen.connect(self._choose_language)
        settings.changed.connect(self._show)
        self._show()
        self.begin()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Look"))
        self.rows["scheme"].set_words(self.tr("Colours"), self.tr("System follows the workstation, day and night."))
        self.rows["density"].set_words(self.tr("Density"), self.tr("Compact shows more lines at once."))
        self.rows["font_scale"].set_words(self.tr("Size of text"))
        self.rows["language"].set_words(self.tr("Language"), self.tr("Takes effect at once, in every window."))
        self.scheme.set_label("light", self.tr("Light"))
        self.scheme.set_label("dark", self.tr("Dark"))
        self.scheme.set_label("system", self.tr("System"))
        self.density.set_label("comfortable", self.tr("Comfortable"))
        self.density.set_label("compact", self.tr("Compact"))
        self.language.set_label("system", self.tr("System"))

    def _show(self, _name: str = "") -> None:
        self.scheme.set_value(self._settings.scheme)
        self.density.set_value(self._settings.density)
        self.scale.set_value(str(min(SCALES, key=lambda scale: abs(scale - self._settings.font_scale))))
        self.language.set_value(self._settings.language)
        for name, row in self.rows.items():
            row.setEnabled(not self._settings.is_fixed(name))

    def _choose_scheme(self, value: str) -> None:
        self._settings.scheme = value

    def _choose_density(self, value: str) -> None:
        self._settings.density = value

    def _choose_scale(self, value: str) -> None:
        self._settings.font_scale = float(value)

    def _choose_language(self, value: str) -> None:
        self._settings.language = value
