"""Who works in the invented shop: those who may sign in, and the crowd around them."""

from dataclasses import dataclass

from desk.contract.agents import AgentState
from desk.contract.users import Role
from desk.demo import catalogue


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the centre, and what they are doing when the demo begins."""

    login: str
    name: str
    role: Role
    extension: str | None = None
    state: AgentState = AgentState.OFF
    reason: str = ""


AGENT = Colleague("jieun", "박지은", Role.AGENT, "201")
LEAD = Colleague("donghyun", "최동현", Role.LEAD, "202", AgentState.AVAILABLE)
PEOPLE = (
    AGENT,
    LEAD,
    Colleague("sora", "윤소라", Role.AGENT, "203", AgentState.AVAILABLE),
    Colleague("minho", "장민호", Role.AGENT, "204", AgentState.BREAK),
    Colleague("yerin", "한예린", Role.AGENT, "205", AgentState.AVAILABLE),
    Colleague("taeyang", "오태양", Role.AGENT, "206", AgentState.AWAY, "교육"),
    Colleague("harin", "서하린", Role.DELIVERY),
    Colleague("byeol", "임별", Role.DELIGHT),
    Colleague("admin", "관리자", Role.ADMIN),
)


@dataclass(frozen=True, slots=True)
class Crew:
    """A team: its lead, those of `PEOPLE` in it, how many more there are, and the queues these answer."""

    name: str
    lead: str
    known: tuple[str, ...]
    more: int
    queues: tuple[str, ...]


CREWS = (
    Crew("배송팀", "donghyun", ("jieun", "sora", "minho", "yerin", "taeyang"), 9, ("배송", "VIP")),
    Crew("교환·결제팀", "sejin", (), 13, ("교환·반품", "결제")),
    Crew("상품팀", "garam", (), 8, ("상품 문의", "배송")),
)
#: They never sign in, so they need no password.
LEADS = (Colleague("sejin", "오세진", Role.LEAD, "207"), Colleague("garam", "문가람", Role.LEAD, "208"))


def crowd(crew: int) -> tuple[Colleague, ...]:
    """The further colleagues of a team, always the same."""
    first = sum(one.more for one in CREWS[:crew])
    numbers = range(first, first + CREWS[crew].more)
    return tuple(
        Colleague(
            f"desk{number + 1:02}",
            catalogue.SURNAMES[number * 7 % 20] + catalogue.GIVEN[(number * 11 + 3) % 28],
            Role.AGENT,
            str(301 + number),
        )
        for number in numbers
    )
