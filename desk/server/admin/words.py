"""What ``desk admin`` says to an administrator, in English and Korean."""

import os
from dataclasses import dataclass

from desk.server.rules.records import Reason

LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages, with ``{places}`` for values."""

    en: str
    ko: str

    def say(self, lang: str, **values: object) -> str:
        """The sentence in one language, its places filled."""
        return (self.ko if lang == "ko" else self.en).format(**values)


class Failure(Exception):  # noqa: N818 (named after what happened)
    """Something the administrator must mend; ``status`` is the exit status of the command."""

    def __init__(self, text: Text, status: int = 1, **values: object) -> None:
        super().__init__(text.say("en", **values))
        self.text = text
        self.values = values
        self.status = status


def language(asked: str | None) -> str:
    """``en`` or ``ko``: what was asked for, else what the terminal's locale says."""
    if asked in LANGUAGES:
        return str(asked)
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ko" if locale.lower().startswith("ko") else "en"


NO_DATABASE = Text("There is no database {path} yet: make it with `desk admin site init`",
                   "데이터베이스 {path}이(가) 없습니다. `desk admin site init`으로 먼저 만드십시오")  # fmt: skip
BAD_DATABASE = Text("{path} cannot be used: {why}", "{path}을(를) 사용할 수 없습니다: {why}")
NOT_READABLE = Text("{path} cannot be read: {why}", "{path}을(를) 읽을 수 없습니다: {why}")
NOT_WRITABLE = Text("{path} cannot be written: {why}", "{path}에 쓸 수 없습니다: {why}")
REFUSED = Text("Refused: {why}", "거부되었습니다: {why}")
STOPPED = Text("Stopped.", "중단했습니다.")

# Passwords

ASK_PASSWORD = Text("Password for {login}: ", "{login}의 비밀번호: ")
ASK_AGAIN = Text("Again: ", "한 번 더: ")
PASSWORDS_DIFFER = Text("The two passwords differ", "두 비밀번호가 서로 다릅니다")
PASSWORD_LENGTH = Text("A password has 10 to 200 characters", "비밀번호는 10자 이상 200자 이하여야 합니다")
NO_PASSWORD = Text("No password: give --password-file FILE or set DESK_ADMIN_PASSWORD",
                   "비밀번호가 없습니다. --password-file FILE을 주거나 DESK_ADMIN_PASSWORD를 설정하십시오")  # fmt: skip

# Site

SITE_MADE = Text(
    "Made: {queues} queues, {templates} templates", "만들었습니다: 대기열 {queues}개, 상용구 {templates}개"
)
SITE_KEPT = Text("Already there and left alone: {queues} queues, {templates} templates",
                 "이미 있어 그대로 두었습니다: 대기열 {queues}개, 상용구 {templates}개")  # fmt: skip
ADMIN_MADE = Text("Administrator {login} may sign in now", "관리자 {login}이(가) 이제 로그인할 수 있습니다")
ADMIN_THERE = Text("There is an administrator already: {login}", "관리자가 이미 있습니다: {login}")
RULES_GOOD = Text("{path}: {queues} queues and {templates} templates, nothing to mend",
                  "{path}: 대기열 {queues}개, 상용구 {templates}개, 고칠 것이 없습니다")  # fmt: skip
REMEDY_RULES_GOOD = Text("{path}: limits and {tables} tables of criteria, nothing to mend",
                         "{path}: 한도와 보상 기준표 {tables}개, 고칠 것이 없습니다")  # fmt: skip
SHIFT_RULES_GOOD = Text("{path}: {patterns} shift patterns, nothing to mend",
                        "{path}: 근무 유형 {patterns}개, 고칠 것이 없습니다")  # fmt: skip
CALENDAR_GOOD = Text(
    "{path}: a calendar with {special} special days, nothing to mend",
    "{path}: 운영 달력(특별일 {special}일), 고칠 것이 없습니다",
)
CALENDAR_PAST = Text("[calendar] since = {since}: the past does not change; {today} at the earliest",
                     "[calendar] since = {since}: 지난 날은 바꿀 수 없습니다. 빨라도 {today}부터입니다")  # fmt: skip
RULES_NO_SECTION = Text("{path} has no section {known}", "{path}에 {known} 절이 없습니다")
RULES_SET = Text("[{section}] in force as version {version}", "[{section}] 적용됩니다(버전 {version})")
RULES_SAME = Text("[{section}] in force already, as version {version}",
                  "[{section}] 이미 적용되어 있습니다(버전 {version})")  # fmt: skip
RULES_NO_VERSION = Text(
    "There are no such rules; versions there are: {known}", "그런 규칙이 없습니다. 있는 버전: {known}"
)
OWED = Text(
    "{late} deliveries late, {paid} of them compensated by the criteria: {won} won in all",
    "지연 배송 {late}건 중 {paid}건 보상 대상: 모두 {won}원",
)
OWED_NOT = Text("{count} not compensated: {code}", "보상 제외 {count}건: {code}")
RULES_BAD = Text("{path}: {count} to mend", "{path}: 고칠 것 {count}개")
RULE_SHAPE = Text("{where}: {why}", "{where}: {why}")
RULE_TWICE = Text("{where}: {value} stands twice", "{where}: {value}이(가) 두 번 나옵니다")
RULE_DEFAULT = Text(
    "{where}: the default {value} is none of the codes", "{where}: 기본 코드 {value}이(가) 코드 목록에 없습니다"
)
RULE_LANGUAGE = Text("{where}: the words in {value} are missing", "{where}: {value} 문구가 없습니다")
RULE_NUMBER = Text("{where}: {value} is no telephone number", "{where}: {value}은(는) 전화번호가 아닙니다")
RULE_QUEUE = Text("{where}: there is no queue {value} in this file", "{where}: 이 파일에 {value} 대기열이 없습니다")
RULE_VARIABLE = Text("{where}: there is no variable {value}; there are {known}",
                     "{where}: {value}이라는 변수는 없습니다. 쓸 수 있는 변수: {known}")  # fmt: skip

# Users and tokens

USER_MADE = Text("{login} may sign in now as {role}", "{login}이(가) {role}(으)로 로그인할 수 있습니다")
USER_UNKNOWN = Text("There is no account {login}", "{login} 계정이 없습니다")
USER_DISABLED = Text("{login} is disabled; every session is over", "{login} 계정을 중지하고 모든 세션을 끝냈습니다")
USER_ENABLED = Text("{login} may sign in again", "{login}이(가) 다시 로그인할 수 있습니다")
PASSWORD_SET = Text("{login} has a new password; every session is over",
                    "{login}의 비밀번호를 바꾸고 모든 세션을 끝냈습니다")  # fmt: skip
LAST_ADMIN = Text(
    "{login} is the last administrator who may sign in", "{login}은(는) 로그인할 수 있는 마지막 관리자입니다"
)
QUEUE_UNKNOWN = Text("There is no queue {name}; there are {known}", "{name} 대기열이 없습니다. 있는 대기열: {known}")
TOKEN_MADE = Text(
    "The token of {name} for {kind}; it is shown this once:", "{name}의 {kind} 토큰입니다. 지금 한 번만 보여 드립니다:"
)
TOKEN_TAKEN = Text(
    "{name} has a token for {kind} already: revoke it first", "{name}의 {kind} 토큰이 이미 있습니다. 먼저 폐기하십시오"
)
TOKEN_REVOKED = Text("{name}: {count} tokens revoked", "{name}: 토큰 {count}개를 폐기했습니다")
TOKEN_UNKNOWN = Text("There is no valid token of {name}", "{name}의 유효한 토큰이 없습니다")

# Executors

EXECUTOR_SET = Text("{name} is at {url}", "{name}의 주소는 {url}입니다")
EXECUTOR_SECRET = Text("The secret that {name} and Desk sign with; it is shown this once:",
                       "{name}과(와) Desk가 서명에 쓰는 비밀 키입니다. 지금 한 번만 보여 드립니다:")  # fmt: skip
EXECUTOR_CHANGE_OVER = Text("The secret before stays good for a day", "이전 비밀 키도 하루 동안 유효합니다")
EXECUTOR_UNKNOWN = Text("Nobody has said where {name} is: `desk admin executor set {name} URL`",
                        "{name}의 주소가 아직 없습니다: `desk admin executor set {name} URL`")  # fmt: skip
EXECUTOR_OFF = Text("{name} gets no commands; they wait", "{name}에 더 이상 보내지 않습니다. 요청은 보관됩니다")
EXECUTOR_ON = Text("{name} gets commands again; {count} waited", "{name}에 다시 보냅니다. 기다리던 요청 {count}건")
DEAD_COUNT = Text("{count} given up", "포기한 요청 {count}건")
REPLAYED = Text("{count} on their way again, under their keys", "{count}건을 같은 키로 다시 보냅니다")

# Telephone systems

SWITCH_SET = Text("{name} is told at {where}", "{name}에 {where}(으)로 알립니다")
SWITCH_SECRET = Text("The secret that Desk signs with for {name}; it is shown this once:",
                     "{name}에 보낼 때 서명하는 비밀 키입니다. 지금 한 번만 보여 드립니다:")  # fmt: skip
SWITCH_UNKNOWN = Text(
    "There is no telephone system {name}: `desk admin switch webhook` and `desk admin switch asterisk` make one",
    "{name} 교환기가 없습니다. `desk admin switch webhook`이나 `desk admin switch asterisk`로 만드십시오",
)
SWITCH_OFF = Text("{name} is told nothing", "{name}에 더 이상 알리지 않습니다")
SWITCH_ON = Text("{name} is told of everybody anew", "{name}에 모두의 상태를 다시 알립니다")
SWITCH_GONE = Text("{name} is forgotten, and its secrets with it", "{name}와(과) 그 비밀 키를 지웠습니다")
SWITCH_NO_SECRET = Text(
    "There is nothing to sign for {name}: it has a manager", "{name}은(는) 관리자 접속이라 서명하지 않습니다"
)
ASK_SWITCH_SECRET = Text("Secret of {login} at the manager of {name}: ", "{name} 관리자 접속 {login}의 비밀번호: ")

# Upkeep

LOG_WHOLE = Text(
    "The log is whole: {count:,} records, every hash holds", "로그가 온전합니다: 기록 {count:,}건, 해시가 모두 맞습니다"
)
LOG_BROKEN = Text("The log is broken: record {seq} is not the one that was written there",
                  "로그가 손상되었습니다: {seq}번 기록이 원래 기록과 다릅니다")  # fmt: skip
AUDIT_WRITTEN = Text("{path}: {count:,} records about remedies, from a whole log up to {seq}",
                     "{path}: 조치 기록 {count:,}건(온전한 로그 {seq}번까지)")  # fmt: skip
AUDIT_FORMAT = Text("{path}: name the file by its format: {known}", "{path}: 형식에 맞는 확장자를 쓰십시오: {known}")
SAME_STATE = Text("The tables say what the log says ({count} tables)", "테이블이 로그와 일치합니다(테이블 {count}개)")
OTHER_STATE = Text("Not what the log says: {tables}. Mend it with `desk admin rebuild`",
                   "로그와 다릅니다: {tables}. `desk admin rebuild`로 바로잡으십시오")  # fmt: skip
REBUILT = Text("Rebuilt from {count:,} records", "기록 {count:,}건으로 다시 만들었습니다")
BACKED_UP = Text("{path}: {size:,} bytes, {files} files beside it, log up to {seq}",
                 "{path}: {size:,}바이트, 첨부 파일 {files}개, 로그 {seq}번까지")  # fmt: skip
BACKUP_BAD = Text("The copy {path} does not hold: {why}", "복사본 {path}이(가) 온전하지 않습니다: {why}")

#: Why a record cannot be used, besides the English of the reasons themselves.
KOREAN_REASONS = {
    Reason.UNKNOWN_CUSTOMER: "고객 {value}을(를) 모릅니다. 고객을 먼저 가져오십시오",
    Reason.UNKNOWN_ORDER: "주문 {value}을(를) 모릅니다. 주문을 먼저 가져오십시오",
    Reason.UNKNOWN_QUEUE: "{value}(이)라는 대기열이 없습니다",
    Reason.OTHER_CUSTOMER: "주문 {value}은(는) 다른 고객의 것입니다",
    Reason.BLANK: "비어 있습니다",
    Reason.NOT_A_NUMBER: "{value}은(는) 걸 수 있는 전화번호가 아닙니다",
    Reason.NO_DELIVERY_TIME: "배송 완료된 주문에는 배송 완료 시각이 있어야 합니다",
    Reason.IN_THE_FUTURE: "{value}은(는) 아직 오지 않은 시각입니다",
    Reason.OUT_OF_RANGE: "{value}은(는) 1970년과 2100년 사이가 아닙니다",
    Reason.CONTROL_CHARACTER: "NUL 문자가 들어 있습니다",
}


def reason(found: Reason) -> Text:
    """The sentence of a reason in both languages."""
    return Text(found.value, KOREAN_REASONS[found])
