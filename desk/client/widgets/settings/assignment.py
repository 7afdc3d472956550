"""Where administrators set how work is given out: how much people carry, who is preferred, when it is taken back."""

from PySide6.QtWidgets import QWidget

from desk.client.models.queue_setup import QueueSetUp, words_of
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.settings.page import SettingRow
from desk.client.widgets.settings.setup_page import SetUpPage, number, share
from desk.contract.assignment import AssignmentRules


class AssignmentPage(SetUpPage):
    """The rules of the site."""

    def __init__(self, model: QueueSetUp) -> None:
        super().__init__(model)
        self._version = -1
        self.capacity, self.call_weight, self.callback_weight = share(100), share(100), share(100)
        self.continuity, self.take_back, self.quiet = number(3650), number(43_200), number(240)
        self.spare = Switch()
        self.hard = LineField("")
        fields: tuple[QWidget, ...] = (
            self.capacity,
            self.call_weight,
            self.callback_weight,
            self.continuity,
            self.take_back,
            self.quiet,
            self.spare,
        )
        self.rows = [SettingRow(one) for one in fields]
        self.add_card(*self.rows[:3])
        self.add_card(*self.rows[3:])
        self.add_card(self.hard)
        self.add_foot()
        model.changed.connect(self._show)
        self.begin()
        self._show()

    def rules(self) -> AssignmentRules:
        """The rules as they are written."""
        return AssignmentRules(
            capacity=self.capacity.value(),
            call_weight=self.call_weight.value(),
            callback_weight=self.callback_weight.value(),
            continuity_days=self.continuity.value(),
            take_back_minutes=self.take_back.value() or None,
            quiet_minutes=self.quiet.value(),
            hard_tags=words_of(self.hard.text()),
            spare_callers=self.spare.isChecked(),
        )

    def written(self) -> object:
        return self.rules()

    def put(self) -> None:
        many = len(words_of(self.hard.text())) > 60
        self.hard.set_error(self.tr("At most 60 tags.") if many else "")
        if not many:
            self.say_saving(self.model.set_rules(self.rules()))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Giving work out"))
        self.save.setText(self.tr("Save"))
        words = (
            (self.tr("What somebody carries"), self.tr("In ordinary tickets, unless their profile says otherwise.")),
            (self.tr("Weight of a call"), self.tr("What is left beside it is room for tickets.")),
            (self.tr("Weight of a call-back"), ""),
            (self.tr("Who knows the customer is preferred for"), self.tr("Days since they last helped; none at 0.")),
            (self.tr("Taken back when not begun within"), self.tr("Minutes that the queue is served; never at 0.")),
            (self.tr("Nothing new in the last minutes of a shift"), ""),
            (self.tr("Nothing new during a call"), ""),
        )
        for row, (name, hint) in zip(self.rows, words, strict=True):
            row.set_words(name, hint)
        self.continuity.setSuffix(self.tr(" days"))
        for field in (self.take_back, self.quiet):
            field.setSuffix(self.tr(" min"))
        self.take_back.setSpecialValueText(self.tr("never"))
        self.hard.set_label(self.tr("Tags of hard work"))
        self.hard.set_hint(self.tr("With commas between them; it is spread fairly. Reopened work counts as hard, too."))

    def _show(self) -> None:
        """Others may have set them since; what is being written here stays."""
        known = self.model.rules
        if known is None or known.version == self._version:
            return
        self._version, rules = known.version, known.rules
        if self.is_being_written():
            return
        self.capacity.setValue(rules.capacity)
        self.call_weight.setValue(rules.call_weight)
        self.callback_weight.setValue(rules.callback_weight)
        self.continuity.setValue(rules.continuity_days)
        self.take_back.setValue(rules.take_back_minutes or 0)
        self.quiet.setValue(rules.quiet_minutes)
        self.spare.setChecked(rules.spare_callers)
        self.hard.set_text(", ".join(rules.hard_tags))
        self.keep_shown()
