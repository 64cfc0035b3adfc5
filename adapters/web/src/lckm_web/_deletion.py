"""What of a report will be deleted, in a resident's words."""

import attrs

from lckm_core.redaction import PersonalKind
from lckm_core.reports import EventPlace, Report
from lckm_web._words import Words


@attrs.frozen
class Deletion:
    """What of a report will be deleted; the rest stays for good.

    Args:
        is_struck: whether anything that was typed is redacted.
        has_contact: whether there are contact data.
        has_files: whether there are files.
    """

    is_struck: bool
    has_contact: bool
    has_files: bool

    @classmethod
    def of(cls, report: Report) -> "Deletion":
        """Return what will be deleted of a registered report; nothing of an anonymous one."""
        personal = report.personal
        if personal is None:
            return cls(is_struck=False, has_contact=False, has_files=False)
        place = report.place or EventPlace()
        texts = (report.description, place.address or "", *(one.value for one in report.attributes))
        return cls(
            is_struck=any(kind.mark in text for kind in PersonalKind for text in texts),
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
