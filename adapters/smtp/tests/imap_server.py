"""As much of an IMAP server as a reader of bounces talks to, in a thread; a real one is in
test_mta.py.
"""

import base64
import contextlib
import re
import socket
import ssl
import threading

_OF_FOLDERS = ("SEARCH", "FETCH", "STORE", "EXPUNGE")
"""What a server refuses until a folder is selected (RFC 9051, 6.4)."""


class ImapServer:
    """Listens on a free port of this machine, and keeps messages by UID.

    ``breaks`` names the command at which it goes away, ``refuses`` the one that it says NO to,
    ``silent`` the one that it never answers. Of folders it has ``folder`` alone.
    """

    def __init__(
        self,
        certificate: ssl.SSLContext,
        login: tuple[str, str],
        *,
        tls: str = "implicit",
        capabilities: str = "IMAP4rev1 UIDPLUS AUTH=PLAIN",
        folder: str = "INBOX",
    ) -> None:
        self.messages: dict[int, bytes] = {}
        self.deleted: set[int] = set()
        self.seen: set[int] = set()
        self.heard: list[str] = []
        self.folder = folder
        self.breaks = self.refuses = self.silent = ""
        self._state = ""
        self.tls, self.validity, self.logins = tls, 7, 0
        self._certificate, self._login, self._capabilities = certificate, login, capabilities
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def add(self, message: bytes) -> None:
        """Keep a message."""
        self.messages[max(self.messages, default=100) + 1] = message

    def stop(self) -> None:
        """End the thread, once nobody is connected."""
        # Closing does not wake who waits in accept().
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                self._talk(connection)

    def _talk(self, plain: socket.socket) -> None:
        self._state = "connected"
        connection = self._encrypted(plain) if self.tls == "implicit" else plain
        connection.sendall(b"* OK ready\r\n")
        while True:
            lines = connection.makefile("rb")
            for line in lines:
                tag, _, rest = line.decode().strip().partition(" ")
                command = rest.upper().removeprefix("UID ").partition(" ")[0]
                self.heard.append(command)
                if command == self.silent:
                    with connection:
                        list(lines)  # until the client has gone
                    return
                if command == self.breaks:
                    connection.close()
                    return
                if command == "STARTTLS":
                    connection.sendall(f"{tag} OK begin\r\n".encode())
                    connection = self._encrypted(plain)
                    break
                if command == "AUTHENTICATE":
                    connection.sendall(b"+ \r\n")
                    credentials = base64.b64decode(next(lines)).decode().split("\0")[1:]
                    rest = f"LOGIN {' '.join(credentials)}"
                    command = "LOGIN"
                said = self._answer(command, rest)
                state = "NO" if said is None or command == self.refuses else "OK"
                connection.sendall((said or b"") + f"{tag} {state} done\r\n".encode())
                if command == "LOGOUT":
                    connection.close()
                    return
            else:
                connection.close()
                return

    def _encrypted(self, plain: socket.socket) -> ssl.SSLSocket:
        return self._certificate.wrap_socket(plain, server_side=True)

    def _answer(self, command: str, rest: str) -> bytes | None:
        """Return what is said before the end of an answer, or ``None`` for a refusal."""
        if command in ("SELECT", *_OF_FOLDERS) and self._state == "connected":
            return None
        if command in _OF_FOLDERS and self._state != "selected":
            return None
        uid = int(found[1]) if (found := re.match(r"UID [A-Z]+ (\d+)", rest)) else 0
        match command:
            case "CAPABILITY":
                starttls = " STARTTLS" if self.tls == "starttls" else ""
                return f"* CAPABILITY {self._capabilities}{starttls}\r\n".encode()
            case "LOGIN":
                self.logins += 1
                if rest.replace('"', "") != f"LOGIN {' '.join(self._login)}":
                    return None
                self._state = "logged in"
                return b""
            case "SELECT" if rest != f'SELECT "{self.folder}"':
                return None
            case "SELECT":
                self._state = "selected"
                validity = f"* OK [UIDVALIDITY {self.validity}] UIDs valid\r\n"
                return f"* {len(self.messages)} EXISTS\r\n{validity}".encode()
            case "SEARCH":
                # RFC 9051 promises no order.
                return f"* SEARCH {' '.join(map(str, reversed(self.messages)))}\r\n".encode()
            case "FETCH":
                if "PEEK" not in rest:
                    self.seen.add(uid)
                (most,) = map(int, re.findall(r"<0\.(\d+)>", rest))
                message = self.messages[uid][:most] if uid in self.messages else b""
                return b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n%s)\r\n" % (uid, len(message), message)
            case "STORE":
                # The flag may stand in parentheses or without them.
                marked = re.fullmatch(r"UID STORE \d+ ([+-]?)FLAGS(?:\.SILENT)? \(?(.*?)\)?", rest)
                if marked is None:
                    return None
                if uid in self.messages and marked[1] == "+" and marked[2] == r"\Deleted":
                    self.deleted.add(uid)
            case "EXPUNGE" if uid and "UIDPLUS" not in self._capabilities:
                return None
            case "EXPUNGE":
                for one in self.deleted if not uid else self.deleted & {uid}:
                    self.messages.pop(one, None)
            case "LOGOUT":
                return b"* BYE\r\n"
            case _:
                pass
        return b""
