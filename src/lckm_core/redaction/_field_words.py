"""Words of what residents report, and of how they sign, that are surnames as well."""

from lckm_core.redaction._dictionary import (
    is_first_name,
    is_nothing_but_a_surname,
    looks_like_a_surname,
)
from lckm_core.redaction._patterns import any_of, compiled

# „Lampa”, „Kosz” and „Most” are surnames of the register.
_THINGS = any_of("""
    lamp(a|y|ę|ie)? latarni(a|e|ę)? kosz(e|a)? ławk(a|i|ę) ławeczk(a|i) słup(y)? dziur(a|y|ę)?
    most(y)?
    wiat(a|y|ę) znak(i)? drog(a|i|ę) drzew(o|a) dąb lip(a|y) wierzb(a|y) sosn(a|y) topol(a|e)
    klon(y)? brzoz(a|y) gałąź gałęzie kamień kamienie śnieg lód wod(a|y|ę) rur(a|y|ę) kratk(a|i)
    studni(a|e) studzienk(a|i) płot(y)? bram(a|y|ę) mur(y)? chodnik(i)? schod(y|ów) park(i)?
    trawnik(i)? krzak(i)? śmieć śmieci kabel kable drut(y)? piach błot(o|a) zim(a|y) kot(y)?
    pies psy gołąb gołębie wron(a|y) szczur(y)? mysz(y)? lis(y)? dzik(i)? kuna kuny przystan(ek|ki)
    hydrant(y)? rynn(a|y) dach(y)? komin(y)? piwnic(a|y) klatk(a|i) wind(a|y) beton(y)? asfalt
    słupek słupki barier(a|y) rower(y)? hulajnog(a|i) tramwaj(e)? autobus(y)? tor(y)?
    zwrotnic(a|y) kontener(y)? pojemnik(i)? wrak(i)? gruz opon(a|y) fontann(a|y) pomnik(i)?
    huśtawk(a|i) zjeżdżalni(a|e) boisk(o|a) plac(e)? skwer(y)? staw(y)? rów rowy rzek(a|i)
    kałuż(a|e) korek korki hałas dym smród ścieki szambo
""")
# „Stały korespondent”, „zmęczony lokator”: anybody.
_ANYBODY = any_of("""
    stał(y|a|ego|ej|i) wiern(y|a|i) zwykł(y|a|i) uczciw(y|a|i) życzliw(y|a|i) troskliw(y|a|i)
    wdzięczn(y|a|i) wściekł(y|a|i) zł(y|a|i) star(y|a|zy) anonimow(y|a) cierpliw(y|a|i)
    oburzen(i) dotychczasow(y|a) wielolet(ni|nia) nieobojętn(y|a|i) przykr(y|a)
    \\w{3,}(on|an|ęt)(y|a|i) \\w{3,}ąc(y|a) \\w{3,}liw(y|a)
    korespondent(ka)? słuchacz(ka)? czytelni(k|czka) obserwator(ka)? podatni(k|czka) sympaty(k|czka)
    kibic użytkowni(k|czka) spacerowicz(ka)? kierow(ca) piesz(y|a) działkowiec wędkarz senior(ka)?
    miłośni(k|czka) wyborc(a) ciepło serdecznie
""")
# „Rozczarowany”, „zmartwiona”, „autorka petycji”; „zielony” and „malowany” are surnames.
IN_SOME_STATE = (
    r"(?:(?:(?:roz|z|po|w|ob|prze)\w{2,}(?:[oie]wan|[ijżńz]on)|\w{2,}[aou]j[ąa]c)[ya]|autor(?:ka)?"
    r"(?:\s(?:petycji|zgłoszenia|pisma|wniosku|skargi|apelu|listu|prośby|pomysłu))?)"
)
_IS_SOMEWHERE = r"\s(?:jest|s[ąa]|nie|stoi|le[żz]y|wisi|zgas[łl]a|si[ęe])(?!\w)"


def is_a_field_word(word: str) -> bool:
    """Return whether *word* is what residents write about, such as „lampa”."""
    return compiled(_THINGS).fullmatch(word) is not None


def is_somebody_signed(words: list[str]) -> bool:
    """Return whether *words* in small letters under a closing can be somebody's name.

    „Stały korespondent” and „rozczarowany” are anybody, „ławka połamana” a thing; „jan lampa”,
    „stary nowak” and „zima” alone are somebody.
    """
    joined = " ".join(words)
    is_anybody = compiled(IN_SOME_STATE).fullmatch(joined) is not None
    if any(map(is_first_name, words)) or (len(words) == 1 and not is_anybody):
        return True
    if is_anybody:
        return looks_like_a_surname(joined)
    others = [
        word
        for word in words
        if compiled(_ANYBODY).fullmatch(word) is None and not is_a_field_word(word)
    ]
    if any(is_nothing_but_a_surname(word) or looks_like_a_surname(word) for word in others):
        return True
    return not (
        compiled(_ANYBODY).fullmatch(words[0]) is not None or any(map(is_a_field_word, words))
    )


def is_spoken_of(text: str, end: int) -> bool:
    """Return whether the text says how or where the thing is whose name ends at *end*."""
    return compiled(_IS_SOMEWHERE).match(text, end) is not None
