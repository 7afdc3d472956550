"""Why me? The latest reason in plain words, how the others stood, its place in the line, and who had it before."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.colleagues import Colleagues
from desk.client.models.directory import Directory
from desk.client.models.explanation import ExplanationModel
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.queue_words import QueueWords
from desk.client.widgets.call.parts import Skeleton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.errors import words_for
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import theme
from desk.contract.assignment import Explanation, PastAssignment
from desk.contract.service import Barred, Standing

HEIGHT, PAST = 360, 6


class ExplanationCard(Popover):
    """Lives as long as it is open."""

    def __init__(self, model: ExplanationModel, directory: Directory, owner: str, host: QWidget) -> None:
        """``owner``: the name that the ticket carries."""
        super().__init__(host, width=420)
        self._model, self._directory, self._owner = model, directory, owner
        self._colleagues: Colleagues = directory.colleagues
        self._words, self._formats = QueueWords(self), Formats(self)
        self.title = Label("", "strong")
        self.story = ClearScroll()
        self.body.addWidget(self.title)
        self.body.addWidget(self.story)
        self.closed.connect(self.deleteLater)
        model.changed.connect(self.refresh)
        self._colleagues.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self._colleagues.want()
        self.refresh()

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.open_at(anchor, keyboard=self)

    def refresh(self) -> None:
        """Say what is known, in the language in force."""
        known = self._model.explanation
        self.title.setText(self.tr("Why is it here?"))
        self.setAccessibleName(self.title.text())
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        if self._model.error is not None:
            column.addWidget(Label(str(words_for(self._model.error)), "body", "bad", wrap=True))
        elif known is None:
            column.addWidget(Skeleton(4))
        else:
            for widget in self._told(known):
                column.addWidget(widget)
        column.addStretch(1)
        self.story.show_content(box)
        wanted = box.sizeHint().height() + 8
        self.story.setFixedHeight(min(theme().scaled(HEIGHT), max(44, wanted)))
        self.place()

    # Inside

    def _told(self, known: Explanation) -> list[QWidget]:
        parts: list[QWidget] = []
        owner = self._owner or self._colleagues.name(known.owner_id) or self.tr("a colleague")
        if known.assigned is not None:
            by = known.assigned.by if known.assigned.by_id is not None else ""
            given = self._words.given(known.assigned.code, "" if known.owner_id is None else owner, by=by)
            parts.append(Label(given, "strong", "text", wrap=True))
            waited = known.reason.waited if known.reason is not None else 0
            at = self._formats.day_and_time(known.assigned.at)
            parts.append(Label(joined(at, known.assigned.words, self._waited(waited)), "small", "muted", wrap=True))
        else:
            parts.append(Label(self.tr("Nobody has had it yet."), "strong"))
        if known.waiting is not None:
            parts.append(Label(self._place(known.waiting, known.expected_wait), "body", "text", wrap=True))
            parts += self._barred(known.barred)
        if known.reason is not None and known.reason.standings:
            parts += self._standings(known.reason.standings)
            parts += self._barred(known.reason.barred)
        if known.before:
            parts.append(Divider())
            parts.append(Label(self.tr("Before"), "small_strong", "muted"))
            parts += [self._past(one) for one in known.before[:PAST]]
        return parts

    def _waited(self, seconds: int) -> str:
        if seconds < 60:
            return ""
        return filled(self.tr("waited {time}"), time=self._formats.duration(_length(seconds)))

    def _place(self, place: int, wait: int | None) -> str:
        where = self.tr("Next in the line") if place == 1 else self.tr("Number %n in the line", "", place)
        if wait is None:
            return joined(where, self.tr("nobody can say how long it will take"))
        return joined(where, filled(self.tr("about {time}"), time=self._words.span(_length(wait))))

    def _standings(self, standings: Sequence[Standing]) -> list[QWidget]:
        """The chosen one first, with what spoke for him; then the others."""
        rows: list[QWidget] = [Divider(), Label(self.tr("How everybody stood"), "small_strong", "muted")]
        for at, one in enumerate(standings):
            name = self._colleagues.name(one.user_id) or self.tr("a colleague")
            chosen = filled(self.tr("{name} — chosen"), name=name) if at == 0 else name
            rows.append(Label(chosen, "small_strong", "accent" if at == 0 else "text"))
            rows.append(Label(self._words.standing(one), "small", "muted", wrap=True))
        return rows

    def _barred(self, barred: dict[Barred, int]) -> list[QWidget]:
        if not barred:
            return []
        said = joined(*(self._words.barred(why, count) for why, count in barred.items()))
        return [Label(filled(self.tr("Not asked: {why}"), why=said), "small", "muted", wrap=True)]

    def _past(self, one: PastAssignment) -> QWidget:
        by = one.assigned.by if one.assigned.by_id is not None else ""
        given = self._words.given(one.assigned.code, one.owner, by=by)
        queue = self._directory.queue_name(one.queue_id)
        return Label(joined(self._formats.day_and_time(one.at), queue, given), "small", "muted", wrap=True)


def _length(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)
