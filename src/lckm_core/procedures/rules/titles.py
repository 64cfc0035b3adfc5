"""Whether the title of a procedure names an action, as far as the words show it."""

import re

_SEGMENT_END = re.compile(r"[–—:;,()/.!?„”\"]|\s-\s|\s(?:oraz|lub|albo|i|a)\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PREPOSITIONS = re.compile(
    r"^(?:o|na|do|dla|we?|ze?|od|ode|po|przy|za|przez|nad|pod|bez|ku|między|wobec|przed|według|wg"
    r"|dotycząc[yae]|ws|ds)$"
)
_VERBAL_NOUN = re.compile(r"\w(?:ani|eni|ęci|[^aeiouóy]ci|[iyu]ci)(?:e|a|u|em)$")
_ACTION_STEMS = re.compile(
    r"^(?:"
    # Nouns of action without an ending of their own, and what a resident does in writing.
    r"adopcj|aktualizacj|apel|audyt|badani|budow|cesj|certyfikacj|darowizn|demontaż|depozyt|"
    r"dezynfekcj|dofinansow|dopis|dopłat|doradztw|dostęp|dodotacj|dostaw|dowóz|dowoz|dystrybucj|"
    r"(?:pod)?dzierżaw|egzamin|ekshumacj|ekspertyz|ewakuacj|hospitacj|identyfikacj|inspekcj|"
    r"interwencj|inwentaryzacj|klasyfikacj|konkurs|konserwacj|konsultacj|kontrol|konwersj|"
    r"kopi[ao]w|korekt|korekc|kremacj|kwalifikacj|kwest|legalizacj|likwidacj|licytacj|meldun|"
    r"mediacj|montaż|modernizacj|nabór|nabor|nadbudow|(?:pod)?naj(?:em|m)|napraw|naliczan|nauk|"
    r"negocjacj|obrona|obrót|obsług|obwieszcz|ochron|odbiór|odbior|odbudow|odmow|odpłat|odroczen|"
    r"odsprzedaż|odstrzał|odłów|odłow|odwoł|odwóz|opieka|opieki|opiekę|oznakow|"
    r"partycypacj|petycj|pielęgnacj|pobór|pobor|pochów|pochow|podwyż|podział|polecen|pomiar|pomoc|"
    r"porad|pośrednictw|poprawk|powrót|prenumerat|prezentacj|prośb|promocj|protest|prywatyzacj|"
    r"przebudow|przegląd|przejazd|przejęc|przekaz|przesył|przetarg|przeprowadz|przewóz|przewoz|"
    r"przydział|przyjazd|przyłącz|publikacj|reaktywacj|realizacj|reasumpcj|rehabilitacj|rekrutacj|"
    r"reklamacj|rejestracj|reintegracj|rekonstrukcj|remont|renowacj|repatriacj|reprodukcj|"
    r"restytucj|rewitalizacj|rewizj|rezerwacj|rezygnacj|rozbiór|rozbudow|rozgranicz|rozlicz|"
    r"segregacj|skarg|skreśl|spłat|sprostow|sprzeciw|sprzedaż|sprzątan|subskrypcj|"
    r"szkole|szczepi|ślub|transport|translokacj|udział|udostępn|ulg|umarza|unieważn|uprawomocn|"
    r"urządzan|usług|waloryzacj|wgląd|weryfikacj|windykacj|wizyt|wniosek|wniosk|wpis|"
    r"wpłat|wsparci|współprac|wstęp|wybór|wycen|wycink|wydruk|wykreśl|wykup|wymian|wynaj|wypis|"
    r"wypłat|wjazd|dojazd|objazd|pogrzeb|odpowiedź|wypożycz|wyprzedaż|wyrób|wyrys|wysyłk|wywóz"
    r"|wywoz|wyjazd|zabezpiecz|zabieg|zakaz|"
    r"zakup|zamian|zapis|zapłat|zażal|zbiór[ko]|zbiork|zbycie|zgod|zgłosz|zjazd|zmian|"
    r"zrzecz|zwolnie|zwrot|żądani|nadzór|nadzor|handel|połów|opini|ocen|analiz)"
)
_DEVERBAL = re.compile(
    r"^(?!pojazd)(?:kupn[oaeu]m?|(?:od|wy|s|prze|do|za|na|przy|roz|u|po|pod|ob)"
    r"(?:kup(?:u|em|ie)?|w[óo]z(?:u|em)?|jazd(?:u|em)?|r[óo]bk[aię]|bi[óo]rk[aię]|rąb(?:u|em)?"
    r"|ch[óo]w(?:u|em)?|siew(?:u|em)?|wiert(?:u|em)?|cink[aię]|ł[óo]w(?:u|em)?|czyt(?:u|em)?"
    r"|sy[łl]k[aię]|lew(?:u|em)?|miark[aię]|kr[óo]j(?:u|em)?|sadk[aię])"
    r"|\w{3,}(?:[nt]|rn|st|pt|rut)aż(?:u|em)?|leasing(?:u|iem)?|zbyt(?:u|em)?|aport(?:u|em)?)$"
)
"""Nouns of action that are a prefix and the root of a verb, „odkup”, „dowóz”, or end in „-aż”."""
_NOT_ACTIONS = re.compile(
    r"^(?:"
    # Papers and benefits.
    r"zaświadcze|oświadcze|świadcze|orzecze|postanowie|rozporządze|zarządze|"
    r"upoważnie|uprawnie|podani[ea]$|sprawozda|zestawie|porozumie|zobowiąza|postępowa|"
    r"wynagrodze|odszkodowa|ubezpiecze|zezwole|pozwole|"
    r"wykształce|doświadcze|mienie|mieni[au]|cmentarz|"
    # Things, people, places, states.
    r"mieszka|śniada|zebra|stowarzysze|zgromadze|zagroże|zdarze|urządzeni(?:a|om|ami|ach)$"
    r"|ogrodze|otocze|schronie|"
    r"ośrod(?:ek|k)|placówk|skrzyn|stawk|zniżk|"
    r"pożywie|życi|dzieci|zdjęci|pojęci|przyjęciach|poczuci|zada[nń]|pytań|pytani|wydarze|"
    r"zwierzę|święt|korzeni|kamieni|kieszeni|jesieni|ziele[nń]|przestrze|wezwa[nń]|osiedle|położe|"
    r"wyposaże|ciśnie|natęże|oświetle|ubra[nń]|dani[ea]|imieni|powietrz|zanieczyszcze|"
    r"niepełnosprawn|bezrobo|zatrudnieni[au]|"
    # Nouns that end as adjectives do.
    r"umow|kart|map[ay]|opłat|rent[ay]|list[ay]|ofert|tablic|książ|sieć|grup|klauzul|świetlic|"
    # Nouns in -cja that name no action.
    r"informacj|deklaracj|dokumentacj|legitymacj|komunikacj|fundacj|stacj|restauracj|"
    r"sytuacj|plantacj|wakacj|ewidencj|"
    r"federacj|delegacj|relacj|inwestycj|policj|tradycj|pozycj|decyzj|kolizj|komisj|koncesj"
    r"|licencj|recepcj|koncepcj|percepcj)"
)
_THING_IN_LAW = re.compile(
    r"^(?:użytkowani\w+ wieczyst|zamówieni\w+ publiczn|(?:planowani|zagospodarowani)\w+ przestrzenn"
    r"|ubezpieczeni\w+ społeczn)"
)
"""Nouns that elsewhere name an action, and with their adjective a right or a field of law."""
_PERMIT = re.compile(r"^(?:zezwole|pozwole|skierowa|upoważnie|licencj|koncesj)")
_ADJECTIVE = re.compile(r"(?:[nwkrctl][yae]|[kg]i|[kg]ie|ga|owy|ych|ich|ego|ej|ą)$")
_PROCESS = re.compile(r"\w{3}(?:acj|encj|ucj|[kp]cj)(?:a|e|i|ę|ą|o)$")
_EITHER = re.compile(
    r"^(?:organizacj|instalacj|lokalizacj|aplikacj|edukacj|administracj|kanalizacj)"
)
"""Nouns of an action or a thing: an adjective or nothing after them tells the thing."""
_FRAMES = re.compile(
    r"^(?:procedur|zasad|tryb|sposób|sposob|możliwoś|program|proces|warunk|termin|praw[oa]|"
    r"harmonogram|przebieg|etap|koszt|instrukcj|rozpoczęc)"
)
"""Nouns after which an action stands in the genitive: „Zasady korzystania z boiska”."""
_VERB = re.compile(
    r"^(?:\w{2,}(?:ować|ywać|iwać|awać|nąć|wieźć|wieść|nieść|znaleźć|przejść|wejść|wyjść|zajść"
    r"|dojść)|\w+(?:ać|ić|yć|uć|ąć|eć|óc)|\w{2,}(?:uj|ujmy|ujemy|ujesz|ajemy)"
    r"|(?:z|za|wy|po|od|u|s|do|prze|przy|na|roz|ob|w)?(?:głoś|łóż|mień|bierz|dbierz|mów|płać|pisz|"
    r"prawdź|daj|każ|meldu|konaj|ystąp|nieś|aloguj|syłaj|ślij|kup|korzystaj|najmij|ejdź|awiadom|"
    r"trzymaj|zyskaj|proś|wróć|wołaj|wieź|cofnij|wolnij|ezygnuj|arezerwuj|atwij|ałatw|"
    r"adopt|głaszaj|łącz|zdaj|oddaj|weź|rozlicz|zrób|przyjdź|podłącz|znajdź|zagłosuj))$"
)
_NO_VERB = re.compile(
    r"(?:ość|ęść)$|^(?:treść|cześć|(?:o?po)?wieść|sieć|nić|p[lł]eć|śmieć|nadać|wuj|postać)$|oc$"
)


def names_action(title: str) -> bool:
    """Return whether *title* names an action, „Wydanie …”, „Zgłoś …”; in doubt it does.

    Source: wzór: Nazwa procedury.
    """
    return any(_segment_names_action(part.casefold()) for part in _SEGMENT_END.split(title))


def _segment_names_action(segment: str) -> bool:
    """Return whether a part of a title does: by a verb, or by its noun before any preposition."""
    words = _WORD.findall(segment)
    if any(_is_verb(word) for word in words):
        return True
    is_thing = False
    for index, word in enumerate(words):
        if _PREPOSITIONS.match(word):
            # „Zezwolenie na …” tells what is permitted; „Zaświadczenie o …” is a paper.
            return (
                word in ("na", "do") and index > 0 and _PERMIT.match(words[index - 1]) is not None
            )
        if _FRAMES.match(word):
            is_thing = False
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        if word.startswith("świadczeni") and following.startswith("usług"):
            return True
        is_either = _EITHER.match(word) and (not following or following.endswith(("a", "e")))
        in_law = _THING_IN_LAW.match(f"{word} {following}")
        if _NOT_ACTIONS.match(word) or is_either or in_law:
            is_thing = True
            continue
        if _is_act(word):
            # After a thing the action is in the genitive and belongs to it.
            if not is_thing:
                return True
        elif not _ADJECTIVE.search(word):
            is_thing = True
    return False


def _is_act(word: str) -> bool:
    return bool(
        _VERBAL_NOUN.search(word)
        or _ACTION_STEMS.match(word)
        or _PROCESS.search(word)
        or _DEVERBAL.match(word)
    )


def _is_verb(word: str) -> bool:
    return _VERB.match(word) is not None and not _NO_VERB.search(word)
