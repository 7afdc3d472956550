"""How a lead's listening is said to Asterisk's manager: the lead's telephone is rung, and put through to ``ChanSpy``.

The call that it makes has an id of our choosing, so that it can be hung up, and its end be noticed.
"""

from desk.contract.listening import ListenAct, ListenOrder
from desk.server.outbound.manager import Message
from desk.server.rules.telephony import member, spied

#: How long the lead's telephone rings, in milliseconds.
RINGS = 20_000
#: What the manager says of a call that is over already.
OVER = "No such channel"
_OURS = "desk-listen-"


def request(order: ListenOrder, telephone: str) -> tuple[str, str, dict[str, str]]:
    """The action, the id it is known by, and its headers."""
    call = f"{_OURS}{order.listening_id}"
    if order.listen is ListenAct.END:
        return "Hangup", f"{call}-end", {"Channel": call}
    headers = {
        "Channel": member(telephone, order.lead.extension),
        "Application": "ChanSpy",
        "Data": spied(telephone, order.agent.extension, order.mode),
        "CallerID": f"Desk <{order.agent.extension}>",
        "Timeout": str(RINGS),
        "Async": "true",
        "ChannelId": call,
    }
    return "Originate", call, headers


def hung_up(event: Message) -> int | None:
    """The listening whose telephone was put down, or not picked up."""
    match event["event"]:
        case "Hangup":
            call = event.get("uniqueid", "")
        case "OriginateResponse" if event.get("response") == "Failure":
            call = event.get("actionid", "")
        case _:
            return None
    number = call.removeprefix(_OURS)
    return int(number) if number != call and number.isascii() and number.isdecimal() else None
