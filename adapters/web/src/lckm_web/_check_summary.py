"""What the check page promised of a report, and what has changed until it is sent."""

import json
from datetime import date

import attrs
from markupsafe import escape

from lckm_core.centre import ReportPreview
from lckm_core.errors import NoTermsError
from lckm_web._words import Words


@attrs.frozen
class CheckSummary:
    """What the check page promised, which is compared with what sending would do.

    Args:
        terms: the version of the terms that are consented to.
        receiver: who gets the report; empty for the helpdesk.
        seen_by: the unit that sees contact data; empty for none.
        last_day: the day by which personal data are gone.
    """

    terms: str
    receiver: str
    seen_by: str
    last_day: date

    @classmethod
    def of(cls, preview: ReportPreview, *, on: date) -> "CheckSummary":
        """Return the summary of a preview. Raises ``NoTermsError`` without terms on that day."""
        if preview.terms is None:
            raise NoTermsError(on)
        return cls(
            preview.terms.version,
            preview.receiver or "",
            preview.contact_seen_by or "",
            preview.first_clean_day,
        )

    @property
    def text(self) -> str:
        """The summary as the page carries it."""
        parts = (self.terms, self.receiver, self.seen_by, self.last_day.isoformat())
        return json.dumps(parts, ensure_ascii=False)

    def changes(self, shown: str, words: Words) -> list[str]:
        """Return the differences from the summary that was *shown*; empty for none."""
        _ = words.translate
        try:
            terms, receiver, seen_by, last_day = json.loads(shown)
        except (ValueError, TypeError, RecursionError):
            return [_("Sprawdź wszystko na tej stronie i wyślij zgłoszenie.")]
        found = []
        if terms != self.terms:
            found.append(_("Obowiązuje już inna wersja regulaminu: {version}."))
        if receiver != self.receiver:
            found.append(_("Zgłoszenie dostanie ktoś inny: {receiver}."))
        if seen_by != self.seen_by:
            text = _("Dane do kontaktu zobaczy oprócz Centrum: {seen_by}.")
            found.append(text if self.seen_by else _("Jednostka nie zobaczy danych do kontaktu."))
        if last_day != self.last_day.isoformat():
            found.append(_("Dane znikną innego dnia: {day}."))
        helpdesk = _("Pracownik Centrum, który sam wybierze jednostkę")
        filled = (
            escape(text).format(
                version=self.terms,
                receiver=words.polish(self.receiver) or helpdesk,
                seen_by=words.polish(self.seen_by),
                day=words.day(self.last_day),
            )
            for text in found
        )
        # A day in words ends with a full stop, too: „1 czerwca 2027 r.”
        return [text[:-1] if text.endswith("..") else text for text in filled]
