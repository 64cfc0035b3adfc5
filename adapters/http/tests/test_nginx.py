"""The configuration of deploy/nginx, run by nginx."""

import shutil
import socket
import ssl
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from served_city import free_port

from lckm_http import Assets

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CONFIGURATION = Path(__file__).resolve().parents[3] / "deploy" / "nginx" / "lckm.conf"
HOST = "lckm.example.org"
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@pytest.fixture(scope="module")
def front(database, tmp_path_factory, fork_server):
    """The port of nginx, before a city."""
    import trustme
    from served_city import City

    folder = tmp_path_factory.mktemp("nginx")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate = authority.issue_cert(HOST)
    certificate.private_key_pem.write_to_path(folder / "lckm.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "lckm.pem")
    city = City(tmp_path_factory.mktemp("city"), database, fork_server)
    text = city.settings.read_text("utf-8")
    serve = f'[serve]\npublic_url = "https://{HOST}"\ntrusted_proxies = ["127.0.0.1"]\n'
    city.settings.write_text(text.replace("[serve]\n", serve), "utf-8")
    port = free_port()
    (folder / "nginx.conf").write_text(_configuration(folder, port, city.port), "utf-8")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with city.serving():
        log = (folder / "stderr").open("wb")
        process = subprocess.Popen(command, stderr=log)
        try:
            _wait(port)
            yield folder, port, city
        finally:
            process.terminate()
            process.wait(20)
            log.close()


def _configuration(folder: Path, port: int, peer: int) -> str:
    servers = CONFIGURATION.read_text("utf-8")
    for was, now in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80", f"listen 127.0.0.1:{free_port()}"),
        ("/var/cache/nginx/", f"{folder}/cache-"),
        ("/etc/ssl/", f"{folder}/"),
        ("127.0.0.1:8000", f"127.0.0.1:{peer}"),
    ):
        assert was in servers
        servers = servers.replace(was, now)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nevents {{}}\n"
        f"http {{\n{paths}{servers}}}\n"
    )


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")


def ask(front, request: str, body: bytes = b"") -> tuple[str, str]:
    """Return the head and the body of an answer."""
    folder, port, _ = front
    context = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    plain = socket.create_connection(("127.0.0.1", port), timeout=30)
    with context.wrap_socket(plain, server_hostname=HOST) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode() + b"\r\n" + body)
        found = b""
        while piece := connection.recv(65_536):
            found += piece
    head, _, rest = found.decode().partition("\r\n\r\n")
    return head, rest


def get(front, path: str, more: str = "") -> tuple[str, str]:
    return ask(front, f"GET {path} HTTP/1.1\nHost: {HOST}\nConnection: close\n{more}")


def test_pages_have_the_public_address(front):
    head, page = get(front, "/en/")
    assert head.startswith("HTTP/1.1 200")
    assert f'action="https://{HOST}/en/"' in page
    assert "strict-transport-security" in head.casefold()


def test_the_client_is_the_one_that_nginx_sees(front):
    assert "127.0.0.1" in get(front, "/kto", "X-Forwarded-For: 198.51.100.1\n")[1]
    _, _, city = front
    with socket.create_connection(("127.0.0.1", city.port)) as direct:
        direct.sendall(
            f"GET /kto HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n"
            "X-Forwarded-For: 198.51.100.1\r\n\r\n".encode()
        )
        assert b"198.51.100.1" in direct.makefile("rb").read()


@pytest.mark.parametrize("name", ["Remote-User", "remote-user", "X-Auth-Time", "Remote_User"])
def test_nobody_names_themselves_in_a_header_of_the_sign_in(front, name: str):
    page = get(front, "/naglowki", f"{name}: e.pokazowa\nX-Other: comes-through\n")[1]
    assert "x-other=comes-through" in page
    assert "e.pokazowa" not in page


def test_a_form_comes_through_and_one_that_is_too_large_is_told_by_the_face(front):
    for size, status in ((500_000, "303"), (3_000_000, "413")):
        body = b"opis=kowalska&b=" + b"a" * size if size > 1_000_000 else b"opis=kowalska"
        head, page = ask(
            front,
            f"POST / HTTP/1.1\nHost: {HOST}\nConnection: close\nContent-Length: {len(body)}\n"
            "Sec-Fetch-Site: same-origin\nContent-Type: application/x-www-form-urlencoded\n",
            body,
        )
        assert head.split(" ")[1] == status
        if status == "413":
            assert "<textarea>kowalska" in page


def test_nothing_of_a_request_is_left_on_the_disk(front):
    folder, _, city = front
    get(front, "/kowalska?kowalska")
    body = b"opis=kowalska&b=" + b"a" * 900_000
    ask(
        front,
        f"POST / HTTP/1.1\nHost: {HOST}\nConnection: close\nContent-Length: {len(body)}\n"
        "Content-Type: application/x-www-form-urlencoded\n",
        body,
    )
    for path in [*folder.rglob("*"), city.log]:
        if path.is_file():
            assert b"kowalska" not in path.read_bytes()


def test_no_log_names_a_client_whatever_it_sends(front):
    folder, port, _ = front
    with socket.create_connection(("127.0.0.1", port)) as plain:
        plain.sendall(b"GET /kowalska HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"400" in plain.recv(4096)
    for data in (b"\x16\x03\x01\x00\x05kowal", b"\x16\x03\x01\x40\x01" + b"k" * 16_385):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as broken:
            broken.sendall(data)
            with suppress(OSError):
                broken.shutdown(socket.SHUT_WR)
                broken.recv(4096)
    get(front, "/kowalska", f"X-Long: {'k' * 40_000}\n")
    with suppress(OSError):  # whoever announces too much is cut off
        ask(front, f"POST / HTTP/1.1\nHost: {HOST}\nConnection: close\nContent-Length: 99999999\n")
    log = (folder / "stderr").read_bytes()
    assert b"127.0.0.1" not in log
    assert b"kowal" not in log


def test_only_this_machine_asks_for_health(front):
    assert get(front, "/healthz")[1] == "ok\n"
    assert get(front, "/readyz")[0].startswith("HTTP/1.1 200")
    text = CONFIGURATION.read_text("utf-8")
    assert "allow 127.0.0.1;\n        deny all;" in text


def test_style_is_kept_and_pages_are_not(front):
    folder, _, _ = front
    style = Assets("lckm_http", "commands").path("serve.py")
    for path in (style, "/", "/przyjete/7"):
        for _ in range(2):
            assert get(front, path)[0].startswith("HTTP/1.1 200")
    cached = [one.read_bytes() for one in (folder / "cache-lckm").rglob("*") if one.is_file()]
    assert len(cached) == 1
    assert style.encode() in cached[0]


def test_a_request_is_led_to_the_encrypted_address():
    text = CONFIGURATION.read_text("utf-8")
    assert f"return 301 https://{HOST}$request_uri;" in text
