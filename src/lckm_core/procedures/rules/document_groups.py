"""Documents to hand in and to show: each stands in the group of its kind."""

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.text import Message

_ONLY = r"(?:(?:tylko|wyłącznie|jedynie|okazywan\w+|przedkładan\w+|przedstawian\w+)\s+)*"
_SHOWN_AT = (
    r"(?:w\s+(?:urzędzie|wydziale|kancelarii|okienku)|przy\s+(?:składaniu|odbiorze|okienku)"
    r"|na\s+miejscu|podczas\s+wizyty|pracownik|urzędnik)\w*[^,;(–]*"
)
_AND_BACK = (
    r"\s*(?:[,;–-]|\bi\b)\s*(?:nie\s+(?:zostawia|oddaje|składa)|zwr[aó]c|kopii\s+nie\s+trzeba"
    r"|(?:(?:od\s+razu|zaraz)\s+)?(?:dostajesz|zabierasz|oddajemy|zwracamy|oddamy))[^;]*"
)
_SHOW = (
    r"(?:(?:okazujesz|okazuje\s+się|pokazujesz)(?:\s+(?:go|ją|je))?"
    r"|(?:pokaż|okaż)(?:\s+(?:go|ją|je))?|(?:go|ją|je)\s+(?:okaż|pokaż)"
    r"|(?:wystarczy|należy|trzeba)\s+(?:(?:go|ją|je)\s+)?(?:tylko\s+)?(?:okazać|pokazać)"
    r"(?:\s+(?:go|ją|je))?)"
)
_IT = r"(?:\s+(?:go|ją|je|jej|ich))?"
_BACK = rf"(?:od\s+razu{_IT}\s+(?:oddajemy|zwracamy)|nie\s+zostawiasz{_IT}"
_GIVEN_BACK = rf"{_BACK}|(?:oddajemy|zwracamy){_IT}\s+(?:od\s+razu|na\s+miejscu)(?:\s+po\s+\w+)?)"
_TO_SHOW = KeywordPattern(
    "wglądu okaz pokaz okaż pokaż oddaj zwracamy zostawiasz",
    rf"(?:[,(]|\s[–-])\s*(?:któr[yąe]\s+)?{_GIVEN_BACK}$|"
    # „(do wglądu)”, „– do wglądu w urzędzie”, „(okazujesz na miejscu)” at the end
    rf"(?:^|[\s(\[]){_ONLY}do\s+(?:wglądu|okazania)(?:{_AND_BACK})?$"
    rf"|(?:^|[,([–-]\s*){_ONLY}(?:do\s+(?:wglądu|okazania)|okazywan\w+"
    rf"|(?:któr[yąe]\s+)?{_ONLY}{_SHOW})(?:\s+{_SHOWN_AT})?(?:{_AND_BACK})?$"
    # „Do wglądu: dowód osobisty”
    rf"|^{_ONLY}do\s+(?:wglądu|okazania)(?:\s*:|\s+[–-])\s(?!.*złożenia)"
    # „Dowód osobisty do wglądu pracownika”
    rf"|^(?:dowód\s+osobisty|paszport|dokument\s+tożsamości|prawo\s+jazdy)\s+{_ONLY}do\s+"
    rf"(?:wglądu|okazania)\s+{_SHOWN_AT}$",
)
_KEPT = (
    rf"(?:(?:zosta(?:je|ją|nie|ną)|zostawiasz{_IT}|zatrzymujemy{_IT}|dołącza(?:my|sz){_IT})\s+(?:do"
    rf"|w|u)\s+(?:\w+\s+)?(?:akt(?:ach)?|urzędzie|nas|wniosku)(?:\s+\w+)?|nie\s+zwracamy{_IT})"
)
"""What is done with a paper that is handed in, and not only shown."""
_TO_SUBMIT = KeywordPattern(
    "złożenia zosta zatrzymujemy dołącza zwracamy",
    rf"(?:^|[\s(\[]){_ONLY}do\s+złożenia$|^{_ONLY}do\s+złożenia(?:\s*:|\s+[–-])\s(?!.*wglądu)"
    rf"|(?:[,(]|\s[–-])\s*(?:któr[yąe]\s+)?{_KEPT}$",
)
_IDENTITY = (
    r"(?:dow(?:ód|odu)(?:\s+osobist\w+)?|paszport\w*|praw[oa]\s+jazdy|legitymacj[aię](?:\s+\w+)?"
    r"|kart[aęy]\s+pobytu|dokument\w*\s+(?:tożsamości|podróży))"
)
_KEPT_ORIGINAL = (
    rf"(?:{_IDENTITY}|dow[oó]d\w*\s+rejestracyjn\w+|kart[aęy]\s+(?:pojazdu|dużej\s+rodziny))"
    r"\s*[(,–-]\s*(?:tylko\s+)?(?:w\s+)?orygina[łl]\w*\s+(?:tylko\s+)?do\s+(?:wglądu|okazania)[).]*"
)
"""A paper that stays with its holder, and of which no copy is named."""
_ONE_OF_TWO = rf"\b{_IDENTITY}\s*(?:lub|albo)\s+(?:inn\w+\s+)?{_IDENTITY}"
_ORIGINAL = r"^(?:.*:\s*)?oryginał\w*\s+(?!do\b|i\b|oraz\b|lub\b|albo\b|okazuj)"
# „Kopia aktu (oryginał do wglądu)” is handed in, and something else of it is shown.
_OF_TWO = KeywordPattern(
    "kopi ksero skan odpis orygina oraz lub albo i/lub",
    r"kopi(?!i\s+nie)|ksero|\bskan|odpis|orygina|\b(?:oraz|lub|albo)\b",
)
_HANDED_IN = r"(?:wniosek|zgłoszenie|podanie|prośba)\b"
"""„Wniosek o wydanie akt do wglądu” is handed in, whatever it ends with."""


@rule(
    "LCKM-R077",
    "wzór: Wymagane dokumenty",
    "dokument do wglądu wśród dokumentów do złożenia albo odwrotnie",
    # „Powinny być pogrupowane”: gentler than what else the template asks for here.
    WARNING,
    part="required_documents",
)
def documents_are_in_their_group(
    required_documents: parts.RequiredDocuments | None, texts: Texts
) -> RuleFaults:
    """A document marked as one to show is among those to submit, or the other way round."""
    if required_documents is None:
        return
    groups = (
        ("to_submit", required_documents.to_submit, _TO_SHOW, _SHOWN),
        ("to_present", required_documents.to_present, _TO_SUBMIT, _SUBMITTED),
    )
    for group, documents, mark, message in groups:
        for index, document in enumerate(documents):
            for key, text in (("name", document.name), ("circumstance", document.circumstance)):
                if text and _is_marked(text, mark, is_name=key == "name"):
                    yield ("required_documents", group, index, key), message
    yield from _shown_by_a_text(required_documents, texts)


_SAYS_TO_SHOW = (
    r"(?P<paper>(?:[^\W\d]+\s+){1,3}?)(?:"
    r"(?:(?:pokazujesz|okazujesz|pokaż|okaż|jest|są|weź)\s+)?(?:tylko|wyłącznie|jedynie)\s+do\s+"
    r"(?:wglądu|okazania)|(?:tylko|jedynie)\s+(?:pokazujesz|okazujesz|pokaż|okaż)"
    r"|nie\s+(?:trzeba|musisz)\s+(?:składać|zostawiać|dołączać),\s+(?:wystarczy|należy|trzeba)"
    r"\s+(?:tylko\s+)?(?:okazać|pokazać))(?:\s+(?:go|ją|je)\b)?(?:\s+(?:w|na|przy)\s+\w+)?"
    r"(?:,\s+nie\s+(?:zostawia|oddaje)[^,]*)?"
)
"""A whole sentence alone: more words may tell of some cases."""
_SHOW_HINTS = ("wglądu", "okazania", "azujesz", "okaż", "kazać")
_STEM = 4


def _shown_by_a_text(documents: parts.RequiredDocuments, texts: Texts) -> RuleFaults:
    """Yield the documents to submit of which a text says that they are only shown."""
    for path, text in texts.holding(_SHOW_HINTS, *PROSE) if documents.to_submit else ():
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            said = compiled(_SAYS_TO_SHOW).fullmatch(sentence.strip(MARKS))
            if said is None or _OF_TWO.search(sentence):
                continue
            paper = [word[:_STEM] for word in said["paper"].lower().split()]
            for index, document in enumerate(documents.to_submit):
                if [word[:_STEM] for word in document.name.lower().split()] == paper:
                    yield Contradiction(
                        ("required_documents", "to_submit", index, "name"),
                        _SHOWN_BY_TEXT,
                        None,
                        path,
                        start,
                        advice=_MOVE_OR_FIX,
                    )


_SHOWN_BY_TEXT = Message(
    "Według opisu ten dokument tylko się pokazuje, a stoi wśród dokumentów do złożenia.",
    "By a text this document is only shown, and it stands among those to submit.",
)
_MOVE_OR_FIX = Message(
    "Przenieś go do grupy „Do wglądu” albo popraw opis.",
    "Move it to “to_present”, or fix the text.",
)
_SHOWN = Message(
    "Ten dokument jest, jak tu napisano, do wglądu, a stoi wśród dokumentów do złożenia. Przenieś "
    "go do grupy „Do wglądu”.",
    "This document is to be shown, as is said here, and stands among those to submit. Move it to "
    "“to_present”.",
)
_SUBMITTED = Message(
    "Ten dokument jest, jak tu napisano, do złożenia, a stoi wśród dokumentów do wglądu. Przenieś "
    "go do grupy „Do złożenia”.",
    "This document is to be submitted, as is said here, and stands among those to show. Move it "
    "to “to_submit”.",
)


_MARKED = ("gląd", "kaz", "każ", "łożenia", "DO ", "zosta", "emy", "ołącza")


def _is_marked(text: str, mark: KeywordPattern, *, is_name: bool) -> bool:
    """Return whether words mark a document for one group, and tell of one thing alone."""
    # Nearly every name has no such mark, which takes no time to see.
    if not any(map(text.__contains__, _MARKED)):
        return False
    if mark.search(text.rstrip(" .)]")) is None:
        return False
    if mark is _TO_SHOW and compiled(_HANDED_IN).match(text):
        return False
    if is_name and mark is _TO_SHOW and compiled(_KEPT_ORIGINAL).fullmatch(text.strip()):
        return True
    # „Dowód osobisty lub paszport” is one paper, „oryginał umowy” in a name the paper itself.
    rest = compiled(_ONE_OF_TWO).sub("", text)
    if is_name:
        rest = compiled(_ORIGINAL).sub("", rest)
    return _OF_TWO.search(rest) is None


_A_LIST = (
    r"\b(?:wykaz|list[aęy]\b|spis|zestawien|katalog|regulamin|klauzul|instrukcj|poradnik|przewodnik"
    r"|ulotk|cennik|taryf|statut|map[aęy]\b|plan\b|harmonogram|informacj|ogłoszeni|uchwał|zasady"
    r"|wymagania|któr)"
)
"""What tells of necessary things, and is none itself."""
_IS_NEEDED = r"(?:niezbędn|obowiązkow|wymagan|konieczn|obligatoryjn)[yaei]"
_OF_NEED = (
    *("iezbędn", "bowiązkow", "ymagan", "onieczn", "bligatoryjn", "ez ", "ołącz", "ałącz", "łożyć"),
    *("ostarcz", "rzynieś"),
)
_BY_ALL = r"(?:dla\s+(?:wszystkich|każde)|przy\s+(?:każd|skład|złoż|wszczę|wniosk|rozpatr)\w*)"
_WITHOUT_WHICH = (
    r"\bbez\s+któr(?:ego|ej|ych)\s+(?:(?:wniosk(?:u|ów)|sprawy|zgłoszenia)\s+)?nie\s+(?:rozpatr"
    r"|rozpozna|przyjm|załatw|wyda)\w*(?:\s+(?:wniosku|wniosków|sprawy|zgłoszenia))?"
)
_GIVEN = (
    r"(?:rozpatr|rozpozna|przyjm|załatw|wyda|odda|odbier|odebr|podpis|zarejestr|wpis|zosta|będ)\w*"
)
_NEEDED = (
    rf"(?:[–(,:]|\s-)\s*(?:(?:dokument|załącznik|jest)\s+){{0,2}}{_IS_NEEDED}"
    rf"(?:\s+(?:do\s+[^,;(]{{3,50}}|{_BY_ALL}[^,;(]{{0,50}}|zawsze))?\s*[).]?$"
    rf"|\bbez\s+(?:niego|niej|nich|tego\s+dokumentu)\s+nie\s+{_GIVEN}"
    r"|\bkoniecznie\s+(?:dołącz|załącz|złóż|przynieś)"
    rf"|^{_IS_NEEDED}\s+(?:załącznik|dokument)\b"
    r"|\bbez\s+(?:(?:tego|tej)\s+)?(?:niego|niej|nich|dokumentu|załącznika|zaświadczenia|zdjęcia"
    r"|oświadczenia|zgody)\s+(?:(?:wniosku|wniosków|wniosek|sprawy|zgłoszenia)\s+)?nie\s+"
    r"(?:rozpatr|przyjm|załatw|zosta|będ)\w*"
    r"|\b(?:wniosku|wniosków|sprawy)\s+bez\s+(?:niego|niej|nich)\s+nie\s+"
    r"(?:rozpatr|przyjm|załatw)\w*"
    rf"|{_WITHOUT_WHICH}"
    r"|(?<!nie\s)\b(?:trzeba|należy|musisz)\s+(?:(?:go|ją|je)\s+)?(?:dołączyć|załączyć|złożyć"
    r"|dostarczyć|przynieść)"
)
# What only some need is not necessary: it helps those, as the others of the field do.
_FOR_SOME = (
    r"\b(?:pełnomocnictw|upoważnieni|gdy|jeśli|jeżeli|kiedy|o\s+ile"
    r"|w\s+(?:przypadku|razie|sytuacji)|ulg|zniżk|zwolnieni"
    rf"|odlicz|niepełnolet|małolet|inn(?:ą|ej)\s+osob|przez\s+pełnomocnik|(?!{_BY_ALL})przy\s"
    r"|(?:dla|od|u)\s+(?:\w+\s+)?(?:osób|cudzoziem|przedsiębiorc|pracodawc"
    r"|uczni|student|emeryt|rolnik|spół|firm|pełnomocnik))"
)


@rule(
    "LCKM-R080",
    "wzór: Pozostałe dokumenty",
    "dokument niezbędny wśród pozostałych",
    # What is necessary is read from words.
    WARNING,
    part="other_documents",
)
def other_documents_are_not_needed(
    other_documents: tuple[parts.OtherDocument, ...],
) -> RuleFaults:
    """A document among those that are not necessary is said to be necessary."""
    # Most names have none of its words, which is seen in all of them at once.
    names = "\n".join([document.name for document in other_documents])
    if not any(map(names.__contains__, _OF_NEED)):
        return
    for index, document in enumerate(other_documents):
        name = document.name
        # „Bez którego” is of the paper itself, and no list of others.
        rest = compiled(_WITHOUT_WHICH).sub("", name)
        if compiled(_NEEDED).search(name) and not any(
            compiled(other).search(rest) for other in (_A_LIST, _FOR_SOME)
        ):
            yield (
                ("other_documents", index, "name"),
                Message(
                    "Ten dokument jest, jak tu napisano, niezbędny, a „Pozostałe dokumenty” są dla "
                    "tych, które niezbędne nie są. Przenieś go do „Wymaganych dokumentów”.",
                    "This document is necessary, as is said here, and “other_documents” are those "
                    "that are not. Move it to “required_documents”.",
                ),
            )
