"""The explanations printed in the annex's own form, told from what a clerk typed.

Each is known by its first and last words and by their number, so that it is recognised with a
word mistyped, over several paragraphs, and with text typed on after it.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from lckm_core.text import folded

# How many words, the first ones and the last ones; the text itself is the ordinance's.
_PRINTED = """
18 zaleca się by nazwa … na rzecz mieszkańców
11 tytuł nie może zawierać … włącznie ze spacjami
30 procedura wewnętrzna dotyczy opisów … wynika konkretna procedura
21 należy wskazać wszystkie procedury … załatwienia opisywanej procedury
19 należy wypełnić tylko wtedy … rrrr mm dd
18 należy wypełnić tylko wtedy … rrrr mm dd
23 procedura przed tą datą … uml lodz pl
23 procedura po tej dacie … uml lodz pl
12 należy wskazać dokładną datę … w tej postaci
23 w przypadku gdy data … o aktualizację procedury
12 w tej sekcji należy … kwestie dotyczące procedury
7 szczegółowe informacje są zamieszczone … w innych sekcjach
26 należy podać najważniejsze informacje … świadczeń finansowych itp
11 opis nie może być … włącznie ze spacjami
39 należy wskazać główne kroki … wyniki zarezerwuj wizytę
8 informacja powinna w skrócie … etapy realizacji procedury
12 nazwa etapu nie może … łącznie ze spacjami
14 do każdego etapu można … łącznie ze spacjami
30 w przypadku gdy dany … należy oznaczyć go
60 przykładowo krok 1 złożenie … wskazaną w piśmie
39 należy wymienić czynności dotyczące … urządzenia mobilne itp
7 należy wymienić hasłowo istotne … informacje dotyczące procedury
94 przykładowo wymaga złożenia dokumentów … mieć formę elektroniczną
21 należy podać wszystkie informacje … sposób może ją załatwić
20 jednocześnie należy opisać wszystkie … z nazwy procedury
9 w sposobie załatwienia sprawy … podawać podstawy prawnej
17 należy wpisać informacje dodatkowe … przy załatwianiu sprawy
7 termin określa się w … dniach tygodniach miesiącach
10 poza danymi liczbowymi dopuszcza … o część opisową
32 należy wymienić jednostkę a … może uzyskać informacje
21 należy wskazać wszystkie możliwe … poczty elektronicznej itp
10 jeśli taka możliwość nie … wpisać nie dotyczy
14 w przypadku gdy umówienie … o tym napisać
26 przykładowo telefonicznie 48 42 … uml lodz pl
23 należy wskazać rodzaj opłaty … oraz ewentualnymi uwagami
9 kwotę oraz numer konta … przy każdej opłacie
7 w przypadku braku opłat … należy wpisać brak
9 w tej sekcji należy … do zamieszczenia pliki
20 uwaga nie należy przysyłać … w bazie wiedzy
31 należy wskazać wszystkie możliwe … formularze elektroniczne itp
12 nie należy wymieniać formularzy … polu wymagane dokumenty
24 jako elektroniczną formę składania … realizujących zadania publiczne
10 w przypadku braku konieczności … wpisać nie dotyczy
61 przykładowo listownie urząd miasta … gov pl pwpw
5 należy wskazać termin składania … termin składania dokumentów
16 w przypadku gdy termin … należy wymienić wszystkie
12 dokumenty powinny być pogrupowane … złożenia 2 do wglądu
10 dokumenty powinny być pogrupowane … złożenia do wglądu
6 dokumenty powinny być pogrupowane … pogrupowane na wymagane
35 pod nazwą każdego dokumentu … do formularzy elektronicznych
9 pod nazwą każdego dokumentu … powinny zostać wskazane
16 adresy internetowe pod którymi … do formularzy elektronicznych
26 należy wymienić wszystkie platformy … z adresem internetowym
24 należy wskazać dokumenty które … danych osobowych itp
12 pod nazwą każdego dokumentu … nazwa pliku dokumentu
14 przy wypełnianiu pól w … oddziału call center
23 należy wskazać imiona i … można przełączyć rozmówcę
14 należy wprowadzić istotne dla … są udostępniane mieszkańcom
9 należy wskazać odpowiedzi na … pytania przez mieszkańców
7 pole uzupełniane przez pracowników … oddziału call center
19 należy wskazać ustawy rozporządzenia … jest realizowana procedura
6 należy podać informacje dotyczące … dotyczące postępowania odwoławczego
9 w przypadku braku prawa … należy wpisać brak
13 należy wskazać tylko wtedy … w bip umł
10 nazwisko i imię pracownika … prawidłowego opisu procedury
6 uwaga można wskazać tylko … tylko jednego pracownika
10 uwaga można wskazać tylko … danej komórki organizacyjnej
14 nazwisko i imię pracownika … za jej treść
12 nazwisko i imię pracownika … z realizacją procedury
16 należy wpisać jednostkę odpowiedzialną … miejskiej jednostki organizacyjnej
24 należy podać nazwę komórki … za realizację procedury
37 dane nie są widoczne … oddziału call center
1 przykładowo … przykładowo
3 rrrr … mm dd
"""

_WORD = re.compile(r"\w+")
_MOST_WORDS = 600
"""The words of a line that are looked at: all that is printed under a heading has fewer."""


class _Unit(NamedTuple):
    length: int
    first: tuple[str, ...]
    last: tuple[str, ...]


class Word(NamedTuple):
    """A word of a line, folded, and where in the text it is."""

    text: str
    line: int
    start: int
    end: int


@cache
def _units() -> tuple[_Unit, ...]:
    units = []
    for row in _PRINTED.strip().splitlines():
        length, _, words = row.partition(" ")
        first, _, last = words.partition(" … ")
        units.append(_Unit(int(length), *(tuple(folded(name).split()) for name in (first, last))))
    # The longest first: a sentence may begin as a whole example does.
    return tuple(sorted(units, key=lambda unit: -unit.length))


def words_of(text: str, line: int = 0) -> list[Word]:
    """Return the first words of a text, folded."""
    found = islice(_WORD.finditer(text), _MOST_WORDS)
    return [Word(folded(match[0]), line, *match.span()) for match in found]


def without_printed(lines: Sequence[str]) -> tuple[list[tuple[int, str]], list[int]]:
    """Return what is left of *lines* without explanations, with the index of each line.

    The second list has the indices of lines that begin as an explanation and go on otherwise.
    """
    words = [word for index, line in enumerate(lines) for word in words_of(line, index)]
    heads = {word.line: at for at, word in reversed(list(enumerate(words)))}
    cut = [0] * len(lines)
    unclear = []
    covered = 0
    for index, head in sorted(heads.items()):
        # An explanation begins where a line does, or where another one has just ended.
        at = max(head, covered)
        while (
            at < len(words) and words[at].line == index and cut[index] >= _previous_end(words, at)
        ):
            end = _end(words, at)
            if end is None:
                if at == head and _begins_as_printed(words, at):
                    unclear.append(index)
                break
            for word in words[at:end]:
                cut[word.line] = word.end
            at = covered = end
    remaining_lines = [
        (index, rest)
        for index, line in enumerate(lines)
        if (rest := _remaining_text(line, cut[index])) and index not in unclear
    ]
    return remaining_lines, unclear


def _previous_end(words: Sequence[Word], at: int) -> int:
    """Return where in its line the word before this one ends, 0 for the first."""
    return words[at - 1].end if at and words[at - 1].line == words[at].line else 0


def _remaining_text(line: str, cut: int) -> str:
    # What closed the explanation goes with it: a bracket, a full stop, the address's end.
    return re.sub(r"^[\s.,:;)„”>/*!@]+", "", line[cut:]).strip() if cut else line.strip()


def _end(words: Sequence[Word], at: int) -> int | None:
    """Return the index after an explanation that begins at *at*."""
    for unit in _units():
        if not _has_words(words, at, unit.first):
            continue
        if unit.length == 1:  # „Przykładowo” alone, and no sentence that begins so
            is_alone = at + 1 == len(words) or words[at + 1].line != words[at].line
            return at + 1 if is_alone else None
        slack = 2 + unit.length // 8 if unit.length > 2 else 0
        least, most = max(unit.length - slack, len(unit.first)), unit.length + slack
        found = [
            end
            for end in range(at + least, min(at + most, len(words)) + 1)
            if _has_words(words, end - len(unit.last), unit.last)
        ]
        if found:
            return min(found, key=lambda end: abs(end - at - unit.length))
    return None


def _has_words(words: Sequence[Word], at: int, wanted: tuple[str, ...]) -> bool:
    return tuple(word.text for word in words[at : at + len(wanted)]) == wanted


def _begins_as_printed(words: Sequence[Word], at: int) -> bool:
    return any(len(unit.first) >= 4 and _has_words(words, at, unit.first) for unit in _units())
