"""The same move in Request Tracker 5, through its own bulk route ``PUT /REST/2.0/tickets/bulk``.

Wanted: an RT on this machine whose ``root`` may sign in by ``/NoAuth/Login.html`` with the password in
``DESK_BENCH_RT_PASSWORD``, with a queue called General. Tickets are made by its bulk route as well.
"""

import os
import time
from typing import Any

import httpx

from tests.bench import report

QUEUE, OWNERS = "General", ("root", "Nobody")


def measure(address: str, *, moved: int, rounds: int) -> None:
    """Give so many tickets at once to one owner and then back to nobody, so many times."""
    password = os.environ.get("DESK_BENCH_RT_PASSWORD", "")
    with httpx.Client(base_url=address, timeout=900, follow_redirects=False) as client:
        client.post("/NoAuth/Login.html", data={"user": "root", "pass": password})
        client.get("/REST/2.0/rt").raise_for_status()
        made = [_create(client, min(100, moved - begin), begin) for begin in range(0, moved, 100)]
        numbers = [number for some in made for number in some]
        taken, refused = list[float](), 0
        for number in range(rounds):
            change = [{"id": one, "Owner": OWNERS[number % 2]} for one in numbers]
            began = time.perf_counter()
            answer = client.put("/REST/2.0/tickets/bulk", json=change)
            taken.append((time.perf_counter() - began) * 1000)
            answer.raise_for_status()
            refused += sum("changed" not in str(one) for one in answer.json())
        print(report.line(f"Request Tracker 5: {moved} tickets given to somebody at once", taken))
        print(f"Request Tracker 5: {refused} of {moved * rounds} refused; it offers no way to take a move back")


def _create(client: httpx.Client, count: int, begin: int) -> list[Any]:
    drafts = [{"Queue": QUEUE, "Subject": f"ticket {begin + number}"} for number in range(count)]
    answer = client.post("/REST/2.0/tickets/bulk", json=drafts)
    answer.raise_for_status()
    return [one["id"] for one in answer.json()]
