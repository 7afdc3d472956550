"""What becomes of a lead's edits: ordered with a reason, held back by rules, refused by the server, taken back."""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec
from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.client.models.plain import filled
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar, segments_of
from desk.client.models.rota_cuts import closed, has_hole, painted, split
from desk.client.models.rota_edits import Edit, Refused
from desk.client.models.rota_patterns import bar_of_pattern
from desk.client.models.what_if import WhatIf
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.shifts.asking import AskWhy
from desk.client.widgets.shifts.drag import Drag
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.menus import ActivityMenu, BarDeeds, BarMenu, PatternMenu
from desk.contract.errors import ErrorCode
from desk.contract.shift_rules import ShiftPattern
from desk.contract.shifts import Activity, RuleBreach, Shift, ShiftState

REFUSED_SECONDS = 12.0


class Steering(QObject):
    """Between the grid, which shows, and the edits, which order."""

    call_out_wanted = Signal(object)
    """Who could come instead? Carries the `Bar`."""

    def __init__(self, grid: Grid, model: RotaModel, what_if: WhatIf, toasts: Toasts) -> None:
        super().__init__(grid)
        self._grid, self._model, self._what_if, self._toasts = grid, model, what_if, toasts
        #: The reason that goes with edits unless another one is given.
        self.why = ""
        #: The card that asks just now.
        self.asking: AskWhy | None = None
        #: Where cards about a bar open: it has no look of its own.
        self._anchor = QWidget(grid.viewport())
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._anchor.hide()
        grid.dropped.connect(self._dropped)
        grid.stretch_marked.connect(self._marked)
        grid.opened.connect(self.ask_pattern)
        grid.menu_wanted.connect(self._open_menu)
        model.edits.refused.connect(self._refused)

    # What can be done

    def split(self) -> None:
        """Split the chosen bar, or make it whole."""
        bar = self._grid.current_bar()
        if bar is None:
            return
        middle = round((bar.start + bar.end) / 2)
        now = round(self._grid.now())
        self.change(
            bar, closed(bar) if has_hole(bar) else split(bar, now if bar.start + 60 < now < bar.end - 60 else middle)
        )

    def ask_activity(self) -> None:
        """What shall what is chosen be for?"""
        bar, piece = self._grid.current_bar(), self._grid.current_piece
        if bar is None:
            return
        if piece is not None:
            stretch = (bar.pieces[piece].start, bar.pieces[piece].end)
        else:
            now = round(self._grid.now() / 15) * 15
            begin = now if bar.start <= now < bar.end else bar.start
            stretch = (begin, min(begin + 60, bar.end))
        self._ask_activity(bar, stretch, self._grid.menu_place())

    def ask_cancel(self) -> None:
        """Why shall there be no such shift?"""
        bar = self._grid.current_bar()
        shift = None if bar is None else self._model.book.shifts.get(bar.key)
        if bar is None or shift is None or bar.pending:
            return
        said = self._grid.words.bar(self._model.name(bar.user_id), bar, self._grid.axis)
        self._ask(
            self.tr("Cancel this shift?"),
            [(said, "muted")],
            (self.tr("Why"), self.tr("Cancel the shift"), self.tr("Leave it")),
            lambda why: self._order(Edit(shift, None, why)),
            danger=True,
        )

    def ask_pattern(self, user_id: int, minute: float) -> None:
        """Which kind of shift shall somebody have on a day?"""
        day = self._grid.axis.day_of(minute)
        patterns = self._model.rules.patterns
        if day is None or not patterns:
            return

        def choose(pattern: ShiftPattern) -> None:
            bar = bar_of_pattern(pattern, user_id, day.day, str(self._model.zone))
            self.change(bar, bar)

        place = QPoint(round(self._grid.left + self._grid.axis.x(minute)), self._grid.head)
        row = self._grid.rows.row_of(user_id)
        if row is not None:
            place.setY(self._grid.y_of(row) + row.height)
        PatternMenu(self._grid, patterns, choose).open_at(self._grid.viewport().mapToGlobal(place))

    def undo(self) -> None:
        """Take the last edit back."""
        self._tell_back(self._model.edits.undo(self.tr("Taken back")))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._tell_back(self._model.edits.redo(self.tr("Done again")))

    def change(self, before: Bar, after: Bar, *, published: bool = False) -> None:
        """A bar shall be another one; rules of the site are asked about, those of the law are told.

        A new one is a draft, or ``published`` at once.
        """
        known = self._model.book.shifts.get(before.key)
        if (known is None and before.key) or (before == after and before.key) or before.pending:
            return
        base = known or _fresh(after, published=published)
        shift = self._what_if.at(base, after)
        prospect = self._what_if.prospect(known, shift)
        if prospect.is_forbidden:
            self._tell_breaches(prospect.breaches)
        elif prospect.asks:
            self._ask_allowed(known, shift, prospect.breaches)
        else:
            self._order(Edit(known, shift, self._reason()))

    def window(self) -> QWidget:
        """The window that cards open over."""
        return self._grid.window()

    # Inside

    def _dropped(self, drag: Drag) -> None:
        self.change(drag.held.bar, drag.bar)

    def _marked(self, drag: Drag) -> None:
        if drag.stretch is not None:
            self._ask_activity(drag.held.bar, drag.stretch, self._grid.menu_place())

    def _ask_activity(self, bar: Bar, stretch: tuple[int, int], at: QPoint) -> None:
        ActivityMenu(self._grid, lambda activity: self._paint(bar, stretch, activity)).open_at(at)

    def _paint(self, bar: Bar, stretch: tuple[int, int], activity: Activity) -> None:
        self.change(bar, painted(bar, *stretch, activity))

    def _open_menu(self, at: QPoint) -> None:
        bar, user = self._grid.current_bar(), self._grid.current_user
        if bar is None:
            if user is not None:
                minute = self._grid.minute_at(self._grid.viewport().mapFromGlobal(at))
                self.ask_pattern(user, max(self._grid.axis.first, min(minute, self._grid.axis.last - 1)))
            return
        deeds = BarDeeds(
            activity=self.ask_activity,
            split=self.split,
            overtime=lambda: self._mark_overtime(bar),
            cancel=self.ask_cancel,
            call_out=lambda: self.call_out_wanted.emit(bar),
        )
        BarMenu(self._grid, bar, deeds).open_at(at)

    def _mark_overtime(self, bar: Bar) -> None:
        shift = self._model.book.shifts.get(bar.key)
        if shift is not None:
            after = msgspec.structs.replace(shift, overtime=not shift.overtime)
            self._order(Edit(shift, after, self._reason()))

    def _order(self, edit: Edit) -> None:
        self._model.edits.order(edit)
        take_keyboard(self._grid)

    def _reason(self) -> str:
        return self.why or self.tr("Rota adjusted")

    # Telling

    def _ask_allowed(self, before: Shift | None, after: Shift, breaches: Iterable[RuleBreach]) -> None:
        facts = [(self._grid.words.breach(one), "warn") for one in breaches]
        rules = tuple(sorted({one.rule for one in breaches}))
        self._ask(
            self.tr("This goes past a rule of the site"),
            facts,
            (self.tr("Why it is right all the same"), self.tr("Do it all the same"), self.tr("Leave it")),
            lambda why: self._order(Edit(before, after, why, rules)),
        )

    def _ask(
        self,
        heading: str,
        facts: list[tuple[str, str]],
        words: tuple[str, str, str],
        done: Callable[[str], None],
        *,
        danger: bool = False,
    ) -> None:
        """A card beside the chosen bar."""
        self._anchor.setGeometry(self._place())
        self._anchor.show()
        self.asking = AskWhy(self._grid.window(), heading, facts, words, done, danger=danger)
        self.asking.closed.connect(self._asked)
        self.asking.ask(self._anchor)

    def _asked(self) -> None:
        self.asking = None
        self._anchor.hide()

    def _place(self) -> QRect:
        bar, view = self._grid.current_bar(), self._grid.viewport().rect()
        rect = QRect(self._grid.left, self._grid.head, 40, 1) if bar is None else self._grid.rect_of(bar)
        return rect.intersected(view) if rect.intersects(view) else QRect(view.center(), rect.size())

    def _tell_breaches(self, breaches: Iterable[RuleBreach]) -> None:
        said = " · ".join(self._grid.words.breach(one) for one in breaches)
        self._toasts.show(
            filled(self.tr("Not possible: {rules}"), rules=said), tone="bad", icon="x-circle", seconds=REFUSED_SECONDS
        )

    def _tell_back(self, edit: Edit | None) -> None:
        if edit is None:
            self._toasts.show(
                self.tr("It cannot be taken back: the shift has changed since."), tone="warn", icon="alert"
            )

    def _refused(self, refused: Refused) -> None:
        """The bar is home again; say why it is."""
        edit, problem = refused.edit, refused.problem
        name = self._model.name(next(iter(edit.users), 0))
        if problem is not None and problem.code is ErrorCode.RULE_BROKEN and problem.breaches:
            if edit.after is not None and not any(one.hard for one in problem.breaches):
                self._ask_allowed(edit.before, edit.after, problem.breaches)
                return
            said = " · ".join(self._grid.words.breach(one) for one in problem.breaches)
        elif problem is not None and problem.code is ErrorCode.STALE:
            now = self._model.bar(edit.shift_id)
            times = "" if now is None else self._grid.words.times(self._grid.axis, now.start, now.end)
            said = filled(self.tr("Somebody else has just changed it: {times}"), times=times or self.tr("it is gone"))
            self._model.refresh()
        else:
            said = words_for(problem or ErrorCode.CONFLICT).what
        self._toasts.show(f"{name}: {said}", tone="bad", icon="x-circle", seconds=REFUSED_SECONDS)


def _fresh(bar: Bar, *, published: bool) -> Shift:
    """A new shift of a bar."""
    return Shift(
        id=0,
        user_id=bar.user_id,
        day=date.min,
        pattern=bar.pattern,
        state=ShiftState.PUBLISHED if published else ShiftState.DRAFT,
        segments=segments_of(bar.pieces),
        overtime=bar.overtime,
        why="",
        version=0,
    )
