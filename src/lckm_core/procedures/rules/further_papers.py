"""What a statement says of the papers that are handed in beside an application: none."""

from itertools import pairwise
from typing import NamedTuple

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się że ma to jest są będzie będą tej tę tym sprawie sprawa sprawy sprawę od i oraz na w z u"
    " wcale ogóle już też także również jeszcze wnioskodawc- stron- osoba osoby klient- mieszka-"
    " cię ci ciebie nas proszę prosimy razem wraz przy ze swojego swój mu nich niego niej albo lub"
    " zatem więc wypełnion- podpisan-",
    {
        "not": "nie",
        "none": "nic niczego żadn-",
        "without": "bez",
        "beside": "oprócz prócz poza do",
        "filed": "wniosek wniosk- wnioski zgłosze- podani- podań deklaracj- formularz- druk-"
        " zawiadomi-",
        "paper": "dokument- załącznik- papier- załączeni-",
        "other": "inne innych innego dodatkow- kolejn-",
        "some": "coś cokolwiek jakieś jakichkolwiek jakiekolwiek",
        "need": "trzeba musi- należy potrzeb- wymaga- wymóg konieczn- niezbędn- obowiązk- żąda-",
        "needless": "zbędn- niepotrzebn- niewymagan- niekonieczn-",
        "hand": "dołącz- załącz- składa- złoż- złóż przynos- przynies- przynoś przynieś przynieś"
        " dostarcz- przedkład- przedłoż- przedstaw- dosyła- dosłać przygotow- wysyła- przesyła-"
        " potrzebujesz",
        "enough": "wystarcz-",
        "only": "tylko jedynie wyłącznie",
        "alone": "sam samo samego sama samą",
        "nor": "ani",
        "ask": "co jakie jakich czy mam mamy",
    },
)


class Papers(NamedTuple):
    """What is said of the papers beside an application.

    Args:
        are_none: whether none is handed in.
        answers_none: whether none is, where it answers what is handed in: „tylko wniosek”.
        goes_without: whether „bez załączników” is said, of what stands before it.
        asks: whether it asks what is handed in.
        denied: the words for a paper that is not handed in.
    """

    are_none: bool = False
    answers_none: bool = False
    goes_without: bool = False
    asks: bool = False
    denied: tuple[str, ...] = ()


def said_of_papers(statement: str) -> Papers:
    """Return what a statement says of papers beside the application, of all who file."""
    words: list[str] = []
    unknown = []
    for word in compiled(r"[^\W_]+").findall(statement):
        read = _WORDS.read(word)
        if read is None:
            unknown.append(word)
        else:
            words += read
    if unknown:
        return Papers(denied=tuple(unknown) if _denies_the_named(words) else ())
    if "ask" in words:
        return Papers(asks=not {"hand", "paper"}.isdisjoint(words))
    if {("not", "enough"), ("beside", "paper")} & set(pairwise(words)) or "nor" in words:
        return Papers()
    if {"paper", "none", "some"} & set(words):
        return _of_papers(words)
    return _of_the_application(words)


_DENYING = {"not", "needless", "need", "hand", "beside", "filed"}
_WITHOUT = {"without", "filed", "enough", "only", "alone", "hand", "need"}


def _denies_the_named(words: list[str]) -> bool:
    """Return whether a need, or handing in, is denied of what else is named."""
    meant = set(words)
    if "without" in meant:
        return "filed" in meant and meant <= _WITHOUT
    beside = all(first == "beside" for first, second in pairwise(["", *words]) if second == "filed")
    denied = {"not", "needless"} & meant and meant <= _DENYING
    return bool(denied and beside and meant & {"need", "needless", "hand"})


def _of_papers(words: list[str]) -> Papers:
    meant = set(words)
    if "without" in meant:
        without = "not" not in meant
        return Papers(without and "filed" in meant, without, without)
    # „Nie składa się wniosku i dokumentów”: the application itself is denied.
    denied_at = words.index("not") if "not" in meant else len(words)
    is_of_filing = any(
        at > denied_at and words[at - 1] not in ("beside", "only", "alone", "enough")
        for at, word in enumerate(words)
        if word == "filed"
    )
    is_of_filing = is_of_filing or words[:3] == ["filed", "not", "hand"]
    denies = meant & {"not", "needless"} and meant & {"need", "needless", "hand"}
    is_bare = "none" in meant and "beside" in meant and not meant & {"need", "hand", "not"}
    answers = "none" in meant and not meant & {"need", "hand", "not"}
    none = bool(denies or is_bare) and not is_of_filing
    return Papers(none, none or answers)


def _of_the_application(words: list[str]) -> Papers:
    meant = set(words)
    if "not" in meant or "filed" not in meant:
        return Papers()
    only = ("only", "filed") in pairwise(words)
    alone = ("alone", "filed") in pairwise(words)
    none = (only and meant & {"need", "enough", "hand"}) or (alone and meant & {"need", "enough"})
    return Papers(bool(none), bool(none) or only or alone or "enough" in meant)
