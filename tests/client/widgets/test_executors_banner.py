"""A system of the shop that takes no commands is told to those who can settle it, until it is settled."""

from desk.client.models.executors import Fault, troubles
from desk.contract.events import ExecutorChanged
from desk.contract.executors import Executor, ExecutorDraft
from desk.server.outbound.job import Job, Later
from desk.server.routes import executors, outcomes
from desk.server.rules.deliveries import DeliveryRules
from desk.server.store import deliveries, log
from desk.server.store.db import Tx
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.conftest import Site
from tests.server.executor_rig import at_once
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

URL = "http://127.0.0.1:9/pay"


def turned_off(site: Site) -> None:
    """The payment system answered 410."""
    fact = ExecutorChanged(executor="payment", url=URL, enabled=False, why="410 Gone")
    site.write(lambda tx: log.append(tx, fact))


def words(client: Client) -> str:
    """What the alarm says; empty when it is not there."""
    alarm = client.workspace.alarm
    return "" if alarm.isHidden() else alarm.banner.words.text()


async def test_an_administrator_is_told_what_to_do_until_it_is_done(floor: Floor, start: Start) -> None:
    async with start("admin") as admin:
        assert not words(admin)
        turned_off(floor.site)
        await until(lambda: bool(words(admin)))
        assert "410 Gone" in words(admin)
        assert "desk admin executor enable payment" in words(admin)
        admin.settings.language = "ko"
        await until(lambda: "결제 시스템" in words(admin))
        floor.site.write(lambda tx: executors.put(tx, "payment", ExecutorDraft(url=URL)))
        await until(lambda: not words(admin))


async def test_a_lead_reads_it_and_is_given_no_command(floor: Floor, start: Start) -> None:
    turned_off(floor.site)
    async with start("lead") as lead:
        await until(lambda: bool(words(lead)))
        assert "tell an administrator" in words(lead)
        assert "desk admin" not in words(lead)
        assert lead.workspace.alarm.banner.action.isHidden()


async def test_an_agent_is_not_bothered(floor: Floor, start: Start) -> None:
    turned_off(floor.site)
    async with start("agent") as agent:
        assert "executors" not in agent.desk.remote.feed.topics
        assert not words(agent)


async def test_a_command_that_is_given_up_is_told_at_once_and_so_is_that_it_is_sent_again(
    floor: Floor, start: Start, expected_log: list[str]
) -> None:
    expected_log.append("gave up command")
    shop = Shop(floor.site, at_once())
    floor.site.write(lambda tx: executors.put(tx, "payment", ExecutorDraft(url=URL)))
    shop.remedy(shop.ask("goodwill_credit", shop.order("A-1"), values={"amount": 5_000}))
    floor.site.sweep()

    def give_up(tx: Tx) -> int:
        one = deliveries.delivery(tx, int(tx.value("SELECT id FROM deliveries")))
        assert one is not None
        job = Job(delivery_id=one.id, executor="payment", url="", secrets=(), key=one.key, body=b"", asks=False)
        outcomes.report(tx, job, Later("503"), DeliveryRules(given_up_after=-1))
        return one.id

    async with start("admin") as admin:
        await until(lambda: "executors" in admin.desk.remote.feed.topics)
        given_up = floor.site.write(give_up)
        await until(lambda: "replay --all" in words(admin))
        floor.site.write(lambda tx: executors.replay(tx, given_up))
        await until(lambda: not words(admin))


def test_the_worst_is_told_first_and_what_nobody_waits_for_is_no_trouble() -> None:
    def executor(name: str, **how: object) -> Executor:
        known: dict[str, object] = {
            "url": URL, "enabled": True, "why": "", "actions": [], "waiting": 0, "trouble": "", "dead": 0, "version": 1,
        }  # fmt: skip
        return Executor(name=name, **(known | how))  # type: ignore[arg-type]

    found = troubles(
        [
            executor("a", dead=2),
            executor("b", url="", enabled=False, waiting=1),
            executor("c", url="", enabled=False),
            executor("d", enabled=False),
            executor("e"),
        ]
    )
    assert [(one.executor.name, one.fault) for one in found] == [
        ("d", Fault.OFF),
        ("b", Fault.NOWHERE),
        ("a", Fault.DEAD),
    ]
