"""What ``desk admin explain-assignment`` says, in English and Korean."""

from desk.contract.service import AssignmentCode, Barred
from desk.server.admin.words import Text

UNKNOWN = Text("There is no ticket {id}", "{id}번 티켓이 없습니다")
TICKET = Text("Ticket {id}: {title}", "{id}번 티켓: {title}")
NEVER = Text("Nobody has had it yet", "아직 아무도 맡지 않았습니다")
WENT = Text("{at} to {owner}: {why}", "{at} {owner}에게: {why}")
TO_QUEUE = Text("{at} back to the queue {queue}: {why}", "{at} 대기열 {queue}(으)로: {why}")
BY = Text("{why} ({by})", "{why} ({by})")
SAID = Text("{why}: {words}", "{why}: {words}")
WAITED = Text("waited {minutes} min before", "그 전에 {minutes}분 대기")
VERSION = Text("rules: version {version}", "규칙 버전 {version}")
BARRED = Text("not asked: {causes}", "제외: {causes}")
CAUSE = Text("{count} {cause}", "{cause} {count}명")
AGAIN_SAME = Text("Chosen again from the same standings: the same person", "같은 상황에서 다시 고르면: 같은 사람입니다")
AGAIN_WRONG = Text("Chosen again from the same standings, by the rules of then: {name}. This does not fit the record",
                   "같은 상황에서 당시 규칙으로 다시 고르면: {name}. 기록과 맞지 않습니다")  # fmt: skip
AGAIN_OTHER = Text("Chosen again from the same standings, by the rules now: {name}",
                   "같은 상황에서 지금 규칙으로 다시 고르면: {name}")  # fmt: skip
WAITING = Text("It waits, number {place} in the line of {queue}", "{queue} 대기열에서 {place}번째로 기다립니다")
EXPECTED = Text("probably for about {minutes} min", "예상 대기 약 {minutes}분")
EXPECTED_UNKNOWN = Text(
    "nobody can say how long: nothing was closed in the last hour",
    "지난 한 시간 동안 종료된 티켓이 없어 예상할 수 없습니다",
)
NOBODY_NOW = Text("nobody can have it now: {causes}", "지금 맡을 수 없는 사람: {causes}")
BEFORE = Text("Before:", "이전 배정:")
HEAD = (
    Text("who", "담당자"),
    Text("load", "업무량"),
    Text("free for", "빈 시간"),
    Text("helped", "고객 응대"),
    Text("hard today/week", "힘든 일 오늘/이번 주"),
)
MINUTES = Text("{minutes} min", "{minutes}분")
TODAY = Text("today", "오늘")
DAYS = Text("{days} days ago", "{days}일 전")
#: By the code: the line that says why.
WHY = {
    AssignmentCode.KNOWS_CUSTOMER: Text("helped this customer last", "이 고객을 최근에 도운 담당자"),
    AssignmentCode.ONLY_ONE: Text("nobody else could take it", "맡을 수 있는 유일한 담당자"),
    AssignmentCode.LEAST_LOAD: Text("carried the least", "업무량이 가장 적음"),
    AssignmentCode.LONGEST_FREE: Text(
        "carried no more than others, and was free the longest", "업무량이 같고 가장 오래 비어 있었음"
    ),
    AssignmentCode.FAIR_SHARE: Text("had the least hard work so far", "힘든 일을 가장 적게 맡음"),
    AssignmentCode.TAKEN: Text("took it", "직접 가져옴"),
    AssignmentCode.GIVEN: Text("was given it", "지정 배정"),
    AssignmentCode.RELEASED: Text("was released", "반납"),
    AssignmentCode.MOVED: Text("was moved", "이동"),
    AssignmentCode.HANDED_OVER: Text("handed over", "인계"),
    AssignmentCode.SICK: Text("its owner fell ill", "담당자 병결"),
    AssignmentCode.REBALANCED: Text("work was rebalanced", "재배분"),
    AssignmentCode.UNDONE: Text("a move was undone", "이동 취소"),
    AssignmentCode.TAKEN_BACK: Text("was not touched in time", "제때 처리하지 않아 회수"),
    AssignmentCode.CAME_BACK: Text("was put aside until then", "보류가 끝남"),
    AssignmentCode.MERGED: Text("came with a merged ticket", "티켓 병합"),
}
BARS = {
    Barred.NOT_HERE: Text("not here", "근무 중 아님"),
    Barred.ON_BREAK: Text("on a break or away", "휴식·자리 비움"),
    Barred.IN_CALL: Text("in a call", "통화 중"),
    Barred.FULL: Text("full", "업무량 가득 참"),
    Barred.NOT_BEGUN: Text("not begun with what they got", "받은 일을 아직 시작하지 않음"),
    Barred.SKILL: Text("lacking a skill", "필요한 스킬 없음"),
    Barred.LEAVES_SOON: Text("leaving soon", "곧 퇴근"),
    Barred.HAD_IT: Text("had it before", "이미 맡았던 사람"),
}
