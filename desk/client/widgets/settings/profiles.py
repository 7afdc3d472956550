"""Where leads set what people can do and how much they carry."""

from PySide6.QtWidgets import QComboBox

from desk.client.models.plain import visible
from desk.client.models.queue_setup import QueueSetUp, fits, words_of
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.settings.page import SettingRow
from desk.client.widgets.settings.setup_page import SetUpPage, share
from desk.contract.assignment import AgentProfile, Profile
from desk.contract.service import Skill


class ProfilesPage(SetUpPage):
    """One person at a time."""

    def __init__(self, model: QueueSetUp) -> None:
        super().__init__(model)
        self._shown: AgentProfile | None = None
        self.which = QComboBox()
        self.which.setEditable(True)
        self.which.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.skills, self.own, self.capacity = LineField(""), Switch(), share(100)
        self.own_row, self.capacity_row = SettingRow(self.own), SettingRow(self.capacity)
        head = self.add_card()
        head.body.setSpacing(10)
        head.body.addWidget(self.which)
        head.body.addWidget(self.skills)
        self.add_card(self.own_row, self.capacity_row)
        self.add_foot()
        self.which.activated.connect(self._chosen)
        self.own.toggled.connect(self.capacity_row.setEnabled)
        model.changed.connect(self._list)
        self.begin()
        self._list()

    def show_profile(self, known: AgentProfile) -> None:
        """Write this person's."""
        self._shown = known
        self.skills.set_text(", ".join(known.profile.skills))
        self.skills.set_error("")
        self.own.setChecked(known.profile.capacity is not None)
        usual = self.model.rules.rules.capacity if self.model.rules is not None else 8.0
        self.capacity.setValue(usual if known.profile.capacity is None else known.profile.capacity)
        self.capacity_row.setEnabled(self.own.isChecked())
        self.keep_shown()

    def written(self) -> object:
        return self.skills.text(), self.own.isChecked(), self.capacity.value()

    def put(self) -> None:
        skills = words_of(self.skills.text())
        wrong = any(not fits(one, Skill) for one in skills)
        said = self.tr("Small letters, digits and _ only, such as english, gift_wrap.")
        self.skills.set_error(said if wrong else "")
        if self._shown is not None and not wrong:
            capacity = self.capacity.value() if self.own.isChecked() else None
            self.say_saving(self.model.set_profile(self._shown, Profile(skills=skills, capacity=capacity)))

    def retranslate(self) -> None:
        self.title.setText(self.tr("What people can do"))
        self.which.setAccessibleName(self.tr("Person"))
        self.save.setText(self.tr("Save"))
        self.skills.set_label(self.tr("Skills"))
        self.skills.set_hint(self.tr("With commas between them, in the site's short words."))
        self.own_row.set_words(self.tr("Carries something other than the rules say"))
        self.capacity_row.set_words(self.tr("What this person carries"), self.tr("In ordinary tickets."))

    def _list(self) -> None:
        chosen = self._shown.user_id if self._shown is not None else None
        self.which.blockSignals(True)
        self.which.clear()
        for one in self.model.profiles:
            self.which.addItem(visible(one.name), one.user_id)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)
        now = next((one for one in self.model.profiles if one.user_id == chosen), next(iter(self.model.profiles), None))
        if now is None or (self._shown is not None and now.version == self._shown.version):
            return
        self._shown = now
        if not self.is_being_written():
            self.show_profile(now)

    def _chosen(self) -> None:
        wanted: object = self.which.currentData()
        found = next((one for one in self.model.profiles if one.user_id == wanted), None)
        if found is not None:
            self.say_state("")
            self.show_profile(found)
