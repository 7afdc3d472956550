"""``desk admin rules``: limits and criteria, the calendar, and the rules of shifts; checked, set and shown."""

import tomllib
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk.contract.events import RemedyRulesSet, ShiftRulesSet
from desk.contract.remedy_rules import RemedyRules
from desk.server.admin import shift_sections, site, toml, words
from desk.server.admin.console import Console
from desk.server.admin.shift_sections import CalendarSection, ShiftRulesSection
from desk.server.admin.words import Failure, Text
from desk.server.routes import calendars as calendar_routes
from desk.server.rules import remedy_rules
from desk.server.store import calendars, clock, log, queues, shift_rules, users
from desk.server.store import remedy_rules as store
from desk.server.store.db import Database, Tx

Flaws = list[tuple[Text, dict[str, object]]]


class Sections(msgspec.Struct, frozen=True, kw_only=True):
    """Those sections of a rules file that are here; whatever else is in it is passed over."""

    remedies: RemedyRules | None = None
    calendar: CalendarSection | None = None
    shift_rules: ShiftRulesSection | None = None


def read(path: Path) -> tuple[Sections | None, Flaws]:
    """The sections of a file and what is to be mended; Failure when it has none of them."""
    try:
        plain: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Failure(words.NOT_READABLE, path=path, why=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [(words.RULE_SHAPE, {"where": path.name, "why": error})]
    if not any(name in plain for name in Sections.__struct_fields__):
        raise Failure(words.RULES_NO_SECTION, path=path, known=", ".join(f"[{n}]" for n in Sections.__struct_fields__))
    try:
        found = msgspec.convert(plain, Sections)
    except msgspec.ValidationError as error:
        return None, [(words.RULE_SHAPE, {"where": path.name, "why": error})]
    return found, [(words.RULE_SHAPE, {"where": where, "why": why}) for where, why in _flaws(found)]


def _flaws(found: Sections) -> Iterator[tuple[str, str]]:
    if found.remedies is not None:
        yield from ((f"remedies{where}", why) for where, why in remedy_rules.mistakes(found.remedies))
    if found.calendar is not None:
        yield from ((f"calendar{where}", why) for where, why in shift_sections.calendar_flaws(found.calendar))
    if found.shift_rules is not None:
        flaws = shift_sections.rules_flaws(found.shift_rules, None)
        yield from ((f"shift_rules{where}", why) for where, why in flaws)


def check(console: Console, arguments: Namespace) -> int:
    """Say what is to be mended."""
    found, flaws = read(arguments.file)
    if found is None or flaws:
        return site.tell_flaws(console, arguments.file, flaws)
    if found.remedies is not None:
        console.say(words.REMEDY_RULES_GOOD, path=arguments.file, tables=len(found.remedies.compensation))
    if found.calendar is not None:
        console.say(words.CALENDAR_GOOD, path=arguments.file, special=len(found.calendar.special))
    if found.shift_rules is not None:
        console.say(words.SHIFT_RULES_GOOD, path=arguments.file, patterns=len(found.shift_rules.patterns))
    return 0


#: A section's name, the version that is in force now, and whether that is a new one.
Put = tuple[str, int, bool]


def put(database: Database, console: Console, arguments: Namespace) -> int:
    """Put the sections into force, all of them or none; while the server runs, they count from the next click."""
    found, flaws = read(arguments.file)
    if found is None or flaws:
        return site.tell_flaws(console, arguments.file, flaws)
    sections = found

    def work(tx: Tx) -> tuple[list[Put], list[str]]:
        agents = sections.remedies.agents if sections.remedies is not None else ()
        return list(_put(tx, sections)), [login for login in agents if users.by_login(tx, login) is None]

    done, unknown = database.write(work)
    for login in unknown:
        console.note(words.USER_UNKNOWN, login=login)
    for section, version, changed in done:
        console.say(words.RULES_SET if changed else words.RULES_SAME, section=section, version=version)
    return 0


def _put(tx: Tx, sections: Sections) -> Iterator[Put]:
    if sections.remedies is not None:
        now = store.in_force(tx)
        same = bool(now.version) and now.rules == sections.remedies
        yield "remedies", now.version if same else log.append(tx, RemedyRulesSet(rules=sections.remedies)).seq, not same
    if sections.calendar is not None:
        yield _put_calendar(tx, sections.calendar)
    if sections.shift_rules is not None:
        yield _put_shift_rules(tx, sections.shift_rules)


def _put_calendar(tx: Tx, section: CalendarSection) -> Put:
    newest, today = calendars.newest(tx), calendars.today(tx)
    calendar = shift_sections.calendar_of(section, newest.calendar.since)
    if newest.version and calendar == newest.calendar:
        return "calendar", newest.version, False
    calendar = shift_sections.calendar_of(section, today)
    if newest.version and calendar.since < today:
        raise Failure(words.CALENDAR_PAST, since=calendar.since, today=today)
    return "calendar", calendar_routes.put(tx, calendar).version, True


def _put_shift_rules(tx: Tx, section: ShiftRulesSection) -> Put:
    try:
        rules = shift_sections.rules_of(section, {queue.name: queue.id for queue in queues.everyone(tx)})
    except ValueError as error:
        raise Failure(words.RULE_SHAPE, where="shift_rules", why=error) from None
    now = shift_rules.in_force(tx)
    if now.version and now.rules == rules:
        return "shift_rules", now.version, False
    return "shift_rules", log.append(tx, ShiftRulesSet(rules=rules)).seq, True


def show(database: Database, console: Console, arguments: Namespace) -> int:
    """The rules as a file that ``rules set`` takes: those in force, or of one kind as a version had them."""

    def work(tx: Tx) -> list[str]:
        versions = [store.in_force(tx).version, calendars.newest(tx).version, shift_rules.in_force(tx).version]
        asked = versions if arguments.version is None else [arguments.version]
        known = [shown for version in asked if version for shown in _of_version(tx, version)]
        if not known:
            raise Failure(words.RULES_NO_VERSION, known=", ".join(map(str, _versions(tx))))
        return [_told(tx, section, version, plain) for section, version, plain in known]

    console.line("\n\n".join(database.read(work)))
    return 0


#: A section's name, its version, and what it says.
Shown = tuple[str, int, dict[str, Any]]


def _told(tx: Tx, section: str, version: int, plain: dict[str, Any]) -> str:
    (event,) = log.some(tx, [version])
    heading = f"# version {version}, {event.at.astimezone(clock.SEOUL):%Y-%m-%d %H:%M} {event.actor}".strip()
    return f"{heading}\n{toml.written({section: plain})}".rstrip("\n")


def _versions(tx: Tx) -> list[int]:
    found = [*store.versions(tx), *(one.version for one in calendars.versions(tx)), *shift_rules.versions(tx)]
    return sorted(version for version in found if version)


def _of_version(tx: Tx, version: int) -> Iterator[Shown]:
    remedies, rules = store.of(tx, version), shift_rules.of(tx, version)
    if remedies is not None:
        yield "remedies", version, msgspec.to_builtins(remedies.rules, builtin_types=(date,))
    if rules is not None:
        yield "shift_rules", version, shift_sections.rules_plain(rules.rules, _queue_names(tx))
    for one in calendars.versions(tx):
        if one.version == version:
            yield "calendar", version, shift_sections.calendar_plain(one.calendar)


def _queue_names(tx: Tx) -> dict[int, str]:
    return {queue.id: queue.name for queue in queues.everyone(tx)}
