"""The line icons in any token colour and size, rendered once each and kept."""

from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk.client.widgets.theme import theme
from desk.paths import resource

IconName = Literal[
    "alert",
    "approve",
    "arrow-down",
    "arrow-up",
    "attach",
    "bag",
    "bell",
    "bookmark",
    "building",
    "calendar",
    "calendar-clock",
    "call-back",
    "call-note",
    "card",
    "chart",
    "chat",
    "check",
    "check-circle",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "clock",
    "cloud",
    "cloud-up",
    "coffee",
    "command",
    "copy",
    "coupon",
    "delight",
    "dot",
    "download",
    "edit",
    "external",
    "eye",
    "eye-off",
    "file",
    "filter",
    "fold",
    "found",
    "frown",
    "globe",
    "hangup",
    "headset",
    "heart",
    "help",
    "history",
    "hold",
    "image",
    "inbox",
    "info",
    "keyboard",
    "letter",
    "link",
    "location",
    "lock",
    "logout",
    "mail",
    "merge",
    "mic",
    "mic-off",
    "minus",
    "money",
    "moon",
    "more",
    "neutral",
    "note",
    "package",
    "pause",
    "phone",
    "phone-in",
    "phone-missed",
    "phone-out",
    "pin",
    "play",
    "plus",
    "print",
    "promise",
    "quality",
    "queue",
    "redo",
    "refresh",
    "refund",
    "repair",
    "reply",
    "reship",
    "search",
    "send",
    "settings",
    "shield",
    "shift",
    "smile",
    "sort",
    "star",
    "stop-sale",
    "sun",
    "template",
    "ticket",
    "timer",
    "transfer",
    "trash",
    "truck",
    "undo",
    "unfold",
    "unlock",
    "upload",
    "user",
    "user-plus",
    "users",
    "wifi",
    "wifi-off",
    "wrap-up",
    "x",
    "x-circle",
]

_RATIOS = (1.0, 2.0)


def pixmap(name: IconName, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """One icon, `size` device-independent pixels square; an unknown name raises KeyError."""
    return _pixmap(name, colour.rgba(), size, ratio)


def icon(name: IconName, colour: QColor | str = "text", size: int = 16) -> QIcon:
    """An icon for Qt's own widgets, in a colour or in the token of that name as it is now."""
    chosen = theme().tokens.named(colour) if isinstance(colour, str) else colour
    return _icon(name, chosen.rgba(), size)


def draw_icon(painter: QPainter, name: IconName, rect: QRect, colour: QColor, size: int = 16) -> None:
    """Paint an icon in the middle of `rect`."""
    ratio = painter.device().devicePixelRatioF()
    left = rect.x() + (rect.width() - size) // 2
    top = rect.y() + (rect.height() - size) // 2
    painter.drawPixmap(left, top, _pixmap(name, colour.rgba(), size, ratio))


@cache
def app_icon() -> QIcon:
    """The icon of the program, for windows, task bars and the tray."""
    found, drawing = QIcon(), _drawing("desk")
    for size in (16, 20, 24, 32, 48, 64, 128, 256):
        found.addPixmap(_render(drawing, size, 1.0))
    return found


@cache
def _icon(name: str, rgba: int, size: int) -> QIcon:
    found = QIcon()
    for ratio in _RATIOS:
        found.addPixmap(_pixmap(name, rgba, size, ratio))
    return found


@cache
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    colour = QColor.fromRgba(rgba).name().encode()
    return _render(_drawing(name).replace(b"currentColor", colour), size, ratio)


@cache
def _drawing(name: str) -> bytes:
    try:
        return resource("icons", f"{name}.svg").read_bytes()
    except FileNotFoundError:
        raise KeyError(name) from None


def _render(drawing: bytes, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
