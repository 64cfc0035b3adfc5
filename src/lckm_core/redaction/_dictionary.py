"""Dictionaries of names: the built-in one and Morfeusz."""

import re
import threading
from enum import Flag, auto
from functools import cache
from typing import TYPE_CHECKING, Protocol

from lckm_core.redaction._patterns import any_of, compiled

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz

# The names most often given in Poland.
_WOMEN = """
    Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Magdalena Joanna Monika
    Teresa Danuta Zofia Natalia Julia Karolina Janina Marta Aleksandra Jadwiga Dorota Beata Irena
    Jolanta Halina Iwona Paulina Grażyna Justyna Zuzanna Bożena Wiktoria Hanna Urszula Renata
    Alicja Emilia Oliwia Stanisława Helena Maja Sylwia Marianna Lena Amelia Bogumiła Aneta Genowefa
    Izabela Wanda Patrycja Ewelina Kinga Edyta Weronika Nikola Martyna Gabriela Kazimiera Wiesława
    Marzena Lucyna Stefania Lidia Antonina Laura Kamila Klaudia Dominika Sabina Regina Nina Aniela
    Daria Michalina Bronisława Mirosława Elwira Henryka Wioletta Violetta Adriana Jagoda Róża
    Władysława Cecylia Milena Olga Eugenia Eliza Angelika Celina Liliana Bernadetta Leokadia
    Zdzisława Ilona Łucja Kornelia Marlena Ania Kasia Basia Asia Gosia Ola Ela Krysia Zosia Hania
    Magda Iza Aga Agata Kamilla Jola Ala Zuzia Julka Tereska Danka Grażka Ula Sara Emma Emily Olena
    Oksana Iryna Natalija Tetiana Svitlana Kateryna Julita Żaneta Bogna Blanka Kalina Iga Malwina
    Roksana Sandra Pola Adela Albina Alina Anita Apolonia Balbina Brygida Celestyna Czesława Diana
    Dobrawa Eleonora Emilianna Ernestyna Felicja Filipa Filomena Florentyna Franciszka Gertruda
    Gizela Honorata Ida Inga Irma Józefa Judyta Julianna Karina Klara Klementyna Konstancja
    Krystiana Ksenia Kunegunda Leonia Ludmiła Ludwika Luiza Marcelina Mariola Matylda Melania
    Mieczysława Mina Nadia Nela Otylia Paula Pelagia Petronela Rozalia Rita Romana Salomea Sonia
    Stella Tamara Tekla Teodora Teofila Tola Walentyna Waleria Wera Wilhelmina Zenobia Zenona Zuza
    Zyta Beatrycze Faustyna Gaja Kaja Lilianna Michasia Mirella
"""
_MEN = """
    Jan Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Stanisław Jakub Adam Marek Łukasz
    Grzegorz Mateusz Wojciech Mariusz Dariusz Maciej Zbigniew Rafał Jerzy Robert Kamil Dawid Szymon
    Kacper Ryszard Tadeusz Jacek Filip Bartosz Antoni Franciszek Sławomir Artur Henryk Janusz
    Sebastian Damian Kazimierz Leszek Patryk Daniel Jarosław Roman Mirosław Karol Aleksander
    Mikołaj Wiesław Zdzisław Adrian Arkadiusz Dominik Edward Przemysław Władysław Józef Bogdan
    Mieczysław Marian Hubert Leon Igor Czesław Oskar Eugeniusz Ignacy Waldemar Zenon Bogusław
    Wiktor Radosław Alan Stefan Witold Lech Norbert Konrad Gabriel Maksymilian Krystian Bartłomiej
    Cezary Zygmunt Gracjan Bronisław Julian Ireneusz Emil Wacław Lucjan Bolesław Ludwik Edmund
    Alfred Albert Błażej Tymon Tymoteusz Olaf Leonard Eryk Romuald Remigiusz Seweryn Borys Ksawery
    Aleks Marceli Fabian Nikodem Miłosz Wincenty Kornel Feliks Gustaw Jeremi Kajetan Natan Tomek
    Jurek Staszek Krzysiek Romek Bartek Jasiek Antek Wojtek Arek Darek Grzesiek Mietek Sławek Kuba
    Michałek Franek Jędrzej Olek Wiesiek Mirek Zbyszek Zdzisiek Staś Jaś John Peter Thomas
    Oleksandr Andrij Wołodymyr Serhij Dmytro Iwan Mykoła Petro Adolf Aleksy Alojzy Ambroży Anatol
    Apolinary Arnold August Augustyn Bazyli Benedykt Benon Bernard Bonifacy Bruno Cyprian Cyryl
    Dionizy Donat Emilian Ernest Eustachy Ewaryst Ferdynand Florian Fryderyk Gerard Gerwazy
    Hieronim Hilary Hipolit Hugo Idzi Innocenty Iwo Izydor Jacenty Joachim Jonasz Juliusz Justyn
    Klaudiusz Klemens Konstanty Korneliusz Kryspin Lambert Leopold Longin Makary Maurycy Modest
    Napoleon Narcyz Onufry Oktawian Paulin Pankracy Prot Prokop Rajmund Roch Rudolf Rufin Sergiusz
    Samuel Sylwester Szczepan Tobiasz Telesfor Teodor Teofil Tytus Urban Walenty Walerian Walery
    Wawrzyniec Wieńczysław Wilhelm Zachariasz Zefiryn Ziemowit Bogumił
"""
_ALSO_WORDS = """
    maja róża jagoda malina kalina iga pola sara emil leon ala aga ola lech olaf urban august mina
"""

# Old Slavic names have two parts; these come second.
_SLAVIC = r"(?i)\w{2,}(?:[sc][łl]aw|mir|mi[łl])(?:|a|owi|em|ie|y|ze|[ęą]|o)"

_SURNAME_ENDINGS = (
    r"(?i)\w{2,}(?:(?:[sc]|dz)k(?:i|a|iego|iej|iemu|im|ą|ich|imi|ie)|(?:[sc]|dz)cy"
    r"|(?:wicz|czyk|czak|czuk|siak|szak|niak)(?:|a|owi|iem|em|u|owie|ów))"
)
# Common surnames without such an ending.
_SURNAMES = """
    Nowak Wójcik Mazur Krawczyk Kaczmarek Zając Król Wieczorek Wróbel Stępień Malinowski Pawlak
    Michalak Walczak Baran Duda Szewczyk Pietrzak Bąk Wilk Zalewski Marciniak Sikora Kubiak
    Czarnecki Górecki Wysocki Sadowski Cieślak Kołodziej Kaźmierczak Sobczak Głowacki Mróz
    Laskowski Gajewski Szymczak Kozak Przybylski Bielak Maciejewski Kubacki Tomaszewski Banaś Urban
    Kurek Kos Lis Kot Gołąb Kozioł Dudek Kania Bednarek Bednarz Kowal Kowalczyk Adamczyk Olejnik
    Skiba Polak Witek Kwiatek Piątek Sroka Czapla Ptak Klimek Janik Matusiak Rogala Żak Sowa Gajda
    Musiał Piech Zięba
"""

_FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_SOFT_ENDINGS = {"r": "rze", "k": "ce", "g": "dze", "t": "cie", "d": "dzie", "ł": "le"}
_VANISHING_VOWELS = {"ek": "k", "eł": "ł", "er": "r", "iek": "k", "siek": "śk"}


class NameSense(Flag):
    """What a word can be; empty if a dictionary does not know it."""

    FIRST_NAME = auto()
    SURNAME = auto()
    PLACE = auto()
    WORD = auto()

    @property
    def is_a_name(self) -> bool:
        """Whether the word can be a person's name."""
        return bool(self & (NameSense.FIRST_NAME | NameSense.SURNAME))


class NameDictionary(Protocol):
    """A dictionary that knows names in every grammatical case."""

    def sense(self, word: str) -> NameSense:
        """Return everything that *word*, as written in a text, can be."""


class CommonNames:
    """The built-in dictionary: common first names, and typical surnames."""

    def sense(self, word: str) -> NameSense:
        """Return whether *word* is a first name or looks like a surname."""
        sense = NameSense(0)
        if is_first_name(word):
            sense |= NameSense.FIRST_NAME
            if _folded(word) in _also_words():
                sense |= NameSense.WORD
        if looks_like_a_surname(word):
            sense |= NameSense.SURNAME
        return sense


COMMON_NAMES = CommonNames()


class PolishNames:
    """The names in the Grammatical Dictionary of Polish, in every case.

    Loading it takes 0.05 s and about 50 MB, so make one and keep it. It remembers no word it was
    asked about, and several threads may use it.

    Raises:
        ModuleNotFoundError: ``morfeusz2`` is missing; ``pip install "lckm-core[strike]"``.
    """

    def __init__(self) -> None:
        self._own = threading.local()
        self._morfeusz()

    def sense(self, word: str) -> NameSense:
        """Return everything that *word*, or a part of it, can be."""
        result = COMMON_NAMES.sense(word)
        if result & NameSense.FIRST_NAME:
            # Nearly every first name is also a rare word or a village somewhere.
            return result
        for part in word.split("-"):
            lookup = part.capitalize() if part.isupper() else part
            for _, _, (form, _, tag, kinds, _) in self._morfeusz().analyse(lookup):
                result |= _sense_of_reading(form, tag, kinds)
        return result

    def _morfeusz(self) -> "Morfeusz":
        """Return this thread's analyser: one cannot serve two threads."""
        if not hasattr(self._own, "morfeusz"):
            import morfeusz2

            self._own.morfeusz = morfeusz2.Morfeusz()
        analyser: Morfeusz = self._own.morfeusz
        return analyser


_MORFEUSZ_NAMES = {
    "imię": NameSense.FIRST_NAME,
    "nazwisko": NameSense.SURNAME,
    "nazwa_geograficzna": NameSense.PLACE,
}


def _sense_of_reading(form: str, tag: str, kinds: list[str]) -> NameSense:
    """Return what one reading by Morfeusz makes of a word."""
    result = NameSense(0)
    if tag == "ign" or tag.startswith("brev"):
        return result
    names = [re.sub(r"_\(.*", "", kind) for kind in kinds]
    for sense in [_MORFEUSZ_NAMES[name] for name in names if name in _MORFEUSZ_NAMES]:
        result |= sense
    return result or NameSense.WORD


def is_first_name(word: str) -> bool:
    """Return whether *word* is a form of a common first name."""
    return _folded(word) in _first_names() or compiled(_SLAVIC).fullmatch(word) is not None


def looks_like_a_surname(word: str) -> bool:
    """Return whether *word* is a common surname or ends like one."""
    return (
        compiled(_SURNAME_ENDINGS).fullmatch(word) is not None
        or _common_surname().fullmatch(word) is not None
    )


@cache
def _first_names() -> frozenset[str]:
    """Return the forms of the first names."""
    women = {form for name in _WOMEN.split() for form in _forms_of_a_woman(name)}
    men = {form for name in _MEN.split() for form in _forms_of_a_man(name)}
    return frozenset(map(_folded, women | men))


@cache
def _also_words() -> frozenset[str]:
    """Return the first names that are also words, such as „róża”."""
    return frozenset(map(_folded, _ALSO_WORDS.split()))


@cache
def _common_surname() -> re.Pattern[str]:
    forms = [
        re.sub(r"(\w+)(e)(k|c|ń)$", r"\1\2?\3", name) + "(|a|owi|i?em|u|owie|ów|i|y|ą|ę)"
        for name in _SURNAMES.split()
    ]
    return re.compile(any_of(" ".join(forms)))


def _folded(word: str) -> str:
    return word.translate(_FOLD).casefold()


# The forms of a name are those of the singular, and some that do not exist: rather too many
# than too few.


def _forms_of_a_woman(name: str) -> set[str]:
    """Return the forms of a name in -a."""
    stem = name.removesuffix("a")
    if stem == name:
        return {name}
    return {
        name,
        _soft_form(stem),
        *(stem + ending for ending in ("y", "i", "ę", "ą", "o", "e", "u")),
    }


def _forms_of_a_man(name: str) -> set[str]:
    if name.endswith("a"):
        return _forms_of_a_woman(name)
    if name[-1] in "yi":
        stem = name if name.endswith("i") else name[:-1]
        return {name, *(stem + ending for ending in ("ego", "emu", "ym", "m"))}
    stem = next(
        (
            name.removesuffix(end) + rest
            for end, rest in _VANISHING_VOWELS.items()
            if name.endswith(end)
        ),
        name,
    )
    stem_endings = ("a", "owi", "em", "iem", "ie", "e", "u", "ze", "iu")
    return {
        name,
        *(name + ending for ending in ("a", "owi", "em", "ze")),
        _soft_form(stem),
        *(stem + ending for ending in stem_endings),
    }


def _soft_form(stem: str) -> str:
    """Return the form in -e of a name: Monice, Robercie."""
    return stem[:-1] + _SOFT_ENDINGS[stem[-1]] if stem[-1] in _SOFT_ENDINGS else stem + "ie"
