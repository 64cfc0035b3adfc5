"""Words around a sum that tell whether it is a fee, of one thing or of several."""

from lckm_core.procedures.rules.paid_things import IN_SOME_CASES

OF_A_FEE = (
    r"opłat[aąęy]?\b|opłac|skarbow|kosztuj|koszt\b|zapła[cćt]|wpła[cćt]|płatn|przelew|należność"
    # „Za kurs płacisz w szkole jazdy” is of another's fee.
    r"|\bza\s+(?:wnios|wydani|wystawieni|złożeni|rozpatrzeni|zaświadcz|zezwol|pełnomoc|decyzj"
    r"|odpis|dokument|spraw)\w*(?:\s+\w+){0,3}\s+płaci(?:sz|my|\s+się)\b|\bpobieramy\b"
)
NO_FEE = (
    r"\bświadcze|zasił|dodat[ek]|dofinans|dotacj|stypend|doch[oó]d|kryteri|\bkar[aąęy]\b|grzywn"
    r"|mandat|kaucj|wadium|odszkod|zwrot|zwrac|zwróc|ulg|zniżk|\brat[aęy]?\b|odset|obrot|wartoś"
    r"|powyżej|poniżej|przekracz|minimum|maksim|maksymal|bonifikat|czynsz|podat|składk"
    r"|\bcen[aęy]\b|sprzedaż|zakup|limit|próg|nagrod|wypłac|wypłat|zamiast|dawn|poprzedni"
)
"""What else is a sum of money in a description, or one that fees are reckoned from."""
OTHER_SUM = (
    rf"{NO_FEE}|niższ|wyższ|\bo\s+\d[\d ,.]{{0,9}}\s?zł|najwyżej|nie więcej|nie mniej|\bdo\s+\d"
    r"|\bod\s+\d|wynagr|pensj"
    r"|\bza\s+(?:każd|jed|1\b)|miesięczn|rocznie|dzien|godzin|otrzyma|przysług|zależn|stawk"
    r"|\bu\s+(?:przewoźnik|operator|notari|tłumacz|lekarz|rzeczoznaw|geodet)"
    r"|\bw\s+banku\b|\bza\s+kurs|\bznacz(?:ek|ki|ka)\b|\bparking"
    r"|\bbilet|\bzdjęci|\bfotogra|\bprzejazd"
    r"|\b(?:dwa|dwie|dwóch|trzy|trzech|cztery|czterech|pięć|oba|obie|obu|kilka)"
    r"\s+(?!\w*(?:złot|dzieści|dziesiąt|naście|st[oa]))\w"
)
"""The same where nothing but the words around a sum tells that it is a fee."""
WHAT_COSTS = r"(?:kosztuj\w{1,3}|(?:opłat[aąęy]|stawk[aię])\b[^.;\n]{0,80}?\bwynos(?:i|zą))"
PRICED = rf"\b(?:koszt:|{WHAT_COSTS}(?:\s+po)?)\s+$"
"""What leads to a sum so that it is a fee, whatever else its sentence says of times and rates."""
ASKED_TO_PAY = (
    r"\b(?:do|na)licz(?:amy|ymy)\s+(?:po\s+)?(?P<added>\d[\d ,.]{0,9})\s?zł(?:otych)?"
    r"(?=\s+do\s+(?:rachunk|opłat|faktur|należnoś))"
    r"|\bza\s[^.;,]{3,60}\snalicz(?:amy|ymy)\s+(?:po\s+)?(?P<charged>\d[\d ,.]{0,9})\s?zł\b"
    r"(?!\s*(?:kar|odset|grzywn))"
    r"|\bzapłać(?:cie)?\s+(?P<sum>\d[\d ,.]{0,9})\s?zł(?:otych)?\s+za\s+(?:wydani|wnios|złożeni"
    r"|zaświadcz|zezwol|pozwol|decyzj|odpis|kart)\w*(?:\s+(?!i\b|oraz\b|a\b)[^\W\d_]+){0,3}"
)
"""„Zapłać 20 zł za wydanie karty i …”: what follows is of something else.

What „doliczamy” says is charged, in whatever cases.
"""
OF_SOME = rf"{OTHER_SUM}|{IN_SOME_CASES}|\b(?:dla|przy|od|razem|dopłat|dodatk)\b|mniej|więcej"
OF_SEVERAL = (
    rf"{OF_SOME}|pełnomoc|\b(?:łącznie|w\s+sumie|wraz|plus|oba|obie|wszystk|ulg|zniżk)|%|połow"
)
"""Where a sum may be of more than one fee, or of a part of it."""
NO_RANGE = (
    rf"{NO_FEE}|powiększ|podwyższ|obniż|parking|parkow|bilet|znacz|zdjęci|fotogra|przejazd"
    r"|notari|tłumacz|w\s+banku"
)
NO_PRICE = rf"{NO_RANGE}|zależn"
MANY = (
    r"\b(?:dwa|dwie|dwó|dwu|trzy|trze|trój|czter|czwor|pięć|pięc|sześ|siedem|siedmi|osiem|ośmi"
    r"|dziewię|dziesię|kilk|każd|par[aęy]\b|obo|obie|rodzin)"
)
"""Words for several: a sum beside them may be that many times a fee."""
TIMES = (
    r"\b(?:dni|dniach|dnia|tygodni\w*|miesi[ąę]c\w*|godzin\w*|raz(?:y|ów|em)?|łącznie|sum[aie])\b"
)
