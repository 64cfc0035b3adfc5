"""A provider on loopback that signs whatever a test wants, also what no real one would."""

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
# Making a key takes a while: two are enough for all tests.
FIRST, SECOND = (RSAKey.generate_key(2048, {"kid": kid}, private=True) for kid in ("1", "2"))


class SigningProvider:
    """Metadata, keys and tokens; ``claims`` changes those of the next token."""

    def __init__(self):
        self.key = FIRST
        self.shown = [FIRST]
        self.header = {"alg": "RS256"}
        self.claims = {}
        self.left_out = set()
        self.more = {}
        self.metadata = {}
        self.userinfo = {}
        self.token_status = 200
        # How many bytes more than come an answer announces.
        self.announced = 0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.requests = []
        self.addresses = []
        self.forms = []
        self.nonce = None
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(b"")

            def do_POST(self):
                self.answer(self.rfile.read(int(self.headers["Content-Length"])))

            def answer(self, body):
                path = urlsplit(self.path).path
                provider.requests.append(path)
                provider.addresses.append(self.path)
                provider.may_answer.wait(60)
                status, found = provider.reply(path, body.decode(), self.headers)
                data = found if isinstance(found, bytes) else json.dumps(found).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data) + provider.announced))
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                # Who waited too long may have gone.
                with suppress(ConnectionError):
                    self.end_headers()
                    self.wfile.write(data)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *args):
        self.may_answer.set()
        self.server.shutdown()
        self.server.server_close()

    def reply(self, path, body, headers):
        match path:
            case "/.well-known/openid-configuration":
                return 200, {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "userinfo_endpoint": f"{self.issuer}/userinfo",
                    "end_session_endpoint": f"{self.issuer}/logout",
                    "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                } | self.metadata
            case "/keys":
                if self.shown is None:
                    return 500, {}
                return 200, {"keys": [key.as_dict(private=False) for key in self.shown]}
            case "/token":
                self.forms.append((parse_qs(body), headers.get("Authorization")))
                return self.token_status, {
                    "access_token": "an-access-token",
                    "id_token": self.id_token(),
                } | self.more
            case "/userinfo":
                return 200, self.userinfo
        return 404, {}

    def id_token(self):
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "sub-1",
            "aud": "lckm",
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": self.nonce,
            "sid": "session-1",
            "preferred_username": "E.Pokazowa",
        } | self.claims
        return self.signed({name: it for name, it in claims.items() if name not in self.left_out})

    def logout_token(self, **changed):
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "lckm",
            "iat": now,
            "exp": now + 120,
            "jti": "one",
            "events": {LOGOUT: {}},
            "sid": "session-1",
            "sub": "sub-1",
        } | changed
        self.header = {"alg": "RS256", "typ": "logout+jwt"} | self.header
        return self.signed({name: it for name, it in claims.items() if it is not None})

    def signed(self, claims):
        if self.header["alg"] == "RS256":
            header = {"kid": self.key.kid} | self.header
            return jwt.encode(header, claims, self.key, algorithms=["RS256"])
        parts = [json.dumps(each).encode() for each in (self.header, claims)]
        signed = ".".join(_in_base64(part) for part in parts)
        if self.header["alg"] == "none":
            return f"{signed}."
        # The public key, which everybody has, as if it were a shared secret.
        code = hmac.digest(FIRST.as_pem(private=False), signed.encode(), "sha256")
        return f"{signed}.{_in_base64(code)}"


def _in_base64(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()
