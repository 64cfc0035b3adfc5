"""Parts of a procedure's page other than its sections."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup

from lckm_bip.pages.catalogue import trail
from lckm_bip.pages.dates import NOT_KEPT, moment_markup
from lckm_bip.release.manifest import Change
from lckm_bip.templates_environment import filled
from lckm_pages import escaped


def record(rows: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Return labelled lines."""
    lines = [f"<div><dt>{label}</dt><dd>{_html(value)}</dd></div>" for label, value in rows]
    html = "\n".join(['<dl class="record">', *lines, "</dl>"])
    return Markup(html)  # noqa: S704  (each part escaped)


def history(id: str, changes: Sequence[Change]) -> Markup:
    """Return the editions of a procedure, the newest first, with what differs between them."""
    lines = [_edition(id, change, newest=not place) for place, change in enumerate(changes)]
    html = "\n".join(['<ol class="history" reversed>', *lines, "</ol>"])
    return Markup(html)  # noqa: S704  (each part escaped)


def _edition(id: str, change: Change, *, newest: bool) -> str:
    number = change.edition
    link = f' – <a href="{escaped(id)}/{number}.html">zobacz wersję {number}</a>'
    until = f", widoczna do: {moment_markup(change.last)}" if change.last else ""
    until += " (wycofana z publikacji)" if change.withdrawn else ""
    if change.first:
        differs = "Pierwsza z wersji pokazywanych w BIP."
    elif change.changed is None:
        differs = "Wcześniejszych wersji nie pokazuje się już w BIP."
    elif change.changed:
        differs = f"Zmieniono: {escaped(', '.join(change.changed))}."
    else:
        differs = "Zmieniono tylko to, czego nie widać w BIP."
    return (
        f'<li value="{number}"><b>Wersja {number}</b>{" (aktualna)" if newest else link}\n'
        f'<span class="note">Udostępniona: {moment_markup(change.at)}{until}. Wprowadził(a): '
        f"{_html(change.by or NOT_KEPT)}.</span>\n"
        f'<span class="note">{differs}</span></li>'
    )


def data(name: str) -> Markup:
    """Return links to the same content as data, and how to print it."""
    return Markup(_data().replace(_NAME, escaped(name)))  # noqa: S704  (our own template)


@lru_cache(maxsize=4096)
def trail_to(unit: str, cell: str) -> Markup:
    """Return the lists that lead to a procedure, as links."""
    return filled("trail.html", trail=trail(unit, cell))


_NAME = "NAME"


@lru_cache(maxsize=1)
def _data() -> str:
    return str(filled("data.html", name=_NAME))


def _html(value: str | Markup) -> str:
    return str(value) if isinstance(value, Markup) else escaped(value)
