"""Which parts of a report will be deleted, in a resident's words."""

import attrs

from lckm_core.redaction import PersonalKind
from lckm_core.reports import EventPlace, Report
from lckm_web._words import Words


@attrs.frozen
class Deletion:
    """Which parts of a report will be deleted; the rest stays for good.

    Args:
        is_struck: whether anything that was typed is redacted.
        has_contact: whether there are contact data.
        has_files: whether there are files.
    """

    is_struck: bool
    has_contact: bool
    has_files: bool

    @classmethod
    def of(cls, report: Report | None) -> "Deletion":
        """Return what will be deleted of a report; nothing of an anonymous or missing one."""
        personal = report.personal if report else None
        if report is None or personal is None:
            return cls(is_struck=False, has_contact=False, has_files=False)
        return cls(
            is_struck=is_redacted(report),
            has_contact=personal.reporter is not None,
            has_files=bool(report.attachments),
        )

    def parts(self, words: Words) -> str:
        """Return the parts, with commas between; empty where nothing will be deleted."""
        _ = words.translate
        found = [
            (self.is_struck, _("przekreślone słowa")),
            (self.has_contact, _("dane do kontaktu")),
            (self.has_files, _("pliki")),
        ]
        return ", ".join(name for is_there, name in found if is_there)

    def remaining_words(self, words: Words) -> str:
        """Return what stays for good, as a sentence."""
        _ = words.translate
        if self.is_struck:
            return _("Zostanie treść bez przekreślonych słów.")
        return _("Treść zostanie taka, jak jest.")


def is_redacted(report: Report) -> bool:
    """Return whether anything in the texts of a report was redacted."""
    place = report.place or EventPlace()
    texts = (
        report.description,
        place.address or "",
        *(attribute.value for attribute in report.attributes),
    )
    return any(kind.mark in text for kind in PersonalKind for text in texts)
