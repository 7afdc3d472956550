"""``desk admin rules``: the limits of authority and the criteria of compensation, checked, set and shown."""

import tomllib
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk.contract.events import RemedyRulesSet
from desk.contract.remedy_rules import RemedyRules
from desk.server.admin import site, toml, words
from desk.server.admin.console import Console
from desk.server.admin.words import Failure, Text
from desk.server.rules import remedy_rules
from desk.server.store import clock, log, users
from desk.server.store import remedy_rules as store
from desk.server.store.db import Database, Tx

SECTION = "remedies"
Flaws = list[tuple[Text, dict[str, object]]]


def read(path: Path) -> tuple[RemedyRules | None, Flaws]:
    """The section of a rules file, whatever else is in it, and what is to be mended; Failure without the section."""
    try:
        plain: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Failure(words.NOT_READABLE, path=path, why=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [(words.RULE_SHAPE, {"where": path.name, "why": error})]
    if SECTION not in plain:
        raise Failure(words.RULES_NO_SECTION, path=path)
    try:
        rules = msgspec.convert(plain[SECTION], RemedyRules)
    except msgspec.ValidationError as error:
        return None, [(words.RULE_SHAPE, {"where": SECTION, "why": error})]
    flaws = remedy_rules.mistakes(rules)
    return rules, [(words.RULE_SHAPE, {"where": f"{SECTION}{pointer}", "why": why}) for pointer, why in flaws]


def check(console: Console, arguments: Namespace) -> int:
    """Say what is to be mended."""
    rules, flaws = read(arguments.file)
    if rules is None or flaws:
        return site.tell_flaws(console, arguments.file, flaws)
    console.say(words.REMEDY_RULES_GOOD, path=arguments.file, tables=len(rules.compensation))
    return 0


def put(database: Database, console: Console, arguments: Namespace) -> int:
    """Put the rules into force; while the server runs, they count from the next click."""
    rules, flaws = read(arguments.file)
    if rules is None or flaws:
        return site.tell_flaws(console, arguments.file, flaws)
    found = rules

    def work(tx: Tx) -> tuple[int, bool, list[str]]:
        now = store.in_force(tx)
        unknown = [login for login in found.agents if users.by_login(tx, login) is None]
        if now.version and now.rules == found:
            return now.version, False, unknown
        return log.append(tx, RemedyRulesSet(rules=found)).seq, True, unknown

    version, changed, unknown = database.write(work)
    for login in unknown:
        console.note(words.USER_UNKNOWN, login=login)
    console.say(words.RULES_SET if changed else words.RULES_SAME, version=version)
    return 0


def show(database: Database, console: Console, arguments: Namespace) -> int:
    """The rules as a file that ``rules set`` takes."""

    def work(tx: Tx) -> tuple[int, str, RemedyRules]:
        known = store.in_force(tx) if arguments.version is None else store.of(tx, arguments.version)
        if known is None or known.version == 0:
            raise Failure(words.RULES_NO_VERSION, known=", ".join(map(str, store.versions(tx))))
        (event,) = log.some(tx, [known.version])
        return known.version, f"{event.at.astimezone(clock.SEOUL):%Y-%m-%d %H:%M} {event.actor}".strip(), known.rules

    version, since, rules = database.read(work)
    plain = msgspec.to_builtins(rules, builtin_types=(date,))
    console.line(f"# version {version}, {since}")
    console.line(toml.written({SECTION: plain}).rstrip("\n"))
    return 0
