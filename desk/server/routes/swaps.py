"""Shifts given away and exchanged: offered, taken, decided; both shifts change together or not at all."""

from msgspec.structs import replace

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import ShiftChanged, SwapAccepted, SwapDecided, SwapOffered, SwapWithdrawn
from desk.contract.shifts import Decision, Shift, ShiftState, Swap, SwapDraft, SwapState
from desk.contract.staffing import Words
from desk.server.routes import ruling
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, handles, unprocessable
from desk.server.routes.ruling import Change
from desk.server.store import log, shifts
from desk.server.store import swaps as store
from desk.server.store.db import Tx

UNDECIDED = (SwapState.OFFERED, SwapState.ACCEPTED)


@handles("swaps")
def swaps(tx: Tx, ask: Ask[None, None]) -> list[Swap]:
    """What I may take and what is mine; for leads every one that is not decided."""
    known = {one.id: one for one in [*store.undecided(tx), *store.of_person(tx, ask.me.user.id)]}
    return [known[swap_id] for swap_id in sorted(known) if _may_see(ask, known[swap_id])]


def _may_see(ask: Ask[None, None], swap: Swap) -> bool:
    open_to_all = swap.state is SwapState.OFFERED and swap.to_id is None
    return ask.leads or open_to_all or ask.me.user.id in (swap.from_id, swap.to_id)


@handles("offer_swap")
def offer_swap(tx: Tx, ask: Ask[SwapDraft, None]) -> Swap:
    """Offer a shift of mine; what would break a rule for me is refused now, for the other when it is taken."""
    draft, me = ask.body, ask.me.user.id
    mine = _to_come(tx, draft.shift_id, "/shift_id")
    if mine.user_id != me:
        raise unprocessable("/shift_id", "it is not yours")
    other = None if draft.other_shift_id is None else _to_come(tx, draft.other_shift_id, "/other_shift_id")
    to_id = draft.to_id if other is None else other.user_id
    if draft.to_id not in (None, to_id):
        raise unprocessable("/other_shift_id", "it is not theirs")
    if to_id == me:
        raise unprocessable("/to_id", "that is you")
    if to_id is not None:
        ruling.somebody(tx, to_id, "/to_id")
        _check(tx, mine, other, to_id, drafts=False)
    if store.of_shift(tx, mine.id) or (other is not None and store.of_shift(tx, other.id)):
        raise Refusal(ErrorCode.CONFLICT, "it is being swapped already")
    fact = SwapOffered(
        from_id=me, shift_id=mine.id, to_id=to_id, other_shift_id=draft.other_shift_id, words=draft.words
    )
    return found(store.swap(tx, log.append(tx, fact).seq), "swap")


@handles("accept_swap")
def accept_swap(tx: Tx, ask: Ask[None, None]) -> Swap:
    """I take it, if that breaks no rule for either of us; a lead decides."""
    now, me = _mine_to_answer(tx, ask), ask.me.user.id
    ruling.somebody(tx, me, "")
    _check(tx, *_as_offered(tx, now), me, drafts=False)
    log.append(tx, SwapAccepted(swap_id=now.id, from_id=now.from_id, to_id=me, other_shift_id=now.other_shift_id))
    return found(store.swap(tx, now.id), "swap")


@handles("decline_swap")
def decline_swap(tx: Tx, ask: Ask[Words, None]) -> Swap:
    """I do not take what was offered to me."""
    now, me = _mine_to_answer(tx, ask), ask.me.user.id
    if now.to_id != me:
        raise Refusal(ErrorCode.CONFLICT, "it is open to everybody")
    log.append(tx, SwapDecided(swap_id=now.id, from_id=now.from_id, to_id=me, approved=False, words=ask.body.words))
    return found(store.swap(tx, now.id), "swap")


def _mine_to_answer(tx: Tx, ask: Ask[None, None] | Ask[Words, None]) -> Swap:
    """A swap offered to me or to everybody that nobody has taken."""
    now, me = found(store.swap(tx, ask.id("swap_id")), "swap"), ask.me.user.id
    # Before anything else: who saw it open to everybody learns that somebody was quicker.
    ask.unchanged(now.version)
    if now.to_id not in (None, me) and now.from_id != me and not ask.leads:
        found(None, "swap")
    if now.state is not SwapState.OFFERED:
        raise Refusal(ErrorCode.CONFLICT, f"it is {now.state}")
    if now.from_id == me or now.to_id not in (None, me):
        raise Refusal(ErrorCode.CONFLICT, "it is not offered to you")
    return now


@handles("decide_swap")
def decide_swap(tx: Tx, ask: Ask[Decision, None]) -> Swap:
    """A lead's yes or no; the rules are asked again, and both shifts change with the yes."""
    now = found(store.swap(tx, ask.id("swap_id")), "swap")
    ask.unchanged(now.version)
    if now.state not in UNDECIDED or (ask.body.approve and now.state is not SwapState.ACCEPTED):
        raise Refusal(ErrorCode.CONFLICT, f"it is {now.state}")
    if ask.me.user.id in (now.from_id, now.to_id):
        raise Refusal(ErrorCode.FORBIDDEN, "nobody decides on their own swap: ask another lead")
    if ask.body.approve:
        _exchange(tx, now, ask.body.words)
    decided = SwapDecided(
        swap_id=now.id, from_id=now.from_id, to_id=now.to_id, approved=ask.body.approve, words=ask.body.words
    )
    log.append(tx, decided)
    return found(store.swap(tx, now.id), "swap")


def _exchange(tx: Tx, swap: Swap, words: str) -> None:
    mine, other = _as_offered(tx, swap)
    assert swap.to_id is not None, "accepted by somebody"
    _check(tx, mine, other, swap.to_id, drafts=True)
    pairs = [(mine, swap.to_id), *([] if other is None else [(other, swap.from_id)])]
    for shift, user_id in pairs:
        log.append(
            tx,
            ShiftChanged(
                shift_id=shift.id,
                user_id=user_id,
                previous_id=shift.user_id,
                day=shift.day,
                segments=shift.segments,
                overtime=shift.overtime,
                published=True,
                why=words or swap.words,
                swap_id=swap.id,
            ),
        )


@handles("withdraw_swap")
def withdraw_swap(tx: Tx, ask: Ask[None, None]) -> Swap:
    """I keep my shift."""
    now = store.swap(tx, ask.id("swap_id"))
    if now is not None and now.from_id != ask.me.user.id:
        now = None
    now = found(now, "swap")
    ask.unchanged(now.version)
    if now.state not in UNDECIDED:
        raise Refusal(ErrorCode.CONFLICT, f"it is {now.state}")
    log.append(tx, SwapWithdrawn(swap_id=now.id, from_id=now.from_id, to_id=now.to_id))
    return found(store.swap(tx, now.id), "swap")


def _to_come(tx: Tx, shift_id: int, pointer: str) -> Shift:
    """A published shift that has not begun."""
    shift = shifts.seen(tx, shift_id)
    if shift is None or shift.state is not ShiftState.PUBLISHED:
        raise unprocessable(pointer, "no such shift")
    if shift.start <= tx.now:
        raise unprocessable(pointer, "it has begun")
    return shift


def _as_offered(tx: Tx, swap: Swap) -> tuple[Shift, Shift | None]:
    """The shifts of a swap; they have not changed since, or the swap would have lapsed."""
    mine = found(shifts.shift(tx, swap.shift_id), "shift")
    other = None if swap.other_shift_id is None else found(shifts.shift(tx, swap.other_shift_id), "shift")
    if any(one.start <= tx.now for one in (mine, other) if one is not None):
        raise Refusal(ErrorCode.CONFLICT, "it has begun")
    return mine, other


def _check(tx: Tx, mine: Shift, other: Shift | None, to_id: int, *, drafts: bool) -> None:
    """Refuse what would break a rule for either of the two; nobody goes past one in a swap."""
    gone = frozenset(one.id for one in (mine, other) if one is not None)
    given = Change(user_id=to_id, gone=gone, come=(replace(mine, user_id=to_id),))
    taken = () if other is None else (replace(other, user_id=mine.user_id),)
    changes = [given, Change(user_id=mine.user_id, gone=gone, come=taken)]
    ruling.obey(ruling.breaches(tx, changes, drafts=drafts))


def lapse(tx: Tx, shift_id: int) -> None:
    """What was offered of a shift is void: it is another one now, or none."""
    for swap in store.of_shift(tx, shift_id):
        _lapse(tx, swap)


def _lapse(tx: Tx, swap: Swap) -> None:
    log.append(tx, SwapWithdrawn(swap_id=swap.id, from_id=swap.from_id, to_id=swap.to_id, lapsed=True))


def _begun(tx: Tx, _settings: Settings) -> None:
    for swap in store.lapsed(tx):
        _lapse(tx, swap)


SWEEPS.append(Sweep("swaps whose shift has begun", lambda tx: bool(store.lapsed(tx)), _begun))
