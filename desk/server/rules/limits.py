"""Whose limits count: a person's own exceptions before those of the role, purse by purse."""

from desk.contract.remedy_rules import Limits, Purse, RemedyRules
from desk.contract.users import Role, User

#: A purse the rules do not mention is closed.
CLOSED = Limits(case=0, day=0, month=0, customer=0)


def of_user(rules: RemedyRules, user: User) -> dict[Purse, Limits]:
    """What a person may decide alone, by purse; the published criteria limit themselves."""
    own, role = rules.agents.get(user.login, {}), rules.roles.get(user.role, {})
    found = {purse: own.get(purse) or role.get(purse) or CLOSED for purse in Purse}
    found[Purse.CRITERIA] = Limits()
    return found


def of_actions(rules: RemedyRules, role: Role) -> dict[str, int]:
    """The most an action may cost without approval, where the rules limit it for this role."""
    return {action: limits[role] for action, limits in rules.actions.items() if role in limits}
