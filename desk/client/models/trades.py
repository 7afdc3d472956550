"""Swaps and offered hours as events tell them: a thousand workstations need not ask after each."""

from msgspec.structs import replace

from desk.contract.events import (
    Event,
    OfferClosed,
    OfferMade,
    OfferTaken,
    SwapAccepted,
    SwapDecided,
    SwapOffered,
    SwapWithdrawn,
)
from desk.contract.shifts import Offer, Swap, SwapState

TRADES = SwapOffered | SwapAccepted | SwapDecided | SwapWithdrawn | OfferMade | OfferTaken | OfferClosed


class Trades:
    """What is known of both, by id."""

    def __init__(self) -> None:
        self.swaps: dict[int, Swap] = {}
        self.offers: dict[int, Offer] = {}

    def take(self, swaps: list[Swap], offers: list[Offer]) -> None:
        """As fetched."""
        self.swaps = {one.id: one for one in swaps}
        self.offers = {one.id: one for one in offers}

    def apply(self, event: Event) -> bool:
        """What an event changes; answers whether it did. What a newer answer already shows is left alone."""
        match event.fact:
            case SwapOffered() as fact:
                return self._offered(event.seq, fact)
            case SwapAccepted(swap_id=which, to_id=taker):
                return self._change(which, event.seq, SwapState.ACCEPTED, to_id=taker)
            case SwapDecided(swap_id=which, approved=yes, words=words):
                return self._change(which, event.seq, SwapState.APPROVED if yes else SwapState.DECLINED, answer=words)
            case SwapWithdrawn(swap_id=which, lapsed=lapsed):
                return self._change(which, event.seq, SwapState.LAPSED if lapsed else SwapState.WITHDRAWN)
            case OfferMade() as made:
                return self._made(event.seq, made)
            case OfferTaken(offer_id=which, user_id=taker):
                known = self.offers.get(which)
                taken = () if known is None else (*known.taken, taker)
                return self._change_offer(which, event.seq, taken=taken)
            case OfferClosed(offer_id=which):
                return self._change_offer(which, event.seq, closed=True)
            case _:
                return False

    def _offered(self, seq: int, fact: SwapOffered) -> bool:
        if seq in self.swaps:
            return False
        self.swaps[seq] = Swap(
            id=seq,
            from_id=fact.from_id,
            shift_id=fact.shift_id,
            to_id=fact.to_id,
            other_shift_id=fact.other_shift_id,
            state=SwapState.OFFERED,
            words=fact.words,
            answer="",
            version=seq,
        )
        return True

    def _change(self, which: int, seq: int, state: SwapState, **fields: object) -> bool:
        known = self.swaps.get(which)
        if known is None or known.version >= seq:
            return False
        self.swaps[which] = replace(known, state=state, version=seq, **fields)
        return True

    def _made(self, seq: int, fact: OfferMade) -> bool:
        if seq in self.offers:
            return False
        self.offers[seq] = Offer(
            id=seq,
            offer_kind=fact.offer_kind,
            start=fact.start,
            end=fact.end,
            seats=fact.seats,
            until=fact.until,
            user_ids=fact.user_ids,
            taken=(),
            closed=False,
            words=fact.words,
            version=seq,
        )
        return True

    def _change_offer(self, which: int, seq: int, **fields: object) -> bool:
        known = self.offers.get(which)
        if known is None or known.version >= seq:
            return False
        self.offers[which] = replace(known, version=seq, **fields)
        return True
