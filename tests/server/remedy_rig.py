"""A call centre in which promises were broken and agents may repair them."""

import tomllib
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec

from desk.contract.events import Refs, RemedyDone, RemedyHandedOver, RemedyRefused, RemedyRulesSet
from desk.contract.ingest import CustomerRecord, OrderLine, OrderRecord, Payment
from desk.contract.orders import OrderState
from desk.contract.remedies import Remedy, RemedyState, Situation
from desk.contract.remedy_rules import RemedyRules
from desk.paths import resource
from desk.server.routes import records
from desk.server.rules.topics import topics_of
from desk.server.store import log, orders, people, remedies
from desk.server.store.db import Tx
from tests.server.conftest import Site

DAY = timedelta(days=1)


def default_rules() -> RemedyRules:
    """The rules that come with the program."""
    plain = tomllib.loads(resource("site", "default.toml").read_text(encoding="utf-8"))
    return msgspec.convert(plain["remedies"], RemedyRules)


class Shop:
    """A site with rules, one customer, and what an agent does for her."""

    def __init__(self, site: Site, rules: RemedyRules | None = None) -> None:
        self.site = site
        self._keys = 0
        site.write(lambda tx: log.append(tx, RemedyRulesSet(rules=rules or default_rules())))
        self.customer_id = self.customer("김민지")

    def customer(self, name: str) -> int:
        """A customer with an address."""

        def work(tx: Tx) -> int:
            address = "서울특별시 마포구 월드컵로 1"
            records.apply(tx, "shop", CustomerRecord(customer=name, name=name, address=address))
            found = people.by_external(tx, "shop", name)
            assert found is not None
            return found

        return self.site.write(work)

    def order(self, number: str, late: timedelta = 2 * DAY, *, name: str = "김민지", **more: Any) -> int:
        """A paid order whose parcel is so late and not there yet; returns its id."""
        now = datetime.now(UTC)
        told: dict[str, Any] = {
            "state": OrderState.SHIPPED,
            "items": [OrderLine(name="찻잔", price=60_000)],
            "payments": [Payment(method="card", amount=60_000)],
            "promised_by": now - late,
            "placed_at": now - late - 3 * DAY,
        } | more
        record = OrderRecord(order=number, customer=name, **told)
        self.site.write(lambda tx: records.apply(tx, "shop", record))
        found = self.site.read(lambda tx: orders.known(tx, "shop", number))
        assert found is not None
        return found.id

    def situation(self, as_: str = "agent", customer_id: int | None = None) -> Situation:
        """What the rules look at."""
        answer = self.site.get(f"/customers/{customer_id or self.customer_id}/situation", as_=as_)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Situation)

    def ask(self, action: str, order_id: int | None = None, as_: str = "agent", **more: Any) -> httpx.Response:
        """Order an action under a key of its own; ``values``, ``ask_approval``, ``key``, ``if_match`` may be given."""
        self._keys += 1
        key = more.pop("key", f"k{self._keys}")
        customer_id = more.pop("customer_id", self.customer_id)
        version = more.pop("if_match", None) or self.situation(as_, customer_id).version
        body = {"action": action, "customer_id": customer_id, "order_id": order_id} | more
        return self.site.post("/remedies", body, as_=as_, key=key, if_match=version)

    def remedy(self, answer: httpx.Response) -> Remedy:
        """The remedy of an answer that is a success."""
        assert answer.is_success, answer.text
        return msgspec.convert(answer.json()["data"], Remedy)

    def do(self, verb: str, one: Remedy, body: object = None, as_: str = "agent") -> httpx.Response:
        """``undo``, ``withdraw``, ``reverse`` or ``decision`` on a remedy as it is known here."""
        self._keys += 1
        return self.site.post(f"/remedies/{one.id}/{verb}", body, as_=as_, key=f"k{self._keys}", if_match=one.version)

    def put(self, rules: RemedyRules) -> None:
        """Other rules from now on."""
        self.site.write(lambda tx: log.append(tx, RemedyRulesSet(rules=rules)))

    def carry_out(self, one: Remedy, refused: bool = False) -> Remedy:
        """Hand it over, and let the executor do or refuse it."""
        refs = Refs(customer_id=one.customer_id, order_id=one.order_id)

        def work(tx: Tx) -> None:
            log.append(tx, RemedyHandedOver(remedy_id=one.id, action=one.action, executor="payment"), refs)
            if refused:
                no = RemedyRefused(remedy_id=one.id, action=one.action, amount=one.amount, words="계좌 없음")
                log.append(tx, no, refs)
            else:
                log.append(
                    tx, RemedyDone(remedy_id=one.id, action=one.action, amount=one.amount, reference="P-7"), refs
                )

        self.site.write(work)
        return self.now(one)

    def all(self) -> list[Remedy]:
        """Every remedy there is, oldest first."""
        return self.site.read(lambda tx: remedies.page(tx, None, None, None, None, 1000))[::-1]

    def now(self, one: Remedy) -> Remedy:
        """The remedy as it is now."""
        found = self.site.read(lambda tx: remedies.remedy(tx, one.id))
        assert found is not None
        return found

    def state(self, one: Remedy) -> RemedyState:
        """Where it stands now."""
        return self.now(one).state


def heard(site: Site, login: str) -> set[type]:
    """The kinds of facts that somebody hears as their own."""
    mine = f"user:{site.user_id(login)}"
    events = site.read(lambda tx: log.after(tx, 0, 10_000))
    return {type(event.fact) for event in events if mine in topics_of(event)}
