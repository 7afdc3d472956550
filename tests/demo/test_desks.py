"""In the demo, what the agent decides is really done by the shop's desks, in programs of their own."""

from contextlib import closing
from pathlib import Path

import httpx

from desk.contract.routes import ENDPOINTS
from desk.demo.executor_book import Book
from desk.demo.serve import Running, serving
from desk.server.store import remedies
from desk.server.store.db import Database
from tests.server.executor_rig import until


def decide(stage: Running, folder: Path) -> int:
    """The agent gives a customer a credit; returns the remedy's id, whose time for taking back is cut short."""
    with httpx.Client(base_url=stage.url) as http:
        signed = http.post(
            ENDPOINTS["sign_in"].url(), json={"login": stage.login, "password": stage.password, "take_over": True}
        )
        http.headers["Authorization"] = f"Bearer {signed.json()['token']}"
        found = http.get(ENDPOINTS["customers"].url(), params={"page[size]": 1}).json()["data"]
        here = http.get(ENDPOINTS["situation"].url(customer_id=found[0]["id"]))
        body = {"action": "goodwill_credit", "customer_id": found[0]["id"], "values": {"amount": 3_000}}
        headers = {"Idempotency-Key": "a-click", "If-Match": here.headers["etag"]}
        made = http.post(ENDPOINTS["order_remedy"].url(), json=body, headers=headers)
        assert made.status_code == 201, made.text
        remedy_id = int(made.json()["data"]["id"])
    with closing(Database(folder / "desk.db")) as database:
        database.write(lambda tx: tx.run("UPDATE remedies SET undo_until = 0 WHERE id = ?", (remedy_id,)))
    return remedy_id


def test_a_credit_given_in_the_demo_is_paid_by_the_payment_desk(tmp_path: Path) -> None:
    with serving(tmp_path) as stage:
        remedy_id = decide(stage, tmp_path)
        with closing(Database(tmp_path / "desk.db")) as database:

            def done() -> bool:
                found = database.read(lambda tx: remedies.remedy(tx, remedy_id))
                return found is not None and found.state == "done"

            until(lambda: done() or None, "done")
    with closing(Book(tmp_path / "desks.db")) as book:
        assert [(row["action"], row["amount"]) for row in book.effects()] == [("goodwill_credit", 3_000)]


def test_the_desks_are_found_again_when_the_demo_begins_again(tmp_path: Path) -> None:
    for _ in range(2):
        with serving(tmp_path):
            pass
    assert (tmp_path / "desks.json").stat().st_mode & 0o077 == 0
