"""Words of the pages in a language: catalogues, names, days and sizes."""

import re
from collections.abc import Mapping
from datetime import date
from math import ceil

import attrs
from markupsafe import Markup, escape

from lckm_core.reports import ASKED_NAMES, Category, NamesByLanguage, polish_name
from lckm_core.text import Message

_ROW = re.compile(r"^trasa (?P<row>[0-9]+): (?P<name>.*)")
_MONTHS = {
    "pl": (
        *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
        *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "uk": (
        *("січня", "лютого", "березня", "квітня", "травня", "червня"),
        *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
    ),
}
_UNITS = {"uk": ("кБ", "МБ")}
# For one, a few, many, and 21 and the like in Ukrainian; of minutes and of hours.
_AFTER = {
    "pl": (
        ("za minutę", "za {}\u00a0minuty", "za {}\u00a0minut"),
        ("za godzinę", "za {}\u00a0godziny", "za {}\u00a0godzin"),
    ),
    "en": (
        ("in a minute", "in {}\u00a0minutes", "in {}\u00a0minutes"),
        ("in an hour", "in {}\u00a0hours", "in {}\u00a0hours"),
    ),
    "uk": (
        ("через хвилину", "через {}\u00a0хвилини", "через {}\u00a0хвилин", "через {}\u00a0хвилину"),
        ("через годину", "через {}\u00a0години", "через {}\u00a0годин", "через {}\u00a0годину"),
    ),
}
# Longer waits are given in hours.
_MINUTES = 120
_YEAR = {"pl": "\u00a0r.", "uk": "\u00a0р."}


@attrs.frozen
class Words:
    """The words of one language, with a host's own in place of some.

    Args:
        language: its tag.
        texts: the texts of the language, by those of the templates.
        names: a host's own names of attributes, kinds of places and areas, by language.
    """

    language: str
    texts: Mapping[str, str] = attrs.field(factory=dict)
    names: NamesByLanguage = attrs.field(factory=dict)

    def translate(self, text: str) -> str:
        """Return a text of the templates in the language."""
        return self.texts.get(text, text)

    def with_phone(self, text: str, phone: str) -> str:
        """Return a text with a telephone number after it, if there is one."""
        return f"{text} {self.translate('Telefon:')} {phone}" if phone else text

    def message(self, message: Message) -> str:
        """Return a message of the library, in Polish where there are no words for it."""
        return message.en if self.language == "en" else self.translate(message.pl)

    def reason(
        self, because: Message | None, *, category: str | None, has_table: bool = True
    ) -> tuple[str, Markup]:
        """Return why a receiver gets a report, and the rule of the table as markup.

        Args:
            because: the reason in the words that clerks have for it.
            category: the name of the report's category, if it has one.
            has_table: whether the table can be read.
        """
        _ = self.translate
        row = _ROW.search(because.pl) if because else None
        if row is not None:
            rule = escape(
                _("Tak mówi zasada „{name}” (wiersz {row} tabeli przekazywania zgłoszeń).")
            ).format(name=self.polish(row["name"]), row=row["row"])
            if category is None:
                return _("treść zgłoszenia"), rule
            return escape(_("kategoria „{name}”")).format(name=category), rule
        if not has_table:
            text = _("zasad nie da się teraz odczytać, więc odbiorcę wybiera człowiek")
        elif category is None:
            text = _("zgłoszenie nie ma kategorii, więc odbiorcę wybiera człowiek")
        else:
            text = _("żadna zasada nie wskazuje odbiorcy, więc wybiera go człowiek")
        return text, Markup()

    def polish(self, text: str) -> Markup:
        """Return a text that is Polish on every page, marked so where the page is not."""
        if self.language == "pl" or not text:
            return escape(text)
        return Markup('<span lang="pl">{}</span>').format(text)

    def terms(self, version: str) -> str:
        """Return the words for a version of the terms; many versions are named by a day."""
        day = _day(version)
        if day is None:
            return self.translate("regulaminu w wersji {version}").format(version=version)
        return self.translate("regulaminu w wersji z {day}").format(day=self.day(day))

    def name(self, slug: str) -> str:
        """Return the name of an attribute, a kind of place or an area."""
        return self._or_polish(*self._name(slug))

    def label(self, slug: str) -> str:
        """Return the name of an attribute as a label: with a capital."""
        translated, polish = self._name(slug)
        return self._or_polish(
            translated[:1].upper() + translated[1:], polish[:1].upper() + polish[1:]
        )

    def area(self, slug: str, name: str) -> str:
        """Return the name of a part of the city in the language, or else its Polish *name*."""
        for names in (self.names, ASKED_NAMES):
            known = names.get(slug, {})
            if known.get("pl", name) == name and self.language in known:
                return known[self.language]
        return name

    def category(self, category: Category) -> str:
        """Return the name of a category."""
        translated = category.name_in(self.language)
        return self._or_polish(translated if translated != category.name else "", category.name)

    def notice(self, category: Category) -> str:
        """Return the notice of a category in the language; empty for none."""
        translated, polish = category.notice_in(self.language) or "", category.notice_in("pl") or ""
        return self._or_polish(translated if translated != polish else "", polish)

    def _name(self, slug: str) -> tuple[str, str]:
        """Return a name in the language, empty if there is none, and in Polish."""
        known = (names[slug] for names in (self.names, ASKED_NAMES) if slug in names)
        return next(known, {}).get(self.language, ""), polish_name(slug, self.names)

    def _or_polish(self, translated: str, polish: str) -> str:
        return translated or self.polish(polish)

    def day(self, on: date) -> str:
        """Return a day: „1 sierpnia 2027 r.”."""
        months = _MONTHS.get(self.language)
        if months is None:
            return on.isoformat()
        year = _YEAR.get(self.language, "")
        return f"{on.day}\u00a0{months[on.month - 1]}\u00a0{on.year}{year}"

    def delay_words(self, seconds: float) -> str:
        """Return after what time: „za 5 minut”; past two hours in hours, rounded up."""
        known = _AFTER.get(self.language, _AFTER["pl"])
        minutes = max(1, ceil(seconds / 60))
        count, forms = (
            (minutes, known[0]) if minutes <= _MINUTES else (ceil(minutes / 60), known[1])
        )
        return forms[_plural_form(self.language, count)].format(count)

    def size(self, count: int) -> str:
        """Return a size of a file: „2,1 MB”."""
        kilobytes, megabytes = _UNITS.get(self.language, ("kB", "MB"))
        if count < 1_000_000:
            return f"{max(1, round(count / 1000))}\u00a0{kilobytes}"
        number = f"{count / 1_000_000:.1f}".removesuffix(".0")
        return f"{number if self.language == 'en' else number.replace('.', ',')}\u00a0{megabytes}"


def _plural_form(language: str, count: int) -> int:
    """Return which form a count takes: 0 for one, 1 a few, 2 many, 3 like 21."""
    if count == 1:
        return 0
    if language == "uk" and count % 10 == 1 and count % 100 != 11:
        return 3
    return 1 if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else 2


def _day(text: str) -> date | None:
    """Return the day that a text gives in digits, ``None`` for another text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
