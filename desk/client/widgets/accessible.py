"""What a screen reader is told of things that are painted and are no widgets: a list of items, each named in words."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget


class ItemHandle(QObject):
    """Stands for one item towards Qt: accessible objects live as long as a QObject does."""

    role = QAccessible.Role.ListItem

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.item_view = view
        self.accessible: QAccessibleInterface | None = None

    def name(self) -> str:
        """All about it, as it is read out."""
        raise NotImplementedError

    def description(self) -> str:
        """What is read out after its name when somebody wants to hear more."""
        return ""

    def rect(self) -> QRect:
        """Where it stands in the viewport; empty when it is out of view."""
        raise NotImplementedError

    def is_there(self) -> bool:
        """Whether it still is."""
        raise NotImplementedError

    def is_current(self) -> bool:
        """Whether the keyboard is at it."""
        raise NotImplementedError

    def is_chosen(self) -> bool:
        """Whether it is among what was chosen."""
        return self.is_current()


class AccessibleItem(QAccessibleInterface):
    """One item, without children; its handle says everything."""

    def __init__(self, handle: ItemHandle) -> None:
        super().__init__()
        self._handle = handle

    def isValid(self) -> bool:
        return self._handle.is_there()

    def object(self) -> QObject:
        return self._handle

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._handle.item_view)

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> Any:
        return self._handle.item_view.window().windowHandle()

    def text(self, kind: QAccessible.Text) -> str:
        if not self._handle.is_there():
            return ""
        if kind == QAccessible.Text.Name:
            return self._handle.name()
        return self._handle.description() if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing here can be written."""

    def role(self) -> QAccessible.Role:
        return self._handle.role

    def rect(self) -> QRect:
        viewport, place = self._handle.item_view.viewport(), self._handle.rect()
        return QRect() if place.isEmpty() else QRect(viewport.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        handle, state = self._handle, QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = handle.is_chosen()
        state.focused = handle.item_view.hasFocus() and handle.is_current()
        state.offscreen = handle.rect().isEmpty()
        return state


K = TypeVar("K", bound=Hashable)
"""By what an item is known in its view."""


class AccessibleItems(QAccessibleWidget, Generic[K]):
    """The list of the items in view; behind them the viewport with whatever floats in it.

    Whoever makes one connects what moves the items to ``tell_items``, and what moves the keyboard to ``tell_current``.
    """

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view, QAccessible.Role.List)
        self.item_view = view
        self._handles: dict[K, ItemHandle] = {}
        self._told: list[K] = []

    def keys(self) -> list[K]:
        """What is in view, in the order in which it is read."""
        raise NotImplementedError

    def key_at(self, point: QPoint) -> K | None:
        """The item at a point of the viewport."""
        raise NotImplementedError

    def current_key(self) -> K | None:
        """Where the keyboard is."""
        raise NotImplementedError

    def handle_for(self, key: K) -> ItemHandle:
        """What stands for an item that nothing stood for yet."""
        raise NotImplementedError

    def childCount(self) -> int:
        return len(self.keys()) + 1

    def child(self, index: int) -> Any:
        keys = self.keys()
        if index == len(keys):
            return QAccessible.queryAccessibleInterface(self.item_view.viewport())
        if not 0 <= index < len(keys):
            return None
        handle = self._handles.get(keys[index])
        if handle is None:
            handle = self._handles[keys[index]] = self.handle_for(keys[index])
        return QAccessible.queryAccessibleInterface(handle)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing, keys = child.object(), self.keys()
        if thing is self.item_view.viewport():
            return len(keys)
        return next((at for at, key in enumerate(keys) if self._handles.get(key) is thing), -1)

    def childAt(self, x: int, y: int) -> Any:
        point = self.item_view.viewport().mapFromGlobal(QPoint(x, y))
        if not self.item_view.viewport().rect().contains(point):
            return None
        key, keys = self.key_at(point), self.keys()
        return self.child(keys.index(key) if key is not None and key in keys else len(keys))

    def focusChild(self) -> Any:
        here, keys = self.current_key(), self.keys()
        if here is None or here not in keys or not self.item_view.hasFocus():
            return None
        return self.child(keys.index(here))

    def tell_items(self) -> None:
        """Other items are in view, or they stand elsewhere."""
        if not QAccessible.isActive():
            return
        keys = self.keys()
        for key in self._handles.keys() - set(keys):
            self._handles.pop(key).deleteLater()
        if keys != self._told:
            self._told = keys
            QAccessible.updateAccessibility(QAccessibleEvent(self.item_view, QAccessible.Event.ObjectReorder))

    def tell_current(self) -> None:
        """The keyboard is at another item."""
        here, keys = self.current_key(), self.keys()
        if QAccessible.isActive() and self.item_view.hasFocus() and here is not None and here in keys:
            event = QAccessibleEvent(self.item_view, QAccessible.Event.Focus)
            event.setChild(keys.index(here))
            QAccessible.updateAccessibility(event)


def told_by(view: type[QAbstractScrollArea], make: Callable[[Any], AccessibleItems[Any]]) -> None:
    """Let Qt ask here for the accessible side of such views; once for the program's life."""
    if not _lists:
        QAccessible.installFactory(_create)
    _lists[view] = make


class _Keeper(QObject):
    """Keeps Python's half of a view's accessible side for as long as the view lives."""

    held: AccessibleItems[Any] | None = None


_lists: dict[type[QAbstractScrollArea], Callable[[Any], AccessibleItems[Any]]] = {}


def _create(_class: str, thing: QObject) -> QAccessibleInterface | None:
    # Qt owns what is made here, but Python must not lose its half before the thing itself goes.
    if isinstance(thing, ItemHandle):
        thing.accessible = AccessibleItem(thing)
        return thing.accessible
    make = next((make for view, make in _lists.items() if isinstance(thing, view)), None)
    if make is None:
        return None
    keeper = _Keeper(thing)
    keeper.held = make(thing)
    return keeper.held
