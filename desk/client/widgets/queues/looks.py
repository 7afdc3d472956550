"""The tones and shapes of priorities and clocks, so that colour alone never says it."""

from desk.client.models.queue_words import Urgency
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.service import Priority

PRIORITIES: dict[Priority, tuple[Tone, IconName | None]] = {
    Priority.LOW: ("neutral", "arrow-down"),
    Priority.NORMAL: ("neutral", None),
    Priority.HIGH: ("warn", "arrow-up"),
    Priority.URGENT: ("bad", "alert"),
}
DUE_LOOK: dict[Urgency, tuple[Tone, IconName | None]] = {
    "none": ("neutral", None),
    "ahead": ("neutral", "clock"),
    "near": ("warn", "clock"),
    "missed": ("bad", "alert"),
}
