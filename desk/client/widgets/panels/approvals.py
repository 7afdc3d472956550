"""The approvals view: what is over somebody's limit waits here for a lead, with its whole story."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.formats import Formats
from desk.client.models.navigation import Opening
from desk.client.models.plain import joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.actions.story_view import StoryView
from desk.client.widgets.actions.verdict import Verdict
from desk.client.widgets.call.parts import ListRow
from desk.client.widgets.controls.badge import Badge
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.keyboard import is_writing
from desk.client.widgets.keys import chord_of
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import theme
from desk.contract.remedies import Remedy

LIST_WIDTH = 340
NOTHING, QUESTIONS = range(2)


class ApprovalsPanel(Panel):
    """Left what waits, longest first; right the story and the three answers."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self.model = around, around.desk.approvals
        self._words, self._formats = RemedyWords(self), Formats(self)
        self.title = Label("", "title")
        self.count = Badge(0, "warn")
        self.rows: list[ListRow] = []
        self.list, self.story = ClearScroll(), ClearScroll()
        self.verdict = Verdict(self.model)
        self.empty = EmptyState("approve", "")
        self.pages = QStackedWidget()
        self._lay_out()
        self.model.changed.connect(self.refresh)
        self.model.story_changed.connect(self._show_story)
        self.verdict.done.connect(self._next)
        self.empty.acted.connect(self.model.refresh)
        around.desk.clock.tick.connect(self._age)
        self._say()

    def _lay_out(self) -> None:
        head = Surface()
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 12, 12, 12)
        top.setSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.count)
        top.addStretch(1)
        left = Surface()
        left.setFixedWidth(theme().scaled(LIST_WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 8, 0, 8)
        column.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.story, 1)
        right.addWidget(Divider())
        right.addWidget(self.verdict)
        work = Surface()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addLayout(right, 1)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Divider())
        whole.addWidget(self.pages, 1)

    def shown(self) -> None:
        """The view has come to the front: what waits longest is looked at."""
        self.model.refresh()
        self.model.claim(*(one.id for one in self.model.waiting))
        self._look_at_first()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if not is_writing(self.window().focusWidget()):
            take_keyboard(self.rows[0] if self.rows else self)

    @property
    def _all(self) -> list[Remedy]:
        """The questions, and below them what the night has prepared."""
        return [*self.model.waiting, *self.model.prepared]

    # Showing

    def refresh(self) -> None:
        """Show what waits."""
        waiting, prepared = self.model.waiting, self.model.prepared
        focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        self.rows = [self._row(one) for one in (*waiting, *prepared)]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        for at, row in enumerate(self.rows):
            if at == len(waiting):
                column.addWidget(self._heading(len(prepared)))
            column.addWidget(row)
        column.addStretch(1)
        self.list.show_content(box)
        if focused is not None and self.rows:
            take_keyboard(self.rows[min(focused, len(self.rows) - 1)])
        self.count.set_count(len(waiting))
        self.count.setVisible(bool(waiting))
        self.pages.setCurrentIndex(QUESTIONS if self.rows or self.model.story is not None else NOTHING)
        self._say_empty()
        if self.isVisible():
            self.model.claim(*(one.id for one in waiting))
            self._look_at_first()

    def _row(self, one: Remedy) -> ListRow:
        chosen = self.model.story is not None and self.model.story.remedy.id == one.id
        row = ListRow(
            self._title(one),
            self._detail(one),
            "moon" if one.prepared else "alert" if one.escalations else "approve",
            aside=self._words.amount(one.amount),
            aside_tone="neutral" if one.prepared else "warn",
            tone="neutral" if one.prepared else "bad" if one.escalations else "warn",
        )
        row.chosen = chosen
        row.clicked.connect(lambda: self.model.choose(one.id))
        row.walked.connect(self._step)
        return row

    def _heading(self, count: int) -> Label:
        """Above what the night has prepared: it waits quietly, and any agent may do it, too."""
        heading = Label(self.tr("Prepared overnight (%n)", "", count), "small_strong", "muted")
        heading.setContentsMargins(8, 12, 8, 4)
        return heading

    def _title(self, one: Remedy) -> str:
        return joined(self._words.action(one.action), one.customer_name)

    def _detail(self, one: Remedy) -> str:
        parts = [
            one.order_number if one.prepared else one.agent_name,
            self._formats.ago(one.requested_at, self._around.desk.clock.now()),
        ]
        if self.model.is_pending(one.id):
            parts.append(self.tr("being decided"))
        elif one.escalations:
            parts.append(self.tr("has waited too long"))
        return joined(*parts)

    def _look_at_first(self) -> None:
        if self.model.story is None and self._all:
            self.model.choose(self._all[0].id)

    def _show_story(self) -> None:
        story = self.model.story
        if story is None:
            self.story.show_content(QWidget())
        else:
            view = StoryView(story, self._around.desk.clock)
            customer = Opening(customer_id=story.remedy.customer_id, order_id=story.remedy.order_id)
            view.customer_wanted.connect(lambda: self._around.desk.navigation.open(customer))
            self.story.show_content(view)
        for row, one in zip(self.rows, self._all, strict=False):
            row.chosen = story is not None and story.remedy.id == one.id
            row.update()
        self.pages.setCurrentIndex(QUESTIONS if self._all or story is not None else NOTHING)

    def _age(self) -> None:
        """The ages are told in minutes: once a minute is enough."""
        if self.isVisible() and self._around.desk.clock.now().second == 0:
            self.refresh()

    def _next(self) -> None:
        take_keyboard(self.rows[0] if self.rows else self)

    # Words

    def _say_empty(self) -> None:
        if self.model.error is not None and not self.model.loaded:
            said = words_for(self.model.error)
            self.empty.set_words(said.what, said.advice, self.tr("Try again"))
        else:
            self.empty.set_words(
                self.tr("Nothing waits for your word"),
                self.tr("What is over an agent's limit appears here at once, with a sound."),
            )

    def _say(self) -> None:
        self.title.setText(self.tr("Approvals"))
        self.setAccessibleName(self.tr("Approvals"))
        self.list.setAccessibleName(self.tr("What waits"))
        self.story.setAccessibleName(self.tr("The whole story"))
        self.verdict.retranslate()
        self.refresh()
        self._show_story()

    def _step(self, by: int) -> None:
        ids = [one.id for one in self._all]
        story = self.model.story
        if not ids:
            return
        at = ids.index(story.remedy.id) + by if story is not None and story.remedy.id in ids else 0
        at = max(0, min(at, len(ids) - 1))
        self.model.choose(ids[at])
        take_keyboard(self.rows[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return
        match chord_of(event):
            case "A":
                self.verdict.say_yes()
            case "L":
                self.verdict.ask_less()
            case "D":
                self.verdict.ask_words()
            case "Down":
                self._step(1)
            case "Up":
                self._step(-1)
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
