"""The template's own guidance, left standing where the text of a field belongs."""

from collections.abc import Iterator

from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.text import Message

_HINTS = ("Należy", "należy", "dłuższ", "opuszcza", "określa")
"""Of these each sentence of the guidance that is looked for has one."""
_GUIDANCE = (
    "należy wskazać wszystkie procedury, które mają bezpośredni",
    "należy wypełnić tylko wtedy, gdy procedura",
    "należy wskazać dokładną datę (rrrr-mm-dd)",
    "należy w skrócony sposób wskazać najistotniejsze kwestie",
    "należy podać najważniejsze informacje dotyczące procedury",
    "opis nie może być dłuższy niż 650 znak",
    "nazwa etapu nie może być dłuższa niż 40",
    "należy wskazać główne kroki (etapy)",
    "należy wymienić czynności dotyczące realizacji procedury",
    "należy wymienić (hasłowo) istotne informacje",
    "należy podać wszystkie informacje niezbędne wnioskodawcy",
    "należy opisać wszystkie możliwe przypadki użycia procedury",
    "nie należy podawać podstawy prawnej",
    "należy wpisać informacje dodatkowe, niewymienione",
    "termin określa się w dniach, tygodniach",
    "dopuszcza się uzupełnienie informacji o część opisową",
    "należy wymienić jednostkę, a także wszystkie komórki",
    "należy wskazać wszystkie możliwe sposoby umawiania",
    "jeśli taka możliwość nie jest dostępna należy wpisać",
    "należy wskazać rodzaj opłaty (w tym",
    "kwotę oraz numer konta należy podać przy każdej",
    "w przypadku braku opłat należy wpisać",
    "należy przekazać gotowe do zamieszczenia pliki",
    "należy wskazać wszystkie możliwe formy składania",
    "nie należy wymieniać formularzy elektronicznych",
    "jako elektroniczną formę składania dokumentów należy rozumieć",
    "w przypadku braku konieczności składania wniosków należy wpisać",
    "należy wskazać termin składania dokumentów",
    "należy wskazać dokumenty, które nie są niezbędne",
    "należy wskazać imiona i nazwiska oraz numery telefonów",
    "należy wprowadzić istotne dla pracownika",
    "należy wskazać odpowiedzi na najczęściej zadawane",
    "należy wskazać ustawy, rozporządzenia, uchwały rady",
    "należy podać informacje dotyczące postępowania odwoławczego",
    "w przypadku braku prawa do odwołania należy wpisać",
    "należy wskazać tylko wtedy, gdy są szersze",
    "należy wpisać jednostkę odpowiedzialną",
    "należy podać nazwę komórki organizacyjnej",
)
"""Words of the template that tell a clerk what to write, in small letters with single blanks."""


def left_guidance(texts: Texts) -> Iterator[tuple[Path, Message]]:
    """Yield the texts that hold a sentence of the template's guidance.

    Source: wzór opisu procedury.
    """
    for path, text in texts.holding(_HINTS):
        words = " ".join(text.lower().split())
        if any(_begins_a_sentence(guidance, words) for guidance in _GUIDANCE):
            yield path, _LEFT


def _begins_a_sentence(guidance: str, words: str) -> bool:
    """Return whether a piece of guidance stands where a sentence begins."""
    # „W skardze nie należy podawać podstawy prawnej” is an office's own.
    start = words.find(guidance)
    return start == 0 or (start > 0 and words[:start].rstrip()[-1] in ".!?:;–-•*)")


_LEFT = Message(
    "To podpowiedź ze wzoru, a nie treść pola. Usuń ją i wpisz to, o co prosi.",
    "This is guidance of the template, not what the field is for. Remove it and write what it "
    "asks for.",
)
