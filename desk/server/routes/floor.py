"""The floor as leads see it: everybody's state, work and day; made at most once a second for all who look."""

from desk.contract.agents import AgentState, AgentStatus
from desk.contract.assignment import AssignmentRules
from desk.contract.floor import AgentFloor
from desk.server.routes.handling import Ask, handles
from desk.server.store import (
    agents,
    assignment,
    assignment_rules,
    calendars,
    call_duties,
    helps,
    loads,
    profiles,
    teams,
    turns,
)
from desk.server.store import floor as store
from desk.server.store.db import Tx


@handles("floor")
def floor(tx: Tx, _ask: Ask[None, None]) -> list[AgentFloor]:
    """Everybody who works here, by name; who asks for help is seen at once."""
    asking = helps.waiting(tx)
    state = (int(tx.now.timestamp()), frozenset(asking))
    return tx.memo.get("floor", None, state, lambda: _everybody(tx, asking), most=1)


def _everybody(tx: Tx, asking: set[int]) -> list[AgentFloor]:
    people = agents.everyone(tx)
    ids = [one.user_id for one in people]
    today = calendars.days(tx, calendars.today(tx), calendars.today(tx))[0]
    team_of, in_hand, ends = teams.of_members(tx), store.in_hand(tx, ids), turns.turns(tx, ids, tx.now, tx.now)
    rules, breaks = assignment_rules.in_force(tx).rules, store.last_breaks(tx, today.start)
    carried = _loads(tx, people, rules)
    capacities = {one.user_id: one.profile.capacity for one in profiles.everyone(tx)}
    calls, hard = store.calls_since(tx, ids, today.start), call_duties.hard_calls(tx, ids, today.day, today.day)
    found = list[AgentFloor]()
    for one in people:
        capacity = capacities.get(one.user_id)
        found.append(
            AgentFloor(
                status=one,
                team_id=team_of.get(one.user_id),
                ticket_ids=in_hand[one.user_id],
                load=carried[one.user_id],
                capacity=rules.capacity if capacity is None else capacity,
                calls_today=calls[one.user_id],
                hard_calls_today=hard[one.user_id],
                last_break=breaks.get(one.user_id),
                shift_ends=ends[one.user_id].ends,
                asks_help=one.user_id in asking,
            )
        )
    return found


def _loads(tx: Tx, people: list[AgentStatus], rules: AssignmentRules) -> dict[int, float]:
    """What everybody carries, as the rules of giving out work weigh it."""
    tickets = loads.in_hand(tx, [one.user_id for one in people])
    callbacks = assignment.callbacks_due(tx)
    return {
        one.user_id: tickets.get(one.user_id, 0.0)
        + callbacks.get(one.user_id, 0) * rules.callback_weight
        + (rules.call_weight if one.state is AgentState.IN_CALL else 0.0)
        for one in people
    }
