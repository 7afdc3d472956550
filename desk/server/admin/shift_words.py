"""What the import and export of shifts say, in English and Korean."""

from desk.server.admin.words import Text

NOBODY = Text("there is nobody with this login who can be rostered", "이 아이디로 근무할 수 있는 사람이 없습니다")
NO_DAY = Text("it is not a date such as 2027-06-14", "2027-06-14 같은 날짜가 아닙니다")
NO_TIME = Text("it is not a time such as 09:00", "09:00 같은 시각이 아닙니다")
NO_HOURS = Text("they are no hours such as 12:00-13:00", "12:00-13:00 같은 시간대가 아닙니다")
NO_STRETCH = Text("it is not a list such as work 09:00-12:00; lunch 12:00-13:00",
                  "work 09:00-12:00; lunch 12:00-13:00 같은 목록이 아닙니다")  # fmt: skip
NO_PATTERN = Text("there is no such pattern; there are {known}", "그런 근무 유형이 없습니다. 있는 유형: {known}")
NO_ROOM = Text("the pattern does not fit into this day", "이 날에는 그 유형을 놓을 수 없습니다")
NOTHING = Text("give a pattern, or start and end", "근무 유형이나 시작과 종료를 적으십시오")
NO_FLAG = Text("it is neither yes nor no", "예/아니오가 아닙니다")
TWICE = Text("the same shift stands in line {line}", "같은 근무가 {line}번째 줄에 있습니다")
NO_SHIFT = Text("it is no shift: {why}", "근무가 될 수 없습니다: {why}")
BROKEN = Text("{rule}: {value}, and it may be {limit}", "{rule}: {value} (기준 {limit})")
NEEDS_WHY = Text("Say --why: shifts are published with shorter notice than {days} days",
                 "{days}일보다 촉박하게 공지되는 근무가 있습니다. --why로 이유를 적으십시오")  # fmt: skip
ALLOW_WHY = Text("Say with --why why rules are gone past", "규칙을 넘는 이유를 --why로 적으십시오")
DONE = Text("{made} new, {changed} changed, {unchanged} unchanged",
            "신규 {made}, 변경 {changed}, 변동 없음 {unchanged}")  # fmt: skip
NONE_DONE = Text(
    "{count} rows cannot be used, so nothing was imported",
    "쓸 수 없는 행이 {count}개 있어 아무것도 가져오지 않았습니다",
)

TOO_LONG = Text("{path} spans more than {days} days", "{path}에 {days}일이 넘는 기간이 들어 있습니다")

#: The rules of `desk.workforce.law`, as a planner calls them.
RULES = {
    "week_limit": Text("minutes a week with overtime", "연장 포함 주 근로시간(분)"),
    "overtime": Text("minutes a week without being marked as overtime", "연장 표시 없는 주 근로시간(분)"),
    "day_limit": Text("minutes a day without being marked as overtime", "연장 표시 없는 하루 근로시간(분)"),
    "rest": Text("minutes of rest within the work", "근무 중 휴게(분)"),
    "weekly_rest": Text("days in a row", "연속 근무일"),
    "between_shifts": Text("minutes between two shifts", "근무 사이 간격(분)"),
    "overlap": Text("minutes in two shifts at once", "겹치는 시간(분)"),
    "absent": Text("minutes on leave", "휴가와 겹치는 시간(분)"),
    "skill": Text("queues that are not theirs", "담당하지 않는 대기열 수"),
    "pattern": Text("patterns that were not agreed", "약정하지 않은 근무 유형 수"),
    "opening_hours": Text("minutes while the centre is closed", "운영 시간 밖(분)"),
}


def broken(rule: str) -> Text:
    """The sentence of a breach; its values are ``value`` and ``limit``."""
    name = RULES.get(rule, Text(rule, rule))
    return Text(BROKEN.en.replace("{rule}", name.en), BROKEN.ko.replace("{rule}", name.ko))
