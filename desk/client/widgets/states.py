"""An agent's state as the screen shows it: its words, its icon, its colour; and the reasons for being away."""

from PySide6.QtCore import QObject

from desk.client.models.plain import joined
from desk.client.widgets.controls.avatar import Presence
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.agents import AgentState

TONES: dict[AgentState, Tone] = {
    AgentState.OFF: "neutral",
    AgentState.ON_SHIFT: "info",
    AgentState.AVAILABLE: "good",
    AgentState.IN_CALL: "bad",
    AgentState.WRAP_UP: "warn",
    AgentState.BREAK: "note",
    AgentState.AWAY: "neutral",
}
ICONS: dict[AgentState, IconName] = {
    AgentState.OFF: "logout",
    AgentState.ON_SHIFT: "shift",
    AgentState.AVAILABLE: "headset",
    AgentState.IN_CALL: "phone",
    AgentState.WRAP_UP: "wrap-up",
    AgentState.BREAK: "coffee",
    AgentState.AWAY: "clock",
}
PRESENCE: dict[AgentState, Presence] = {
    AgentState.OFF: "offline",
    AgentState.ON_SHIFT: "offline",
    AgentState.AVAILABLE: "available",
    AgentState.IN_CALL: "in_call",
    AgentState.WRAP_UP: "wrap_up",
    AgentState.BREAK: "break",
    AgentState.AWAY: "away",
}
#: What the menu offers, in its order.
OFFERED = (AgentState.AVAILABLE, AgentState.BREAK, AgentState.AWAY, AgentState.ON_SHIFT)
#: Why somebody is away: these words travel, and each screen says them in its own language.
REASONS = ("meeting", "training", "coaching", "follow_up", "technical", "personal")
REASON_ICONS: dict[str, IconName] = {
    "meeting": "users",
    "training": "bookmark",
    "coaching": "chat",
    "follow_up": "ticket",
    "technical": "repair",
    "personal": "user",
}


class StateWords(QObject):
    """The words, in the language in force."""

    def of(self, state: AgentState) -> str:
        """A state in a word or two."""
        return {
            AgentState.OFF: self.tr("Off"),
            AgentState.ON_SHIFT: self.tr("On shift"),
            AgentState.AVAILABLE: self.tr("Available"),
            AgentState.IN_CALL: self.tr("In call"),
            AgentState.WRAP_UP: self.tr("Wrap-up"),
            AgentState.BREAK: self.tr("Break"),
            AgentState.AWAY: self.tr("Away"),
        }[state]

    def reason(self, reason: str) -> str:
        """Why somebody is away; words that are not among ours are said as they came."""
        return {
            "lunch": self.tr("Lunch"),
            "meeting": self.tr("Meeting"),
            "training": self.tr("Training"),
            "coaching": self.tr("Coaching"),
            "follow_up": self.tr("Follow-up"),
            "technical": self.tr("Technical"),
            "personal": self.tr("Personal"),
        }.get(reason, reason)

    def whole(self, state: AgentState, reason: str = "") -> str:
        """A state with its reason."""
        return joined(self.of(state), self.reason(reason)) if reason else self.of(state)
