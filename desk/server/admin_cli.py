"""``desk admin``: set up a site, its people and connectors; import, check, rebuild and copy its database."""

import argparse
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from desk.contract.errors import Refusal
from desk.contract.users import Role
from desk.server.admin import (
    accounts,
    assignment,
    audit,
    commands,
    compensation,
    executors,
    rota,
    rules,
    shift_export,
    shift_import,
    switches,
    words,
)
from desk.server.admin.console import Console
from desk.server.admin.mapping import KINDS
from desk.server.admin.words import LANGUAGES, Failure
from desk.server.store.db import Database, path_of
from desk.server.store.migrate import MigrationError

Subparsers = argparse._SubParsersAction  # pyright: ignore[reportPrivateUsage] (argparse has no public name for it)


def parser() -> argparse.ArgumentParser:
    """The command line of ``desk admin``; every command sets ``run``, ``files`` for those without a database."""
    found = argparse.ArgumentParser(prog="desk admin", description=__doc__)
    found.add_argument("--database", default="sqlite:///desk.db", help="sqlite:///PATH (default: %(default)s)")
    found.add_argument("--lang", choices=LANGUAGES, help="language of what is said (default: the terminal's)")
    found.set_defaults(files=False, makes=False)
    nouns = found.add_subparsers(required=True, metavar="COMMAND")
    _site(nouns)
    _users(nouns)
    _tokens(nouns)
    _executors(nouns)
    _switches(nouns)
    _rules(nouns)
    _import(nouns)
    _shifts(nouns)
    _rota(nouns)
    _upkeep(nouns)
    return found


def _command(verbs: "Subparsers[argparse.ArgumentParser]", word: str, text: str) -> argparse.ArgumentParser:
    """A command, after which the common options may stand as well as before it."""
    made = verbs.add_parser(word, help=text)
    made.add_argument("--database", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    made.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return made


def _on_one(
    verbs: "Subparsers[argparse.ArgumentParser]", noun: str, word: str, run: Callable[..., int], text: str
) -> argparse.ArgumentParser:
    """A command about one thing, which is named by its ``noun``."""
    made = _command(verbs, word, text)
    made.add_argument(noun)
    made.set_defaults(run=run)
    return made


def _site(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("site", help="make a site, or show it").add_subparsers(required=True, metavar="VERB")
    init = _command(verbs, "init", "make the database, queues, templates and the first administrator")
    init.add_argument("--rules", type=Path, metavar="FILE", help="rules file (default: a Korean shop)")
    init.add_argument("--admin", default="admin", metavar="LOGIN", help="login of the administrator")
    init.add_argument("--name", default="관리자", help="name of the administrator")
    _password(init)
    init.set_defaults(run=commands.site_init, makes=True)
    _command(verbs, "show", "what the site has").set_defaults(run=commands.site_show)
    check = _command(nouns, "check-rules", "say what in a rules file is to be mended")
    check.add_argument("file", type=Path)
    check.set_defaults(run=commands.check_rules, files=True)


def _password(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=f"its first line is the password (else ${accounts.PASSWORD_VARIABLE}, else it is asked for)",
    )


def _users(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("user", help="people who may sign in").add_subparsers(required=True, metavar="VERB")
    add = _command(verbs, "add", "make an account")
    add.add_argument("login")
    add.add_argument("--name")
    add.add_argument("--role", choices=list(map(str, Role)), default=str(Role.AGENT))
    add.add_argument("--queue", action="append", default=[], metavar="NAME", help="may stand several times")
    add.add_argument("--extension", help="the telephone the exchange knows this person by")
    _password(add)
    add.set_defaults(run=accounts.add)
    _command(verbs, "list", "every account").set_defaults(run=accounts.show)
    _on_one(verbs, "login", "disable", accounts.disable, "end every session and refuse new ones")
    _on_one(verbs, "login", "enable", accounts.enable, "let somebody sign in again")
    text = "give a new password and end every session"
    _password(_on_one(verbs, "login", "set-password", accounts.set_password, text))


def _tokens(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("token", help="connectors that may push").add_subparsers(required=True, metavar="VERB")
    issue = _command(verbs, "issue", "make a token and show it once")
    issue.add_argument("kind", choices=["cti", "ingest"])
    issue.add_argument("name")
    issue.set_defaults(run=accounts.issue_token)
    _command(verbs, "list", "every connector").set_defaults(run=accounts.list_tokens)
    revoke = _command(verbs, "revoke", "refuse a connector from now on")
    revoke.add_argument("name")
    revoke.add_argument("--kind", choices=["cti", "ingest"], help="only this kind")
    revoke.set_defaults(run=accounts.revoke_token)


def _executors(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("executor", help="the shop's systems that carry remedies out")
    found = verbs.add_subparsers(required=True, metavar="VERB")
    put = _command(found, "set", "say where an executor is; shows its secret once")
    put.add_argument("name")
    put.add_argument("url")
    put.set_defaults(run=executors.put)
    _command(found, "list", "every executor the actions need").set_defaults(run=executors.show)
    _on_one(found, "name", "disable", executors.disable, "send it nothing; commands wait")
    _on_one(found, "name", "enable", executors.enable, "send it commands again")
    _on_one(found, "name", "rotate-secret", executors.rotate_secret, "make a new secret and show it once")
    _command(found, "deliveries", "commands that were given up").set_defaults(run=executors.list_dead)
    replay = _command(found, "replay", "send given-up commands again, under the same keys")
    which = replay.add_mutually_exclusive_group(required=True)
    which.add_argument("id", type=int, nargs="?", metavar="ID")
    which.add_argument("--all", action="store_true")
    replay.set_defaults(run=executors.replay)


def _switches(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("switch", help="telephone systems that are told who is available")
    found = verbs.add_subparsers(required=True, metavar="VERB")
    webhook = _command(found, "webhook", "tell one by signed webhooks; shows its secret once")
    webhook.add_argument("name")
    webhook.add_argument("url")
    webhook.set_defaults(run=switches.webhook)
    asterisk = _command(found, "asterisk", "tell one over Asterisk's manager interface")
    for word in ("name", "host", "login"):
        asterisk.add_argument(word)
    asterisk.add_argument("--port", type=int, default=5038)
    asterisk.add_argument("--tls", action="store_true")
    asterisk.add_argument("--interface", default="PJSIP/{extension}", help="a queue member's, of an extension")
    asterisk.add_argument("--telephone", default="PJSIP/{extension}", help="what leads listen by, of an extension")
    asterisk.add_argument("--secret-file", type=Path, metavar="FILE", help="its first line is the manager's secret")
    asterisk.set_defaults(run=switches.asterisk)
    for one in (webhook, asterisk):
        one.add_argument("--listens", action="store_true", help="it can let leads listen to calls")
    _command(found, "list", "every telephone system, and how it is").set_defaults(run=switches.show)
    _on_one(found, "name", "disable", switches.disable, "tell it nothing")
    _on_one(found, "name", "enable", switches.enable, "tell it of everybody anew")
    _on_one(found, "name", "remove", switches.remove, "forget it and its secrets")
    _on_one(found, "name", "rotate-secret", switches.rotate_secret, "make a new signing secret and show it once")


def _rules(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    made = nouns.add_parser("rules", help="authority and compensation, the calendar, the rules of shifts")
    verbs = made.add_subparsers(required=True, metavar="VERB")
    check = _command(verbs, "check", "say what in [remedies], [calendar] and [shift_rules] of a file is to be mended")
    check.add_argument("file", type=Path)
    check.set_defaults(run=rules.check, files=True)
    put = _command(verbs, "set", "put [remedies], [calendar] and [shift_rules] of a file into force")
    put.add_argument("file", type=Path)
    put.set_defaults(run=rules.put)
    show = _command(verbs, "show", "the rules in force, as a file that can be set")
    show.add_argument("--version", type=int, help="an earlier version")
    show.set_defaults(run=rules.show)


def _import(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verb = _command(nouns, "import", "take over customers, orders, surveys, tickets and earlier calls from files")
    verb.add_argument("file", type=Path, help="a CSV or JSON-lines file, or a folder of the files a mapping names")
    verb.add_argument("--mapping", type=Path, required=True, metavar="FILE", help="which column is what (TOML)")
    verb.add_argument("--kind", choices=list(KINDS), help="what is in the file (default: the mapping's only one)")
    verb.add_argument("--dry-run", action="store_true", help="try it on a copy of the database, change nothing")
    verb.add_argument("--report", type=Path, default=Path(), metavar="FOLDER", help="where reports go (default: here)")
    verb.set_defaults(run=commands.import_files)


def _shifts(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("shifts", help="who works when, from and to files")
    made = verbs.add_subparsers(required=True, metavar="VERB")
    load = _command(made, "import", "take over the shifts of a table, all of them or none")
    load.add_argument("file", type=Path, help="CSV with the columns login, day, and pattern or start and end")
    load.add_argument("--publish", action="store_true", help="they hold at once (default: drafts)")
    load.add_argument("--why", default="", help="the reason, kept with every shift")
    load.add_argument("--allow", action="append", default=[], metavar="RULE", help="go past a rule of the site's")
    load.add_argument("--report", type=Path, default=Path(), metavar="FOLDER", help="where reports go (default: here)")
    load.set_defaults(run=shift_import.run)
    save = _command(made, "export", "write shifts as a table that can be imported again, or as a calendar")
    save.add_argument("file", type=Path, nargs="?", help="default: the terminal")
    save.add_argument("--since", type=date.fromisoformat, required=True, metavar="DAY")
    save.add_argument("--until", type=date.fromisoformat, required=True, metavar="DAY")
    save.add_argument("--format", choices=["csv", "ics"], default="csv")
    save.add_argument("--drafts", action="store_true", help="with what is not published yet")
    save.set_defaults(run=shift_export.run)


def _rota(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("rota", help="let a rota be proposed").add_subparsers(required=True, metavar="VERB")
    verb = _command(verbs, "propose", "think out who works when; Ctrl-C keeps the best so far")
    verb.add_argument("--since", type=date.fromisoformat, required=True, metavar="DAY")
    verb.add_argument("--until", type=date.fromisoformat, required=True, metavar="DAY")
    verb.add_argument("--team", metavar="NAME", help="only its people (default: everybody)")
    verb.add_argument("--seconds", type=int, default=120, help="how long to think (default: %(default)s)")
    verb.add_argument("--accept", action="store_true", help="make its shifts drafts at once")
    verb.set_defaults(run=rota.propose)


def _upkeep(nouns: "Subparsers[argparse.ArgumentParser]") -> None:
    _command(nouns, "verify-log", "check every record's hash").set_defaults(run=commands.verify_log)
    export = _command(nouns, "export-audit", "write everything about remedies, from the log alone, into a file")
    export.add_argument("file", type=Path, help="its name ends in .csv or .jsonl")
    export.set_defaults(run=audit.export)
    why = _command(nouns, "explain-assignment", "say why a ticket is where it is, and how everybody stood")
    why.add_argument("ticket", type=int, metavar="TICKET")
    why.add_argument("--all", action="store_true", help="how everybody stood each time before, too")
    why.set_defaults(run=assignment.explain)
    owed = _command(nouns, "compensation", "what the criteria would pay for every late delivery; pays nothing")
    owed.add_argument("--rules", type=Path, metavar="FILE", help="try these criteria (default: those in force)")
    owed.add_argument("--delivered", action="store_true", help="only parcels that have come")
    owed.set_defaults(run=compensation.report)
    rebuild = _command(nouns, "rebuild", "fill the tables from the log again; the server's writes wait meanwhile")
    rebuild.add_argument("--check", action="store_true", help="only compare, on a copy; change nothing")
    rebuild.set_defaults(run=commands.rebuild)
    copy = _command(nouns, "backup", "copy database and files while the server runs")
    copy.add_argument("folder", type=Path)
    copy.add_argument("--attachments", type=Path, metavar="DIR", help="where files are stored (as for desk server)")
    copy.set_defaults(run=commands.backup)


def opened(address: str, makes: bool) -> Database:
    """The database of an address; only ``site init`` makes one that is not there."""
    try:
        path = path_of(address)
        if not makes and not path.exists():
            raise Failure(words.NO_DATABASE, path=path, status=2)
        path.parent.mkdir(parents=True, exist_ok=True)
        return Database(path)
    except ValueError as error:
        raise Failure(words.REFUSED, status=2, why=error) from None
    except (MigrationError, sqlite3.Error, OSError) as error:
        raise Failure(words.BAD_DATABASE, path=address, why=error) from None


def main(argv: list[str]) -> int:
    """Run ``desk admin`` with these arguments; 0 is done, 1 something is to be mended, 2 wrong use."""
    arguments = parser().parse_args(argv)
    console = Console(words.language(arguments.lang))
    try:
        if arguments.files:
            return int(arguments.run(console, arguments))
        with closing(opened(arguments.database, arguments.makes)) as database:
            return int(arguments.run(database, console, arguments))
    except Failure as failure:
        return console.fail(failure)
    except Refusal as refusal:
        return console.fail(Failure(words.REFUSED, why=refusal.problem.detail))
    except sqlite3.Error as error:
        return console.fail(Failure(words.BAD_DATABASE, path=arguments.database, why=error))
    except KeyboardInterrupt:
        console.note(words.STOPPED)
        return 130
