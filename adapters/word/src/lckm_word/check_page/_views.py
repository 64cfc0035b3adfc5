"""The page: the form, what a check found, and why a file is refused."""

import base64
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import PurePath
from typing import Any, Final, NamedTuple

import attrs
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lckm_cli.toolkit import Language, counted, severity_word
from lckm_core.text import Message
from lckm_http import LANGUAGE_NAMES, Assets, address_in, language_of, read_translations
from lckm_pages import Frame, FrameWords, Site, clean, plain_page, stylesheet, template_environment
from lckm_word.document_check import DocumentCheck, PlacedFinding

PACKAGE: Final = "lckm_word.check_page"
TEMPLATE_PATH: Final = "/wzor.docx"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME: Final = 80


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of a file: its check, or why there is none.

    Args:
        name: what the clerk's file is called.
        check: what was found.
        refusal: why there is nothing, in the words of the page's language.
        status: the HTTP status.
        wait: after how many seconds to try again.
    """

    name: str = attrs.field(default="", repr=False)
    check: DocumentCheck | None = None
    refusal: str = ""
    status: int = 200
    wait: int = 0


class _Group(NamedTuple):
    """Findings of a section of the form, with their words."""

    section: str
    findings: Sequence[Mapping[str, str]]


class Views:
    """Makes responses of outcomes.

    Args:
        languages: those of the page; the first has no prefix in its path.
        name: the name of whoever runs the page.
        most_bytes: how large a file may be.
    """

    def __init__(self, languages: Sequence[str], name: str, most_bytes: int) -> None:
        self._texts = {tag: read_translations(PACKAGE, tag) for tag in languages}
        self._name = name
        self._most_bytes = most_bytes
        page_style = files(PACKAGE).joinpath("check.css").read_text(encoding="utf-8")
        style = f"{stylesheet()}\n{page_style}".encode()
        self.assets = Assets(PACKAGE, "static", more={"style.css": style})
        self._environment = template_environment(PACKAGE)

    def translate(self, request: Request, text: str) -> str:
        """Return a text of the page in the language of a request."""
        return self._texts.get(language_of(request), {}).get(text, text)

    def respond(self, request: Request, outcome: Outcome, mailbox: str) -> HTMLResponse:
        """Return the page with an outcome.

        Args:
            request: what is answered.
            outcome: what became of the file that it brought.
            mailbox: the address of those who can help.
        """

        def translate(text: str) -> str:
            return self.translate(request, text)

        lang = spoken(request)
        check = outcome.check
        root = request.scope.get("root_path", "")
        body = self._environment.get_template("check.html").render(
            _=translate,
            lang=lang,
            here=f"{root}/",
            form_path=f"{root}{TEMPLATE_PATH}",
            mailbox=mailbox,
            media_type=MEDIA_TYPE,
            most=f"{self._most_bytes // 1_000_000} MB",
            outcome=outcome,
            name=clean(outcome.name),
            groups=_groups(check.findings, lang) if check else (),
            counts=_counts(check.findings, lang) if check else (),
            copy_name=_copy_name(outcome.name),
            copy_address=_data_address(check.copy) if check and check.findings else "",
        )
        title = translate("Sprawdź opis procedury")
        if outcome.refusal:
            title = f"{translate('Błąd:')} {title}"
        elif check:
            title = translate("Wynik sprawdzenia")
        html = plain_page(
            title,
            Markup(body),  # noqa: S704  (of our template, which escapes)
            site=Site(self._name, translate("Opisy procedur"), language="pl" * (lang != "pl")),
            frame=self._frame(request, translate),
            kind="check",
            is_listed=False,
        )
        headers = {"Retry-After": str(outcome.wait)} if outcome.wait else {}
        return HTMLResponse(html, outcome.status, headers)

    def _frame(self, request: Request, translate: Any) -> Frame:
        chosen_language = language_of(request)
        script, icon = (self.assets.url(request, file) for file in ("check.js", "icon.svg"))
        return Frame(
            home=f"{request.scope.get('root_path', '')}/",
            style=self.assets.url(request, "style.css"),
            head=Markup(
                '<link rel="icon" type="image/svg+xml" href="{}">\n'
                '<script type="module" src="{}"></script>'
            ).format(icon, script),
            words=FrameWords(
                language=chosen_language,
                skip=translate("Przejdź do treści"),
                languages=translate("Język"),
            ),
            languages=[
                (tag, LANGUAGE_NAMES.get(tag, tag), address_in(request, tag, path="/"))
                for tag in self._texts
                if tag != chosen_language
            ],
            policy=False,
        )


def spoken(request: Request) -> Language:
    """Return the language of findings on a page: English, or else Polish."""
    return "en" if language_of(request) == "en" else "pl"


def in_words(message: Message, request: Request) -> str:
    """Return a message in the language of a request."""
    return message.text(spoken(request))


def _groups(findings: Sequence[PlacedFinding], lang: Language) -> Sequence[_Group]:
    """Return the findings by section, in the order in which they came."""
    document_label = Message("Cały dokument", "The whole document").text(lang)
    return [
        _Group(section or document_label, [_words(finding, lang) for finding in section_findings])
        for section, section_findings in groupby(
            findings, key=lambda finding: finding.place.section
        )
    ]


def _words(placed: PlacedFinding, lang: Language) -> Mapping[str, str]:
    finding, place = placed
    within = attrs.evolve(place, section="", field="")
    place_words = within.message.text(lang) if within != type(within)() else ""
    return {
        "kind": finding.severity.value,
        "severity": severity_word(finding.severity.value, lang).capitalize(),
        "field": place.field or place.section,
        "where": place_words,
        "text": finding.text(lang),
        "cites": finding.cites,
        "code": finding.code,
    }


def _counts(findings: Sequence[PlacedFinding], lang: Language) -> Sequence[str]:
    """Return how many errors and warnings there are, in words."""
    kinds = [placement.finding.severity.value for placement in findings]
    return [counted(kinds.count(kind), kind, lang) for kind in dict.fromkeys(sorted(kinds))]


def _copy_name(name: str) -> str:
    """Return what the commented copy of a file is called."""
    stem = PurePath(clean(name).replace("\\", "/").rpartition("/")[2]).stem or "opis"
    return f"{stem[:_LONGEST_NAME].removesuffix('-uwagi')}-uwagi.docx"


def _data_address(copy: bytes) -> str:
    """Return a file as an address that holds it, so that it is stored nowhere."""
    return f"data:{MEDIA_TYPE};base64,{base64.b64encode(copy).decode('ascii')}"
