"""Where to, by keyboard: every agent, queue, rest and macro in one list, each with what the move would do there."""

import time
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

from desk.client.models.board_floor import BoardFloor
from desk.client.models.board_targets import Hand, Kind, Prospect, Snooze, Target
from desk.client.models.matching import score
from desk.client.models.plain import filled, joined
from desk.client.widgets.icons import IconName
from desk.client.widgets.palette_rows import Row
from desk.client.widgets.picker import Picker
from desk.client.widgets.queues.board.words import BoardWords

#: Prospects are reckoned for so long at a time, between frames.
SLICE_MS, SLICE_SECONDS = 8, 0.005
_ICONS: dict[Kind, IconName] = {
    Kind.AGENT: "user",
    Kind.QUEUE: "queue",
    Kind.NOBODY: "inbox",
    Kind.SNOOZE: "pause",
    Kind.MACRO: "play",
}


class MovePalette(Picker):
    """Asked with the cards in the hand."""

    def __init__(self, host: QWidget, floor: BoardFloor, words: BoardWords) -> None:
        super().__init__(host)
        self._floor, self._words = floor, words
        self.hand: Hand | None = None
        self._team: int | None = None
        self._macros: Mapping[int, str] = {}
        self._slice = QTimer(self, singleShot=True, interval=SLICE_MS)
        self._slice.timeout.connect(self._reckon)
        self.closed.connect(self._slice.stop)

    def ask(self, hand: Hand, macros: Mapping[int, str], team: int | None = None) -> None:
        """Where shall these go? ``team``: only to whom of a team."""
        self.hand, self._macros, self._team = hand, macros, team
        self.ask_with(*self._asked(hand))

    def _asked(self, hand: Hand) -> tuple[str, str]:
        self.status.setText(self.tr("Each line tells what the move would do there"))
        cards = self._words.cards(len(hand.cards))
        if self._team is not None:
            heading = self.tr("Give {cards} to whom of {team}?")
            return filled(heading, cards=cards, team=self._floor.team_name(self._team)), self.tr("Name…")
        return filled(self.tr("Move {cards} to…"), cards=cards), self.tr("Name, queue, “tomorrow”, macro…")

    def targets(self) -> list[tuple[str, list[Target]]]:
        """What there is, under its headings; who is here and has room comes first."""
        agents = list(self._floor.agents.values())
        if self._team is not None:
            agents = self._floor.members(self._team)
        agents = sorted(agents, key=lambda one: (not one.here, one.name))
        people = [Target(Kind.AGENT, one.user_id) for one in agents]
        if self._team is not None:
            return [(self.tr("People"), people)]
        rest = [Target(Kind.NOBODY), *(Target(Kind.SNOOZE, snooze=one) for one in Snooze)]
        return [
            (self.tr("People"), people),
            (self.tr("Queues"), [Target(Kind.QUEUE, one) for one in self._floor.queues()]),
            (self.tr("Put aside, give back"), rest),
            (self.tr("Macros"), [Target(Kind.MACRO, one) for one in self._macros]),
        ]

    def name(self, target: Target) -> str:
        """A target in words."""
        return self._macros.get(target.id, "") if target.kind is Kind.MACRO else self._words.target(target)

    def rows_for(self, words: str) -> list[Row]:
        hand, rows = self.hand, list[Row]()
        if hand is None:
            return rows
        for heading, targets in self.targets():
            named = [(target, self.name(target)) for target in targets if hand.moving(target)]
            if words.strip():
                named = sorted((one for one in named if score(words, one[1])), key=lambda one: -score(words, one[1]))
            if named:
                rows.append(Row(kind="heading", title=heading, detail=f"{len(named):,}"))
                rows += [self._row(hand, target, name) for target, name in named]
        self._slice.start()
        return rows

    def _row(self, hand: Hand, target: Target, name: str) -> Row:
        prospect = hand.known(target)
        icon = _ICONS[target.kind]
        if prospect is not None and prospect.doubts:
            icon = "x-circle" if prospect.forbidden else "alert"
        forbidden = prospect is not None and prospect.forbidden
        detail = "" if prospect is None else self.detail(prospect, target)
        return Row(kind="note" if forbidden else "hit", title=name, detail=detail, icon=icon, target=target)

    def detail(self, prospect: Prospect, target: Target) -> str:
        """What a move would do, in one line."""
        if target.kind is Kind.MACRO:
            return self.tr("runs for each customer, one after the other")
        told = [self._words.doubt(one, prospect.lacking) for one in prospect.doubts]
        if prospect.before is not None and prospect.after is not None and not prospect.forbidden:
            told = [*self._words.change(prospect.before, prospect.after), *told]
        return joined(*told)

    def _reckon(self) -> None:
        """Prospects of the rows that have none yet, those in view first."""
        hand = self.hand
        if hand is None or not self.isVisible():
            return
        end, at = time.perf_counter() + SLICE_SECONDS, max(0, self.list.currentIndex().row())
        top = self.list.indexAt(self.list.rect().topLeft()).row()
        order = [*self.rows.rows[max(0, min(at, top)) :], *self.rows.rows]
        missing = [row.target for row in order if isinstance(row.target, Target) and hand.known(row.target) is None]
        for target in missing:
            hand.over(target)
            if time.perf_counter() > end:
                break
        if missing:
            self.fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible() and self.hand is not None:
            self.say(*self._asked(self.hand))
            self.fill()
        super().changeEvent(event)
