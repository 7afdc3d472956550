"""How a view is called, for whom it is, and how it shows what it finds: columns, order, groups."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.plain import filled
from desk.client.models.queue_words import QueueWords
from desk.client.models.session import SessionModel
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import FilterChip
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.queues.chooser import Chooser
from desk.client.widgets.queues.flow import Flow
from desk.contract.users import Role
from desk.contract.views import Column, Group, Scope, Sort, ViewDraft

LEADS = (Role.LEAD, Role.ADMIN)
_SORTED = {
    Sort.DUE: Column.DUE,
    Sort.PRIORITY: Column.PRIORITY,
    Sort.CREATED: Column.CREATED,
    Sort.CHANGED: Column.CHANGED,
    Sort.NUMBER: Column.NUMBER,
}


class ViewForm(QWidget):
    """``onto`` puts what is written onto a draft."""

    changed = Signal()
    """What is shown would be shown otherwise; carries nothing."""

    def __init__(self, words: QueueWords, session: SessionModel) -> None:
        super().__init__()
        self._words, self._session = words, session
        self._columns: tuple[Column, ...] = ()
        self.name = LineField("")
        self.name.edit.setMaxLength(120)
        self.scope, self.sort, self.group = QComboBox(), QComboBox(), QComboBox()
        self.direction = IconButton("arrow-down", "", size=15)
        self.direction.setCheckable(True)
        self.columns = Button("", "secondary", "settings")
        self.roles = {role: FilterChip("") for role in Role}
        self._chips = Flow()
        self.roles_error = Label("", "small", "bad", wrap=True)
        self._labels = [Label("", "small_strong", "muted") for _ in range(3)]
        self._fill()
        self._lay_out()
        self.scope.activated.connect(self._show_roles)
        for combo in (self.sort, self.group):
            combo.activated.connect(self.changed)
        self.direction.clicked.connect(self._turn)
        self.columns.clicked.connect(self._open_columns)
        self.retranslate()

    def show_draft(self, draft: ViewDraft, name: str) -> None:
        """Write this view."""
        self.name.set_text(name)
        self.name.set_error("")
        self._fit_scopes()
        self.scope.setCurrentIndex(max(0, self.scope.findData(draft.scope)))
        for role, chip in self.roles.items():
            chip.setChecked(role in draft.roles)
        self.sort.setCurrentIndex(self.sort.findData(draft.sort))
        self.group.setCurrentIndex(self.group.findData(draft.group))
        self.direction.setChecked(draft.descending)
        self._columns = draft.columns
        self._show_roles()
        self._say_choices()

    def show_sort(self, sort: Sort, descending: bool) -> None:
        """Somebody has sorted by a heading of the table."""
        self.sort.setCurrentIndex(self.sort.findData(sort))
        self.direction.setChecked(descending)
        self._say_choices()

    def onto(self, draft: ViewDraft) -> ViewDraft:
        """The draft with everything that is written here."""
        name, scope = self.name.text().strip(), Scope(self.scope.currentData())
        names = {**draft.names, QLocale().name()[:2]: name} if draft.names and name else draft.names
        roles = tuple(role for role, chip in self.roles.items() if chip.isChecked()) if scope is Scope.ROLE else ()
        return replace(
            draft,
            name=name or draft.name,
            names=names,
            scope=scope,
            roles=roles,
            columns=self._columns,
            sort=Sort(self.sort.currentData()),
            descending=self.direction.isChecked(),
            group=Group(self.group.currentData()),
        )

    def check(self) -> bool:
        """Whether it can be saved; what is missing is said where it is missing."""
        all_there = self._say_missing()
        if self.name.error():
            self.name.edit.setFocus()
        return all_there

    # Inside

    def _fill(self) -> None:
        for sort in Sort:
            self.sort.addItem("", sort)
        for group in Group:
            self.group.addItem("", group)
        for scope in Scope:
            self.scope.addItem("", scope)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        # At the right, what scrolls it may come.
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        column.addWidget(self.name)
        scope, sort, group = self._labels
        column.addWidget(scope)
        column.addWidget(self.scope)
        for chip in self.roles.values():
            self._chips.add(chip)
        column.addWidget(self._chips)
        column.addWidget(self.roles_error)
        self.roles_error.hide()
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for label, widgets in ((sort, (self.sort, self.direction)), (group, (self.group,))):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label)
            line = QHBoxLayout()
            line.setSpacing(4)
            for widget in widgets:
                line.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
            part.addLayout(line)
            pair.addLayout(part, 1)
        column.addLayout(pair)
        column.addWidget(self.columns)
        column.addStretch(1)

    def _fit_scopes(self) -> None:
        """Views for others are made by leads."""
        user = self._session.user
        lead = user is not None and user.role in LEADS
        self.scope.setEnabled(lead)
        self.scope.setToolTip("" if lead else self.tr("Views for others are made by leads."))

    def _show_roles(self) -> None:
        wanted = Scope(self.scope.currentData()) is Scope.ROLE
        self._chips.setVisible(wanted)
        self.roles_error.hide()

    def _say_missing(self) -> bool:
        self.name.set_error("" if self.name.text().strip() else self.tr("It needs a name."))
        none = Scope(self.scope.currentData()) is Scope.ROLE and not any(one.isChecked() for one in self.roles.values())
        self.roles_error.setText(self.tr("Choose at least one role.") if none else "")
        self.roles_error.setVisible(none)
        return not self.name.error() and not none

    def _turn(self) -> None:
        self._say_choices()
        self.changed.emit()

    def _open_columns(self) -> None:
        rest = [one for one in Column if one not in self._columns]
        options = [(str(one), self._words.column(one)) for one in (*self._columns, *rest)]
        chooser = Chooser(self.window(), options, [str(one) for one in self._columns], movable=True)
        chooser.changed.connect(self._take_columns)
        chooser.ask_at(self.columns)

    def _take_columns(self, values: Sequence[str]) -> None:
        """A list without any column would show nothing: the last one stays."""
        if values:
            self._columns = tuple(Column(value) for value in values)
            self._say_choices()
            self.changed.emit()

    def _say_choices(self) -> None:
        self.columns.setText(filled(self.tr("Columns ({count})"), count=len(self._columns)))
        down = self.direction.isChecked()
        self.direction.set_icon("arrow-down" if down else "arrow-up")
        self.direction.set_label(self.tr("Largest first") if down else self.tr("Smallest first"))

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.name.set_label(self.tr("Name"))
        words = (self.tr("For whom"), self.tr("Order"), self.tr("Groups"))
        for label, combo, said in zip(self._labels, (self.scope, self.sort, self.group), words, strict=True):
            label.setText(said)
            combo.setAccessibleName(said)
        for at in range(self.sort.count()):
            self.sort.setItemText(at, self._words.column(_SORTED[Sort(self.sort.itemData(at))]))
        for at in range(self.group.count()):
            self.group.setItemText(at, self._words.group(Group(self.group.itemData(at))))
        for at in range(self.scope.count()):
            self.scope.setItemText(at, self._words.scope(Scope(self.scope.itemData(at))))
        for role, chip in self.roles.items():
            chip.setText(self._words.role(role))
        self._chips.arrange()
        self._say_choices()
        if self.name.error() or not self.roles_error.isHidden():
            self._say_missing()
