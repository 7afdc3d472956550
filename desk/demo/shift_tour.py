"""The tour's way through the shifts: the agent's day and wishes, the lead's day with its gap, the hand-over."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from importlib.util import find_spec

import httpx
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desk.client.models.rota import Span
from desk.client.models.rota_bars import Bar
from desk.client.models.time_axis import minute_of
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.panels.shifts import ShiftsPanel
from desk.client.widgets.shifts.drag import Grip, Held
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.client.widgets.shifts.my_day import MyDay
from desk.client.widgets.shifts.requests_box import Item
from desk.client.work import Work
from desk.contract.endpoint import API
from desk.contract.hand_overs import Owed
from desk.contract.shifts import Activity, Swap
from desk.contract.staffing import Verdict
from desk.demo.camera import Camera, NotSeenError, settled, until
from desk.demo.people import PEOPLE
from desk.demo.rota import SHOW
from desk.demo.serve import Running
from desk.workforce import law

Step = tuple[str, str, Callable[[], Awaitable[None]]]
ADMIN = PEOPLE[-1]
NOON, LATER = 12, (11.25, 13.0, 13.5, 14.0, 14.5)
#: So many lunches are moved until the gap is closed as far as it can be.
MOVES = 8
#: On a quiet day one may go to lunch at any time; on a busy one it is otherwise.
QUIET, BUSY = 0.75, 2.4
#: Seconds the program may think about a rota.
THINKING = 30
_A_DAY = timedelta(days=1)


class ShiftTour:
    """What is done at the window."""

    def __init__(self, work: Work, stage: Running, camera: Camera) -> None:
        self._work, self._stage, self._camera = work, stage, camera
        self._workspace = work.reception.workspace

    def mine(self) -> tuple[Step, ...]:
        """The agent's."""
        return (
            ("my-now", "my shift at a glance, below the strip", self._glance),
            ("may-go-yes", "lunch now? yes", self._may_go),
            ("may-go-no", "lunch now? better later", self._may_not_go),
            ("my-day", "my day beside the team's", lambda: self._days(Span.DAY)),
            ("my-week", "my week", lambda: self._days(Span.WEEK)),
            ("my-month", "my month", lambda: self._days(Span.MONTH)),
            ("swap-rejected", "the server refuses a swap, and names its rule", self._rejected),
            ("swap-refused", "a swap that would leave too little time between two shifts", self._swap),
        )

    def evening(self) -> tuple[Step, ...]:
        """The agent's, at the end of the shift."""
        return (
            ("hand-over", "what is still owed, and who could take it", self._owed),
            ("hand-over-kept", "one thing stays with me until tomorrow at ten", self._kept),
            ("handed-over", "nothing is left behind", self._handed_over),
        )

    def lead(self) -> tuple[Step, ...]:
        """The lead's."""
        return (
            ("lead-day", "the lead's day: too few at noon", self._lead_day),
            ("lead-drag", "a lunch is moved: what it does is shown while it is held", self._drag),
            ("lead-closed", "noon is covered", self._closed),
            ("day-sheet", "the day on paper: day-sheet.pdf", self._print),
            ("adherence", "who does something else than planned, those first whom callers miss", self._adherence),
            ("lead-inbox", "work left behind, leave and swaps that wait for a word", lambda: self._side("inbox")),
            ("left-work", "what somebody left behind gets new owners", self._left),
            ("call-outs", "who could come instead of somebody", self._call_outs),
            ("ideas", "what would help", lambda: self._side("suggestions")),
            ("lead-mine", "a lead's own shifts", self._own),
            *(self._proposal() if find_spec("ortools") else ()),
        )

    def _proposal(self) -> tuple[Step, ...]:
        """The lead's, where the server has its solver: the program for workstations leaves it out."""
        return (
            ("proposal", "a rota for a week: asked for", self._ask_proposal),
            ("proposal-running", "the program thinks, and says how far it is", self._think),
            ("proposal-ready", "what came of it, and what could not be met", self._thought),
        )

    # The agent's day

    async def _glance(self) -> None:
        # With the next event the program learns what time it is in the shop.
        self._run("state.on_shift")
        await settled(10)
        self._run("state.available")
        await until("my shift", lambda: (place := self._work.desk.my_day.place()) is not None and place.inside)
        self._run("day.open")
        await settled(15)

    async def _may_go(self) -> None:
        await self._expect(QUIET)
        await self._ask(Verdict.YES)

    async def _may_not_go(self) -> None:
        await self._expect(BUSY)
        await self._ask(Verdict.NO)
        await self._expect(1)

    async def _ask(self, wanted: Verdict) -> None:
        model = self._work.desk.may_go

        def answered() -> bool:
            return not model.asking and model.answer is not None and model.answer.verdict is wanted

        model.forget()
        self._run("day.lunch")
        await until(f"the answer {wanted}", answered)
        model.watch(False)
        await settled(10)

    async def _expect(self, factor: float) -> None:
        """Somebody who may knows that today brings so many times the calls."""
        async with httpx.AsyncClient(base_url=f"{self._stage.url}{API}", timeout=20) as http:
            who = {"login": ADMIN.login, "password": self._stage.password, "workstation": "tour", "take_over": True}
            token = (await http.post("/sessions", json=who)).json()["token"]
            today = str(self._work.desk.my_day.today)
            adjustment = {"since": today, "until": today, "factor": factor, "why": "홈쇼핑 방송"}
            head = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"tour-{factor}"}
            (await http.post("/forecast/adjustments", json=adjustment, headers=head)).raise_for_status()

    def _my_day(self) -> MyDay:
        panel = self._panel()
        if panel.mine is None:
            raise NotSeenError("the agent's day")
        return panel.mine

    async def _days(self, span: Span) -> None:
        self._workspace.bar.my_day.close()
        self._workspace.show_panel("shifts")
        view = self._my_day()
        view.show_day(view.model.today, span)
        await until("the colleagues", lambda: bool(view.team.workers))
        await settled(25)

    async def _rejected(self) -> None:
        """The evening on the air is free to take; whoever works the morning after may not."""
        view, requests = self._my_day(), self._work.desk.my_requests
        day = view.model.today + SHOW * _A_DAY

        def evening() -> list[Swap]:
            shifts = ((one, requests.shift(one.shift_id)) for one in requests.for_me)
            return [one for one, shift in shifts if shift is not None and shift.day == day]

        view.show_day(view.model.today, Span.WEEK)
        await until("the evening's swap", lambda: bool(evening()))
        swap = evening()[0]
        requests.accept(swap)
        await until("the server's no", lambda: requests.refusal(swap.id, "accept_swap") is not None)
        box = view.side.requests
        await until("the reason", lambda: any(not one.refused.isHidden() for one in box.findChildren(Item)))
        self._hush()
        await settled(15)

    async def _swap(self) -> None:
        """For a shift of mine, the colleague's evening on the air before another of mine."""
        view = self._my_day()
        today = view.model.today
        view.show_day(today + (SHOW + 2) * _A_DAY)
        await until("my shifts of that week", lambda: bool(view.model.on(today + (SHOW + 2) * _A_DAY)))
        view.ask_swap()
        sheet = view.swap
        assert sheet is not None
        board = sheet.board
        await until("the colleagues' shifts", lambda: len(board.people) > 1)
        column = (today + SHOW * _A_DAY - board.first).days

        def refused() -> list[int]:
            choices = ((row, board.choice(row, column)) for row in range(len(board.people)))
            named = ((row, {one.rule for one in sheet.swapping.breaches(choice)}) for row, choice in choices if choice)
            return [row for row, rules in named if rules == {law.BETWEEN_SHIFTS}]

        await until("a swap that a rule forbids", lambda: bool(refused()))
        board.walk(refused()[0], column)
        await settled(25)

    # The end of the shift

    async def _owed(self) -> None:
        sheet = self._workspace.day.sheet
        view = self._panel().mine
        if view is not None and view.swap is not None:
            view.swap.close()
        self._run("day.hand_over")
        await until("what is owed", lambda: len(sheet.model.items) > 1)
        sheet.model.follow_suggestions()
        await settled(15)

    async def _kept(self) -> None:
        model = self._workspace.day.sheet.model
        model.keep(next(one for one in model.items if one.owed is Owed.CALLBACK))
        await settled(10)

    async def _handed_over(self) -> None:
        model = self._workspace.day.sheet.model
        model.send("오늘 안에 한 번 더 확인 부탁드려요")
        await until("the end of it", lambda: not model.sending and all(not model.fate(one).open for one in model.items))
        await settled(25)

    # The lead's day

    def _lead(self) -> LeadDay:
        panel = self._panel()
        if panel.lead is None:
            raise NotSeenError("the lead's day")
        return panel.lead

    async def _lead_day(self) -> None:
        self._workspace.show_panel("shifts")
        view = self._lead()
        view.show_days(view.today(), Span.DAY)
        await until("the day", lambda: not view.model.loading and view.what_if.day(view.today()) is not None)
        self._noon(view)
        await settled(25)

    def _noon(self, view: LeadDay) -> list[Bar]:
        """Those who all go at noon; their rows are brought into view."""
        noon = minute_of(self._at(NOON))
        bars = [bar for user in view.model.workers for bar in view.model.bars(user)]
        hungry = [bar for bar in bars if any((one.activity, one.start) == (Activity.LUNCH, noon) for one in bar.pieces)]
        if hungry:
            view.grid.show_row(hungry[0].user_id)
        return hungry

    def _at(self, hour: float) -> datetime:
        midnight = self._work.desk.clock.now().astimezone(self._lead().model.zone).replace(hour=0, minute=0)
        return midnight.replace(second=0, microsecond=0) + timedelta(hours=hour)

    async def _drag(self) -> None:
        """The mouse holds a lunch an hour later."""
        view = self._lead()
        bar = self._noon(view)[0]
        lunch = next(one for one in bar.pieces if one.activity is Activity.LUNCH)
        self._mouse(QEvent.Type.MouseButtonPress, bar, lunch.start + 20)

        def hold() -> None:
            for later in (30, 60):
                self._mouse(QEvent.Type.MouseMove, bar, lunch.start + 20 + later)

        self._camera.steady = hold
        hold()
        await until("what it would do", lambda: view.grid.drag is not None and view.grid.drag.prospect is not None)
        await settled(10)

    def _mouse(self, kind: QEvent.Type, bar: Bar, minute: float) -> None:
        grid = self._lead().grid
        rect = grid.rect_of(bar)
        at = QPoint(round(grid.left + grid.axis.x(minute)), rect.center().y())
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        held = none if kind is QEvent.Type.MouseButtonRelease else left
        place = QPointF(grid.viewport().mapToGlobal(at))
        pressed = none if kind is QEvent.Type.MouseMove else left
        event = QMouseEvent(kind, QPointF(at), place, pressed, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(grid.viewport(), event)

    async def _closed(self) -> None:
        """It is let go, and so are the others, each where the day is best covered."""
        self._camera.steady = None
        view = self._lead()
        view.grid.drop()
        for _ in range(MOVES):
            await until("what was ordered", lambda: not self._work.desk.outbox.moving)
            await settled(5)
            hungry = [bar for bar in self._noon(view) if not bar.pending]
            if not hungry or not self._moved(view, hungry[0]):
                break
        await until("what was ordered", lambda: not self._work.desk.outbox.moving)
        await settled(25)

    def _moved(self, view: LeadDay, bar: Bar) -> bool:
        """Move a lunch to where the day lacks the fewest agents; False when it lies well where it is."""
        number = next(n for n, one in enumerate(bar.pieces) if one.activity is Activity.LUNCH)
        minute = bar.pieces[number].start + 20
        drag = view.grid.take(Held(bar, Grip.PIECE, minute, number))
        if drag is None:
            raise NotSeenError("a lunch that can be moved")
        best, where = 0.0, None
        for hour in LATER:
            drag.to(minute + minute_of(self._at(hour)) - minute_of(self._at(NOON)))
            effect = None if drag.prospect is None else drag.prospect.effect
            if drag.prospect is not None and not drag.prospect.breaches and effect is not None:
                gain = effect.short_before - effect.short_after
                best, where = max((best, where), (gain, hour), key=lambda one: one[0])
        if where is None:
            view.grid.cancel_drag()
            return False
        drag.to(minute + minute_of(self._at(where)) - minute_of(self._at(NOON)))
        view.grid.drop()
        return True

    async def _print(self) -> None:
        printing = self._lead().printing
        printing.write(str(self._camera.folder / "day-sheet.pdf"))
        await until("the sheet", lambda: not printing.is_writing)
        await settled(15)

    async def _adherence(self) -> None:
        view = self._lead()
        self._hush()
        await until("those who are elsewhere", lambda: bool(view.adherence.amiss))
        view.toolbar.now.setChecked(True)
        await self._side("now")

    async def _side(self, page: str) -> None:
        view = self._lead()
        view.toolbar.side.setChecked(True)
        view.side.show_page(page)
        await settled(30)

    async def _left(self) -> None:
        page, inbox = self._lead().side.inbox, self._work.desk.lead_inbox
        await until("work left behind", lambda: bool(inbox.left))
        page.open_left(inbox.left[0])
        model = self._work.desk.left_work
        await until("who could take it", lambda: bool(model.colleagues))
        model.follow_suggestions()
        await settled(15)

    async def _own(self) -> None:
        view = self._panel().show_mine()
        view.show_day(view.model.today, Span.WEEK)
        await until("the lead's own shifts", lambda: bool(view.model.shifts))
        await settled(25)

    async def _call_outs(self) -> None:
        view = self._lead()
        if view.side.inbox.sheet is not None:
            view.side.inbox.sheet.close()
        view.toolbar.now.setChecked(False)
        now = view.grid.now()
        bars = [bar for user in view.model.workers for bar in view.model.bars(user) if bar.start < now < bar.end]
        sick = next(bar for bar in bars if any(one.start < now < one.end for one in view.model.hatches(bar.user_id)))
        view.toolbar.side.setChecked(True)
        view.grid.show_row(sick.user_id)
        view.side.ask_instead(sick)
        await until("who could come", lambda: bool(view.helping.candidates))
        await settled(15)

    async def _ask_proposal(self) -> None:
        """For the week that has no shifts of most teams yet."""
        view = self._lead()
        self._panel().show_all()
        view.toolbar.side.setChecked(False)
        view.show_days(view.today() + 14 * _A_DAY, Span.WEEK)
        await until("the week", lambda: not view.model.loading)
        view.toolbar.propose.click()
        await settled(25)

    async def _think(self) -> None:
        proposals, model = self._lead().proposals, self._lead().model
        proposals.propose(*model.bounds, None, THINKING)

        def on_the_way() -> bool:
            proposal = proposals.proposal
            return proposal is not None and (proposal.seconds > THINKING / 4 or not proposals.is_running)

        await until("the program's first thoughts", on_the_way, 2 * THINKING)
        await settled(10)

    async def _thought(self) -> None:
        proposals = self._lead().proposals
        await until("the proposal", lambda: proposals.is_usable, 4 * THINKING)
        await settled(25)

    # Inside

    def _hush(self) -> None:
        """Nothing passes by in front of what is to be seen."""
        for toast in self._workspace.findChildren(Toast):
            toast.finish()

    def _panel(self) -> ShiftsPanel:
        panel = self._workspace.panels["shifts"]
        assert isinstance(panel, ShiftsPanel)
        return panel

    def _run(self, command: str) -> None:
        if not self._workspace.surroundings.commands.run(command):
            raise NotSeenError(f"the command {command} to be possible")
