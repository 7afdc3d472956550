"""``desk admin compensation``: what the published criteria come to for everything that was broken so far."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator

import msgspec

from desk.actions import late_delivery
from desk.actions.action import Case
from desk.actions.judge import judge
from desk.server.admin import site, words
from desk.server.admin.console import Console
from desk.server.store import promises, remedy_rules, situations
from desk.server.store.db import Database, Tx

BATCH = 500


def report(database: Database, console: Console, arguments: Namespace) -> int:
    """Count what is late and add up what it would be paid, by what stands in the way of the rest."""
    tables = None
    if arguments.rules is not None:
        rules, flaws = site.read(arguments.rules)
        if rules is None or flaws or rules.remedies is None:
            return site.tell_flaws(console, arguments.rules, flaws)
        tables = rules.remedies.compensation
    paid, barred = list[int](), Counter[str]()
    with_tables = tables if tables is not None else database.read(remedy_rules.in_force).rules.compensation
    for case in database.read(lambda tx: list(cases(tx, arguments.delivered))):
        situation = msgspec.structs.replace(case.situation, compensation=with_tables)
        preview = judge(late_delivery.ACTION, Case(situation, case.order), late_delivery.ACTION.defaults(case))
        if preview.effect is not None:
            paid.append(preview.effect.amount)
        elif preview.obstacle is not None:
            barred[preview.obstacle.code] += 1
    console.say(words.OWED, late=f"{len(paid) + barred.total():,}", paid=f"{len(paid):,}", won=f"{sum(paid):,}")
    for code, count in barred.most_common():
        console.say(words.OWED_NOT, code=code, count=f"{count:,}")
    return 0


def cases(tx: Tx, delivered: bool) -> Iterator[Case]:
    """Every order whose delivery promise was broken; only those that have come when ``delivered``."""
    after = 0
    while found := promises.broken_deliveries(tx, after, BATCH):
        for promise_id, customer_id, order_id in found:
            after = promise_id
            here = situations.situation(tx, customer_id, None, order_id)
            order = next((one for one in here.orders if one.id == order_id), None) if here else None
            if here is not None and order is not None and not (delivered and order.delivered_at is None):
                yield Case(here, order)
