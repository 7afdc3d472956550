"""Where the running window hears of `desk call`, of `desk://` addresses and of second starts."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desk.client.remote.handoff import MAX_LINE, Wish, answer, decode


class Doorbell(QObject):
    """Only the holder of the lock may listen: a second listener would silently take the name from the first."""

    rung = Signal(object)
    """Somebody wants to see something; carries the `Wish`."""

    def __init__(self, window: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._admit)
        QLocalServer.removeServer(window)
        if not self._server.listen(window):
            raise OSError(f"{self._server.errorString()} ({Path(window).name})")

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _admit(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.readyRead.connect(partial(self._read, caller))
            caller.disconnected.connect(caller.deleteLater)
            self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > MAX_LINE:
                caller.abort()
            return
        try:
            wish: Wish = decode(bytes(caller.readLine(MAX_LINE).data()))
        except ValueError as error:
            caller.write(answer(str(error)))
        else:
            caller.write(answer())
            self.rung.emit(wish)
        caller.flush()
        caller.disconnectFromServer()
