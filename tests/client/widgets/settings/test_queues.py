"""Queues, rules and profiles are set in the settings, by whoever may, and what makes no sense is said at its place."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from desk.client.models import week_hours
from desk.client.models.queue_setup import QueueSetUp
from desk.client.widgets.settings.assignment import AssignmentPage
from desk.client.widgets.settings.profiles import ProfilesPage
from desk.client.widgets.settings.queues import QueuesSetUpPage
from desk.client.widgets.settings.setup_page import SetUpPage
from desk.client.widgets.theme import Theme
from desk.contract.calendar import Hours
from desk.contract.events import AssignmentRulesSet, QueueSet
from desk.server.store import log
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.routes.conftest import Floor, floor

__all__ = ["floor"]


@pytest.fixture(autouse=True)
def _look(look: Theme) -> None:
    """Every window here wears Desk's look."""


@pytest.fixture(autouse=True)
def _server_ends_first(expected_log: list[str]) -> None:
    """A server that is shut down while a feed is being let go says so; nobody is there any more to mind."""
    expected_log += ["Exception in ASGI application", "socket.send() raised exception"]


def put_up(agent: Workplace, page: SetUpPage) -> None:
    """In the agent's window."""
    page.setParent(agent.window)
    page.resize(agent.window.size())
    page.show()


async def test_a_queue_is_set_up_with_its_skills_hours_and_targets(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path, login="admin") as admin:
        model = QueueSetUp(admin.desk.remote, admin.desk.outbox)
        page = QueuesSetUpPage(model, admin.desk.directory)
        put_up(admin, page)
        page.show_queue(admin.desk.directory.queues[floor.queue_id])
        page.skills.set_text("English")
        page.put()
        assert page.skills.error()
        page.skills.set_text("english, gift_wrap")
        page.own_hours.setChecked(True)
        page.days[0].set_text("9 to 5")
        page.put()
        assert page.days[0].error()
        page.days[0].set_text("09:00-12:00, 13:00-18:00")
        page.targets["first_answer"].setValue(30)
        page.assigns.setChecked(True)
        page.put()
        await until(lambda: "in force" in page.state.text())
        queue = next(one for one in floor.site.get("/queues", as_="lead").json() if one["id"] == floor.queue_id)
        assert queue["skills"] == ["english", "gift_wrap"]
        assert queue["assigns"] is True
        assert queue["targets"]["first_answer"] == 30
        assert queue["targets"]["hours"][0] == [{"opens": 540, "closes": 720}, {"opens": 780, "closes": 1080}]
        page.hide()
        model.deleteLater()


async def test_rules_and_profiles_are_kept(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path, login="admin") as admin:
        model = QueueSetUp(admin.desk.remote, admin.desk.outbox)
        rules, profiles = AssignmentPage(model), ProfilesPage(model)
        put_up(admin, rules)
        await until(lambda: model.rules is not None and bool(model.profiles))
        rules.take_back.setValue(0)
        rules.capacity.setValue(5.5)
        rules.put()
        await until(lambda: "in force" in rules.state.text())
        told = floor.site.get("/assignment-rules", as_="lead").json()["rules"]
        assert (told["capacity"], told["take_back_minutes"]) == (5.5, None)
        rules.hide()
        put_up(admin, profiles)
        someone = model.profiles[0]
        profiles.show_profile(someone)
        profiles.skills.set_text("english")
        profiles.own.setChecked(True)
        profiles.capacity.setValue(3)
        profiles.put()
        await until(lambda: "in force" in profiles.state.text())
        known = {one["user_id"]: one["profile"] for one in floor.site.get("/agents/profiles", as_="lead").json()}
        assert known[someone.user_id] == {"skills": ["english"], "capacity": 3.0}
        profiles.hide()
        model.deleteLater()


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("", []),
        ("09:00-18:00", [(540, 1080)]),
        ("9:00 ~ 12:00, 13:00-18:30", [(540, 720), (780, 1110)]),
        ("22:00-30:00", [(1320, 1800)]),
        ("18:00-09:00", None),
        ("09:00-12:00, 11:00-14:00", None),
        ("nine to five", None),
        ("09:75-12:00", None),
    ],
)
def test_hours_are_read_as_people_write_them(line: str, hours: list[tuple[int, int]] | None) -> None:
    found = week_hours.read(line)
    assert found == (None if hours is None else [Hours(opens=a, closes=b) for a, b in hours])
    if found is not None:
        assert week_hours.read(week_hours.written(found)) == found


async def test_what_is_being_written_stays_when_others_have_set_the_rules_meanwhile(
    floor: Floor, tmp_path: Path
) -> None:
    async with workplace(floor, tmp_path, login="admin") as admin:
        model = QueueSetUp(admin.desk.remote, admin.desk.outbox)
        page = AssignmentPage(model)
        put_up(admin, page)
        await until(lambda: model.rules is not None and bool(model.profiles))
        page.capacity.setValue(5.5)
        assert model.rules is not None
        others = replace(model.rules.rules, quiet_minutes=17)
        floor.site.write(lambda tx: log.append(tx, AssignmentRulesSet(rules=others)))
        page.put()
        await until(lambda: "What you wrote stays" in page.state.text())
        assert page.capacity.value() == 5.5
        page.put()
        await until(lambda: "in force" in page.state.text() and "saving" not in page.state.text())
        assert floor.site.get("/assignment-rules", as_="lead").json()["rules"]["capacity"] == 5.5
        page.hide()


async def test_a_queue_that_others_change_is_not_taken_from_under_whoever_writes(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path, login="admin") as admin:
        model = QueueSetUp(admin.desk.remote, admin.desk.outbox)
        page = QueuesSetUpPage(model, admin.desk.directory)
        put_up(admin, page)
        queue = admin.desk.directory.queues[floor.queue_id]
        page.show_queue(queue)
        page.skills.set_text("english")
        set_so = QueueSet(
            queue_id=queue.id, name="배송 2", names={}, numbers=tuple(queue.numbers),
            wrap_up_codes=tuple(queue.wrap_up_codes), default_code=queue.default_code, wrap_up_seconds=30,
        )  # fmt: skip
        floor.site.write(lambda tx: log.append(tx, set_so))
        await until(lambda: admin.desk.directory.queues[queue.id].version != queue.version)
        assert page.skills.text() == "english"
        page.put()
        await until(lambda: "in force" in page.state.text() and "saving" not in page.state.text())
        kept = next(one for one in floor.site.get("/queues", as_="lead").json() if one["id"] == queue.id)
        assert (kept["name"], kept["skills"]) == ("배송 2", ["english"])
        page.hide()
