"""Surnames in small letters that end as adjectives do: „pani nowacka z drugiego piętra”."""

from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import is_a_surname_alone, is_first_name
from lckm_core.redaction._name_shapes import SMALL
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._place_names import is_called_so, is_named_after
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_LIKE_AN_ADJECTIVE = r"[^\W\d_]{3,}(?:[sc]k|dzk)(?:i|a|iego|iej|iemu|ą|im)"
# Of places, people and things: „pani łódzka emerytka”, „sąsiad ukraiński”.
_ADJECTIVES = any_of("""
    pols* niemiec* ukraińs* rosyjs* czes(k|ki)* angiels* włos(k|ki)* francus* turec* białorus*
    rumuńs* wietnams* chińs* japońs* arabs* żydows* cygańs* romsk* gruzińs* hinduskie* indyjs*
    austriac* izraels* norwes* afrykańs* kubańs* irlandz* hindus*
    amerykańs* europejs* litews* łotews* szweds* hiszpańs* słowac* węgiers* kaukas* słowiańs*
    łódz* lodz* bałuc* widzews* poles(k|ki)* retkińs* zgiers* pabianic* warszaws* krakows* poznańs*
    śląs* gdańs* wrocławs* kalis* sieradz* zarzews* radogos* chojeńs* górniac* teofilows*
    miejs* wiejs* ludz(k|ki)* kobiec* męs(k|ki)* dzieci?ęc* dziec(k|ki)* chłops* pańs* sąsiedz*
    studenc* emeryc* uczniows* nauczyciels* lekars* inżyniers* żołniers* piekars* kolars* harcers*
    kierowc* mieszkańs* obywatels* rodziciels* samobójc* ojcows* macierzyńs* małżeńs* gospodars*
    właściciels* lokators* urzędnic* robotnic* pracownic* pielęgniars* stolars* ślusars* murars*
    malars* szews* krawiec* fryzjers* rzeźnic* prezydenc* dyrektors* kierownic* zarządc* sołtys*
    autors* zawodows* mistrzows* sporto* kibic* piłkars* boks* pływac* rybac* wędkars* myśliws*
    strażac* policjanc* wojs* mors* leś* gór(s|ski)* nadmors* katolic* chrześcijańs* papies* bisk*
    ziems* niebies* blis(k|ki)* nis(k|ki)* ślis* wąs(k|ki)* pias* płas* szybk* króti* wysok*
    ciężk* lekk* bańs* boskie* bos(k|ki)* wariac* chamsk* dziads* pijac* złodziejs* bandyc*
    łajdac* sadystyc* brac* babs* dziwac* wszystk* okoliczn* mandatows* parkings* kamienic*
    hulaj* elektryc* bliźniac* studzien* kosmic* rolnic* budowlańs* ogrodnic* weterynars* aptekars*
    miłoś* wolontariac* gapows* hydraulic* energetyc* dekars* brukars* kominiars* sprzedawc*
    handlows* kupiec* sklepikars* żebrac* bezpańs* pasażers* rowerzys* motocyk* sekretars*
    sędziows* prokurators* adwokac* kreds* alkohol* drac* pokras* brzydk* rzadk* gładk* krótk*
    miękk* słodk* gorzk* prędk* wietrz* mokr* deweloperska administratorska
    wnioski zapiski błyski trzaski wrzaski naciski kioski klocki kluski kreski pociski uściski
    piski oklaski
    \\w{2,}[iy]sk(a|u|o|iem|ach|om|ami)
    kuracjusz* turysty* szpitals* przychod* ochroniars* koleżeńs* zboczeńs* uchodźc*
""")
_DOES = (
    r",?\s(?:nie|ma|ze?|spod|si[ęe]|znow\w?|zn[óo]w|ju[żz]|te[żz]|zawsze|ci[ąa]gle|wie|zna|stale|to"
    r"|m[óo]wi|pali|robi|prosi|pisze|[śs]pi|pije|krzyczy|twierdzi|chce|mieszka|chodzi|siedzi|dzwoni"
    r"|trzyma|karmi|stoi|mo[żz]e|[a-ząćęłńóśźż]{2,}(?:[łl]a?|uje|aje))(?!\w)"
)
_ENDS = r"\s?[.,;!)](?!\w)|\s*\n|\s*$|\s(?:tel|telefon|kom|lat|ur|zam)(?!\w)"
# „… z drugiego piętra”, „… spod ósemki”: nothing but people are from there.
FROM_HOME = (
    r"\s(?:z|ze|spod)\s(?:parteru|g[óo]ry|do[łl]u|naprzeciwka|naprzeciw|poddasza"
    r"|(?:pierwszego|drugiego|trzeciego|czwartego|pi[ąa]tego|sz[óo]stego|si[óo]dmego|[óo]smego"
    r"|dziewi[ąa]tego|dziesi[ąa]tego|ostatniego|\d{1,2})(?:\spi[ęe]tra)?(?=\s|$|[,.])"
    r"|(?:pierwszej|drugiej|trzeciej|czwartej|mojej|naszej|s[ąa]siedniej)\sklatki"
    r"|klatki\s(?:nr\s)?(?:[a-h]|\d{1,2})"
    r"|jedynki|dw[óo]jki|tr[óo]jki|czw[óo]rki|pi[ąa]tki|sz[óo]stki|si[óo]demki|[óo]semki"
    r"|dziewi[ąa]tki|dziesi[ąa]tki|\w{3,9}nastki)(?!\w)"
)
_FROM_HOME = rf"(?<![\w.@/-])({SMALL})(?={FROM_HOME})"
_HOME_HINT = r"\s(?:ze?|spod)\s"
_LIKE_FEW_WORDS = r"[^\W\d_]{2,}(?:czyk|[cs]zak|wicz|[dt]czak|rzak|(?:sz|cz)uk|owiak|niak|siak)"
_OTHER_WORDS = any_of("""
    dzieciak szczeniak bliźniak cwaniak ważniak wieśniak ziemniak kurczak kolczyk chłopczyk
    zwierzak pierwszak starszak warszawiak poznaniak krakowiak rówieśniak drewniak maniak czerniak
    kociak psiak siniak wodniak smyczyk paluszek wietniak mieszczuch ryczak kopciuch pijaczyk
    samotniak śmierdziuch goniak młodzieniak maluch nieborak biedniak bogacz starsiak prostak
    pluszak prosiak chińczyk japończyk portugalczyk świerszczyk
    pniak stojak wieszak leżak zwyrodniak
""")
# Before a surname; another noun has the word for its adjective: „rura krakowska”.
_PEOPLE_BEFORE = (
    r"(?<!\w)(?i:pan[aiu]?|pani[ąa]|s[ąa]siad\w{0,3}|podobno|chyba|administracj[ąa]),?\s$"
)
_VERB_OR_SMALL_WORD = (
    r"(?i)\w+(?:[łl][aoi]?|uje|aj[ąe]|[eu]je)|m[óo]wi|robi|pali|pije|krzyczy|wrzeszczy|twierdzi"
    r"|dzwoni|chodzi|siedzi|mieszka|trzyma|stuka|puka|wyrzuca|zalewa|trzaska|zostawia|wystawia"
    r"|to|ta|ten|i|a|że|ze|bo|tylko|też|tez|znowu|podobno|chyba|jak|kt[óo]r\w{1,2}|nawet"
    r"|u|od|do|z|dla"
)


def is_an_adjective(word: str) -> bool:
    """Return whether *word* is an adjective of places, people or things: „łódzka”."""
    return compiled(_ADJECTIVES).match(word) is not None


def is_a_small_adjectival_surname(text: str, start: int, end: int, *, is_sure: bool) -> bool:
    """Return whether the word in small letters, after „pani” or „właściciel”, is a surname.

    Args:
        text: the text.
        start: where the word begins.
        end: where it ends.
        is_sure: the word before it announces nothing but people, as „pan” does.
    """
    word = text[start:end]
    if compiled(_LIKE_AN_ADJECTIVE).fullmatch(word) is None or is_an_adjective(word):
        return False
    if compiled(_DOES).match(text, end) is not None:
        return True
    return is_sure and compiled(_ENDS).match(text, end) is not None


def neighbours_in_small(text: str) -> Iterator[PersonalSpan]:
    """Yield the surnames in small letters of whoever is told to be from a floor or a flat."""
    if compiled(_HOME_HINT).search(text) is None:
        return
    for person in compiled(_FROM_HOME).finditer(text):
        word = person[1]
        is_adjectival = compiled(_LIKE_AN_ADJECTIVE).fullmatch(
            word
        ) is not None and not is_an_adjective(word)
        is_other = (
            compiled(_LIKE_FEW_WORDS).fullmatch(word) is not None
            and compiled(_OTHER_WORDS).match(word) is None
            and is_a_surname_alone(word)
        )
        if not (is_adjectival or is_other) or is_no_name(word):
            continue
        left = text_before(text, person.start())
        # „Rura krakowska z drugiego piętra”: an adjective of the noun before.
        before = compiled(r"(?<!\w)([^\W\d_]+)\s$").search(left)
        is_with_a_noun = (
            is_adjectival
            and before is not None
            and not is_first_name(before[1])
            and compiled(_PEOPLE_BEFORE).search(left) is None
            and compiled(_VERB_OR_SMALL_WORD).fullmatch(before[1]) is None
        )
        if not is_with_a_noun and not (
            is_named_after(text, person.start()) or is_called_so(text, person.start())
        ):
            yield PersonalSpan(*person.span(1), PersonalKind.NAME)
