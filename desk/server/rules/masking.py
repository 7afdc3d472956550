"""Personal fields as they leave the server: enough to recognise, not enough to misuse.

Korean practice (Personal Information Protection Commission, safety measures notice, article 12) limits what a
screen shows to its purpose: middle digits of a telephone number, most of a mail address and of a street address.
"""

import msgspec

from desk.actions import ACTIONS
from desk.contract.customers import PersonalField
from desk.contract.events import (
    CallbackPromised,
    CallRang,
    CustomerChanged,
    CustomerCreated,
    Event,
    Fact,
    MacroRan,
    NumberAdded,
    NumberRemoved,
    RemedyCommitted,
    RemedyRequested,
)
from desk.contract.remedies import Remedy, Values
from desk.server.rules.numbers import HOME_PREFIX, area_of, e164, national


def masked_number(number: str) -> str:
    """``+821012345678`` → ``010-****-5678``; other countries keep their code and last four digits.

    Short numbers and nationwide numbers of firms are nobody's own and stay whole.
    """
    digits = number.removeprefix("+")
    if len(digits) < 7:
        return number
    if not number.startswith(HOME_PREFIX):
        return f"+{digits[:2]} ****-{digits[-4:]}" if number.startswith("+") else f"****-{digits[-4:]}"
    area = area_of(number)
    return f"{area}-****-{digits[-4:]}" if area else national(number)


def masked_email(email: str) -> str:
    """``minji.kim@example.com`` → ``mi***@example.com``."""
    local, at, domain = email.partition("@")
    return f"{local[: min(2, len(local) // 2)]}***{at}{domain}" if email else ""


def masked_address(address: str) -> str:
    """The first two words (province and district) stay."""
    words = address.split()
    return " ".join(words[:2]) + (" ***" if len(words) > 2 else "") if words else ""


def masked(field: PersonalField, value: str) -> str:
    """A value of one of the personal fields."""
    match field:
        case PersonalField.NUMBER:
            return masked_number(e164(value) or value)
        case PersonalField.EMAIL:
            return masked_email(value)
        case PersonalField.ADDRESS:
            return masked_address(value)


def masked_values(action: str, values: Values) -> Values:
    """What was filled into an action's form; of an action that is no longer in the catalogue, no text is shown."""
    known = ACTIONS.get(action)
    if known is None:
        return {name: "***" if isinstance(value, str) else value for name, value in values.items()}
    personal = {field.name: field.personal for field in known.fields if field.personal is not None}
    return {
        name: masked(personal[name], value) if name in personal and isinstance(value, str) else value
        for name, value in values.items()
    }


def masked_remedy(remedy: Remedy) -> Remedy:
    """The remedy as it may be shown to anybody signed in."""
    return msgspec.structs.replace(remedy, values=masked_values(remedy.action, remedy.values))


def masked_event(event: Event) -> Event:
    """The event as it may be shown to anybody signed in.

    An unknown caller's number stays whole: it is all there is to find the person by. Names stay, too.
    """
    shown: Fact
    match event.fact:
        case CallRang(number=number) as fact if event.customer_id is not None or fact.matches:
            shown = msgspec.structs.replace(fact, number=masked_number(number), raw_number="")
        case CustomerCreated() | CustomerChanged() as fact:
            shown = msgspec.structs.replace(fact, email=masked_email(fact.email), address=masked_address(fact.address))
        case CallbackPromised() as fact if event.customer_id is not None:
            shown = msgspec.structs.replace(fact, number=masked_number(fact.number))
        case NumberAdded() | NumberRemoved() as fact:
            shown = msgspec.structs.replace(fact, number=masked_number(fact.number))
        case RemedyRequested() | RemedyCommitted() as fact:
            shown = msgspec.structs.replace(fact, values=masked_values(fact.action, fact.values))
        case MacroRan() as fact:
            # What was filled in is shown with the remedies that it became.
            shown = msgspec.structs.replace(fact, inputs=())
        case _:
            return event
    return msgspec.structs.replace(event, fact=shown)
