"""Rules of „Dokumenty”."""

import re

from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import EmptyWord, Message

_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)(?P<host>[^\s/?#,;()<>]+)(?P<path>[/?#][^\s,;()<>]*)?", re.IGNORECASE
)
_PLATFORMS = re.compile(
    r"epuap\.gov|biznes\.gov|(?:^|\.)gov\.pl$|obywatel\.gov|empatia|zus\.pl|praca\.gov|ceidg|mobywatel"
    r"|pwpw|gunb\.gov|nabor|rekrutacja|formularz|eboi|e-urzad|eurzad",
    re.IGNORECASE,
)
_FORM = re.compile(r"form|wnios|opis-uslugi|usluga|e-?uslug|katalog-spraw|sprawy/", re.IGNORECASE)


@rule(
    "LCKM-R018",
    "wzór: Formy i miejsce składania dokumentów",
    "link do formularza elektronicznego w formach składania",
    part="submission",
)
def submission_holds_no_e_form(submission: tuple[parts.Submission, ...] | EmptyWord) -> RuleFaults:
    """A link to an electronic form stands among the ways of handing in."""
    for index, way in enumerate(() if isinstance(submission, EmptyWord) else submission):
        texts: dict[tuple[str | int, ...], str] = {
            ("places", place): text for place, text in enumerate(way.places)
        }
        texts["note",] = way.note or ""
        for path, text in texts.items():
            for address in _ADDRESS.finditer(text):
                if not _is_e_form(address, way.way):
                    continue
                yield (
                    ("submission", index, *path),
                    Message(
                        "Formularza elektronicznego nie podaje się tutaj. "
                        "Przenieś link pod dokument, do „e_forms” w „Wymaganych dokumentach”, "
                        "a tu zostaw nazwę platformy.",
                        "No electronic form is listed here. Move the link under its document, to "
                        "“e_forms” in “required_documents”, and leave the platform's name here.",
                    ),
                    address.start(),
                )


def _is_e_form(address: re.Match[str], way: parts.Way) -> bool:
    """Return whether a web address leads to a form, and not to a platform's first page."""
    path = (address["path"] or "").rstrip("/.")
    if not path:
        return False
    return (
        way is parts.Way.ELECTRONICALLY
        or _PLATFORMS.search(address["host"]) is not None
        or _FORM.search(path) is not None
    )


@rule(
    "LCKM-R019",
    "wzór: Termin składania dokumentów",
    "termin dla formy składania, której nie ma",
    WARNING,
    part="submission_deadline",
)
def deadlines_are_for_offered_ways(
    submission: tuple[parts.Submission, ...] | EmptyWord,
    submission_deadline: tuple[parts.SubmissionDeadline, ...],
) -> RuleFaults:
    """A submission deadline is for a way that is not offered."""
    ways = set() if isinstance(submission, EmptyWord) else {item.way for item in submission}
    for index, deadline in enumerate(submission_deadline):
        if deadline.way is not None and deadline.way not in ways:
            yield (
                ("submission_deadline", index, "way"),
                Message(
                    f"Termin dotyczy formy „{deadline.way}”, której nie ma w „Formach i miejscu "
                    "składania dokumentów”. Dodaj ją tam albo usuń termin.",
                    f"The deadline is for “{deadline.way}”, which “submission” does not offer. "
                    "Add it there or remove the deadline.",
                ),
            )
