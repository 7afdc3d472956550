"""Personal fields as they leave the server: enough to recognise, not enough to misuse.

Korean practice (Personal Information Protection Commission, safety measures notice, article 12) limits what a
screen shows to its purpose: middle digits of a telephone number, most of a mail address and of a street address.
"""

import msgspec

from desk.contract.events import (
    CallbackPromised,
    CallRang,
    CustomerChanged,
    CustomerCreated,
    Event,
    Fact,
    NumberAdded,
    NumberRemoved,
)


def masked_number(number: str) -> str:
    """``+821012345678`` → ``010-****-5678``; other countries keep their code and last four digits."""
    digits = number.removeprefix("+")
    if len(digits) < 6:
        return number
    if not number.startswith("+82"):
        return f"+{digits[:2]} ****-{digits[-4:]}" if number.startswith("+") else f"****-{digits[-4:]}"
    national = digits[2:]
    if national.startswith("2"):
        area = "02"
    elif national.startswith("1") and len(national) == 8:  # nationwide 15xx/16xx/18xx numbers belong to firms
        return f"{national[:4]}-{national[4:]}"
    else:
        area = "0" + national[:2]
    return f"{area}-****-{national[-4:]}"


def masked_email(email: str) -> str:
    """``minji.kim@example.com`` → ``mi***@example.com``."""
    local, at, domain = email.partition("@")
    return f"{local[:2]}***{at}{domain}" if email else ""


def masked_address(address: str) -> str:
    """The first two words (province and district) stay."""
    words = address.split()
    return " ".join(words[:2]) + (" ***" if len(words) > 2 else "") if words else ""


def masked_event(event: Event) -> Event:
    """The event as it may be shown to anybody signed in. An unknown caller's number stays whole: it is all
    there is to find the person by."""
    shown: Fact
    match event.fact:
        case CallRang(number=number) as fact if event.customer_id is not None or fact.matches:
            shown = msgspec.structs.replace(fact, number=masked_number(number), raw_number="")
        case CustomerCreated() | CustomerChanged() as fact:
            shown = msgspec.structs.replace(fact, email=masked_email(fact.email), address=masked_address(fact.address))
        case NumberAdded() | NumberRemoved() | CallbackPromised() as fact:
            shown = msgspec.structs.replace(fact, number=masked_number(fact.number))
        case _:
            return event
    return msgspec.structs.replace(event, fact=shown)
