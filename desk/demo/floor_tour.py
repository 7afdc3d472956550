"""The tour on the floor: words and help at the agent's desk; wall, people, notices and a sick call at a lead's."""

import secrets
from collections.abc import Awaitable, Callable, Mapping

import httpx

from desk.client.models.floor_requests import WhisperTo
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.popover import Popover
from desk.client.widgets.queues.floor import FloorPage
from desk.client.widgets.queues.wall import WallPage
from desk.client.work import Work
from desk.contract.endpoint import API
from desk.contract.floor import HelpState
from desk.contract.wall import Measure, Threshold
from desk.demo.camera import NotSeenError, settled, until
from desk.demo.exchange import Exchange
from desk.demo.life import NUMBER
from desk.demo.people import AGENT, LEAD, PEOPLE, Colleague
from desk.demo.serve import Running

Step = tuple[str, str, Callable[[], Awaitable[None]]]
#: Who comes to help.
HELPER = PEOPLE[-1]
#: Nobody is to wait: what waits is an alarm.
STRICT = (
    Threshold(measure=Measure.WAITING, warn=1, alarm=2, name="대기 급증"),
    Threshold(measure=Measure.LONGEST_WAIT, warn=10, alarm=60),
    Threshold(measure=Measure.LEVEL_NOW, warn=95, alarm=60),
)
CALLERS = tuple(f"010555700{place:02}" for place in range(3))
ALARM_SECONDS = 60


class FloorTour:
    """What is done at the window."""

    def __init__(self, work: Work, stage: Running, exchange: Exchange) -> None:
        self._work, self._stage, self._exchange = work, stage, exchange
        self._desk, self._workspace = work.desk, work.reception.workspace

    def agent(self) -> tuple[Step, ...]:
        """The agent's, in a call."""
        return (
            ("said", "a lead's word and a notice that must be read, without the keyboard", self._said),
            ("help-asked", "help is asked for by one key", self._asked),
            ("help-here", "somebody is here: the talk beside the ticket", self._here),
            ("listened", "a lead listens to the call, and whoever is in it sees that", self._listened),
            ("whisper", "a word to a colleague, and whether it was read", self._whisper),
        )

    def lead(self) -> tuple[Step, ...]:
        """The lead's."""
        return (
            ("wall", "how the floor stands just now", self._wall),
            ("floor", "everybody's state and work; who asks for help stands on top", self._floor),
            ("help-lead", "the lead has come to help", self._help),
            ("wall-alarm", "what is too much is said by shape and word; alarms until somebody has them", self._alarm),
            ("wall-screen", "the wall on a whole screen", self._screen),
            ("thresholds", "from where on it is a warning, and an alarm", self._thresholds),
            ("broadcast", "a notice is written, and who has not read the last", self._broadcast),
            ("sick-call", "somebody is ill: everything seen before it goes to others", self._sick),
        )

    # The agent's

    async def _said(self) -> None:
        for floating in (
            *self._workspace.window().findChildren(Overlay),
            *self._workspace.window().findChildren(Popover),
        ):
            floating.close()
        await until("a word", lambda: bool(self._desk.whispers.unread) and bool(self._desk.broadcasts.staying))
        await settled(10)

    async def _asked(self) -> None:
        for _ in range(2):
            self._run("floor.read")
        await until("everything read", lambda: not self._workspace.floor.notes.can_read())
        self._run("floor.help")
        await until("my call for help", lambda: self._desk.helps.mine is not None)
        await settled(10)

    async def _here(self) -> None:
        mine = self._desk.helps.mine
        assert mine is not None
        await self._helper(f"/helps/{mine.id}/join", {})
        await self._helper(
            f"/helps/{mine.id}/lines", {"words": "옆에서 보고 있어요. 오늘 안에 재발송으로 안내해 주세요."}
        )
        panel = self._workspace.floor.help
        await until("the talk", lambda: panel.help is not None and bool(panel.help.lines))
        self._desk.helps.say(mine, "감사합니다. 그렇게 안내할게요!")
        await until("my line", lambda: panel.help is not None and len(panel.help.lines) > 1)
        await settled(10)

    async def _whisper(self) -> None:
        for one in self._desk.listenings.to_me:
            await self._colleague(LEAD, f"/listenings/{one.id}/stop", {})
        await until("nobody who listens", lambda: not self._desk.listenings.to_me)
        self._run("floor.end_help")
        await until("the end of it", lambda: self._desk.helps.mine is None)
        before = next(one for one in self._desk.whispers.whispers if one.to_id == self._desk.whispers.me)
        self._desk.floor_asked.whisper.emit(WhisperTo(before.from_id, before.from_name))
        form = self._workspace.floor.whisper
        form.words.set_text("네, 재발송부터 권해 볼게요.")
        form.submit()
        await until("my word", lambda: not self._desk.whispers.is_saying())
        await settled(10)

    async def _listened(self) -> None:
        call = self._desk.call.call
        assert call is not None
        draft = {"agent_id": self._desk.listenings.me, "call_id": call.id, "mode": "coach", "why": "신입 교육"}
        await self._colleague(LEAD, "/listenings", draft)
        await until("who listens", lambda: bool(self._desk.listenings.to_me))
        await settled(10)

    def close(self) -> None:
        """Put away what floats."""
        self._workspace.floor.whisper.close()

    # The lead's

    def _panel(self) -> QueuesPanel:
        self._workspace.show_panel("tickets")
        panel = self._workspace.panels["tickets"]
        assert isinstance(panel, QueuesPanel)
        return panel

    def _wall_page(self) -> WallPage:
        panel = self._panel()
        panel.show_page("wall")
        page = panel.page("wall")
        assert isinstance(page, WallPage)
        return page

    async def _wall(self) -> None:
        self._wall_page()
        for number in CALLERS:
            await self._exchange.ring(number, NUMBER, [str(AGENT.extension)])
        wall = self._desk.wall
        await until("callers who wait", lambda: wall.wall is not None and any(sum(q.waiting) for q in wall.wall.queues))
        await settled(30)

    async def _floor(self) -> None:
        panel = self._panel()
        panel.show_page("floor")
        page = panel.page("floor")
        assert isinstance(page, FloorPage)
        await until("the people", lambda: len(page.rows.people) > 1)
        await settled(15)

    async def _help(self) -> None:
        helps = self._desk.helps
        if not helps.waiting:
            raise NotSeenError("a colleague who asks for help")
        self._run("floor.join")
        await until("the talk", lambda: any(one.state is HelpState.JOINED for one in helps.talks))
        helps.say(helps.talks[0], "배송비까지 돌려드려도 됩니다. 제가 승인할게요.")
        await until("my line", lambda: bool(helps.talks[0].lines))
        await settled(10)

    async def _alarm(self) -> None:
        self._run("floor.end_help")
        await until("the end of it", lambda: not self._desk.helps.talks)
        self._wall_page()
        wall = self._desk.wall
        await until("the thresholds", lambda: wall.thresholds is not None)
        assert wall.thresholds is not None
        wall.set_thresholds(wall.thresholds, list(STRICT))
        await until("an alarm", lambda: len(wall.alarms) > 1, ALARM_SECONDS)
        wall.claim(wall.alarms[0])
        await until("who has it", lambda: any(one.claimed_by is not None for one in wall.alarms))
        await settled(15)

    async def _screen(self) -> None:
        self._run("wall.full_screen")
        await settled(20)

    async def _thresholds(self) -> None:
        self._run("wall.full_screen")
        page = self._wall_page()
        page.ask_thresholds()
        await settled(20)

    async def _broadcast(self) -> None:
        page = self._wall_page()
        if page.sheet is not None:
            page.sheet.close()
        self._run("floor.broadcast")
        sheet = self._workspace.floor.broadcast
        assert sheet is not None
        sheet.words.set_text("오늘 17시 이후 교환 요청은 교환·결제팀으로 넘겨 주세요.")
        await until("whom it can be for", lambda: bool(sheet.teams) and bool(self._desk.sick.people))
        next(iter(sheet.teams.values())).setChecked(True)
        await settled(15)

    async def _sick(self) -> None:
        await self._calm()
        sick = self._desk.sick
        agent = next(one.user_id for one in sick.people if one.name == AGENT.name)
        self._workspace.floor.ask_sick(agent)
        await until("what is on them", lambda: bool(sick.items))
        sick.follow_suggestions()
        await settled(15)

    async def _calm(self) -> None:
        """Nobody needs to be called any more."""
        if self._workspace.floor.broadcast is not None:
            self._workspace.floor.broadcast.close()
        wall = self._desk.wall
        await until("the thresholds", lambda: wall.thresholds is not None)
        assert wall.thresholds is not None
        wall.set_thresholds(wall.thresholds, [])
        await until("other thresholds", lambda: not wall.setting and wall.thresholds is not None)
        for alarm in wall.unclaimed:
            wall.claim(alarm)
        await until("nobody who calls", lambda: not wall.unclaimed and not self._desk.outbox.moving)

    def close_sheets(self) -> None:
        """Put away what covers the window."""
        if self._workspace.floor.sick is not None:
            self._workspace.floor.sick.close()

    # Inside

    async def _helper(self, path: str, body: dict[str, str]) -> None:
        """Somebody who may help does something."""
        await self._colleague(HELPER, path, body)

    async def _colleague(self, who: Colleague, path: str, body: Mapping[str, object]) -> None:
        """Somebody does something at another desk."""
        async with httpx.AsyncClient(base_url=f"{self._stage.url}{API}", timeout=20) as http:
            sits = {"login": who.login, "password": self._stage.password, "workstation": "tour", "take_over": True}
            token = (await http.post("/sessions", json=sits)).json()["token"]
            head = {"Authorization": f"Bearer {token}", "Idempotency-Key": secrets.token_hex(8)}
            (await http.post(path, json=body, headers=head)).raise_for_status()

    def _run(self, command: str) -> None:
        if not self._workspace.surroundings.commands.run(command):
            raise NotSeenError(f"the command {command} to be possible")
