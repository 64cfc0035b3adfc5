"""The page for checking Word files, with Word files for it."""

import base64
import html
import re

import word_documents as documents
from printed_forms import HANDS, form
from starlette.testclient import TestClient

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.memory import MemoryAdapter
from lckm_http import Rate
from lckm_word import WordCheckFace, template

PROCEDURE = documents.sample("KA-01478")
GENEROUS = (Rate(10_000, 60),)
_COPY = re.compile(r'href="data:[^"]*;base64,([^"]*)" download="([^"]*)"')


def faulty() -> bytes:
    """Return a file with errors and a warning."""
    faults = {"title": [], "owner": ["Pokazowy"], "steps": [f"krok 1 – {'x' * 50}"]}
    return form(HANDS[0], PROCEDURE, faults)


def many_paragraphs(count: int) -> bytes:
    """Return a small file that takes long to read."""
    parts = documents.parts(template())
    xml = parts[documents.DOCUMENT]
    at = xml.rindex(b"<w:sectPr")
    more = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * count
    parts[documents.DOCUMENT] = xml[:at] + more + xml[at:]
    return documents.packed(parts)


def face(**options) -> WordCheckFace:
    """Return the face over a centre in memory."""
    adapter = MemoryAdapter(RouteTable(categories=(), domains=(), routes=()))
    return WordCheckFace(
        ContactCentre(build(adapter)), **{"rates": GENEROUS, "processes": 1, **options}
    )


class Clerk:
    """Somebody who opens the page and sends files."""

    def __init__(self, site: WordCheckFace, app=None, at: str = "") -> None:
        self.client = TestClient(app or site.app, raise_server_exceptions=True)
        self.at = at

    def send(self, data: bytes, name: str = "opis.docx", path: str = "/", **headers: str):
        """Send a file, and keep the answer."""
        self.answer = self.client.post(
            f"{self.at}{path}", files={"file": (name, data)}, headers=headers
        )
        return self

    @property
    def text(self) -> str:
        """The words of the page, without its markup."""
        body = re.search(r"<main.*</main>", self.answer.text, re.DOTALL)
        words = re.sub(r"<[^>]*>", " ", body[0] if body else "")
        return " ".join(html.unescape(words).split())

    @property
    def copy(self) -> bytes | None:
        """The commented copy, ``None`` where there is none."""
        found = _COPY.search(self.answer.text)
        return base64.b64decode(found[1]) if found else None

    @property
    def copy_name(self) -> str:
        """What the copy is called."""
        found = _COPY.search(self.answer.text)
        assert found is not None
        return html.unescape(found[2])
