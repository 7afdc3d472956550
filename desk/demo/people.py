"""Who works in the invented shop."""

from dataclasses import dataclass

from desk.contract.agents import AgentState
from desk.contract.users import Role


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
