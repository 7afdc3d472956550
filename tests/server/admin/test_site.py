"""A site's rules are checked before they are used."""

import pytest

from tests.server.admin.conftest import Administrator

GOOD_RULES = """
[[queues]]
name = "배송"
names = {ko = "배송", en = "Delivery"}
numbers = ["02-345-6789"]
default_code = "done"
[queues.codes]
done = {ko = "완료", en = "Done"}
[[templates]]
name = "인사"
kind = "reply"
[templates.words]
ko = "{customer} 고객님, {agent}입니다."
en = "Dear {customer}"
[[macros]]
names = {ko = "지연 사과", en = "Sorry"}
[[macros.steps]]
kind = "action"
action = "goodwill_credit"
values = {amount = 3000}
[[macros.steps]]
kind = "ticket"
queue = "배송"
[[macros.steps]]
kind = "article"
body = "{order} 사과함"
[calendar]
weekly = [["09:00-19:00"], [], [], [], [], [], []]
[shift_rules.targets."배송"]
level = 0.9
[[shift_rules.patterns]]
code = "early"
names = {ko = "조기", en = "Early"}
hours = ["09:00-18:00"]
"""


def test_a_good_rules_file_has_nothing_to_mend(terminal: Administrator) -> None:
    path = terminal.file("site.toml", GOOD_RULES)
    assert terminal("check-rules", path).status == 0
    assert terminal("site", "init", "--rules", path).status == 0
    assert "+8223456789 [done]" in terminal("site", "show").out
    queue_id = terminal.value("SELECT id FROM queues")
    assert f'"queue_id":{queue_id}' in str(terminal.value("SELECT steps FROM macros"))
    assert terminal("site", "init", "--rules", path).status == 0
    assert terminal.value("SELECT count(*) FROM macros") == 1
    assert terminal.value("SELECT count(*) FROM calendars") == terminal.value("SELECT count(*) FROM shift_rules") == 1


@pytest.mark.parametrize(
    ("change", "by", "said"),
    [
        ('default_code = "done"', 'default_code = "gone"', "gone"),
        ('en = "Done"', 'en = " "', "en"),
        ("{customer} 고객님", "{customr} 고객님", "{customr}"),
        ("{customer} 고객님", "{customer 고객님", "인사"),
        ("02-345-6789", "일이삼", "일이삼"),
        ('numbers = ["02-345-6789"]', 'numbers = ["02-345-6789", "+82 2 345 6789"]', "twice"),
        ('kind = "reply"', 'kind = "message"', "kind"),
        ('queue = "배송"', 'queue = "결제"', "결제"),
        ('"goodwill_credit"', '"teleport"', "/steps/0/action"),
        ("amount = 3000", 'amount = "많이"', "/steps/0/values/amount"),
        ("{order} 사과함", "{promise} 사과함", "{promise}"),
        ('en = "Sorry"', 'en = ""', "지연 사과"),
        ("done = {", '"Done!" = {', "codes"),
        ("default_code", "default_cod", "default_cod"),
        ("[[queues]]", "[[queues", "line 2"),
        ('"09:00-19:00"', '"19:00-09:00"', "/weekly/0"),
        ('targets."배송"', 'targets."배달"', "배달"),
        ('en = "Early"', 'en = ""', "pattern early"),
        ('"09:00-18:00"', '"09:00"', "09:00-18:00"),
    ],
)
def test_a_rules_file_is_mended_before_it_is_used(terminal: Administrator, change: str, by: str, said: str) -> None:
    assert change in GOOD_RULES
    path = terminal.file("site.toml", GOOD_RULES.replace(change, by))
    checked = terminal("check-rules", path)
    assert checked.status == 1
    assert said in checked.err
    assert terminal("site", "init", "--rules", path).status == 1
    assert terminal.value("SELECT count(*) FROM log") == 0


def test_a_number_that_leads_to_another_queue_already_is_refused(terminal: Administrator) -> None:
    assert terminal("site", "init", "--rules", terminal.file("site.toml", GOOD_RULES)).status == 0
    other = GOOD_RULES.replace('"배송"', '"결제"')
    refused = terminal("site", "init", "--rules", terminal.file("other.toml", other))
    assert refused.status == 1
    assert "+8223456789" in refused.err
    assert terminal.value("SELECT count(*) FROM queues") == 1


def test_two_queues_of_one_name_are_noticed(terminal: Administrator) -> None:
    path = terminal.file("site.toml", GOOD_RULES.split("[[templates]]")[0] * 2)
    assert "배송 stands twice" in terminal("check-rules", path).err
