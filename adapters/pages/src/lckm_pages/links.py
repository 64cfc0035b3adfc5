"""Links: what may become an ``href``, and how links to files and procedures are found."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

# A host in ASCII without user names before it; then path, query and fragment of letters and the
# marks of RFC 3986,
# quotes left out. What is not matched whole is no link.
_WEB = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5}"
    r")?(?:[/?#][\w\-.~:/?#\[\]@!$&()*+,;=%]*)?"
)
_MAIL = re.compile(
    r"mailto:[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", re.ASCII
)
_TEL = re.compile(r"tel:\+?[0-9][0-9().-]{1,30}(?:;ext=[0-9]{1,8})?", re.ASCII)
_OWN = re.compile(
    r"(?![/.]*//)[!-9;-\[\]-~]+"
)  # no scheme, no host: printable ASCII without „:” and „\”
_KEPT: Final = "-._~:/?#[]@!$&()*+,;=%"

Href = Callable[[str], str]
"""From a file's name, or a procedure's id, to the address of its page."""


def web_address(href: str) -> str | None:
    """Return a plain http, https, mailto or tel address fit for a page; else ``None``.

    Refused are other schemes, spaces, quotes, user names before the host, hosts with
    letters outside
    ASCII (which can imitate one another) and headers within ``mailto:``. Letters outside ASCII in a
    path are percent-encoded.
    """
    if len(href) > 2000:
        return None
    if _WEB.fullmatch(href):
        return href if href.isascii() else quote(href, safe=_KEPT)
    return href if _MAIL.fullmatch(href) or _TEL.fullmatch(href) else None


def own_address(href: str) -> str | None:
    """Return *href* if it is an address within the site or a web address; else ``None``."""
    return href if _OWN.fullmatch(href) else web_address(href)


class Target(NamedTuple):
    """A link's target: its address, a note such as the host, and the kind of file, if any."""

    href: str
    says: str
    is_file: bool
    about: str = ""


class Addresses:
    """Finds the page of a link: ``file:<name>``, ``procedure:<id>`` and web addresses.

    *about* says of a file's name what kind it is and how large: „PDF, 120 kB”.
    """

    def __init__(self, files: Href, procedures: Href, about: Href | None = None) -> None:
        self._files = files
        self._procedures = procedures
        self._about = about

    def target(self, href: str) -> Target | None:
        """Return where *href* leads, or ``None`` when it must be shown as text only."""
        scheme, _, name = href.partition(":")
        says = about = ""
        if scheme == "file" and is_name(name):
            address, says = own_address(self._files(name)), name
            about = self._about(name) if self._about else ""
        elif scheme == "procedure" and is_name(name):
            address = own_address(self._procedures(name))
        else:
            address = web_address(href)
            if scheme in ("http", "https"):
                says = re.split(r"[/?#]", name[2:], maxsplit=1)[0].removeprefix("www.")
        return Target(address, says, scheme == "file", about) if address else None


def is_name(text: str) -> bool:
    """Return whether *text* names one thing in one folder, and is no path."""
    return bool(text.strip(". ")) and text.isprintable() and not set(text) & {"/", "\\"}


def file_link(procedure_id: str) -> Href:
    """Return the usual address of a file: ``pliki/<procedure id>/<name>``."""
    folder = quote(procedure_id if is_name(procedure_id) else "_", safe="")
    return lambda name: f"pliki/{folder}/{quote(name, safe='')}"


def page_link(procedure_id: str) -> str:
    """Return the usual address of another procedure's page: ``<id>.html``."""
    return quote(procedure_id, safe="") + ".html"
