"""The views of the window: one line each. A new view is a file here and a line in ``PANELS``."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desk.client.widgets.icons import IconName
from desk.client.widgets.language import QT_TRANSLATE_NOOP
from desk.client.widgets.panels.approvals import ApprovalsPanel
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.panels.shifts import ShiftsPanel
from desk.contract.users import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelInfo:
    """One view: its id, its word on the rail, its icon, what makes it, and the chord that shows it."""

    id: str
    title: str
    icon: IconName
    factory: Callable[[Surroundings], Panel]
    shortcut: str
    at_bottom: bool = False
    #: Whom it is for; nobody else finds it on the rail. Empty: everybody.
    roles: frozenset[Role] = frozenset()


PANELS: tuple[PanelInfo, ...] = (
    PanelInfo(
        id="call",
        title=QT_TRANSLATE_NOOP("Panels", "Call"),
        icon="headset",
        factory=CallPanel,
        shortcut="Ctrl+1",
    ),
    PanelInfo(
        id="tickets",
        title=QT_TRANSLATE_NOOP("Panels", "Queues"),
        icon="inbox",
        factory=QueuesPanel,
        shortcut="Ctrl+2",
    ),
    PanelInfo(
        id="approvals",
        title=QT_TRANSLATE_NOOP("Panels", "Approvals"),
        icon="approve",
        factory=ApprovalsPanel,
        shortcut="Ctrl+3",
        roles=frozenset({Role.LEAD, Role.ADMIN}),
    ),
    PanelInfo(
        id="shifts",
        title=QT_TRANSLATE_NOOP("Panels", "Shifts"),
        icon="calendar-clock",
        factory=ShiftsPanel,
        shortcut="Ctrl+4",
    ),
    PanelInfo(
        id="settings",
        title=QT_TRANSLATE_NOOP("Panels", "Settings"),
        icon="settings",
        factory=SettingsPanel,
        shortcut="Ctrl+,",
        at_bottom=True,
    ),
)


def panel_title(info: PanelInfo) -> str:
    """The view's word in the language in force."""
    return QCoreApplication.translate("Panels", info.title)
