"""The protocol of Asterisk's manager interface: headers in lines, answers found by ``ActionID``, events in between.

Written here because a server on asyncio needs four things at once that no package has together: TLS, a login that
proves the secret by a challenge, events beside answers, and values that cannot become headers of their own.
``panoramisk`` (MIT, asyncio) comes nearest; it drops the bytes of a character that two packets share, sends after a
reconnect what was left from before it, and has had no release since August 2021. ``astami`` (MIT, asyncio) knows
neither TLS nor challenge and keeps no events. ``pystrix`` (LGPL, threads) and ``asterisk-ami`` (BSD, threads) suit a
program that lives in threads and on a network it trusts: both speak without TLS, the latter logs in with the secret
itself.
"""

import asyncio
import contextlib
import hashlib
import ssl
from collections.abc import Callable
from itertools import count

import truststore

#: The longest line, and the longest message, that anybody believes; in bytes.
LONGEST = 64 * 1024
#: Classes of events: of members of queues, and of calls.
AGENTS, CALLS = "agent", "call"

#: The headers of a message, by name in lower case; of one that comes more than once, the last.
Message = dict[str, str]


class ManagerError(Exception):
    """The manager cannot be spoken to, and why."""


class Manager:
    """A session with one manager. ``heard`` is told of every event, and with nothing when the session has ended."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        patience: float,
        heard: Callable[[Message | None], None],
    ) -> None:
        self._reader, self._writer, self._patience, self._heard = reader, writer, patience, heard
        self._numbers = count(1)
        self._asked: dict[str, asyncio.Future[Message]] = {}
        self._listening: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls, host: str, port: int, *, tls: bool, patience: float, heard: Callable[[Message | None], None]
    ) -> "Manager":
        """A session that nobody has logged in to; ManagerError when there is no manager."""
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if tls else None
        try:
            async with asyncio.timeout(patience):
                reader, writer = await asyncio.open_connection(host, port, ssl=context, limit=LONGEST)
        except TimeoutError:
            raise ManagerError(f"no connection in {patience:g} s") from None
        except (OSError, ValueError) as error:
            raise ManagerError(f"{type(error).__name__}: {error}"[:300]) from None
        made = cls(reader, writer, patience, heard)
        try:
            await made._greeted()
        except BaseException:
            await made.close()
            raise
        made._listening = asyncio.create_task(made._listen(), name=f"manager {host}")
        return made

    async def _greeted(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                banner = await self._reader.readline()
        except (TimeoutError, OSError, ValueError):
            banner = b""
        if not banner.startswith(b"Asterisk Call Manager/"):
            raise ManagerError("nobody there greets as an Asterisk manager does")

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self._listening is None or self._listening.done()

    async def login(self, name: str, secret: str, *, encrypted: bool, events: str) -> None:
        """Prove the secret by a challenge; in plain words only where ``encrypted``. ManagerError when refused.

        ``events``: the classes to hear of, with commas between.
        """
        challenge = await self.ask("Challenge", AuthType="MD5")
        if found := challenge.get("challenge", ""):
            key = hashlib.md5(f"{found}{secret}".encode(), usedforsecurity=False).hexdigest()
            answer = await self.ask("Login", AuthType="MD5", Username=name, Key=key, Events=events)
        elif encrypted:
            answer = await self.ask("Login", Username=name, Secret=secret, Events=events)
        else:
            raise ManagerError("it knows no challenge, and the secret goes nowhere without TLS")
        if answer["response"] != "Success":
            raise ManagerError(f"login refused: {answer.get('message', '')}"[:300])

    async def ask(self, action: str, number: str = "", **headers: str) -> Message:
        """The answer to an action; ``number``: an id for it that events may name later. ManagerError, and the session
        is over, when there is none."""
        if self.over:
            raise ManagerError("the connection was lost")
        number = number or f"desk-{next(self._numbers)}"
        words = {"Action": action, "ActionID": number, **headers}
        if any(not one.isprintable() for one in words.values()):
            raise ValueError("a header is one line of printable text")
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            async with asyncio.timeout(self._patience):
                self._writer.write("".join(f"{key}: {value}\r\n" for key, value in words.items()).encode() + b"\r\n")
                await self._writer.drain()
                return await answer
        except TimeoutError:
            await self.close()
            raise ManagerError(f"no answer in {self._patience:g} s") from None
        except OSError as error:
            await self.close()
            raise ManagerError(f"{type(error).__name__}: {error}"[:300]) from None
        finally:
            self._asked.pop(number, None)

    async def close(self) -> None:
        """End the session; whoever waits for an answer hears so."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        self._writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self._writer.wait_closed()

    async def _listen(self) -> None:
        try:
            while (message := await self._message()) is not None:
                self._take(message)
        except (OSError, ValueError):
            pass  # cut, or talking nonsense: over either way
        finally:
            self._writer.close()
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(ManagerError("the connection was lost"))
            self._heard(None)

    def _take(self, message: Message) -> None:
        if "event" in message:
            self._heard(message)
        elif (answer := self._asked.get(message.get("actionid", ""))) is not None and not answer.done():
            answer.set_result({"response": "", **message})

    async def _message(self) -> Message | None:
        """The next message, however it was cut into packets; None at the end. ValueError when it is endless."""
        found, size = Message(), 0
        while line := await self._reader.readline():
            size += len(line)
            if size > LONGEST:
                raise ValueError("an endless message")
            text = line.decode(errors="replace").rstrip("\r\n")
            if not text and found:
                return found
            name, colon, value = text.partition(":")
            if colon:
                found[name.strip().lower()] = value.strip()
        return None
