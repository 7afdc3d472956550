"""Covers the screen when nobody has touched the workstation for too long, and tells the server when somebody has."""

import ctypes
import ctypes.util
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from desk.client.models import tasks
from desk.client.models.call import CallModel
from desk.client.models.clock import Clock
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError

IdleSeconds = Callable[[], float | None]
#: The server counts requests, not key presses: whoever only writes or talks must be heard of in time.
SIGNS_PER_LIMIT = 4


class IdleWatch(QObject):
    """Looks once a second. A call counts as presence: one does not type while listening."""

    def __init__(
        self, remote: Remote, session: SessionModel, call: CallModel, clock: Clock, system: IdleSeconds | None = None
    ) -> None:
        super().__init__()
        self._remote, self._session, self._call = remote, session, call
        self._system = system or system_idle()
        self._touched = self._told = time.monotonic()
        #: While it says so nothing is covered and the session stays: a wall that everybody may read fills the screen.
        #: A wall screen is there to be read and never touched, and it shows counts, no customer. The desk behind it is
        #: as good as covered: no key reaches it but the way back, and what was put off is then made up for.
        self.stays_open: Callable[[], bool] = _never
        self._overdue = False
        remote.http.attended = self.attended
        clock.tick.connect(self.look)

    def touch(self) -> None:
        """A key was pressed or the mouse used in our window."""
        self._touched = time.monotonic()

    def idle(self) -> float:
        """Seconds since somebody was here: by the system's count where it has one, else by ours."""
        ours = time.monotonic() - self._touched
        systems = self._system()
        return ours if systems is None else min(ours, systems)

    def attended(self) -> bool:
        """Whether what is asked of the server now counts as somebody's doing. Lists are also asked for again when
        events move: that must not keep an empty chair's session open."""
        session = self._session.state.session
        return session is None or self.stays_open() or self.idle() < session.idle_lock_seconds / SIGNS_PER_LIMIT

    def handle_error(self, _error: DeskError) -> None:
        """The sign of life did not arrive: the next one may."""

    def look(self) -> None:
        """Cover the screen if it is time; what was put off because of the wall is done when that has gone."""
        session = self._session.state.session
        if self._session.sitting is not Sitting.SIGNED_IN or session is None:
            self._overdue = False
            self.touch()
            return
        if self._call.is_talking or self._call.rings:
            self.touch()
        idle, limit = self.idle(), session.idle_lock_seconds
        self._overdue = self._overdue or idle >= limit
        if self._overdue and not self.stays_open():
            self._overdue = False
            self._session.lock()
        elif self.attended() and time.monotonic() - self._told > limit / SIGNS_PER_LIMIT:
            self._told = time.monotonic()
            tasks.start(self._sign(), name="sign of life", owner=self)

    async def _sign(self) -> None:
        """Any request that is not made in the background counts as a person's. Input counts, not what asked."""
        await self._remote.api.queues()


def _never() -> bool:
    return False


def _unknown() -> float | None:
    return None


def system_idle() -> IdleSeconds:
    """How this platform is asked for the seconds since its last input; what answers None where it cannot be."""
    try:
        if sys.platform == "win32":
            return _windows_idle()
        if sys.platform == "darwin":
            return _mac_idle()
        return _x11_idle()
    except (OSError, AttributeError):
        return _unknown


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("time", ctypes.c_uint))


def _windows_idle() -> IdleSeconds:
    windll = getattr(ctypes, "windll")  # noqa: B009  only there on Windows
    user, kernel = windll.user32, windll.kernel32

    def ask() -> float | None:
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not user.GetLastInputInfo(ctypes.byref(last)):
            return None
        # Both counters are 32 bits and wrap after 49 days.
        return float((kernel.GetTickCount() - last.time) & 0xFFFFFFFF) / 1000

    return ask


def _mac_idle() -> IdleSeconds:
    services = ctypes.CDLL("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices")
    since = services.CGEventSourceSecondsSinceLastEventType
    since.restype, since.argtypes = ctypes.c_double, (ctypes.c_int, ctypes.c_uint32)
    return lambda: float(since(0, 0xFFFFFFFF))


class _ScreenSaver(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("mask", ctypes.c_ulong),
    )


def _x11_idle() -> IdleSeconds:
    """The X server's own count, on a connection of ours; OSError without an X server or its library."""
    x11, saver = (ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so") for name in ("X11", "Xss"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype, x11.XDefaultRootWindow.argtypes = ctypes.c_ulong, (ctypes.c_void_p,)
    saver.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_ScreenSaver))
    display = x11.XOpenDisplay(None)
    if not display:
        raise OSError("no X server")
    root, info = x11.XDefaultRootWindow(display), _ScreenSaver()

    def ask() -> float | None:
        found = saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info))
        return info.idle / 1000 if found else None

    return ask
