"""What can be done in the timeline, as lines of the command table: in the palette, the key sheet, and rebindable."""

from collections.abc import Callable

from desk.client.widgets.commands import Command, Commands, Topic
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import QT_TRANSLATE_NOOP
from desk.client.widgets.timeline.panel import Timeline


def _line(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"timeline.{name}", title, keys, Topic.HISTORY, icon=icon)


TIMELINE_COMMANDS: tuple[Command, ...] = (
    _line("search", QT_TRANSLATE_NOOP("Commands", "Search in the history"), ("Ctrl+F",), "search"),
    _line("older_hit", QT_TRANSLATE_NOOP("Commands", "Older hit"), ("Ctrl+G",), "chevron-up"),
    _line("newer_hit", QT_TRANSLATE_NOOP("Commands", "Newer hit"), ("Ctrl+Shift+G",), "chevron-down"),
    _line("rows", QT_TRANSLATE_NOOP("Commands", "Read the history"), ("Ctrl+J",), "history"),
    _line("newest", QT_TRANSLATE_NOOP("Commands", "Go to the newest entry"), ("Ctrl+End",), "arrow-down"),
    _line("oldest", QT_TRANSLATE_NOOP("Commands", "Go to the oldest entry"), ("Ctrl+Home",), "arrow-up"),
    _line("when", QT_TRANSLATE_NOOP("Commands", "Go to a day, or see it as it was then"), (), "calendar-clock"),
    _line("now", QT_TRANSLATE_NOOP("Commands", "Back to now"), (), "undo"),
    _line("fold", QT_TRANSLATE_NOOP("Commands", "Show more or less of the entry"), (), "unfold"),
    _line("pin", QT_TRANSLATE_NOOP("Commands", "Pin or unpin the entry"), ("P",), "pin"),
    _line("copy_text", QT_TRANSLATE_NOOP("Commands", "Copy the entry's text"), ("C",), "copy"),
    _line("copy_link", QT_TRANSLATE_NOOP("Commands", "Copy the entry's link"), ("L",), "link"),
    _line("copy_number", QT_TRANSLATE_NOOP("Commands", "Copy the entry's phone number"), ("N",), "phone"),
    _line("ticket", QT_TRANSLATE_NOOP("Commands", "Open the entry's ticket"), ("O",), "external"),
)


def bind_timeline(commands: Commands, panel: Timeline) -> None:
    """Make the lines of the table (added by whoever owns it) work on a timeline; its rows leave letters to them."""
    view, model, bar = panel.view, panel.model, panel.bar

    def bind(name: str, run: Callable[[], None], enabled: Callable[[], bool]) -> None:
        commands.bind(f"timeline.{name}", run, enabled)

    def at_row() -> bool:
        return view.hasFocus() and view.current_row() is not None

    def searching() -> bool:
        return panel.isVisible() and bool(model.criteria.query)

    def in_the_past() -> bool:
        return panel.isVisible() and model.criteria.as_of is not None

    bind("search", panel.focus_search, panel.isVisible)
    bind("older_hit", view.older_hit, searching)
    bind("newer_hit", view.newer_hit, searching)
    bind("rows", panel.focus_rows, panel.isVisible)
    bind("newest", model.go_newest, panel.isVisible)
    bind("oldest", model.go_oldest, panel.isVisible)
    bind("when", bar.when.click, panel.isVisible)
    bind("now", panel.past.action.click, in_the_past)
    bind("fold", view.toggle_fold, at_row)
    bind("pin", view.toggle_pin, at_row)
    bind("copy_text", view.copy_text, at_row)
    bind("copy_link", view.copy_link, at_row)
    bind("copy_number", view.copy_number, at_row)
    bind("ticket", view.open_ticket, at_row)
    view.letters_act = False
