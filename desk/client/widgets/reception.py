"""Lets people in and out of the window: sign-in, work, lock; and says what goes wrong on the way."""

from PySide6.QtCore import QObject

from desk.client.models import tasks
from desk.client.models.desk import Desk
from desk.client.models.idle import IdleWatch
from desk.client.models.plain import filled
from desk.client.models.session import Sitting
from desk.client.widgets.command import Where
from desk.client.widgets.crash_sheet import CrashSheet
from desk.client.widgets.errors import ErrorWords, words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.lock import LockScreen
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.popover import Popover
from desk.client.widgets.sign_in import Credentials
from desk.client.widgets.sounds import ApprovalSound, FloorSound, RingSound
from desk.client.widgets.theme import Tone
from desk.client.widgets.window import Window
from desk.client.widgets.workspace import Workspace
from desk.contract.errors import DeskError, ErrorCode, Refusal, Unreachable

_FIRST_WAIT = 5


class Reception(QObject):
    """Ties the session to the screens. Made once, when the models are there."""

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._form = window.sign_in.form
        self.workspace = Workspace(window, desk, window.commands)
        window.stack.addWidget(self.workspace)
        self.lock = LockScreen(window)
        self.crash = CrashSheet(window)
        self.idle = IdleWatch(desk.remote, desk.session, desk.call, desk.clock)
        self.idle.stays_open = lambda: desk.wall.whole
        desk.wall.whole_changed.connect(self._follow_wall)
        self._sound = RingSound(desk.call, desk.settings)
        self.floor_sound = FloorSound(desk.wall, desk.helps, desk.whispers, desk.settings)
        self.approval_sound = ApprovalSound(desk.approvals, desk.settings)
        self._sitting: Sitting | None = None
        #: Who wanted in before it was known whether somebody still is.
        self._early: Credentials | None = None
        self._problem: DeskError | ErrorCode | None = None
        self._wire()
        self._form.ask_again()
        self._show()

    def _wire(self) -> None:
        session, commands = self._desk.session, self._window.commands
        self._form.asked.connect(self.sign_in)
        session.changed.connect(self._show)
        session.refused.connect(self._refused)
        session.bad_address.connect(self._bad_address)
        self.lock.unlock_asked.connect(session.unlock)
        self.lock.sign_out_asked.connect(self._sign_out_covered)
        self._window.touched.connect(self.idle.touch)
        commands.bind("lock", session.lock)
        commands.bind("sign_out", self._sign_out)
        self._desk.hand_over.checked.connect(self._owes)
        self.workspace.day.sheet.left.connect(session.sign_out)
        tasks.set_error_hook(self._tell)
        self._desk.health.changed.connect(self._say_lock_news)
        language().changed.connect(self._say_lock_news)
        language().changed.connect(self._say_problem)

    def sign_in(self, given: Credentials) -> None:
        """Ask the server to let somebody in."""
        if self._desk.session.starting:
            self._early = given
            return
        self._desk.session.sign_in(
            given.server, given.login, given.password, remember=given.remember, take_over=given.take_over
        )

    def _show(self) -> None:
        """The screen that belongs to the session."""
        session, sitting = self._desk.session, self._desk.session.sitting
        if sitting is Sitting.SIGNED_OUT:
            # A person types while the kept session is still being looked for: not a key of it may be lost.
            self._form.set_busy(self._early is not None or (session.asking and not session.starting))
        self._let_in_early()
        if sitting is self._sitting:
            return
        before, self._sitting = self._sitting, sitting
        self._limit_commands()
        if sitting is Sitting.SIGNED_OUT:
            self._show_sign_in(before)
        elif sitting is Sitting.LOCKED:
            self._window.stack.setCurrentWidget(self.workspace)
            self.lock.cover(session.user.name if session.user is not None else session.state.login)
        else:
            self._form.clear_password()
            leaving = bool(self.lock.owed)
            self.lock.uncover()
            self._window.stack.setCurrentWidget(self.workspace)
            if before is not Sitting.LOCKED:
                self.workspace.current().shown()
            elif leaving:
                # The covered screen was told how much, not what.
                self._desk.hand_over.check()

    def _limit_commands(self) -> None:
        """What can be done by name and key: nothing of the desk from a covered screen, nor from a wall's."""
        works = self._desk.session.sitting in (Sitting.SIGNED_IN, Sitting.UNCONFIRMED)
        at_desk = Where.WALL if self._desk.wall.whole else Where.DESK
        self._window.commands.where = at_desk if works else Where.ANYWHERE

    def _follow_wall(self) -> None:
        self._limit_commands()
        self.idle.look()

    def _sign_out(self) -> None:
        """Whoever leaves is asked about what they owe and nobody else has."""
        self._desk.hand_over.check()

    def _sign_out_covered(self) -> None:
        """The same from the covered screen; who has been told there leaves with the second press."""
        if self.lock.owed:
            self._desk.session.sign_out()
        else:
            self.lock.set_leaving(True)
            self._desk.hand_over.check()

    def _owes(self, owes: bool) -> None:
        self.lock.set_leaving(False)
        if not owes:
            self._desk.session.sign_out()
        elif self._desk.session.sitting is Sitting.LOCKED:
            self.lock.show_owed(len(self._desk.hand_over.open_items))
        else:
            self.workspace.day.sheet.ask(leaving=True)

    def _let_in_early(self) -> None:
        if self._early is None or self._desk.session.starting:
            return
        given, self._early = self._early, None
        if self._desk.session.sitting is Sitting.SIGNED_OUT:
            self.sign_in(given)

    def _show_sign_in(self, before: Sitting | None) -> None:
        self._close_everything()
        self.lock.uncover()
        self._window.stack.setCurrentWidget(self._window.sign_in)
        ended = self._desk.session.ended
        self._problem = ended
        if ended is not None:
            self._form.show_problem(str(words_for(ended)), "warn")
        if before is not None:
            self._form.focus()

    def _close_everything(self) -> None:
        """Nothing of one person stays on the screen of the next."""
        for kind in (Popover, Overlay):
            for floating in self._window.findChildren(kind):
                if floating is not self.crash and floating.isVisible():
                    floating.close()

    def _refused(self, error: DeskError) -> None:
        words, wait, take_over = self._words(error), 0, False
        self._problem = error
        if isinstance(error, Refusal):
            if error.code is ErrorCode.TOO_MANY_REQUESTS:
                wait = error.problem.retry_after or _FIRST_WAIT
            take_over = error.code is ErrorCode.SIGNED_IN_ELSEWHERE
        if self._desk.session.sitting is Sitting.LOCKED:
            self.lock.show_problem(str(words), wait=wait)
        else:
            wrong = isinstance(error, Refusal) and error.code is ErrorCode.WRONG_PASSWORD
            tone: Tone = "warn" if take_over or wait else "bad"
            self._form.show_problem(str(words), tone, wait=wait, take_over=take_over, password=wrong)

    def _words(self, error: DeskError | ErrorCode) -> ErrorWords:
        """What is said of an error at sign-in."""
        words = words_for(error)
        if isinstance(error, Refusal) and error.code is ErrorCode.SIGNED_IN_ELSEWHERE and error.problem.holder:
            where = filled(self.tr("You are signed in at “{place}”."), place=error.problem.holder)
            return ErrorWords(where, words.advice)
        if isinstance(error, Unreachable):
            return ErrorWords(words.what, self.tr("Please check the address and the network."))
        return words

    def _say_problem(self) -> None:
        """What went wrong, in the language now in force."""
        if self._problem is not None:
            for banner in (self._form.problem, self.lock.problem):
                if not banner.isHidden():
                    banner.set_text(str(self._words(self._problem)))

    def _bad_address(self, _address: str) -> None:
        self._form.set_busy(False)
        self._form.server.set_error(self.tr("Write it as https://desk.example.com"))
        take_keyboard(self._form.server.edit)

    def _say_lock_news(self) -> None:
        waiting = self._desk.health.waiting
        self.lock.show_news(self.tr("%n still to be sent", "", waiting) if waiting else "")

    def _tell(self, error: DeskError, _work: str) -> None:
        """An error nobody else shows: a toast says it."""
        tone: Tone = "warn" if isinstance(error, Unreachable) else "bad"
        self.workspace.toasts.show(lambda: str(words_for(error)), tone=tone, icon="alert")
