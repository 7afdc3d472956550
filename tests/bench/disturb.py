"""Colleagues at work: notes on one ticket at a steady rate, from a process of their own."""

import sys
import time

import httpx

from desk.contract.routes import ENDPOINTS
from tests.client.remote.remote_rig import PASSWORD


def main(url: str, ticket: str, rate: str, seconds: str) -> int:
    """Write until the time is up; late ones are caught up with."""
    with httpx.Client(base_url=url) as client:
        who = {"login": "admin", "password": PASSWORD, "workstation": "bench", "take_over": True}
        token = client.post(ENDPOINTS["sign_in"].url(), json=who).raise_for_status().json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        path, written, began = ENDPOINTS["add_article"].url(ticket_id=ticket), 0, time.monotonic()
        while (passed := time.monotonic() - began) < float(seconds):
            if written < passed * int(rate):
                client.post(path, json={"kind": "note", "body": f"{written}번째 메모"}).raise_for_status()
                written += 1
            else:
                time.sleep(0.002)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
