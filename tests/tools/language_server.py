"""A small client of the language server protocol: as much of VS Code as asking a server about
one file takes.
"""

import json
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

SETTINGS = {"yaml": {"schemaStore": {"enable": False}}}
"""What VS Code's extension sends, save that no catalogue of schemas is fetched from the network."""


class LanguageServer:
    """A server run as *command*, spoken to over its standard input and output; killed when it
    is silent for *seconds*.
    """

    def __init__(self, command: list[str], seconds: float = 60) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._seconds = seconds
        self._asked = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {
                    "completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}
                },
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._tell("initialized", {})
        return self

    def __exit__(self, *fault: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open *text* as the file *path*; return the diagnostics of it."""
        uri = path.as_uri()
        self._diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._diagnostics:
            self._take()
        return self._diagnostics[uri]

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """Ask *method* about a place, lines and characters counted from 0."""
        place = {
            "textDocument": {"uri": path.as_uri()},
            "position": {"line": line, "character": character},
        }
        return self.ask(f"textDocument/{method}", place)

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """Read the next message; keep diagnostics, answer what the server asks."""
        message = self._read()
        params = message.get("params") or {}
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[params["uri"]] = params["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            settings = [SETTINGS.get(item["section"]) for item in params["items"]]
            self._send({"id": message["id"], "result": settings})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _read(self) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout is not None
        watch = threading.Timer(self._seconds, self._process.kill)
        watch.start()
        try:
            length = 0
            while (line := stdout.readline()).strip():
                name, _, value = line.decode("ascii").partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if not line:
                raise EOFError("the language server ended or said nothing for too long")
            message: dict[str, Any] = json.loads(stdout.read(length))
            return message
        finally:
            watch.cancel()
