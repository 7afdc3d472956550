"""A site's rules file (queues, wrap-up codes, ready words, macros): read, checked, and put into a database."""

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from desk.actions.macro import VARIABLES as MACRO_VARIABLES
from desk.contract.base import Line, Name
from desk.contract.events import RemedyRulesSet, ShiftRulesSet
from desk.contract.macros import MAX_STEPS, MacroDraft, MacroStep, StepKind
from desk.contract.queues import QueueDraft, WrapUpCodeDraft
from desk.contract.remedies import Values
from desk.contract.remedy_rules import RemedyRules
from desk.contract.service import ServiceTargets
from desk.contract.tickets import ArticleKind, TemplateDraft, TicketState
from desk.server.admin import shift_sections, words
from desk.server.admin.console import Console
from desk.server.admin.shift_sections import CalendarSection, ShiftRulesSection
from desk.server.admin.words import Failure, Text
from desk.server.routes import calendars as calendar_routes
from desk.server.routes import macros as macro_routes
from desk.server.routes import queues as queue_routes
from desk.server.routes import templates as template_routes
from desk.server.rules import macros as macro_rules
from desk.server.rules import numbers, remedy_rules
from desk.server.store import calendars, log, macros, queues, shift_rules, templates
from desk.server.store import remedy_rules as remedy_rule_store
from desk.server.store.db import Tx

LANGUAGES = ("ko", "en")
#: What a template may name; whoever writes an article has it filled in.
VARIABLES = ("customer", "agent", "order", "promise", "today")


class _Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of a rules file: a misspelt word is refused."""


class QueueRules(_Rules, frozen=True, kw_only=True):
    """A queue; ``codes`` are its wrap-up codes with their names by language, ``targets`` what its work is held to."""

    name: Name
    names: dict[str, Line]
    numbers: list[str] = []
    wrap_up_seconds: Annotated[int, Meta(ge=0, le=3600)] = 60
    default_code: str
    codes: Annotated[dict[str, dict[str, Line]], Meta(min_length=1, max_length=30)]
    targets: ServiceTargets = ServiceTargets()


class TemplateRules(_Rules, frozen=True, kw_only=True):
    """Ready words by language; its variables are those of ``VARIABLES`` in braces."""

    name: Line
    kind: str
    words: dict[str, str]


class MacroStepRules(_Rules, frozen=True, kw_only=True):
    """A step as `MacroStep` has it; ``queue`` names the queue a ticket step opens or moves one to."""

    kind: StepKind
    action: str | None = None
    values: Values = {}
    ask_approval: bool = True
    state: TicketState | None = None
    queue: str | None = None
    article_kind: ArticleKind = ArticleKind.NOTE
    body: str = ""
    go_on: bool = False


class MacroRules(_Rules, frozen=True, kw_only=True):
    """Steps bundled under a name; what their words may name stands in `desk.actions.macro`."""

    names: dict[str, Line]
    steps: Annotated[list[MacroStepRules], Meta(min_length=1, max_length=MAX_STEPS)]


class SiteRules(_Rules, frozen=True, kw_only=True):
    """A whole rules file."""

    queues: list[QueueRules]
    templates: list[TemplateRules] = []
    macros: list[MacroRules] = []
    remedies: RemedyRules | None = None
    calendar: CalendarSection | None = None
    shift_rules: ShiftRulesSection | None = None


def read(path: Path) -> tuple[SiteRules | None, list[tuple[Text, dict[str, object]]]]:
    """The rules of a file and everything in them that is to be mended; None where its shape cannot be read."""
    try:
        plain: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        rules = msgspec.convert(plain, SiteRules)
    except OSError as error:
        raise Failure(words.NOT_READABLE, path=path, why=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        return None, [(words.RULE_SHAPE, {"where": path.name, "why": error})]
    return rules, [*_queues(rules), *_templates(rules), *_macros(rules), *_remedies(rules), *_shifts(rules)]


def tell_flaws(console: Console, path: Path, flaws: list[tuple[Text, dict[str, object]]]) -> int:
    """Say what is to be mended; returns the exit status."""
    for text, values in flaws:
        console.note(text, **values)
    console.note(words.RULES_BAD, path=path, count=len(flaws))
    return 1


def _queues(rules: SiteRules) -> Iterator[tuple[Text, dict[str, object]]]:
    names, called = set[str](), set[str]()
    for queue in rules.queues:
        where = f"queue {queue.name}"
        if queue.name in names:
            yield words.RULE_TWICE, {"where": where, "value": queue.name}
        names.add(queue.name)
        if queue.default_code not in queue.codes:
            yield words.RULE_DEFAULT, {"where": where, "value": queue.default_code}
        yield from _missing(where, queue.names)
        for code, by_language in queue.codes.items():
            yield from _missing(f"{where}, {code}", by_language)
        for written in queue.numbers:
            number = numbers.e164(written)
            if number is None:
                yield words.RULE_NUMBER, {"where": where, "value": written}
            elif number in called:
                yield words.RULE_TWICE, {"where": where, "value": written}
            called.add(number or written)
        try:
            msgspec.convert(msgspec.to_builtins(draft_of(queue)), QueueDraft)
        except msgspec.ValidationError as error:
            yield words.RULE_SHAPE, {"where": where, "why": error}


def _templates(rules: SiteRules) -> Iterator[tuple[Text, dict[str, object]]]:
    names = set[str]()
    for template in rules.templates:
        where = f"template {template.name}"
        if template.name in names:
            yield words.RULE_TWICE, {"where": where, "value": template.name}
        names.add(template.name)
        yield from _missing(where, template.words)
        for said in template.words.values():
            yield from _unknown_variables(where, said)
        try:
            msgspec.convert(msgspec.to_builtins(template), TemplateDraft)
        except msgspec.ValidationError as error:
            yield words.RULE_SHAPE, {"where": where, "why": error}


def _macros(rules: SiteRules) -> Iterator[tuple[Text, dict[str, object]]]:
    names, queues_ = set[str](), {queue.name for queue in rules.queues}
    for macro in rules.macros:
        name = macro.names.get("ko", "")
        where = f"macro {name}"
        if name in names:
            yield words.RULE_TWICE, {"where": where, "value": name}
        names.add(name)
        yield from _missing(where, macro.names)
        for step in macro.steps:
            if step.queue is not None and step.queue not in queues_:
                yield words.RULE_QUEUE, {"where": where, "value": step.queue}
            yield from _unknown_variables(where, step.body, MACRO_VARIABLES)
        # Any number stands for the queue: only a database knows its id.
        steps = [step_of(step, dict.fromkeys(queues_, 1)) for step in macro.steps]
        for pointer, why in macro_rules.mistakes(steps):
            yield words.RULE_SHAPE, {"where": f"{where}{pointer}", "why": why}


def step_of(step: MacroStepRules, queue_ids: dict[str, int]) -> MacroStep:
    """The step as a lead would send it."""
    return MacroStep(
        kind=step.kind,
        action=step.action,
        values=step.values,
        ask_approval=step.ask_approval,
        state=step.state,
        queue_id=queue_ids.get(step.queue or ""),
        article_kind=step.article_kind,
        body=step.body.strip(),
        go_on=step.go_on,
    )


def _remedies(rules: SiteRules) -> Iterator[tuple[Text, dict[str, object]]]:
    if rules.remedies is not None:
        for pointer, why in remedy_rules.mistakes(rules.remedies):
            yield words.RULE_SHAPE, {"where": f"remedies{pointer}", "why": why}


def _shifts(rules: SiteRules) -> Iterator[tuple[Text, dict[str, object]]]:
    names = {queue.name: number for number, queue in enumerate(rules.queues, 1)}
    if rules.calendar is not None:
        for where, why in shift_sections.calendar_flaws(rules.calendar):
            yield words.RULE_SHAPE, {"where": f"calendar{where}", "why": why}
    if rules.shift_rules is not None:
        for where, why in shift_sections.rules_flaws(rules.shift_rules, names):
            yield words.RULE_SHAPE, {"where": f"shift_rules{where}", "why": why}
        for pattern in rules.shift_rules.patterns:
            yield from _missing(f"pattern {pattern.code}", pattern.names)


def _missing(where: str, by_language: dict[str, str]) -> Iterator[tuple[Text, dict[str, object]]]:
    for lang in LANGUAGES:
        if not by_language.get(lang, "").strip():
            yield words.RULE_LANGUAGE, {"where": where, "value": lang}


def _unknown_variables(
    where: str, said: str, variables: tuple[str, ...] = VARIABLES
) -> Iterator[tuple[Text, dict[str, object]]]:
    known = ", ".join(f"{{{name}}}" for name in variables)
    try:
        named = [name for _, name, _, _ in string.Formatter().parse(said) if name is not None]
    except ValueError as error:
        yield words.RULE_SHAPE, {"where": where, "why": error}
        return
    for name in named:
        if name not in variables:
            yield words.RULE_VARIABLE, {"where": where, "value": f"{{{name}}}", "known": known}


def draft_of(queue: QueueRules) -> QueueDraft:
    """The queue as an administrator would send it."""
    return QueueDraft(
        name=queue.name,
        names=queue.names,
        numbers=queue.numbers,
        wrap_up_codes=[WrapUpCodeDraft(code=code, names=names) for code, names in queue.codes.items()],
        default_code=queue.default_code,
        wrap_up_seconds=queue.wrap_up_seconds,
        targets=queue.targets,
    )


def put(tx: Tx, rules: SiteRules) -> tuple[int, int]:
    """Make what is missing by name; returns how many queues and templates. What is there belongs to the site."""
    made_queues = made_templates = 0
    for queue in rules.queues:
        if queues.by_name(tx, queue.name) is None:
            queue_routes.put(tx, draft_of(queue), None)
            made_queues += 1
    there = {template.name for template in templates.everyone(tx)}
    for template in rules.templates:
        if template.name not in there:
            template_routes.put(tx, msgspec.convert(msgspec.to_builtins(template), TemplateDraft), None)
            made_templates += 1
    _put_macros(tx, rules)
    if rules.remedies is not None and remedy_rule_store.in_force(tx).version == 0:
        log.append(tx, RemedyRulesSet(rules=rules.remedies))
    _put_shifts(tx, rules)
    return made_queues, made_templates


def _put_macros(tx: Tx, rules: SiteRules) -> None:
    there = {macro.names.get("ko", "") for macro in macros.everyone(tx)}
    queue_ids = {queue.name: queue.id for queue in queues.everyone(tx)}
    for macro in rules.macros:
        if macro.names.get("ko", "") not in there:
            steps = [step_of(step, queue_ids) for step in macro.steps]
            macro_routes.put(tx, MacroDraft(names=macro.names, steps=steps), None)


def _put_shifts(tx: Tx, rules: SiteRules) -> None:
    """A site's first calendar may begin in the past: there is none yet that it could change."""
    if rules.calendar is not None and calendars.newest(tx).version == 0:
        calendar_routes.put(tx, shift_sections.calendar_of(rules.calendar, calendars.today(tx)))
    if rules.shift_rules is not None and shift_rules.in_force(tx).version == 0:
        queue_ids = {queue.name: queue.id for queue in queues.everyone(tx)}
        log.append(tx, ShiftRulesSet(rules=shift_sections.rules_of(rules.shift_rules, queue_ids)))
