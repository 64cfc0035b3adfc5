"""Pages of texts: terms, privacy, the declaration of accessibility, and short messages."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from lckm_core.publication import Audience, PortalTerms, project_terms
from lckm_http import Refusal
from lckm_pages import Addresses, file_link, notice_sections, page_link, sections_markup
from lckm_web._office import Declaration
from lckm_web._pages import View
from lckm_web._words import Words


def message_view(heading: str, text: str, status: int, *, page: str = "start") -> View:
    """Return a page with a heading and a paragraph."""
    return View(
        page=page,
        template="message",
        title=heading,
        status=status,
        context={"heading": heading, "paragraphs": [text]},
    )


def missing_view(words: Words) -> View:
    """Return the page for an address that leads nowhere."""
    text = words.translate("Pod tym adresem nic nie ma. Sprawdź adres albo zacznij od początku.")
    return message_view(words.translate("Nie ma takiej strony"), text, 404)


def wrong_method_view(words: Words) -> View:
    """Return the page for an address that was called by another method."""
    text = words.message(Refusal.WRONG_METHOD.message)
    return message_view(words.translate("Nie udało się"), text, 405)


def terms_view(words: Words, versions: Sequence[PortalTerms], version: str, on: date) -> View:
    """Return the terms in force on a day, or an earlier *version* of them."""
    _ = words.translate
    in_force = sorted(
        (terms for terms in versions if terms.approved_on is not None and terms.valid_from <= on),
        key=lambda terms: (terms.valid_from, terms.approved_on or date.min),
        reverse=True,
    )
    shown = [terms for terms in in_force if not version or terms.version == version]
    notice = project_terms(shown, Audience.PORTAL, on=on)
    if notice is None and in_force:
        text = _("Nie ma takiej wersji regulaminu.")
        return message_view(_("Regulamin"), text, 404, page="terms")
    if notice is None:
        text = _("Teraz nie obowiązuje żaden regulamin, więc nie przyjmujemy zgłoszeń.")
        return message_view(_("Regulamin"), text, 404, page="terms")
    addresses = Addresses(file_link(notice.id), page_link)
    return View(
        page="terms",
        title=_("Regulamin"),
        context={
            "heading": notice.heading,
            "is_in_force": notice.id == in_force[0].version,
            "text": sections_markup(notice_sections(notice), addresses),
            "earlier": [
                (terms.version, words.day(terms.valid_from))
                for terms in in_force
                if terms.version != notice.id
            ],
        },
    )


def privacy_view(words: Words) -> View:
    """Return what the law asks to be told about personal data (art. 13 GDPR)."""
    return View(page="privacy", title=words.translate("Prywatność"))


def declaration_view(words: Words, declaration: Declaration) -> View:
    """Return the declaration of accessibility, with the ids that programs look for."""

    def moment(on: date, anchor: str) -> Markup:
        return Markup('<time id="{}" datetime="{}">{}</time>').format(
            anchor, on.isoformat(), words.day(on)
        )

    return View(
        page="declaration",
        title=words.translate("Deklaracja dostępności"),
        context={"declaration": declaration, "moment": moment},
    )
