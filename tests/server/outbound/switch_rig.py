"""A telephone system on a real socket that speaks as Asterisk's manager does, and a call centre that tells it."""

import asyncio
import contextlib
import hashlib
import re
import ssl
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from desk.contract.agents import AgentState
from desk.contract.telephony import Switch, SwitchDraft
from desk.server.routes import agents, switches
from desk.server.store.db import Tx
from tests.server.conftest import Loop, Site
from tests.server.executor_rig import until
from tests.server.outbound.receiver_rig import Receiver

LOGIN, SECRET = "desk", "s3cret"
#: Interfaces and the queues they are members of; as in the configuration of the real one.
MEMBERS = {"Local/201@x": ("delivery", "일반"), "Local/202@x": ("delivery",), "Local/203@x": ("일반",)}
INTERFACE = "Local/{extension}@x"
#: A channel's whole beginning, and options without arguments.
SPIES = re.compile(r"PJSIP/[0-9]+-,bqESw?")


class Switchable(Protocol):
    """A telephone system with a manager, as tests handle it."""

    port: int

    def open(self) -> None:
        """Begin; nobody is paused."""
        ...

    def close(self) -> None:
        """End."""
        ...

    def pauses(self) -> dict[str, tuple[bool, str]]:
        """Of every member: whether it is paused, and why."""
        ...

    def at_telephone(self, interface: str, *, paused: bool) -> None:
        """Somebody pauses a member there."""
        ...

    def heard(self) -> int:
        """How often anybody was paused or unpaused."""
        ...


@dataclass
class Exchange:
    """Speaks the documented protocol and refuses what does not keep to it; ``faults`` are those."""

    loop: Loop
    port: int = 0
    challenges: bool = True
    silent: bool = False
    denies: bool = False
    #: Seconds that one pause takes; they are done one after the other.
    slow: float = 0.0
    #: Bytes in one packet; 0 for whole messages.
    packet: int = 0
    tls: ssl.SSLContext | None = None
    faults: list[str] = field(default_factory=list[str])
    asked: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    members: dict[str, tuple[bool, str]] = field(default_factory=dict[str, tuple[bool, str]])
    queues: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict(MEMBERS))
    #: May this account make calls? Those that it has made, by the id that was chosen for them.
    calls: bool = True
    made: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    #: The classes of events that each session wants.
    _wants: dict[asyncio.StreamWriter, str] = field(default_factory=dict[asyncio.StreamWriter, str])
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])

    def open(self) -> None:
        self.members, self.made = dict.fromkeys(self.queues, (False, "")), {}
        self.loop.run(self._listen())

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        self.loop.run(self._end())

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        await self._cut()

    def cut(self) -> None:
        """Every connection breaks; what was paused stays so."""
        self.loop.run(self._cut())

    async def _cut(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(0)

    def pauses(self) -> dict[str, tuple[bool, str]]:
        return dict(self.members)

    def heard(self) -> int:
        return len(self.asked)

    def at_telephone(self, interface: str, *, paused: bool) -> None:
        self.loop.run(self._pause(interface, paused, "" if not paused else "phone"))

    def join(self, interface: str) -> None:
        """A telephone becomes a member of a queue."""
        self.queues[interface] = ("일반",)
        self.members[interface] = (False, "")
        self.loop.run(self._event("QueueMemberAdded", Queue="일반", Interface=interface, Paused="0"))

    def put_down(self, call: str) -> None:
        """Somebody hangs up the telephone that was rung."""
        self.loop.run(self._over(call))

    def ring_out(self, call: str) -> None:
        """Nobody picks it up."""
        asked = self.made.pop(call)
        told = {"Response": "Failure", "ActionID": asked["ActionID"], "Reason": "3", "Uniqueid": "<null>"}
        self.loop.run(self._event("OriginateResponse", "call", **told))

    async def _over(self, call: str) -> None:
        asked = self.made.pop(call)
        await self._event("Hangup", "call", Channel=f"{asked['Channel']}-00000007", Uniqueid=call, Cause="16")

    async def _call(self, action: dict[str, str], answer: dict[str, str]) -> dict[str, str]:
        """Originate or Hangup: what is answered."""
        if not self.calls:
            return {"Response": "Error", **answer, "Message": "Permission denied"}
        if action["Action"] == "Hangup":
            if action["Channel"] not in self.made:
                return {"Response": "Error", **answer, "Message": "No such channel"}
            await self._over(action["Channel"])
            return {"Response": "Success", **answer, "Message": "Channel Hungup"}
        kept = action.get("Async") == "true" and int(action["Timeout"]) >= 1000 and action["Application"] == "ChanSpy"
        if not kept or not SPIES.fullmatch(action["Data"]):
            self.faults.append(f"{action}")
        if action["ChannelId"] in self.made:
            return {"Response": "Error", **answer, "Message": "Originate failed"}
        self.made[action["ChannelId"]] = action
        return {"Response": "Success", **answer, "Message": "Originate successfully queued"}

    async def _pause(self, interface: str, paused: bool, reason: str) -> None:
        self.members[interface] = (paused, reason if paused else "")
        for queue in self.queues[interface]:
            await self._event(
                "QueueMemberPause", Queue=queue, Interface=interface, Paused=str(int(paused)), PausedReason=reason
            )

    async def _event(self, event: str, kind: str = "agent", **headers: str) -> None:
        for writer in [one for one in self._open if kind in self._wants[one].split(",")]:
            with contextlib.suppress(OSError):
                await self._send(writer, {"Event": event, "Privilege": f"{kind},all", **headers})

    async def _send(self, writer: asyncio.StreamWriter, headers: dict[str, str]) -> None:
        raw = "".join(f"{key}: {value}\r\n" for key, value in headers.items()).encode() + b"\r\n"
        size = self.packet or len(raw)
        for at in range(0, len(raw), size):
            writer.write(raw[at : at + size])
            await writer.drain()
            if self.packet:
                await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"Asterisk Call Manager/11.0.0\r\n")
        challenge, known = "", False
        try:
            while (action := await self._action(reader)) is not None:
                if self.silent:
                    continue
                name, answer = action.get("Action", ""), {"ActionID": action.get("ActionID", "")}
                if name == "Challenge" and self.challenges:
                    challenge = "841637"
                    await self._send(writer, {"Response": "Success", **answer, "Challenge": challenge})
                elif name == "Login":
                    known = self._knows(action, challenge)
                    words = "Authentication accepted" if known else "Authentication failed"
                    await self._send(writer, {"Response": "Success" if known else "Error", **answer, "Message": words})
                    if not known:
                        return
                    self._open.add(writer)
                    self._wants[writer] = action.get("Events", "")
                    await self._send(writer, {"Event": "FullyBooted", "Status": "Fully Booted"})
                elif not known:
                    await self._send(writer, {"Response": "Error", **answer, "Message": "Permission denied"})
                else:
                    await self._do(writer, name, action, answer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    def _knows(self, action: dict[str, str], challenge: str) -> bool:
        if action.get("AuthType") == "MD5":
            key = hashlib.md5(f"{challenge}{SECRET}".encode()).hexdigest()
            return action.get("Username") == LOGIN and bool(challenge) and action.get("Key") == key
        return action.get("Username") == LOGIN and action.get("Secret") == SECRET

    async def _do(
        self, writer: asyncio.StreamWriter, name: str, action: dict[str, str], answer: dict[str, str]
    ) -> None:
        if name == "Ping":
            await self._send(writer, {"Response": "Success", **answer, "Ping": "Pong"})
            return
        if name in ("Originate", "Hangup"):
            await self._send(writer, await self._call(action, answer))
            return
        if name != "QueuePause" or action.get("Paused") not in ("true", "false") or "Queue" in action:
            self.faults.append(f"{action}")
        self.asked.append(action)
        await asyncio.sleep(self.slow)
        # Others' events come between an action and its answer.
        await self._send(writer, {"Event": "QueueMemberStatus", "Interface": action["Interface"], "Paused": "0"})
        if self.denies:
            await self._send(writer, {"Response": "Error", **answer, "Message": "Permission denied"})
        elif (interface := action["Interface"]) not in self.members:
            await self._send(writer, {"Response": "Error", **answer, "Message": "Interface not found"})
        else:
            await self._send(writer, {"Response": "Success", **answer, "Message": "Interface paused successfully"})
            await self._pause(interface, action["Paused"] == "true", action.get("Reason", ""))

    async def _action(self, reader: asyncio.StreamReader) -> dict[str, str] | None:
        found: dict[str, str] = {}
        while line := await reader.readline():
            if not line.endswith(b"\r\n"):
                self.faults.append(f"no CRLF: {line!r}")
            text = line.decode().removesuffix("\r\n")
            if not text:
                return found
            name, colon, value = text.partition(": ")
            if not colon or name in found or (not found and name != "Action"):
                self.faults.append(f"no header here: {line!r}")
            found[name] = value
        return None


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server on 127.0.0.1 shows, and the file of whoever trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "exchange")])
    now, here = datetime.now(UTC), x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path, secret = folder / "certificate.pem", folder / "key.pem"
    path.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return context, path


class House:
    """A call centre and its switch ``main``."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def manager(self, port: int, name: str = "main", **more: Any) -> Switch:
        """The switch is told by a manager."""
        given: dict[str, Any] = {"login": LOGIN, "secret": SECRET} | more
        draft = SwitchDraft(host="127.0.0.1", port=port, interface=INTERFACE, **given)
        return self.site.write(lambda tx: switches.put(tx, name, draft))

    def webhook(self, receiver: Receiver, *, rotate: bool = False, listens: bool = False) -> Switch:
        """The switch is told by webhooks."""
        off = SwitchDraft(url=f"http://127.0.0.1:{receiver.port}/pauses", enabled=False, rotate=rotate)
        made = self.site.write(lambda tx: switches.put(tx, "main", off))
        if made.signing_secret:
            receiver.secrets = (*receiver.secrets, made.signing_secret)
        on = SwitchDraft(url=off.url, listens=listens)
        self.site.write(lambda tx: switches.put(tx, "main", on))
        return made

    def state(self, login: str, state: AgentState, reason: str = "") -> None:
        """Somebody chooses a state."""
        user = self.site.user_id(login)
        self.site.write(lambda tx: agents.put_state(tx, user, state, reason), login)

    def now(self) -> Switch:
        """How the switch is."""

        def work(tx: Tx) -> Switch:
            return next(one for one in switches.everyone(tx) if one.name == "main")

        return self.site.read(work)

    def wait(self, sure: float = 0.0) -> None:
        """Until the switch has taken everything (and has had a little time to say more)."""
        time.sleep(sure)
        until(lambda: self.now().waiting == 0 or None, f"all told: {self.now()}")
