"""What an import says about files, mappings and rows, in English and Korean."""

import re

from desk.server.admin.words import Text

# Files as a whole

EMPTY_FILE = Text("{path} is empty", "{path}은(는) 빈 파일입니다")
UTF16 = Text("{path} is UTF-16 text: save it as UTF-8", "{path}은(는) UTF-16입니다. UTF-8로 저장하십시오")
NOT_TEXT = Text("{path} is not a text file: it begins with NUL bytes",
                "{path}은(는) 텍스트 파일이 아닙니다. 첫 줄에 NUL 바이트가 있습니다")  # fmt: skip
WRONG_ENCODING = Text("{path} is not {given} but {found}: change `encoding` in the mapping",
                      "{path}은(는) {given}이(가) 아니라 {found}입니다. 매핑의 `encoding`을 고치십시오")  # fmt: skip
NOT_ENCODING = Text("{path} is not {given}: line {line} and {count} more cannot be read so",
                    "{path}은(는) {given}이(가) 아닙니다. {line}번째 줄 등 {count}줄을 읽을 수 없습니다")  # fmt: skip
UNCERTAIN = Text("The encoding of {path} is uncertain, line {line} is not UTF-8: write `encoding` into the mapping",
                 "{path}의 인코딩을 알 수 없습니다({line}번째 줄). 매핑에 `encoding`을 적으십시오")  # fmt: skip
ODD_ENCODING = Text("{given} is not an encoding that can be read here", "{given}은(는) 읽을 수 있는 인코딩이 아닙니다")
BARE_RETURNS = Text("{path} ends its lines with CR alone: save it with ordinary line ends",
                    "{path}의 줄 끝이 CR뿐입니다. 일반적인 줄 끝으로 저장하십시오")  # fmt: skip
BAD_HEADER = Text("The first line of {path} is no header: {why}", "{path}의 첫 줄이 제목 줄이 아닙니다: {why}")
TWO_COLUMNS = Text("Two columns of {path} are called {name}", "{path}에 {name}(이)라는 열이 둘입니다")
MISSING_COLUMNS = Text(
    "{path} has no column {missing}; it has {known}", "{path}에 {missing} 열이 없습니다. 있는 열: {known}"
)
BAD_TABLE = Text("{path}, line {line}: {why}. Mend it first: what belongs to what cannot be told",
                 "{path} {line}번째 줄: {why}. 무엇이 어디에 속하는지 알 수 없으니 먼저 고치십시오")  # fmt: skip
NO_FILE_FOR = Text("The mapping names no file for {kind}", "매핑에 {kind} 파일이 적혀 있지 않습니다")
NO_KIND = Text("Say with --kind what is in {path}", "{path}의 종류를 --kind로 알려 주십시오")

# Mapping files

BAD_MAPPING = Text("{path}: {why}", "{path}: {why}")
NO_SECTION = Text("{path} has no section [{kind}]", "{path}에 [{kind}] 절이 없습니다")
UNKNOWN_FIELD = Text("{where}: there is no field {name}; there are {known}",
                     "{where}: {name}(이)라는 필드는 없습니다. 있는 필드: {known}")  # fmt: skip
MISSING_FIELD = Text("{where}: the field {name} is needed", "{where}: {name} 필드가 필요합니다")
UNKNOWN_TABLE = Text("{where}: there is no table {name}", "{where}: {name} 테이블이 없습니다")
UNKNOWN_ZONE = Text("{where}: there is no time zone {name}", "{where}: {name}(이)라는 시간대는 없습니다")
BAD_FACTOR = Text("{where}: {name} is not a number", "{where}: {name}은(는) 수가 아닙니다")
NOTHING_GIVEN = Text("{where}: give one of column, pattern, constant or sum",
                     "{where}: column, pattern, constant, sum 가운데 하나를 적으십시오")  # fmt: skip

# Rows

LONG_LINE = Text("the line is longer than {limit:,} bytes ({size:,})", "줄이 {limit:,}바이트를 넘습니다({size:,})")
NUL = Text("there is a NUL character in it", "NUL 문자가 들어 있습니다")
UNDECODABLE = Text("it is not {encoding}", "{encoding}(으)로 읽을 수 없습니다")
OPEN_QUOTE = Text("a quotation mark is not closed", "따옴표가 닫히지 않았습니다")
BAD_CSV = Text("it is not CSV: {why}", "CSV 형식이 아닙니다: {why}")
BAD_JSON = Text("it is not a JSON object: {why}", "JSON 객체가 아닙니다: {why}")
COLUMN_COUNT = Text("{found} columns instead of {wanted}", "열이 {wanted}개가 아니라 {found}개입니다")
EMPTY_VALUE = Text("it is empty", "비어 있습니다")
NO_TIME = Text("it is not a time like {format}", "{format} 형식의 시각이 아닙니다")
NO_MONEY = Text("it is not an amount", "금액이 아닙니다")
NO_COUNT = Text("it is not a whole number", "정수가 아닙니다")
NO_FLAG = Text("it is neither yes nor no", "예/아니오가 아닙니다")
NO_VALUE = Text("the mapping does not know this value", "매핑에 없는 값입니다")
NOT_PLAIN = Text("it is not a single value", "단일 값이 아닙니다")
TWICE = Text("the same id stands in line {line} with other content", "같은 ID가 {line}번째 줄에 다른 내용으로 있습니다")
NO_INTERVAL = Text("an interval has 5, 15, 30 or 60 minutes", "구간 길이는 5, 15, 30, 60분 가운데 하나입니다")
OFF_THE_CLOCK = Text("no interval of {minutes} minutes begins then", "{minutes}분 구간이 시작하는 시각이 아닙니다")
NOT_YET = Text("this interval is not over", "아직 끝나지 않은 구간입니다")
TOLD_TWICE = Text("line {line} tells of this time as well", "{line}번째 줄과 시간이 겹칩니다")
TOO_LONG = Text("it is longer than {limit} characters", "{limit}자를 넘습니다")
TOO_SHORT = Text("it is shorter than {limit} characters", "{limit}자보다 짧습니다")
TOO_MUCH = Text("it is more than {limit}", "{limit}보다 큽니다")
TOO_LITTLE = Text("it is less than {limit}", "{limit}보다 작습니다")
TOO_MANY = Text("there are more than {limit}", "{limit}개를 넘습니다")
UNKNOWN_VALUE = Text("there is no such value: {value}", "그런 값은 없습니다: {value}")
OTHER = Text("{why}", "값이 맞지 않습니다: {why}")

_PATTERNS = (
    (re.compile(r"Expected `str` of length <= (?P<limit>\d+)"), TOO_LONG),
    (re.compile(r"Expected `str` of length >= (?P<limit>\d+)"), TOO_SHORT),
    (re.compile(r"Expected `int` <= (?P<limit>-?\d+)"), TOO_MUCH),
    (re.compile(r"Expected `int` >= (?P<limit>-?\d+)"), TOO_LITTLE),
    (re.compile(r"Expected `array` of length <= (?P<limit>\d+)"), TOO_MANY),
    (re.compile(r"Invalid (?:enum )?value '(?P<value>.*)'"), UNKNOWN_VALUE),
)


def of_validation(said: str) -> tuple[Text, dict[str, str]]:
    """The sentence for what the contract's decoder says of a value, and its values."""
    for pattern, text in _PATTERNS:
        match = pattern.match(said)
        if match is not None:
            return text, match.groupdict()
    return OTHER, {"why": said}


# The run

STARTS = Text("{kind}: {path} ({encoding}, {size:,} bytes)", "{kind}: {path} ({encoding}, {size:,}바이트)")
RESUMES = Text("Going on after row {row:,}", "{row:,}번째 행 다음부터 이어서 합니다")
PROGRESS = Text("{done:,} rows, {percent}%", "{done:,}행, {percent}%")
RESULT = Text("{kind}: {applied:,} new or changed, {unchanged:,} unchanged, {refused:,} refused, {rate:,} rows/s",
              "{kind}: 신규·변경 {applied:,}, 변동 없음 {unchanged:,}, 거부 {refused:,}, 초당 {rate:,}행")  # fmt: skip
DAYS = Text("{kind}: {rows:,} rows, {refused:,} refused; days: {applied:,} new or changed, {unchanged:,} unchanged",
            "{kind}: {rows:,}행, 거부 {refused:,}. 날짜: 신규·변경 {applied:,}, 변동 없음 {unchanged:,}")  # fmt: skip
COUNTED_HERE = Text("{days:,} days left as they are: Desk has counted their calls itself ({some})",
                    "{days:,}일은 그대로 둡니다. Desk가 직접 센 날입니다({some})")  # fmt: skip
NOTHING_TAKEN = Text("Nothing was taken over: a day without all its rows would look like a quiet one",
                     "옮긴 것이 없습니다. 행이 빠진 날은 전화가 적은 날로 보입니다")  # fmt: skip
REPORTED = Text("What was refused, row by row: {path}", "거부된 행과 이유: {path}")
TRIED = Text("This was a trial: nothing was changed", "시험 실행이었습니다. 바뀐 것은 없습니다")
INTERRUPTED = Text("Stopped after row {row:,}; the same command goes on from there",
                   "{row:,}번째 행까지 하고 멈췄습니다. 같은 명령을 다시 실행하면 이어서 합니다")  # fmt: skip
REPORT_HEADER = Text("row,file,column,value,why", "행,파일,열,값,이유")
