"""The head of the customer's column: name, tier, since when, the call that is going on, and who else looks."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.formats import SEOUL, Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.call.parts import empty_out
from desk.client.widgets.controls.avatar import Avatar
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.people import TIER_ICONS, TIER_TONES
from desk.contract.tickets import PresenceAct

MOST_FACES = 4


class CustomerHead(Surface):
    """Who it is."""

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._view = view
        self._formats = Formats(self)
        self.face = Avatar("", 40)
        self.name = ElidedLabel("", "title")
        self.tier = Tag("")
        self.since = ElidedLabel("", "small", "muted")
        self._faces = QHBoxLayout()
        self._faces.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.tier)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.since, 1)
        second.addLayout(self._faces)
        lines.addLayout(second)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 12, 11)
        row.setSpacing(12)
        row.addWidget(self.face)
        row.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Divider())
        view.customer.changed.connect(self._show)
        view.presence.changed.connect(self._show_faces)
        self._show()
        self._show_faces()

    def _show(self) -> None:
        customer = self._view.customer.customer
        self.face.set_name("" if customer is None else customer.name)
        self.name.setText("…" if customer is None else customer.name)
        self.tier.setVisible(customer is not None)
        if customer is None:
            self.since.setText("")
            return
        self.tier.setText(self._view.stream.words.tier(customer.tier))
        self.tier.set_tone(TIER_TONES[customer.tier], TIER_ICONS[customer.tier])
        parts = [filled(self.tr("since {year}"), year=customer.since.astimezone(SEOUL).year)]
        if customer.order_count:
            parts.append(self.tr("%n order(s)", "", customer.order_count))
            parts.append(self._formats.won(customer.order_total))
        self.since.setText(joined(*parts))
        self.setAccessibleName(joined(self.name.text(), self.tier.text(), self.since.text()))

    def _show_faces(self) -> None:
        empty_out(self._faces)
        here = self._view.presence.on_customer(*self._view.customer.ids)
        words = {
            PresenceAct.VIEWING: self.tr("is looking"),
            PresenceAct.WRITING: self.tr("is writing"),
            PresenceAct.IDLE: self.tr("is away from the desk"),
        }
        for one in here[:MOST_FACES]:
            face = Avatar(one.name, 20)
            face.set_presence("away" if one.act is PresenceAct.IDLE else "available", words.get(one.act, ""))
            self._faces.addWidget(face)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
            self._show_faces()
        super().changeEvent(event)
