"""One step of a macro: what it would do before it runs, what became of it afterwards."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.macro_words import STEP_LOOKS, MacroWords
from desk.client.models.plain import joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.macros import MacroStep, StepPreview, StepResult


class StepLine(QWidget):
    """An icon, what it is, what it costs or how it stands, and below it the words."""

    def __init__(self, words: MacroWords, step: MacroStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._step, self._remedies = words, step, RemedyWords(self)
        self.icon = Icon(cast(IconName, words.icon(step)), "neutral", 16)
        self.title = ElidedLabel(words.step(step), "strong")
        self.aside = Label("", "small_strong", "muted")
        self.detail = Label("", "small", "muted", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        top.addWidget(self.aside)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_preview(self, told: StepPreview) -> None:
        """What it would do."""
        effect = told.preview.effect if told.preview is not None else None
        said, colour = self._words.foreseen(self._step, told)
        tones: dict[str, Tone] = {"bad": "bad", "warn": "warn", "accent": "accent"}
        self.icon.set_icon(cast(IconName, self._words.icon(self._step)), tones.get(colour, "neutral"))
        amount = self._remedies.amount(effect.amount) if effect is not None else ""
        self._say(amount, "muted" if told.skipped else "text", said, colour)

    def show_result(self, result: StepResult, told: StepPreview | None) -> None:
        """What became of it; what has not begun still says what it would do."""
        icon, tone = STEP_LOOKS[result.state]
        shown: Tone = "neutral" if tone in ("none", "pending") else cast(Tone, tone)
        self.icon.set_icon(cast(IconName, icon), shown)
        said, colour = self._outcome(result, told)
        aside = "muted" if shown == "neutral" else "accent" if shown == "info" else str(shown)
        self._say(self._words.became(result.state), aside, said, colour)

    def _outcome(self, result: StepResult, told: StepPreview | None) -> tuple[str, str]:
        if result.obstacle is not None:
            return self._remedies.obstacle(result.obstacle), "bad"
        if result.code is not None:
            return str(words_for(result.code)), "bad"
        if result.missing:
            return self._words.fields(self._step, result.missing), "accent"
        return (told.words, "muted") if told is not None else ("", "muted")

    def _say(self, aside: str, aside_colour: str, detail: str, colour: str) -> None:
        self.title.setText(self._words.step(self._step))
        self.aside.setText(aside)
        self.aside.set_colour(aside_colour)
        self.detail.setText(detail)
        self.detail.set_colour(colour)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(joined(self.title.text(), aside, detail))
