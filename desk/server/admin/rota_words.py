"""What ``desk admin rota`` says, in English and Korean."""

from desk.contract.rota_proposals import ProposalFailure, WayOut
from desk.server.admin.words import Text
from desk.server.rota.problem import Stage

NO_TEAM = Text("There is no team {name}; there are {known}", "{name}(이)라는 팀이 없습니다. 있는 팀: {known}")
SECONDS = Text("--seconds is 5 to 900", "--seconds는 5에서 900까지입니다")
#: ``done`` is the number of shifts so far.
PROGRESS = Text("{percent}% {stage}, {done} shifts", "{percent}% {stage}, 근무 {done}건")
STOPPING = Text("Stopping; the best so far is kept …", "멈추는 중입니다. 지금까지 가장 좋은 안을 남깁니다 …")
FOUND = Text(
    "Proposal {id}: {shifts} shifts for {people} people, {since} to {until}, after {seconds:.0f} s",
    "제안 {id}: {people}명의 근무 {shifts}건, {since} ~ {until}, {seconds:.0f}초",
)
COVERED = Text(
    "{covered:,.0f} of {needed:,.0f} agent-hours needed are covered ({percent:.1f}%)",
    "필요한 {needed:,.0f}인시 가운데 {covered:,.0f}인시를 채웠습니다({percent:.1f}%)",
)
NEAR = Text("At most {gap:.1f}% better is possible at all", "이보다 나은 안이 있더라도 차이는 {gap:.1f}% 이내입니다")
WISHES = Text("{percent:.0f}% of wishes are heard", "희망 사항 반영 {percent:.0f}%")
LAWFUL = Text("It breaks no rule of work", "근로 시간 규칙 위반이 없습니다")
BREAKS = Text("It breaks rules: {rules}", "위반하는 규칙이 있습니다: {rules}")
ALL_MET = Text("Everything needed is met", "필요 인원을 모두 채웠습니다")
UNMET = Text("What could not be met, and the cheapest way out:", "채우지 못한 시간과 가장 적은 비용으로 메우는 방법:")
MORE_UNMET = Text("… and {count} more", "… 외 {count}건")
GAP = Text(
    "{day} {start}–{end} {queue}: {short:.0f} short; {way}", "{day} {start}–{end} {queue}: {short:.0f}명 부족, {way}"
)
ACCEPTED = Text("Accepted: {count} shifts are drafts now; publish them to make them hold",
                "적용했습니다. 근무 {count}건이 초안이 되었습니다. 공지하면 확정됩니다")  # fmt: skip
NOT_ACCEPTED = Text("Take it over with --accept, or in the shift view", "근무 화면이나 --accept로 적용할 수 있습니다")

STAGES = {
    Stage.BUILDING: Text("putting the problem together", "문제 구성"),
    Stage.COUNTS: Text("how many when", "시간대별 인원"),
    Stage.PEOPLE: Text("who", "담당자 배정"),
    Stage.BREAKS: Text("lunch and breaks", "점심과 휴게"),
    Stage.CHECKING: Text("checking", "점검"),
}
FAILURES = {
    ProposalFailure.NOT_INSTALLED: Text(
        "The solver is not installed here. Install it with: pip install 'desk[rota]'",
        "근무표 계산기가 설치되어 있지 않습니다. 설치: pip install 'desk[rota]'",
    ),
    ProposalFailure.NO_PATTERNS: Text(
        "No shift pattern fits into these days: set patterns with `desk admin rules set`",
        "이 기간에 놓을 수 있는 근무 유형이 없습니다. `desk admin rules set`으로 유형을 정하십시오",
    ),
    ProposalFailure.NOBODY: Text(
        "Nobody who answers a queue can be rostered", "대기열을 맡아 근무할 수 있는 사람이 없습니다"
    ),
    ProposalFailure.NOTHING_NEEDED: Text(
        "No calls are expected in these days, so nobody is needed: import earlier calls",
        "이 기간에 예상되는 통화가 없어 필요 인원이 없습니다. 지난 통화를 먼저 가져오십시오",
    ),
    ProposalFailure.INTERRUPTED: Text("It was interrupted", "계산이 중단되었습니다"),
    ProposalFailure.BROKE_OFF: Text("The solver broke off: {words}", "계산이 실패했습니다: {words}"),
}
WAYS = {
    WayOut.EXTRA_HOURS: Text("{amount:.1f} hours of overtime", "연장 근무 {amount:.1f}시간"),
    WayOut.SPLIT_SHIFT: Text("split {amount:.0f} shifts", "근무 {amount:.0f}건을 분할"),
    WayOut.PART_TIME: Text("{amount:.1f} hours of part-time work", "시간제 근무 {amount:.1f}시간"),
    WayOut.LOWER_TARGET: Text(
        "leave it: {amount:.0%} will be answered in time", "그대로 두기: 제때 받는 비율 {amount:.0%}"
    ),
    WayOut.MORE_PEOPLE: Text("{amount:.0f} more people", "{amount:.0f}명 충원"),
}
