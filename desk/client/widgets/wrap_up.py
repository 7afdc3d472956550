"""The wrap-up: how the call ended, in the words of its queue, on keys that work while one writes the note."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desk.client.models.call import CallModel
from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.timer_ring import TimerRing
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.menu_row import MenuRow
from desk.client.widgets.popover import Popover
from desk.client.widgets.theme import theme
from desk.contract.queues import WrapUpCode

KEYS = 9
_WIDTH, _WIDEST = 540, 780


def code_words(code: WrapUpCode) -> str:
    """A code in the language in force, else in whatever language its queue has."""
    return code.names.get(language().code) or next(iter(code.names.values()), code.code)


class WrapUpPanel(Popover):
    """Opens by itself when the call ends, without the keyboard, and goes when the call is wrapped up."""

    def __init__(self, host: QWidget, desk: Desk, commands: Commands) -> None:
        super().__init__(host, width=_WIDTH, sticky=True)
        self._model: CallModel = desk.call
        self._commands = commands
        self.ring = TimerRing(36)
        self.title = ElidedLabel("", "title")
        self.hint = Label("", "small", "muted", wrap=True)
        self.note = Button("", "ghost", "call-note")
        self.close_button = IconButton("x", "-")
        self.more_time = Button("", "secondary", "clock")
        self.finish = Button("", "primary", "check")
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._rows: dict[str, MenuRow] = {}
        self._lay_out()
        self.note.clicked.connect(lambda: commands.run("call.note"))
        self.more_time.clicked.connect(self._model.extend)
        self.finish.clicked.connect(self._model.finish)
        self.close_button.clicked.connect(self.close)
        self._model.changed.connect(self.refresh)
        desk.clock.tick.connect(self._count)
        commands.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.ring)
        head.addWidget(self.title, 1)
        head.addWidget(self.note)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.more_time)
        foot.addWidget(self.finish)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.body.addLayout(foot)

    def refresh(self) -> None:
        """Show the codes of the call's queue, what is marked, and what counts when the time is up."""
        codes = self._model.codes
        if [code.code for code in codes] != list(self._rows):
            self._rebuild(codes)
        self.setAccessibleName(self.tr("Wrap-up"))
        self.title.setText(self.tr("Wrap-up"))
        self.note.setText(self.tr("Call note"))
        self.note.setVisible(self._commands.is_bound("call.note"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        for at, code in enumerate(codes, start=1):
            row = self._rows[code.code]
            words = code_words(code)
            if code.code == self._model.default_code:
                words = filled(self.tr("{code} (default)"), code=words)
            row.set_words(words, self._commands.first_key(f"call.code_{at}") if at <= KEYS else "")
            row.setChecked(code.code == self._model.marked_code)
            row.setEnabled(not self._model.is_sending)
        self.finish.setText(self.tr("Sending…") if self._model.is_sending else self.tr("Wrap up"))
        self.finish.set_hint(shown(self._commands.first_key("call.wrap_up")))
        self.finish.setEnabled(not self._model.is_sending and self._model.is_wrapping_up)
        self.more_time.setText(self.tr("+1 min"))
        self.more_time.setAccessibleName(self.tr("One minute more"))
        self.more_time.set_hint(shown(self._commands.first_key("call.extend")))
        self.more_time.setEnabled(
            self._model.is_wrapping_up and not (self._model.is_sending or self._model.is_extending)
        )
        self._count()
        self._widen()
        self.place()

    def _widen(self) -> None:
        """As wide as the longest code needs, within reason."""
        longest = max((row.sizeHint().width() for row in self._rows.values()), default=0) / theme().font_scale
        self.set_width(min(_WIDEST, max(_WIDTH, round(2 * longest) + 28)))

    def _rebuild(self, codes: list[WrapUpCode]) -> None:
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.deleteLater()
        self._rows.clear()
        for at, code in enumerate(codes):
            row = MenuRow("dot", "accent")
            row.clicked.connect(partial(self._mark, code.code))
            self._grid.addWidget(row, at // 2, at % 2)
            self._rows[code.code] = row

    def _mark(self, code: str, _checked: bool = False) -> None:
        self._model.mark(code)

    def _count(self) -> None:
        left = self._model.countdown()
        self.ring.setVisible(left is not None)
        if left is not None:
            self.ring.set_left(left.left, left.span)
        counts = self._model.marked_code or self._model.default_code
        name = next((code_words(code) for code in self._model.codes if code.code == counts), "")
        self.hint.setText(filled(self.tr("When the time is up: {code}"), code=name) if name and left else "")
