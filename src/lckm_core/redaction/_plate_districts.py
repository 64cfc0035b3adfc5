"""The codes with which Polish plates begin: the voivodeship's letter, then the district's one or two."""

_BY_VOIVODESHIP = {
    "B": "I L S AU IA BI GR HA IL KL LM MN SE SI SK SU WM ZA",
    "C": "B G T W AL BC BE BR BY CH GD GR IN LI MG NA RA RY SE SW TR TU WA WL ZN",
    "D": "B J L W X BL DZ GL GR JA JE KA KL LB LE LU LW MI OA OL PL SR ST SW TR WL WR ZA ZG",
    "E": "L P S BE BR KU LA LC LE LW LZ OP PA PD PI PJ RA RW SI SK TM WE WI ZD ZG",
    "F": "G Z GW KR MI NW SD SL SU SW WS ZA ZG ZI",
    "G": "A D S SP BY CH CZ DA KA KS KW KY KZ LE MB ND PU SL ST SZ TC WE WO WW",
    "K": "K N R T BA BC BR CH DA GR LI MI MS MY NS NT OL OS PR RA RK SU TA TT WA WI",
    "L": "B C U Z BI BL CH HR JA KR KS LB LE LU OP PA PU RA RY SW TM UB WL ZA",
    "N": "E O BA BR DZ EB EL GI GO IL KE LI MR NI NM OE OG OL OS PI SZ WE",
    "O": "P B BR GL K KA KL KR NA NY OL PO PR ST",
    "P": "K L N O P Y CH CT GN GO GS JA KA KE KL KN KO KR KS LE MI NT OB OS OT OZ PL RA SE SL SR SZ TU WA WL WR Z ZL",
    "R": "K P T Z BI BR DE JA JS KL KR LA LE LS LU MI NI PR PZ RS SA SR ST TA ZE ZZ",
    "S": "B C D G H I J K L M O P R T W Y Z BE BI BL BN CI CN CZ GL KL LU MI MY PI PS RB RC RS TA TY WD ZA ZO ZY",
    "T": "K BU JE KA KI KN LW OP OS PI SA SK ST SZ",
    "W": "A B D E F H I J K N O P R S T U W X Y Z BR CI GM GR KZ L LI LS MA MI ML MW ND OR OS OT PI PL PN PP PR PS PU PW PY PZ RA SC SE SI SK SZ WE WL WO WV WY ZU ZW ZY",
    "Z": "K S BI BL CH DR GL GR GY KA KL KO LO MY PL PY SD SL ST SW SZ WA",
}

DISTRICTS = frozenset(
    letter + rest for letter, codes in _BY_VOIVODESHIP.items() for rest in codes.split()
)
"""Every code, such as „EL” of Łódź or „EPA” of the district of Pabianice."""
