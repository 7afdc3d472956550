"""Notices of leads: words for teams and queues, and who has not read those that were sent."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import SEOUL, Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.chip import FilterChip, Tag
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import TextField
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.language import language
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.queues.flow import Flow
from desk.client.widgets.scroll import ClearScroll
from desk.contract.floor import Broadcast, BroadcastDraft

LONGEST = 2000
#: So many of those who have not read are named.
NAMED = 40
_DAY = timedelta(days=1)


class SentCard(Card):
    """A notice that holds: how many have read it, and who has not."""

    def __init__(self, said: Broadcast, names: dict[int, str], formats: Formats) -> None:
        super().__init__("", "warn" if said.must_read else "info")
        self.set_title(joined(said.by, formats.day_and_time(said.at)))
        self.setAccessibleDescription(said.words)
        done = said.readers >= said.meant
        count = filled(self.tr("read by {readers} of {meant}"), readers=said.readers, meant=said.meant)
        self.header.addWidget(Tag(count, "good" if done else "warn", "check" if done else "eye"))
        self.body.addWidget(Label(said.words, "body", wrap=True))
        open_ = [names[one] for one in said.unread_ids if one in names][:NAMED]
        if open_ and said.must_read:
            more = len(said.unread_ids) - len(open_)
            named = ", ".join(sorted(open_)) + (f" +{more}" if more > 0 else "")
            self.body.addWidget(
                Label(filled(self.tr("Not read yet: {names}"), names=named), "small", "muted", wrap=True)
            )


class BroadcastSheet(Overlay):
    """For leads: write on the left, what holds on the right."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=980, height=600)
        self._desk, self._formats = desk, Formats(self)
        self.title, self.close_button = Label("", "title"), IconButton("x", "-")
        self.words = TextField("-", lines=6)
        self.teams_label, self.queues_label = Label("", "small_strong", "muted"), Label("", "small_strong", "muted")
        self.teams: dict[int, FilterChip] = {}
        self.queues: dict[int, FilterChip] = {}
        self._teams_flow, self._queues_flow = Flow(), Flow()
        self.everybody = Label("", "small", "muted", wrap=True)
        self.must_read = Switch("")
        self.until = QComboBox()
        self.send = Button("", "primary", "send")
        self.sent_title = Label("", "strong")
        self.sent = ClearScroll()
        self._shown: tuple[object, ...] = ()
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.words)
        for label, flow in ((self.teams_label, self._teams_flow), (self.queues_label, self._queues_flow)):
            left.addWidget(label)
            left.addWidget(flow)
        left.addWidget(self.everybody)
        left.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.must_read)
        foot.addWidget(self.until)
        foot.addStretch(1)
        foot.addWidget(self.send)
        left.addLayout(foot)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.sent_title)
        right.addWidget(self.sent, 1)
        both = QHBoxLayout()
        both.setContentsMargins(20, 12, 16, 16)
        both.setSpacing(20)
        both.addLayout(left, 5)
        both.addWidget(Divider(Qt.Orientation.Vertical))
        both.addLayout(right, 4)
        self.put_head(self.title, self.close_button)
        self.body.addWidget(Divider())
        self.body.addLayout(both, 1)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.words.changed.connect(self._say_send)
        self.send.clicked.connect(self.submit)
        self._desk.broadcasts.changed.connect(self.refresh)
        self._desk.broadcasts.sent.connect(self._sent)
        directory = self._desk.directory
        for names in (directory.changed, directory.colleagues.changed, self._desk.sick.people_changed):
            names.connect(self.refresh)
        language().changed.connect(self.retranslate)

    def ask(self) -> None:
        """Open, and let the keyboard go to the words."""
        broadcasts = self._desk.broadcasts
        self._shown = ()
        self.must_read.setChecked(True)
        self._fill_until()
        self._desk.directory.colleagues.refresh()
        self._desk.sick.ask_people()
        broadcasts.refresh()
        if not self._desk.directory.queues:
            self._desk.directory.refresh()
        self.open(self.words.edit)
        self.refresh()

    def draft(self) -> BroadcastDraft:
        """What would be sent."""
        return BroadcastDraft(
            words=self.words.text().strip(),
            team_ids=tuple(one for one, chip in self.teams.items() if chip.isChecked()),
            queue_ids=tuple(one for one, chip in self.queues.items() if chip.isChecked()),
            must_read=self.must_read.isChecked(),
            until=self.until.currentData(),
        )

    def submit(self) -> None:
        """Say it."""
        if self.send.isEnabled():
            self._desk.broadcasts.send(self.draft())

    def refresh(self) -> None:
        """Show whom it can be for, and what holds."""
        if not self.isVisible():
            return
        broadcasts, directory = self._desk.broadcasts, self._desk.directory
        known = directory.colleagues
        self._fill(self.teams, self._teams_flow, {one.id: one.name for one in known.teams.values()})
        self._fill(self.queues, self._queues_flow, {one: directory.queue_name(one) for one in directory.queues})
        self.teams_label.setVisible(bool(self.teams))
        self.queues_label.setVisible(bool(self.queues))
        state = (
            *((one.id, one.version) for one in broadcasts.broadcasts),
            len(self._desk.sick.people),
            language().code,
        )
        if state != self._shown:
            self._shown = state
            self._show_sent()
        self._say_send()

    # Inside

    def _fill(self, chips: dict[int, FilterChip], flow: Flow, names: dict[int, str]) -> None:
        for one in [one for one in chips if one not in names]:
            flow.drop(chips.pop(one))
        for one, name in names.items():
            if one not in chips:
                chips[one] = FilterChip(name)
                chips[one].toggled.connect(self._say_send)
                flow.add(chips[one])
            chips[one].setText(name)

    def _show_sent(self) -> None:
        broadcasts = self._desk.broadcasts
        names = {one.user_id: one.name for one in self._desk.sick.people}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for one in broadcasts.broadcasts:
            column.addWidget(SentCard(one, names, self._formats))
        if not broadcasts.broadcasts:
            column.addWidget(Label(self.tr("No notice holds just now."), "body", "muted"))
        column.addStretch(1)
        self.sent.show_content(inside)

    def _sent(self) -> None:
        self.words.set_text("")
        for chip in (*self.teams.values(), *self.queues.values()):
            chip.setChecked(False)

    def _fill_until(self) -> None:
        today = datetime.combine(self._desk.clock.now().astimezone(SEOUL).date(), time(), SEOUL)
        chosen = max(0, self.until.currentIndex())
        self.until.clear()
        for words, end in (
            (self.tr("holds until tonight"), today + _DAY),
            (self.tr("holds until tomorrow night"), today + 2 * _DAY),
            (self.tr("holds for a week"), today + 7 * _DAY),
        ):
            self.until.addItem(words, end)
        self.until.setCurrentIndex(chosen)

    def _say_send(self) -> None:
        draft, sending = self.draft() if self.until.count() else None, self._desk.broadcasts.sending
        words = self.words.text().strip()
        self.words.set_error(self.tr("Please say it in fewer words.") if len(words) > LONGEST else "")
        chosen = draft is not None and bool(draft.team_ids or draft.queue_ids)
        self.everybody.setText("" if chosen else self.tr("Nothing chosen: it is for everybody."))
        self.send.setText(self.tr("Sending…") if sending else self.tr("Send the notice"))
        self.send.setEnabled(0 < len(words) <= LONGEST and not sending)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Notices"))
        self.title.setText(self.tr("Notices"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self.words.set_label(self.tr("What all of them must know"))
        self.teams_label.setText(self.tr("For teams"))
        self.queues_label.setText(self.tr("For queues"))
        self.must_read.setText(self.tr("Must be read"))
        self.until.setAccessibleName(self.tr("How long it holds"))
        self.sent_title.setText(self.tr("What holds now"))
        self.sent.setAccessibleName(self.tr("What holds now"))
        self._fill_until()
        self.refresh()
        self._say_send()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
