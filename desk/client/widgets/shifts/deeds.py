"""What the pages beside the grid and the line above it set going: call-ins, suggestions, publishing."""

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil

from PySide6.QtCore import QObject

from desk.client.models.clock import Clock
from desk.client.models.helping import Helping
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar, pieces_of
from desk.client.models.rota_cuts import painted, piece_moved
from desk.client.models.time_axis import minute_of, moment_of
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.shifts.asking import AskWhy
from desk.client.widgets.shifts.side import Side
from desk.client.widgets.shifts.side_call_outs import Gap
from desk.client.widgets.shifts.steering import Steering
from desk.contract.shifts import Activity, OfferKind, Segment
from desk.contract.staffing import Suggestion
from desk.workforce.fairness import with_rest

PAUSES = frozenset({Activity.LUNCH, Activity.BREAK})


class Deeds(QObject):
    """Between the pages, which show, and the models, which order."""

    def __init__(
        self, side: Side, steering: Steering, model: RotaModel, helping: Helping, clock: Clock, toasts: Toasts
    ) -> None:
        super().__init__(side)
        self._steering, self._model, self._helping = steering, model, helping
        self._clock, self._toasts = clock, toasts
        side.call_outs.wanted.connect(self.call_in)
        side.call_outs.offered.connect(self._tell_offered)
        side.suggestions.wanted.connect(self.follow)

    def call_in(self, gap: Gap, user_id: int) -> None:
        """Roster somebody for a gap, as overtime and published at once, with the rest that is due in so long a time."""
        work = Segment(activity=Activity.WORK, start=moment_of(gap.start), end=moment_of(gap.end))
        pieces = pieces_of(with_rest(work, self._model.rules.limits))
        bar = Bar(0, user_id, gap.start, gap.end, pieces, overtime=True)
        self._steering.change(bar, bar, published=True)

    def follow(self, suggestion: Suggestion) -> None:
        """Do what was suggested."""
        start, end = minute_of(suggestion.start), minute_of(suggestion.end)
        match suggestion.kind:
            case "extra_hours" | "early_leave":
                self._offer(OfferKind(suggestion.kind), suggestion)
            case "back_on_calls":
                self._each(suggestion, lambda bar: painted(bar, start, end, Activity.WORK))
            case "training":
                self._each(suggestion, lambda bar: painted(bar, start, end, Activity.TRAINING))
            case "move_break":
                self._each(suggestion, lambda bar: _with_pause_at(bar, start, end))
            case _:
                # A newer server's idea: it stays a hint.
                pass
        self._helping.drop_suggestion(suggestion)

    def ask_publish(self, anchor: Button, today: date) -> None:
        """The drafts of the days shown shall hold: with what reason, where it is on short notice?"""
        first, _ = self._model.bounds
        notice = self._model.rules.notice_days
        short = first < today + timedelta(days=notice)
        facts = [(self.tr("%n shifts are published; those concerned hear of it.", "", self._model.drafts()), "text")]
        if short:
            facts.append((self.tr("Shorter notice than %n days needs a reason.", "", notice), "warn"))
        card = AskWhy(
            self._steering.window(),
            self.tr("Publish the rota?"),
            facts,
            (self.tr("Reason"), self.tr("Publish"), self.tr("Not now")),
            self._model.publish,
            needed=short,
        )
        card.ask(anchor)

    # Inside

    def _each(self, suggestion: Suggestion, change: Callable[[Bar], Bar]) -> None:
        start, end = minute_of(suggestion.start), minute_of(suggestion.end)
        for user in suggestion.user_ids:
            near = (bar for bar in self._model.bars(user) if bar.start < end and bar.end > start)
            for bar in list(near)[:1]:
                self._steering.change(bar, change(bar))

    def _offer(self, kind: OfferKind, suggestion: Suggestion) -> None:
        seats = max(1, ceil(suggestion.people))
        self._helping.offer(kind, suggestion.start, suggestion.end, seats, self._clock.now(), suggestion.user_ids)
        self._tell_offered()

    def _tell_offered(self) -> None:
        self._toasts.show(self.tr("Offered: whoever is quickest takes it."), tone="good", icon="send")


def _with_pause_at(bar: Bar, start: int, end: int) -> Bar:
    """The nearest pause of this length, moved there; the bar as it is when there is none."""
    alike = [
        (abs(start - piece.start), number, start - piece.start)
        for number, piece in enumerate(bar.pieces)
        if piece.activity in PAUSES and piece.end - piece.start == end - start
    ]
    if not alike:
        return bar
    _, number, by = min(alike)
    return piece_moved(bar, number, by)
