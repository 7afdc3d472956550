"""A telephone system that is told by Standard Webhooks: one signed message with the newest of each agent."""

import asyncio
from datetime import UTC, datetime

import httpx
import msgspec

from desk.contract.listening import ListenOrder
from desk.contract.telephony import Pause
from desk.server.outbound.client import NOT_NOW, open_http, retry_after
from desk.server.outbound.job import Gone, Later
from desk.server.outbound.signing import sign
from desk.server.outbound.telling import Address, Round, Telling

#: Messages at once.
AT_ONCE = 8
#: Statuses that are about this message and not about the line.
REFUSALS = frozenset({400, 409, 413, 422})


class WebhookLine:
    """Posts to one address; ``patience``: seconds for a whole exchange."""

    def __init__(self, address: Address, patience: float) -> None:
        self.address = address
        self._patience = patience
        self._http: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """End every connection."""
        if self._http is not None:
            await self._http.aclose()

    async def tell(self, tellings: tuple[Telling, ...], orders: tuple[ListenOrder, ...]) -> Round:
        """What is asked goes first, then a few messages at once; when the line fails, none is begun any more."""
        done, free = Round(), asyncio.Semaphore(AT_ONCE)
        if (tellings or orders) and self._http is None:
            self._http = open_http(self._patience)
        for order in orders:
            outcome = await self._post(order, f"listen-{order.listening_id}-{order.listen}")
            if isinstance(outcome, Later | Gone):
                done.trouble = outcome
                return done
            done.ordered.append((order, outcome))

        async def one(telling: Telling) -> None:
            async with free:
                if done.trouble is None:
                    pause = telling.pause
                    self._keep(done, telling, await self._post(pause, f"pause-{pause.agent_id}-{pause.seq}"))

        await asyncio.gather(*(one(telling) for telling in tellings))
        return done

    @staticmethod
    def _keep(done: Round, telling: Telling, outcome: Later | Gone | str) -> None:
        if isinstance(outcome, Later | Gone):
            done.trouble = outcome
        elif outcome:
            done.refused.append((telling, outcome))
        else:
            done.told.append(telling)

    async def _post(self, said: Pause | ListenOrder, message_id: str) -> Later | Gone | str:
        """What came of it; why it was refused, or nothing when it was taken."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._exchange(said, message_id)
        except TimeoutError:
            return Later(f"no answer in {self._patience:g} s")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Later(f"{type(error).__name__}: {error}"[:300])

    async def _exchange(self, said: Pause | ListenOrder, message_id: str) -> Later | Gone | str:
        assert self._http is not None
        now, body = datetime.now(UTC), msgspec.json.encode(said)
        headers = sign(self.address.secrets, message_id, now, body)
        headers["Content-Type"] = "application/json"
        # What the answer's body says is nobody's business, and it may be endless.
        async with self._http.stream("POST", self.address.url, content=body, headers=headers) as response:
            status, why = response.status_code, f"{response.status_code} {response.reason_phrase}".strip()
            if 200 <= status < 300:
                return ""
            if status == 410:
                return Gone(why)
            if status in REFUSALS:
                return why
            wish = retry_after(response.headers.get("retry-after", ""), now)
            return Later(why, wish if status in NOT_NOW or status >= 500 else None)
