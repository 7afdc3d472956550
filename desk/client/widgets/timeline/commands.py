"""Makes the lines of the command table that begin with `timeline.` work on a timeline."""

from collections.abc import Callable

from desk.client.widgets.commands import Commands
from desk.client.widgets.timeline.panel import Timeline


def bind_timeline(commands: Commands, panel: Timeline) -> None:
    """Bind every line; the rows leave plain letters to them from now on, so that the agent's own keys hold."""
    view, model, bar = panel.view, panel.model, panel.bar

    def bind(name: str, run: Callable[[], None], enabled: Callable[[], bool]) -> None:
        commands.bind(f"timeline.{name}", run, enabled)

    def at_row() -> bool:
        return view.hasFocus() and view.current_row() is not None

    def searching() -> bool:
        return panel.isVisible() and bool(model.criteria.query)

    def in_the_past() -> bool:
        return panel.isVisible() and model.criteria.as_of is not None

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
