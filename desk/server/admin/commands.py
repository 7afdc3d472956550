"""``desk admin site``, the log's check and rebuilding, copies, and the start of an import."""

import tempfile
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desk import paths
from desk.contract.users import Role, UserDraft
from desk.server.admin import accounts, import_words, site, words
from desk.server.admin.arrivals import ArrivalsImport
from desk.server.admin.console import Console
from desk.server.admin.importing import Import
from desk.server.admin.mapping import KINDS, Mapping, load
from desk.server.admin.report import Report
from desk.server.admin.words import Failure
from desk.server.routes import users as user_routes
from desk.server.store import log, queues, sessions, templates, upkeep
from desk.server.store.db import Database, Tx, attachments_of


def site_init(database: Database, console: Console, arguments: Namespace) -> int:
    """Make a site: queues and templates of a rules file, and the first administrator; again, add what is missing."""
    path = arguments.rules or paths.resource("site", "default.toml")
    rules, flaws = site.read(path)
    if rules is None or flaws:
        return site.tell_flaws(console, path, flaws)
    admins = [user.login for user in database.read(accounts.everyone) if user.role is Role.ADMIN and user.active]
    secret = "" if admins else accounts.password(console, arguments.admin, arguments.password_file)

    def work(tx: Tx) -> tuple[int, int]:
        if not admins:
            draft = UserDraft(login=arguments.admin, name=arguments.name, role=Role.ADMIN, password=secret)
            user_routes.create(tx, draft)
        return site.put(tx, rules)

    made = database.write(work)
    console.say(words.SITE_MADE, queues=made[0], templates=made[1])
    kept = (len(rules.queues) - made[0], len(rules.templates) - made[1])
    if any(kept):
        console.say(words.SITE_KEPT, queues=kept[0], templates=kept[1])
    console.say(words.ADMIN_THERE if admins else words.ADMIN_MADE, login=", ".join(admins) or arguments.admin)
    return 0


def check_rules(console: Console, arguments: Namespace) -> int:
    """Say what in a rules file is to be mended."""
    rules, flaws = site.read(arguments.file)
    if rules is None or flaws:
        return site.tell_flaws(console, arguments.file, flaws)
    console.say(words.RULES_GOOD, path=arguments.file, queues=len(rules.queues), templates=len(rules.templates))
    return 0


def site_show(database: Database, console: Console, _arguments: Namespace) -> int:
    """What a site has: people, queues, ready words, connectors, and how much has happened."""

    def work(tx: Tx) -> list[tuple[object, ...]]:
        users = accounts.everyone(tx)
        rows: list[tuple[object, ...]] = [
            ("database", database.path),
            *((name, f"{count:,}") for name, count in upkeep.counts(tx).items()),
            ("users", ", ".join(f"{user.login} ({user.role})" for user in users if user.active)),
        ]
        for queue in queues.everyone(tx):
            codes = ", ".join(code.code for code in queue.wrap_up_codes)
            rows.append((f"queue {queue.name}", f"{' '.join(queue.numbers)} [{codes}]"))
        rows.append(("templates", ", ".join(template.name for template in templates.everyone(tx))))
        valid = [f"{one.name} ({one.kind})" for one in sessions.connectors(tx) if one.revoked is None]
        rows.append(("connectors", ", ".join(valid)))
        return rows

    console.table(database.read(work))
    return 0


def verify_log(database: Database, console: Console, _arguments: Namespace) -> int:
    """Check the hash of every record of the log."""
    broken, head = database.read(lambda tx: (log.verify(tx), tx.head))
    if broken is not None:
        raise Failure(words.LOG_BROKEN, seq=broken)
    console.say(words.LOG_WHOLE, count=head)
    return 0


def rebuild(database: Database, console: Console, arguments: Namespace) -> int:
    """Fill every derived table from the log again, or only compare them with it."""
    if arguments.check:
        different = upkeep.differences(database.path)
        if different:
            raise Failure(words.OTHER_STATE, tables=", ".join(different))
        console.say(words.SAME_STATE, count=len(log.DERIVED) + len(log.INDEXES))
        return 0
    database.write(log.rebuild)
    console.say(words.REBUILT, count=database.read(lambda tx: tx.head))
    return 0


def backup(database: Database, console: Console, arguments: Namespace) -> int:
    """Copy database and files into a folder, and check the copy."""
    folder: Path = arguments.folder
    target = folder / f"{database.path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        upkeep.copy(database.path, target)
        files = upkeep.copy_files(arguments.attachments or attachments_of(database.path), folder / "files")
    except OSError as error:
        raise Failure(words.NOT_WRITABLE, path=folder, why=error) from None
    damage = upkeep.damage(target)
    if damage:
        raise Failure(words.BACKUP_BAD, path=target, why=damage)
    with closing(Database(target)) as copied:
        head, broken = copied.read(lambda tx: (tx.head, log.verify(tx)))
    if broken is not None:
        raise Failure(words.LOG_BROKEN, seq=broken)
    console.say(words.BACKED_UP, path=target, size=target.stat().st_size, files=files, seq=head)
    return 0


def import_files(database: Database, console: Console, arguments: Namespace) -> int:
    """Import one file, or every file of a folder that a mapping names; 1 when rows were refused."""
    mapping = load(arguments.mapping)
    jobs = _jobs(mapping, arguments.file, arguments.kind, arguments.mapping)
    if not arguments.dry_run:
        return _run(database, console, mapping, jobs, arguments.report)
    with tempfile.TemporaryDirectory(prefix="desk-trial-", dir=database.path.parent) as folder:
        scratch = Path(folder) / "trial.db"
        upkeep.copy(database.path, scratch)
        with closing(Database(scratch)) as trial:
            status = _run(trial, console, mapping, jobs, arguments.report)
    console.say(import_words.TRIED)
    return status


def _jobs(mapping: Mapping, path: Path, kind: str | None, where: Path) -> list[tuple[str, Path]]:
    """(kind, file) in the order in which records need each other."""
    named = [one for one in KINDS if mapping.section(one) is not None]
    if kind is None and len(named) == 1 and not path.is_dir():
        kind = named[0]
    if kind is not None:
        section = mapping.section(kind)
        if section is None:
            raise Failure(import_words.NO_SECTION, path=where, kind=kind)
        if not path.is_dir():
            return [(kind, path)]
        if not section.file:
            raise Failure(import_words.NO_FILE_FOR, kind=kind)
        return [(kind, path / section.file)]
    if not path.is_dir():
        raise Failure(import_words.NO_KIND, path=path, status=2)
    sections = ((one, mapping.section(one)) for one in KINDS)
    return [(one, path / section.file) for one, section in sections if section is not None and section.file]


def _run(database: Database, console: Console, mapping: Mapping, jobs: list[tuple[str, Path]], reports: Path) -> int:
    refused = 0
    for kind, path in jobs:
        report = Report(reports / f"{path.name}.errors.csv", console.lang)
        made = ArrivalsImport if kind == "arrivals" else Import
        work = made(database, mapping, kind, path, console, report)
        try:
            refused += work.run().refused
        except OSError as error:
            raise Failure(words.NOT_READABLE, path=error.filename or path, why=error.strerror) from None
        except KeyboardInterrupt:
            console.note(import_words.INTERRUPTED, row=work.place.done)
            raise
        if report.path.exists():
            console.say(import_words.REPORTED, path=report.path)
    return 1 if refused else 0
