"""How long a piece of work takes, learned from what agents really took.

An agent who works on several tickets in turn has all of them open for long; what one costs is the sum of the stretches
in which something was done for it. A stretch ends with an answer or with closing, and begins where the same person's
stretch before ended, or when they took the ticket. Longer ones have had a break in them and tell nothing.
"""

#: Seconds per ticket of a queue before its own log says otherwise, and for how many tickets that counts.
HANDLE, PRIOR = 480.0, 10
#: The mean forgets: so many tickets count at most.
KEPT = 200
#: Seconds after which a stretch had a break in it.
LONGEST = 1800


def stretch(at: int, taken: int | None, before: int | None) -> float | None:
    """Seconds of a stretch that ended at ``at`` (all in microseconds): ``taken``, when its agent took the ticket;
    ``before``, when their stretch before ended. None when it tells nothing."""
    since = max((one for one in (taken, before) if one is not None), default=None)
    if since is None:
        return None
    seconds = (at - since) / 1_000_000
    return seconds if 0 <= seconds <= LONGEST else None


def learned(handle: float, tickets: int, took: float) -> float:
    """The mean of a queue after one ticket more; ``tickets``: of how many it was."""
    return handle + (took - handle) / min(tickets + PRIOR + 1, KEPT)
