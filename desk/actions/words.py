"""Money and time as they are said, and the words of what stands in an action's way."""

from datetime import datetime
from zoneinfo import ZoneInfo

from desk.actions.action import Bilingual
from desk.contract.errors import Obstacle

SEOUL = ZoneInfo("Asia/Seoul")

#: By the obstacle's code; ``{by}``, ``{at}``, ``{amount}`` and ``{words}`` are filled in.
OBSTACLES: dict[str, Bilingual] = {
    "no_order": Bilingual("주문을 먼저 선택해 주세요.", "Choose an order first."),
    "field": Bilingual("입력을 확인해 주세요: {words}", "Please check: {words}"),
    "not_late": Bilingual("약속한 시각을 넘기지 않았습니다.", "It is not late."),
    "no_promise": Bilingual("이 주문에는 배송 약속이 없습니다.", "No delivery was promised for this order."),
    "already_compensated": Bilingual(
        "{by} 님이 {at}에 이미 보상했습니다 ({amount}).", "Already compensated by {by} on {at} ({amount})."
    ),
    "already_done": Bilingual("{by} 님이 {at}에 이미 처리했습니다.", "Already done by {by} on {at}."),
    "excluded_cause": Bilingual("보상 기준에서 제외되는 사유입니다.", "The criteria exclude this cause."),
    "force_majeure": Bilingual("불가항력 기간입니다: {words}", "Declared force majeure: {words}"),
    "below_criteria": Bilingual("보상 기준에 못 미칩니다.", "Below what the criteria compensate."),
    "no_criteria": Bilingual("약속 당시의 보상 기준이 없습니다.", "There were no criteria when this was promised."),
    "customer_cap": Bilingual(
        "이 고객의 이번 달 보상 한도를 모두 썼습니다.", "This customer's compensation for the month is used up."
    ),
    "nothing_paid": Bilingual("결제된 금액이 없습니다.", "Nothing was paid."),
    "nothing_left": Bilingual("환불할 금액이 남아 있지 않습니다.", "Nothing is left to refund."),
    "more_than_left": Bilingual("환불할 수 있는 금액은 {amount}입니다.", "At most {amount} can be refunded."),
    "not_shipped": Bilingual("아직 출고되지 않은 주문입니다.", "The order has not been shipped yet."),
    "not_delivered": Bilingual("아직 배송되지 않은 주문입니다.", "The order has not been delivered yet."),
    "ended": Bilingual("취소된 주문입니다.", "The order was cancelled."),
    "no_address": Bilingual("배송지를 알 수 없습니다.", "No address is known."),
    "no_number": Bilingual("연락처를 알 수 없습니다.", "No number is known."),
    "no_ticket": Bilingual(
        "기록할 티켓이 없습니다. 먼저 티켓을 선택해 주세요.", "There is no ticket: choose one first."
    ),
    "not_reversible": Bilingual("되돌릴 수 없는 조치입니다.", "This cannot be reversed."),
}


def won(amount: int) -> Bilingual:
    """An amount of money."""
    return Bilingual(f"{amount:,}원", f"₩{amount:,}")


def day(at: datetime) -> Bilingual:
    """A day in the shop's zone."""
    local = at.astimezone(SEOUL)
    return Bilingual(f"{local.month}월 {local.day}일", f"{local.day} {local:%b}")


def moment(at: datetime) -> Bilingual:
    """A day and an hour in the shop's zone."""
    local = at.astimezone(SEOUL)
    return Bilingual(f"{local.month}월 {local.day}일 {local:%H:%M}", f"{local.day} {local:%b} {local:%H:%M}")


def obstacle_words(obstacle: Obstacle) -> Bilingual:
    """What stands in the way, in words."""
    said = OBSTACLES[obstacle.code]
    at = moment(obstacle.at) if obstacle.at else Bilingual("", "")
    amount = won(obstacle.amount or 0)
    return Bilingual(
        said.ko.format(by=obstacle.by, at=at.ko, amount=amount.ko, words=obstacle.words),
        said.en.format(by=obstacle.by, at=at.en, amount=amount.en, words=obstacle.words),
    )
