"""One window a store: a second start brings the first window forward and goes away."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE_MS = 500


class Claim:
    """This process's claim on a store's file, until it is given up or the process ends."""

    def __init__(self, store: Path) -> None:
        path = store.resolve()
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        self._lock.setStaleLockTime(0)
        digest = QCryptographicHash.hash(os.fsencode(path), QCryptographicHash.Algorithm.Sha256)
        self._name = "parrainage-" + digest.toHex().toStdString()[:16]
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Whether the store is this process's now; a folder nobody can write holds no lock and stops nobody."""
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self, come_forward: Callable[[], None]) -> None:
        """Call `come_forward` whenever somebody starts the program again on this store."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(come_forward)
        self._server.listen(self._name)

    def wave(self) -> bool:
        """Ask the window that has the store to come forward; whether anybody heard."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(PATIENCE_MS)
        socket.abort()
        return heard

    def release(self) -> None:
        """Give the store up."""
        if self._server:
            self._server.close()
            self._server = None
        self._lock.unlock()
