"""The end of a shift: what somebody still owes gets a new owner or stays explicitly; what is left is the leads'."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from desk.contract.hand_overs import HandOverAnswer, HandOverDraft, HandOverPack, OwedItem
from desk.contract.service import AssignmentCode
from desk.server.routes import owed
from desk.server.routes.handling import Ask, handles
from desk.server.routes.owed import JUST_ENDED, Mover
from desk.server.store import hand_overs as store
from desk.server.store.db import Tx
from desk.server.store.turns import Turn, turns

#: How long people are away when nobody knows when they come back.
A_DAY = timedelta(days=1)


@handles("hand_over")
def hand_over(tx: Tx, ask: Ask[None, None]) -> HandOverPack:
    """Everything I still owe, and who could take it; a covered screen learns how much it is, and of whom nothing."""
    whole = pack(tx, ask.me.user.id)
    return replace(whole, items=[_covered(item) for item in whole.items]) if ask.me.locked else whole


def _covered(item: OwedItem) -> OwedItem:
    return replace(item, title="", customer_id=None, customer_name="", suggested_id=None, suggested_name="")


def pack(tx: Tx, user_id: int) -> HandOverPack:
    """Everything somebody still owes."""
    turn, back = _turn(tx, user_id)
    items = owed.items(tx, user_id, store.owed_by(tx, user_id, back), turn.ends, back)
    return HandOverPack(shift_ends=turn.ends, next_shift=turn.next_start, items=items, synced_to=tx.head)


def owed_count(tx: Tx, user_id: int) -> int:
    """How many things somebody owes."""
    return len(store.owed_by(tx, user_id, _turn(tx, user_id)[1]))


def _turn(tx: Tx, user_id: int) -> tuple[Turn, datetime]:
    """The shift somebody is in or was in last, and when they are back."""
    turn = turns(tx, [user_id], tx.now, tx.now - JUST_ENDED)[user_id]
    return turn, turn.next_start or tx.now + A_DAY


@handles("hand_over_work")
def hand_over_work(tx: Tx, ask: Ask[HandOverDraft, None]) -> HandOverAnswer:
    """Hand over or keep, each by itself: what cannot be done is told, and keeps nothing else from being done."""
    me = ask.me.user.id
    mover = Mover(user_id=me, leads=ask.leads, words=ask.body.words, code=AssignmentCode.HANDED_OVER)
    return HandOverAnswer(results=owed.settle(tx, mover, ask.body.items), left=owed_count(tx, me))
