"""First names known without a dictionary: those most given in Poland, in every case."""

import re

_WOMEN = """
    Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Magdalena Joanna Monika Teresa Danuta Zofia Natalia Julia
    Karolina Janina Marta Aleksandra Jadwiga Dorota Beata Irena Jolanta Halina Iwona Paulina Grażyna Justyna Zuzanna Bożena Wiktoria Hanna
    Urszula Renata Alicja Emilia Oliwia Stanisława Helena Maja Sylwia Marianna Lena Amelia Bogumiła Aneta Genowefa Izabela Wanda Patrycja
    Ewelina Kinga Edyta Weronika Nikola Martyna Gabriela Kazimiera Wiesława Marzena Lucyna Stefania Lidia Antonina Laura Kamila Klaudia
    Dominika Sabina Regina Nina Aniela Daria Michalina Bronisława Mirosława Elwira Henryka Wioletta Violetta Adriana Jagoda Róża Władysława
    Cecylia Milena Olga Eugenia Eliza Angelika Celina Liliana Bernadetta Leokadia Zdzisława Ilona Łucja Kornelia Marlena Ania Kasia Basia
    Asia Gosia Ola Ela Krysia Zosia Hania Magda Iza Aga Agata Kamilla Jola Ala Zuzia Julka Tereska Danka Grażka Ula Sara Emma Emily Olena
    Oksana Iryna Natalija Tetiana Svitlana Kateryna Julita Żaneta Bogna Blanka Kalina Iga Malwina Roksana Sandra Pola Adela Albina Alina Anita
    Apolonia Balbina Brygida Celestyna Czesława Diana Dobrawa Eleonora Emilianna Ernestyna Felicja Filipa Filomena Florentyna Franciszka
    Gertruda Gizela Honorata Ida Inga Irma Józefa Judyta Julianna Karina Klara Klementyna Konstancja Krystiana Ksenia Kunegunda Leonia
    Ludmiła Ludwika Luiza Marcelina Mariola Matylda Melania Mieczysława Mina Nadia Nela Otylia Paula Pelagia Petronela Rozalia Rita Romana
    Salomea Sonia Stella Tamara Tekla Teodora Teofila Tola Walentyna Waleria Wera Wilhelmina Zenobia Zenona Zuza Zyta Beatrycze Faustyna
    Gaja Kaja Lilianna Michasia Mirella
"""
_MEN = """
    Jan Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Stanisław Jakub Adam Marek Łukasz Grzegorz Mateusz Wojciech Mariusz Dariusz
    Maciej Zbigniew Rafał Jerzy Robert Kamil Dawid Szymon Kacper Ryszard Tadeusz Jacek Filip Bartosz Antoni Franciszek Sławomir Artur Henryk
    Janusz Sebastian Damian Kazimierz Leszek Patryk Daniel Jarosław Roman Mirosław Karol Aleksander Mikołaj Wiesław Zdzisław Adrian
    Arkadiusz Dominik Edward Przemysław Władysław Józef Bogdan Mieczysław Marian Hubert Leon Igor Czesław Oskar Eugeniusz Ignacy Waldemar
    Zenon Bogusław Wiktor Radosław Alan Stefan Witold Lech Norbert Konrad Gabriel Maksymilian Krystian Bartłomiej Cezary Zygmunt Gracjan
    Bronisław Julian Ireneusz Emil Wacław Lucjan Bolesław Ludwik Edmund Alfred Albert Błażej Tymon Tymoteusz Olaf Leonard Eryk Romuald
    Remigiusz Seweryn Borys Ksawery Aleks Marceli Fabian Nikodem Miłosz Wincenty Kornel Feliks Gustaw Jeremi Kajetan Natan Tomek Jurek
    Staszek Krzysiek Romek Bartek Jasiek Antek Wojtek Arek Darek Grzesiek Mietek Sławek Kuba Michałek Franek Jędrzej Olek Wiesiek Mirek Zbyszek Zdzisiek Staś Jaś John Peter
    Thomas Oleksandr Andrij Wołodymyr Serhij Dmytro Iwan Mykoła Petro Adolf Aleksy Alojzy Ambroży Anatol Apolinary Arnold August Augustyn
    Bazyli Benedykt Benon Bernard Bonifacy Bruno Cyprian Cyryl Dionizy Donat Emilian Ernest Eustachy Ewaryst Ferdynand Florian Fryderyk
    Gerard Gerwazy Hieronim Hilary Hipolit Hugo Idzi Innocenty Iwo Izydor Jacenty Joachim Jonasz Juliusz Justyn Klaudiusz Klemens Konstanty
    Korneliusz Kryspin Lambert Leopold Longin Makary Maurycy Modest Napoleon Narcyz Onufry Oktawian Paulin Pankracy Prot Prokop Rajmund Roch
    Rudolf Rufin Sergiusz Samuel Sylwester Szczepan Tobiasz Telesfor Teodor Teofil Tytus Urban Walenty Walerian Walery Wawrzyniec
    Wieńczysław Wilhelm Zachariasz Zefiryn Ziemowit Bogumił
"""
_ALSO_WORDS = (
    "maja róża jagoda malina kalina iga pola sara emil leon ala aga ola lech olaf urban august mina"
)

# Old Slavic names are made of two parts, of which these come second.
_SLAVIC = re.compile(r"\w{2,}(?:[sc][łl]aw|mir|mi[łl])(?:|a|owi|em|ie|y|ze|[ęą]|o)", re.IGNORECASE)

_FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_SOFTENED = {"r": "rze", "k": "ce", "g": "dze", "t": "cie", "d": "dzie", "ł": "le"}
_VANISHING = {"ek": "k", "eł": "ł", "er": "r", "iek": "k", "siek": "śk"}


def _softened(stem: str) -> str:
    """Return the form that answers „komu?” of a woman's name and „o kim?” of a man's: Monice, Kindze, Robercie."""
    return stem[:-1] + _SOFTENED[stem[-1]] if stem[-1] in _SOFTENED else stem + "ie"


def _of_a_woman(name: str) -> set[str]:
    """Return the singular forms of a name in -a, and some that do not exist."""
    stem = name.removesuffix("a")
    if stem == name:
        return {name}
    return {
        name,
        _softened(stem),
        *(stem + ending for ending in ("y", "i", "ę", "ą", "o", "e", "u")),
    }


def _of_a_man(name: str) -> set[str]:
    """Return the singular forms of a man's name, and some that do not exist."""
    if name.endswith("a"):
        return _of_a_woman(name)
    if name[-1] in "yi":
        stem = name if name.endswith("i") else name[:-1]
        return {name, *(stem + ending for ending in ("ego", "emu", "ym", "m"))}
    stem = next(
        (name.removesuffix(end) + rest for end, rest in _VANISHING.items() if name.endswith(end)),
        name,
    )
    endings = ("a", "owi", "em", "iem", "ie", "e", "u", "ze", "iu")
    return {
        name,
        name + "a",
        name + "owi",
        name + "em",
        name + "ze",
        _softened(stem),
        *(stem + ending for ending in endings),
    }


def _folded(word: str) -> str:
    return word.translate(_FOLD).casefold()


_FORMS = frozenset(
    _folded(form)
    for names, forms in ((_WOMEN, _of_a_woman), (_MEN, _of_a_man))
    for name in names.split()
    for form in forms(name)
)
_AMBIGUOUS = frozenset(map(_folded, _ALSO_WORDS.split()))


def is_first_name(word: str) -> bool:
    """Return whether *word* is a form of a first name, with or without Polish letters."""
    return _folded(word) in _FORMS or _SLAVIC.fullmatch(word) is not None


def is_a_word_too(word: str) -> bool:
    """Return whether a first name is also a word of the language, such as „maja” and „róża”."""
    return _folded(word) in _AMBIGUOUS
