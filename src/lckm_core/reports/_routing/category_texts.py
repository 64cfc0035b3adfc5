"""Names and notices of categories: their check, and the warning of one that stops."""

from collections.abc import Iterator, Sequence

from lckm_core.findings import Finding, Severity, kind
from lckm_core.reports._form import ReportForm
from lckm_core.reports._routing.category_words import categories_by_words
from lckm_core.reports._routing.model import Category, RouteTable
from lckm_core.text import Message

_POLISH = "pl"
LANGUAGE_TWICE = kind(
    "LCKM-G020",
    "zał. 2 § 5",
    Message(
        "nazwa lub komunikat kategorii dwa razy w jednym języku",
        "a name or notice of a category given twice in one language",
    ),
)
NO_POLISH_NOTICE = kind(
    "LCKM-G021",
    "zał. 2 § 5",
    Message("kategoria bez komunikatu po polsku", "a category without its notice in Polish"),
)
STOPS = kind(
    "LCKM-Z020",
    "zał. 2 § 5",
    Message("sprawa, której nie załatwia formularz", "a matter that is not for a form"),
    Severity.WARNING,
)


def category_text_findings(categories: Sequence[Category]) -> Iterator[Finding]:
    """Yield what is wrong with the names and notices of categories."""
    for at, category in enumerate(categories):
        # The name itself is the Polish one.
        names = [_POLISH, *(name.language for name in category.names)]
        notices = [notice.language for notice in category.notice]
        yield from _repeated_languages(("categories", at, "names"), names, first=-1)
        yield from _repeated_languages(("categories", at, "notice"), notices, first=0)
        if (category.stops or category.notice or category.words) and category.notice_in(
            _POLISH
        ) is None:
            yield NO_POLISH_NOTICE.at(
                ("categories", at, "notice"),
                Message(
                    f"Kategoria {category.id} nie ma komunikatu po polsku, więc mieszkaniec nie "
                    "dowie się, co zrobić. Dopisz go.",
                    f"Category {category.id} has no notice in Polish, so a resident is not told "
                    "what to do. Add it.",
                ),
            )


def stopping_findings(form: ReportForm, table: RouteTable) -> Iterator[Finding]:
    """Yield warnings, in the words of the table, where a form is of a category that stops.

    That is its category, or one whose ``words`` its description has.
    """
    by_words = categories_by_words(form.description, table)
    for category in table.categories:
        if not category.stops or not (category.id == form.category or category in by_words):
            continue
        place = "category" if category.id == form.category else "description"
        notice = Message(category.notice_in("pl") or "", category.notice_in("en") or "")
        yield STOPS.at(
            (place,),
            Message(
                f"{category.name_in('pl')}: {notice.pl}",
                f"{category.name_in('en')}: {notice.en}",
            ),
        )


def _repeated_languages(
    path: tuple[str | int, ...], languages: Sequence[str], *, first: int
) -> Iterator[Finding]:
    """Yield a finding for each language of an earlier text; *first* is the index of the first."""
    earlier: set[str] = set()
    for at, language in enumerate(languages):
        if language in earlier:
            yield LANGUAGE_TWICE.at(
                (*path, at + first, "language"),
                Message(
                    f"Ten tekst w języku „{language}” już jest. Zostaw jeden z nich.",
                    f"There is this text in “{language}” already. Keep one of them.",
                ),
            )
        earlier.add(language)
