"""Surnames and first names that are words of everyday speech, too: alone and in small letters they are rather that."""

from functools import cache

from lckm_core.report.striking.endings import forms, plain

_WORDS = """
    róg dąb lipa klon brzoza jodła sosna świerk wierzba topola buk jesion grab jawor kalina malina jagoda wiśnia gruszka jabłoń śliwa śliwka orzech
    głóg bez róża kwiat kwiatek trawa trawka liść korzeń pień gałąź konar krzak krzew las lasek gaj bór sad ogród łąka pole polana zagajnik
    lis kot kotek pies wilk zając mysz szczur koza kozioł baran owca byk krowa koń jeleń sarna łoś dzik niedźwiedź żubr bóbr wydra kret jeż borsuk
    ptak wróbel sikora sroka wrona kruk kawka gawron szpak kos drozd gołąb dudek dzięcioł sowa puchacz jastrząb sokół orzeł kania bocian czapla żuraw
    łabędź gęś kaczka kaczor kura kurek kogut kogucik jaskółka skowronek słowik zięba czyż szczygieł kukułka bażant kuropatwa paw
    ryba karp szczupak okoń lin sum leszcz płotka karaś rak żaba mucha komar osa pszczoła trzmiel bąk chrząszcz żuk mrówka pająk motyl ćma świerszcz
    mróz śnieg lód deszcz wiatr burza grom piorun chmura mgła rosa zima lato wiosna jesień pogoda słońce księżyc gwiazda niebo świt zorza tęcza
    poniedziałek wtorek środa czwartek piątek sobota niedziela styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik
    listopad grudzień wieczór wieczorek ranek noc dzień rok czas godzina święto wigilia
    góra górka dolina rzeka struga potok strumień źródło staw jezioro woda błoto bagno moczar piasek glina kamień kamyk skała głaz ziemia wyspa brzeg
    droga dróżka ścieżka most mostek brama furtka płot mur murek ściana dach komin okno drzwi próg schody kładka rów dół dołek kanał tama młyn wiatrak
    dom domek buda chata zamek wieża kościół kaplica szkoła sklep rynek plac skwer park zakład huta kuźnia stodoła stajnia obora szopa piwnica
    stół krzesło ława ławka łóżko szafa kosz koszyk worek beczka wiadro kubek dzban garnek miska talerz łyżka nóż widelec młotek gwóźdź piła siekiera
    łopata kosa sierp miotła szczotka rura drut lina sznur hak kołek słup deska belka cegła rynna bęben dzwon dzwonek trąba skrzypek gitara kula kulka
    chleb bułka ser mleko masło sól cukier pieprz miód groch fasola kapusta cebula burak marchew marchewka rzepa rzepka pietruszka ogórek pomidor
    grzyb borowik maślak kania pieczarka kawa herbata piwo kluska pieróg placek kasza mąka kiełbasa szynka
    głowa główka broda wąs włos nos ucho oko usta ząb szyja ręka noga pięta kolano brzuch serce kość krew palec paznokieć skóra
    król królik książę hrabia pan rycerz wojak żołnierz kapitan major generał sołtys wójt starosta burmistrz sędzia ksiądz pop mnich biskup opat
    kowal młynarz piekarz rzeźnik rybak rolnik ogrodnik pasterz owczarz bednarz stolarz cieśla murarz tkacz krawiec szewc garbarz kucharz woźny
    pisarz lekarz malarz muzyk kupiec handlarz furman gospodarz gajowy leśnik leśny myśliwy strażnik kolarz górnik hutnik
    polak niemiec czech słowak rusin rosjanin litwin szwed turek tatar włoch węgier mazur góral ślązak krakowiak kujawa pomorski polski łódzki miejski
    brat siostra syn córka wujek ciotka dziadek dziad babka baba stary młody nowy duży mały wielki długi krótki gruby chudy wysoki niski szybki wolny
    cichy głośny wesoły smutny dobry zły mądry głupi piękny ładny czysty brudny suchy mokry zimny ciepły gorący biały czarny czerwony zielony żółty
    szary rudy siwy łysy krzywy prosty ostry tępy twardy miękki słodki kwaśny gorzki górny dolny rogowy mostowy polny leśny wodny drogowy
    bieda nędza zgoda wojna pokój miłość radość smutek żal strach sen mara dusza duch czart bies anioł święty zając sobota praca robota zabawa
    mowa głos śpiew śmiech krzyk cisza szum pisk huk trzask kara nagroda dola los szczęście sprawa rada kłopot problem pytanie zapora wada zaleta
    marka pawik jacek adamaszek gracja róża lilia kalina malwina jagna wiola nadzieja wiara bronia mirek jurek romans patryk kuba albin gaja nina
    skiba zagon miedza kłos snop słoma siano kopa kupa sterta stos stopa waga miara funt kwarta grosz złoty kopiejka dukat talar moneta skarb
    latarnia lampa znak ulica chodnik jezdnia tramwaj autobus przystanek kierowca pasażer sąsiad mieszkaniec śmietnik kontener odpad śmieć
    dziura wyrwa pęknięcie awaria usterka wypadek hałas dym smród zapach ogień pożar iskra popiół węgiel kopeć sadza gruz złom papier szkło
"""


@cache
def everyday() -> frozenset[str]:
    """Return these words in every case, as :func:`plain` writes them."""
    return frozenset(form for word in _WORDS.split() for form in forms(plain(word)))
