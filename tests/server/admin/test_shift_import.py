"""An administrator takes over a rota from a table: all of it or nothing, and again without change."""

import pytest

from desk.contract.users import Role, UserDraft
from desk.server.admin_cli import opened
from desk.server.routes import users
from desk.server.store import shifts as store
from desk.server.store.db import Tx
from tests.server.admin.conftest import Administrator
from tests.server.phone_rig import phone_shows
from tests.server.shift_rig import MONDAY, at

PEOPLE = ("minji", "seoyun", "doyun")
ROTA = """login,day,pattern,start,end
minji,2027-06-14,early,,
minji,2027-06-15,late,,
seoyun,2027.6.14,,10:00,19:00
doyun,2027-06-14,,14:00,17:30
"""


@pytest.fixture
def planner(admin: Administrator) -> Administrator:
    """An administrator whose people can be rostered."""

    def enrol(tx: Tx) -> None:
        for login in PEOPLE:
            users.create(tx, UserDraft(login=login, name=f"={login}", role=Role.AGENT, password="correct horse"))

    database = opened(f"sqlite:///{admin.path}", False)
    database.write(enrol)
    database.close()
    return admin


def imported(planner: Administrator, text: str, *more: object, lang: str = "en") -> tuple[int, str]:
    """Import a table; the exit status and what was said."""
    path = planner.file("rota.csv", text)
    said = planner("shifts", "import", path, "--report", planner.folder, *more, lang=lang)
    return said.status, said.out + said.err


def exported(planner: Administrator, *more: object) -> str:
    """The week as a table."""
    said = planner("shifts", "export", "--since", "2027-06-14", "--until", "2027-06-20", *more)
    assert said.status == 0, said.err
    return said.out


def test_a_rota_is_taken_over_as_drafts_and_again_without_change(planner: Administrator) -> None:
    status, said = imported(planner, ROTA)
    assert (status, "4 new, 0 changed, 0 unchanged" in said) == (0, True), said
    head = planner.read(lambda tx: tx.head)
    assert planner.rows("SELECT DISTINCT state FROM shifts") == [("draft",)]
    assert "0 new, 0 changed, 4 unchanged" in imported(planner, ROTA)[1]
    assert planner.read(lambda tx: tx.head) == head


def test_hours_get_the_lunch_that_the_law_asks_for(planner: Administrator) -> None:
    imported(planner, ROTA)
    rows = planner.rows("SELECT segments FROM shifts ORDER BY id")
    ten_to_seven, half_day = str(rows[2][0]), str(rows[3][0])
    assert f'"lunch","start":"{at(MONDAY, "12:00")}","end":"{at(MONDAY, "13:00")}"' in ten_to_seven
    assert "lunch" not in half_day


def test_what_is_exported_can_be_imported_without_change(planner: Administrator) -> None:
    night = "minji,2027-06-18,night,,\nseoyun,2027-06-16,split,,\n"
    assert imported(planner, ROTA + night, "--allow", "opening_hours", "--why", "야간 시험")[0] == 0
    table = exported(planner, "--drafts")
    assert table.count("\n") == 7
    assert "'=minji" in table, "a name is no formula"
    assert "work 22:00-" in table
    assert "0 new, 0 changed, 6 unchanged" in imported(planner, table)[1]
    file = planner.folder / "out.csv"
    exported(planner, "--drafts", file)
    assert "6 unchanged" in imported(planner, file.read_bytes().decode("utf-8-sig"))[1]
    assert exported(planner).count("\n") == 1, "drafts are only for those who ask for them"


def test_a_changed_row_changes_its_shift_and_the_others_stay(planner: Administrator) -> None:
    imported(planner, ROTA)
    changed = ROTA.replace("minji,2027-06-14,early", "minji,2027-06-14,late")
    assert "0 new, 1 changed, 3 unchanged" in imported(planner, changed, "--why", "교대 변경")[1]
    assert planner.value("SELECT count(*) FROM shifts") == 4
    assert planner.rows("SELECT pattern, why FROM shifts ORDER BY id")[0] == ("late", "교대 변경")
    second = changed + "minji,2027-06-14,,19:00,19:30\n"
    assert "1 new, 0 changed, 4 unchanged" in imported(planner, second, "--allow", "day_limit", "--allow",
                                                       "opening_hours", "--why", "x")[1]  # fmt: skip


def test_drafts_are_published_by_importing_them_so(planner: Administrator) -> None:
    imported(planner, ROTA)
    assert "0 new, 0 changed, 4 unchanged" in imported(planner, ROTA, "--publish")[1]
    assert planner.rows("SELECT DISTINCT state, published FROM shifts") == [("published", 1)]
    head = planner.read(lambda tx: tx.head)
    imported(planner, ROTA, "--publish")
    assert planner.read(lambda tx: tx.head) == head
    assert exported(planner).count("\n") == 5


def test_publishing_late_needs_a_reason(planner: Administrator) -> None:
    today = planner.read(lambda tx: tx.now.date().isoformat())
    row = f"login,day,pattern\nminji,{today},early\n"
    assert imported(planner, row, "--publish") == (
        1,
        "Say --why: shifts are published with shorter notice than 7 days\n",
    )
    assert planner.value("SELECT count(*) FROM shifts") == 0
    assert imported(planner, row, "--publish", "--why", "결원")[0] == 0


WRONG = [
    ("nobody,2027-06-14,early,,", "login", "nobody with this login"),
    ("admin,2027-06-14,early,,", "login", "nobody with this login"),
    ("minji,2027-02-30,early,,", "day", "not a date"),
    ("minji,0001-01-01,early,,", "day", "not a date"),
    ("minji,2027-06-16,earlier,,", "pattern", "there are early, late"),
    ("minji,2027-06-16,,,", "pattern", "give a pattern"),
    ("minji,2027-06-16,,25:61,26:00", "start", "not a time"),
    ("minji,2027-06-16,,09:00,", "end", "not a time"),
    ("minji,2027-06-16,,09:00", "", "4 columns instead of 5"),
    ("minji,2027-06-14,early,,", "", "stands in line 2"),
    ("minji,2027-06-14,,13:00,14:00", "day", "in two shifts at once"),
    ("minji,2027-06-16,,00:00,23:59", "day", "minutes a day"),
    ("minji,2027-06-16,night,,", "day", "while the centre is closed"),
]


@pytest.mark.parametrize(("row", "column", "why"), WRONG)
def test_one_row_that_cannot_be_used_keeps_all_of_them_out_and_is_told(
    planner: Administrator, row: str, column: str, why: str
) -> None:
    head = planner.read(lambda tx: tx.head)
    status, said = imported(planner, ROTA + row + "\n")
    assert (status, "nothing was imported" in said) == (1, True), said
    assert planner.read(lambda tx: tx.head) == head
    report = planner.report("rota.csv")
    assert all(line[1] == "rota.csv" for line in report)
    assert any(line[0] in ("2", "6") and line[2] == column and why in line[4] for line in report), report


def test_a_good_import_leaves_no_report_of_a_bad_one(planner: Administrator) -> None:
    imported(planner, ROTA + "nobody,2027-06-14,early,,\n")
    assert imported(planner, ROTA)[0] == 0
    assert not (planner.folder / "rota.csv.errors.csv").exists()


def test_korean_tables_are_read_and_answered_in_korean(planner: Administrator) -> None:
    table = "아이디,날짜,유형,시작,종료,점심,연장\nminji,2027.06.14.,,09:00,18:00,11:30-12:30,아니오\n".encode("cp949")
    path = planner.file("근무표.csv", table)
    said = planner("shifts", "import", path, "--report", planner.folder, lang="ko")
    assert (said.status, "신규 1" in said.out) == (0, True), said
    segments = str(planner.value("SELECT segments FROM shifts"))
    assert f'"lunch","start":"{at(MONDAY, "11:30")}"' in segments


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("login,pattern\nminji,early\n", "has no column day"),
        ("", "empty"),
        ("login,day,pattern\nminji,2027-06-14,early\nminji,2029-06-14,early\n", "spans more than 400 days"),
    ],
)
def test_a_file_that_is_no_rota_is_refused(planner: Administrator, text: str, said: str) -> None:
    status, told = imported(planner, text)
    assert (status, said in told) == (1, True), told
    assert planner.value("SELECT count(*) FROM shifts") == 0


def test_rules_are_gone_past_only_with_a_reason(planner: Administrator) -> None:
    status, said = imported(planner, ROTA, "--allow", "opening_hours")
    assert (status, "--why" in said) == (2, True)


def test_a_rota_as_a_calendar(planner: Administrator) -> None:
    imported(planner, ROTA, "--publish")
    events = phone_shows(exported(planner, "--format", "ics").encode())
    assert sorted(str(event["summary"]) for event in events) == ["=doyun", "=minji Early", "=minji Late", "=seoyun"]
    (first,) = [event for event in events if event["summary"] == "=minji Early"]
    (shift,) = [one for one in planner.read(lambda tx: store.of_days(tx, MONDAY, MONDAY, drafts=False))
                if one.pattern == "early"]  # fmt: skip
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (shift.start, shift.end)
    backwards = planner("shifts", "export", "--since", "2027-06-14", "--until", "2027-06-13")
    assert backwards.status == 2
