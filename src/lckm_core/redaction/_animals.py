"""Animals: their names stay."""

from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import BARRIER, NAME_END

_ANIMALS = any_of("""
    pies psa psu psy suk[aięąo] sucz(ka|ki|kę|ką|ce) kot kota kotu koci(ak|aka|ę)
    kot(ka|ki|kę|ką|ek) kocur* kundel* mieszaniec mieszańc* szczeni* owczar* labrador* jamni*
    terier* york* husky amstaf* buldo* pudel* sznaucer* wilczu* bokser*
    papu(ga|gi|gę|gą|żka|żki|żkę) królik* chomik* żółw* fretk* klacz* kucyk* zwierz*
""")
_PEOPLE = any_of("""
    właściciel* opiekun* chłop* dziewczyn* kobiet* mężczyzn* człowiek* osob* facet* gość
    kto* pan pana panu pani panią sąsiad* dzieck* dzieci syn* córk* mąż męż(a|owi) żon[aęąy] matk*
    ojc* ojciec brat* siostr* dziad* babci* wnu* starsz* bezdomn* lokator* ja jestem on ona
    nasto* hodow* sprzedaw* treser* weteryna*
""")
_REACH = 120
# „Mam na imię” is never said of one, and „imię:” is asked for in a form.
_NAMED = (
    r"(?<!\w)(?i:(?:reaguje\sna|ma\sna|nosi)\simi[ęe]|na\simi[ęe]\sma"
    r"|(?:adres[óo]w(?:ce|k[aąi])|obro[żz][ayeąę]|blaszce)\simi[ęe])\s$"
    r"|,\s(?i:imi[ęe])\s$"
)
# „Ktoś z psem”, „właściciel psa”: whoever has it is meant.
_SOMEBODY = rf"(?<!\w)(?:{_PEOPLE}|(?i:ze?)\s(?:\w+\s)?{_ANIMALS})"
_SENTENCE_END = r"[.!?\n]"
# „Kot Filemon zaginął”, „pies Max ugryzł”: whoever has one stands in the genitive.
_RIGHT_BEFORE = (
    r"(?<!\w)(?i:pies|suk[ai]|suczka|kot|kotka|kocur|kundel|mieszaniec|owczarek|labrador|jamnik"
    r"|papuga|ko[ńn]|klacz|kucyk)\s$"
)


def is_an_animal(word: str) -> bool:
    """Return whether *word* names a kind of animal."""
    return compiled(_ANIMALS).fullmatch(word) is not None


def is_of_an_animal(text: str, start: int) -> bool:
    """Return whether the name at *start*, after „imię” or „pies”, is what an animal is called."""
    left = text[max(0, start - _REACH) : start]
    # A telephone on its collar is redacted first; who is named before has a name of their own.
    left = left[left.rfind(NAME_END) + 1 :].replace(BARRIER, "")
    if compiled(_RIGHT_BEFORE).search(left) is not None:
        return True
    if compiled(_NAMED).search(left) is None:
        return False
    # The last sentence that names either is what the name belongs to.
    for sentence in reversed(compiled(_SENTENCE_END).split(left)):
        if compiled(_SOMEBODY).search(sentence):
            return False
        if compiled(rf"(?<!\w){_ANIMALS}").search(sentence):
            return True
    return False
