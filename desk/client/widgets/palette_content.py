"""What the palette shows for the words in its field: commands that fit, finds by kind, and how the search stands."""

from PySide6.QtCore import QObject

from desk.client.models.clock import Clock
from desk.client.models.matching import score
from desk.client.models.plain import joined, visible
from desk.client.models.search import SearchModel, SearchState
from desk.client.models.settings import Settings
from desk.client.widgets.command import Command, Topic
from desk.client.widgets.commands import Commands
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.client.widgets.keys import shown
from desk.client.widgets.palette_rows import Row
from desk.client.widgets.words import TimeWords
from desk.contract.search import Hit, HitGroup, HitKind

_ICONS: dict[HitKind, IconName] = {
    HitKind.CUSTOMER: "user",
    HitKind.ORDER: "bag",
    HitKind.TICKET: "ticket",
    HitKind.ARTICLE: "chat",
}
_COMMANDS_BESIDE_FINDS = 4
_ORDER = (
    Topic.CALL,
    Topic.ACTIONS,
    Topic.STATE,
    Topic.DAY,
    Topic.FLOOR,
    Topic.WRITING,
    Topic.HISTORY,
    Topic.BOARD,
    Topic.SHIFTS,
    Topic.VIEWS,
    Topic.GENERAL,
    Topic.LOOK,
)
# Below this a command only contains the letters somewhere: finds matter more.
_STRONG_SCORE = 3


class PaletteContent(QObject):
    """Puts the lines of the palette together."""

    def __init__(self, commands: Commands, search: SearchModel, settings: Settings, clock: Clock) -> None:
        super().__init__()
        self._commands, self._search, self._settings, self._clock = commands, search, settings, clock
        self._times = TimeWords()

    def rows(self, words: str) -> list[Row]:
        """Every line, in order."""
        query = words.strip()
        if not query:
            return self._resting()
        if query.startswith(">"):
            return self._commands_for(query[1:].strip(), limit=None) or [self._note(self.tr("No such command"))]
        commands = self._commands_for(query, limit=_COMMANDS_BESIDE_FINDS)
        finds = self._finds()
        return [*commands, *finds] or [self._note(self._nothing())]

    def status(self, words: str) -> str:
        """How the search stands, for the foot of the palette."""
        state = self._search.state
        if not words.strip() or words.lstrip().startswith(">"):
            return self.tr("Type > to see commands only")
        if state is SearchState.SEARCHING:
            return self.tr("Searching…")
        if state is SearchState.FAILED and self._search.error is not None:
            return words_for(self._search.error).what
        answer = self._search.answer
        if answer is None:
            return ""
        totals = (f"{self._kind(group.kind)} {group.total:,}" for group in answer.groups if group.total)
        return " · ".join(totals) or self.tr("Nothing found")

    def _nothing(self) -> str:
        if self._search.state is SearchState.SEARCHING:
            return self.tr("Searching…")
        if self._search.state is SearchState.FAILED:
            return self.tr("The search needs the server. Commands work all the same.")
        return self.tr("Nothing found. Digits, parts of names and words of notes can be searched.")

    @staticmethod
    def _note(words: str) -> Row:
        return Row(kind="note", title=words, icon="info")

    def _resting(self) -> list[Row]:
        """Before anything is typed: what was opened last, then every command."""
        found: list[Row] = []
        if self._search.recent:
            found.append(Row(kind="heading", title=self.tr("Opened last")))
            found += [self._hit(hit) for hit in self._search.recent]
        runnable = [one for one in self._commands.runnable() if one.id != "palette.open"]
        runnable.sort(key=lambda one: _ORDER.index(one.topic))
        latest = self._settings.recent_commands
        ordered = sorted(runnable, key=lambda one: latest.index(one.id) if one.id in latest else len(latest))
        found.append(Row(kind="heading", title=self.tr("Commands")))
        return found + [self._command(command) for command in ordered]

    def _commands_for(self, query: str, limit: int | None) -> list[Row]:
        scored = [(score(query, self._commands.words_now(one.id)), one) for one in self._commands.runnable()]
        least = 1 if limit is None or not query else _STRONG_SCORE
        fitting = [(points, one) for points, one in scored if points >= least or not query]
        fitting.sort(key=lambda pair: -pair[0])
        rows = [self._command(one) for _points, one in fitting[:limit]]
        return [Row(kind="heading", title=self.tr("Commands")), *rows] if rows else []

    def _command(self, command: Command) -> Row:
        title, keys = self._commands.words_now(command.id), shown(self._commands.first_key(command.id))
        return Row(kind="command", title=title, icon=command.icon, keys=keys, target=command.id)

    def _finds(self) -> list[Row]:
        answer = self._search.answer
        rows: list[Row] = []
        for group in answer.groups if answer is not None else []:
            rows += self._group(group) if group.hits else []
        return rows

    def _group(self, group: HitGroup) -> list[Row]:
        rows = [Row(kind="heading", title=self._kind(group.kind), detail=f"{group.total:,}")]
        rows += [self._hit(hit) for hit in group.hits]
        left = group.total - len(group.hits)
        if left > 0 and self._search.can_grow(group.kind):
            words = self.tr("Show %n more", "", left)
            rows.append(Row(kind="more", title=words, icon="chevron-down", target=group.kind))
        return rows

    def _hit(self, hit: Hit) -> Row:
        when = self._times.ago(self._clock.since(hit.at)) if hit.at is not None else ""
        detail = joined(" ".join(hit.excerpt.split()), when)
        title = visible(" ".join(hit.title.split()))
        return Row(kind="hit", title=title, detail=detail, icon=_ICONS[hit.kind], target=hit)

    def _kind(self, kind: HitKind) -> str:
        return {
            HitKind.CUSTOMER: self.tr("Customers"),
            HitKind.ORDER: self.tr("Orders"),
            HitKind.TICKET: self.tr("Tickets"),
            HitKind.ARTICLE: self.tr("Notes and replies"),
        }[kind]
