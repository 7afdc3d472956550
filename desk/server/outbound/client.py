"""One exchange with an executor over HTTP, and whether its answer is the last word.

Final is only what parses and echoes our key: a captive portal answers 200 to everything, a gateway answers 502 for
what was done, and a body can be cut.
"""

import asyncio
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import msgspec
import truststore

from desk import __version__
from desk.contract.remedies import ExecutorAnswer
from desk.server.outbound.job import Answered, Gone, Job, Later, NeverSeen, Outcome
from desk.server.outbound.signing import sign

CONNECT_SECONDS = 5.0
MOST_BYTES = 64 * 1024
#: Statuses that decide nothing whatever their body says.
NOT_NOW = frozenset({408, 425, 429})
_decode = msgspec.json.Decoder(ExecutorAnswer).decode


def open_http(patience: float) -> httpx.AsyncClient:
    """Speaks to the shop's own systems: reached without the environment's proxy, and trusted as this machine trusts
    them."""
    return httpx.AsyncClient(
        verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        timeout=httpx.Timeout(patience, connect=min(CONNECT_SECONDS, patience)),
        limits=httpx.Limits(max_connections=None, keepalive_expiry=15),
        headers={"User-Agent": f"Desk/{__version__}", "Accept": "application/json"},
        trust_env=False,
    )


class ExecutorClient:
    """Speaks to every executor; ``patience``: seconds for a whole exchange."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._opened: httpx.AsyncClient | None = None

    @property
    def _http(self) -> httpx.AsyncClient:
        """Opened when there is somebody to talk to."""
        if self._opened is None:
            self._opened = open_http(self._patience)
        return self._opened

    async def close(self) -> None:
        """End every connection."""
        if self._opened is not None:
            await self._opened.aclose()

    async def __call__(self, job: Job) -> Outcome:
        """Send the command, or ask after it; never raises for what a network or an executor can do."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._exchange(job)
        except TimeoutError:
            return Later(f"no answer in {self._patience:g} s")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Later(f"{type(error).__name__}: {error}"[:300])

    async def _exchange(self, job: Job) -> Outcome:
        body = b"" if job.asks else job.body
        headers = sign(job.secrets, f"ask-{job.key}" if job.asks else job.key, datetime.now(UTC), body)
        method, url = ("GET", f"{job.url.rstrip('/')}/commands/{job.key}") if job.asks else ("POST", job.url)
        if not job.asks:
            headers["Content-Type"] = "application/json"
        async with self._http.stream(method, url, content=body or None, headers=headers) as response:
            told = b""
            async for part in response.aiter_bytes():
                told += part
                if len(told) > MOST_BYTES:
                    return Later("an endless answer")
            return _judged(job, response, told)


def _judged(job: Job, response: httpx.Response, body: bytes) -> Outcome:
    status = response.status_code
    why = f"{status} {body[:200].decode(errors='replace')}".strip()
    if status == 410 and not job.asks:
        return Gone(why)
    if status == 404 and job.asks:
        return NeverSeen()
    if status in NOT_NOW or status >= 500 or 300 <= status < 400:
        return Later(why, retry_after(response.headers.get("retry-after", ""), datetime.now(UTC)))
    try:
        answer = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Later(why)
    if answer.key != job.key or (status >= 400 and answer.state != "refused"):
        return Later(why)
    return Answered(answer)


def retry_after(said: str, now: datetime) -> float | None:
    """The seconds of a Retry-After header, given as seconds or as a date; None when it says nothing."""
    said = said.strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
