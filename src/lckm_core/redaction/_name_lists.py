"""Polish first names, surnames and streets that a text is looked through for."""

WOMEN = """
    Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Magdalena Joanna Monika
    Teresa Danuta Zofia Natalia Julia Karolina Janina Marta Aleksandra Jadwiga Dorota Beata Irena
    Jolanta Halina Iwona Paulina Grażyna Justyna Zuzanna Bożena Wiktoria Hanna Urszula Renata
    Alicja Emilia Oliwia Stanisława Helena Maja Sylwia Marianna Lena Amelia Bogumiła Aneta Genowefa
    Izabela Wanda Patrycja Ewelina Kinga Edyta Weronika Nikola Martyna Gabriela Kazimiera Wiesława
    Marzena Lucyna Stefania Lidia Antonina Laura Kamila Klaudia Dominika Sabina Regina Nina Aniela
    Daria Michalina Bronisława Mirosława Elwira Henryka Wioletta Violetta Adriana Jagoda Róża
    Władysława Cecylia Milena Olga Eugenia Eliza Angelika Celina Liliana Bernadetta Leokadia
    Zdzisława Ilona Łucja Kornelia Marlena Ania Kasia Basia Asia Gosia Ola Ela Krysia Zosia Hania
    Magda Iza Aga Agata Kamilla Jola Ala Zuzia Julka Tereska Danka Grażka Ula Sara Emma Emily Olena
    Oksana Iryna Natalija Tetiana Svitlana Kateryna Julita Żaneta Bogna Blanka Kalina Iga Malwina
    Roksana Sandra Pola Adela Albina Alina Anita Apolonia Balbina Brygida Celestyna Czesława Diana
    Dobrawa Eleonora Emilianna Ernestyna Felicja Filipa Filomena Florentyna Franciszka Gertruda
    Gizela Honorata Ida Inga Irma Józefa Judyta Julianna Karina Klara Klementyna Konstancja
    Krystiana Ksenia Kunegunda Leonia Ludmiła Ludwika Luiza Marcelina Mariola Matylda Melania
    Mieczysława Mina Nadia Nela Otylia Paula Pelagia Petronela Rozalia Rita Romana Salomea Sonia
    Stella Tamara Tekla Teodora Teofila Tola Walentyna Waleria Wera Wilhelmina Zenobia Zenona Zuza
    Zyta Beatrycze Faustyna Gaja Kaja Lilianna Michasia Mirella Marysia Małgosia Jadzia Zdzisia
    Genia
    Gienia Wiesia Bożenka Grażynka Halinka Irenka Renatka Lusia Terenia Wiola Ewka Anka Baśka Kaśka
    Gośka Zośka Jolka Aśka Magdusia Monia Lenka Majka Nadzia Zuzka Aneczka Anetka Olcia Tosia
    Marynia
    Józia Kazia Henia Hela Helenka Jasia Jadwisia Krystynka Lidka Mirka Olka Sylwka Wandzia Adelajda
    Izolda Rozalka Ewunia Elżunia Wanessa Jessica Nikoletta Aurelia Antosia Helga Iwonka Justynka
    Karolinka Kinia Madzia Martynka Milenka Natalka Paulinka Patrycja Wiktoria Werka Zuzanka Olha
    Nadija Ludmyła Halyna Ołena Julija Yulia Yana Viktoriia Svitłana Lubow Larysa Oksanka Dagmara
    Bernadeta Longina Ryszarda Romualda Sławomira Tomisława Zbigniewa Nell Noemi Estera Rebeka
    Władzia Stenia Renia Ziuta Lonia Danusia Krycha Irka Stefcia Kamilka Dorotka Beatka Bożka Ewcia
    Prakseda Hiacynta Halszka Jagódka Bogusława Dobrochna Jowita Kleopatra Ligia Lilla Mieczysia
    Oktawia Olimpia Pamela Sewera Seweryna Tacjana Telimena Wacława Wirginia Zdzichna Zoja Zula
    Żanna Arleta Aldona Ariadna Bogdana Carmen Debora Edwina Elena Eulalia Ewelinka Gracja Gracjana
    Greta Heronima Ilza Iwonna Jarosława Klotylda Kordula Kordelia Lara Larisa Lea Linda Lucja
    Marcjanna Margareta Marietta Mariana Miłosława Mira Nastazja Natasza Nikodema Ofelia Oktawianna
    Placyda Radosława Rozamunda Rut Samanta Scholastyka Serafina Severina Sydonia Tereza Truda Ulla
    Zenia Zofijka Zosieńka Anielka Basieńka Hanka Jagna Jaga Kingusia Kasieńka Lilka Maryla
    Marysieńka Nastka Polcia Tosieńka Zuzieńka Antosieńka Alusia Bogusia Celinka Gabrysia Hanusia
    Iwcia Jagusia Klaudusia Krysieńka Oleksandra Nataliia Mariia Anastasiia Daryna Yuliia Iryna
    Kateryna Ludmila Solomija Zlata Linh Huong Fatima Aisza Amina Leila Maryam Priya Chiara Giulia
"""
MEN = """
    Jan Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Stanisław Jakub Adam Marek Łukasz
    Grzegorz Mateusz Wojciech Mariusz Dariusz Maciej Zbigniew Rafał Jerzy Robert Kamil Dawid Szymon
    Kacper Ryszard Tadeusz Jacek Filip Bartosz Antoni Franciszek Sławomir Artur Henryk Janusz
    Sebastian Damian Kazimierz Leszek Patryk Daniel Jarosław Roman Mirosław Karol Aleksander
    Mikołaj Wiesław Zdzisław Adrian Arkadiusz Dominik Edward Przemysław Władysław Józef Bogdan
    Mieczysław Marian Hubert Leon Igor Czesław Oskar Eugeniusz Ignacy Waldemar Zenon Bogusław
    Wiktor Radosław Alan Stefan Witold Lech Norbert Konrad Gabriel Maksymilian Krystian Bartłomiej
    Cezary Zygmunt Gracjan Bronisław Julian Ireneusz Emil Wacław Lucjan Bolesław Ludwik Edmund
    Alfred Albert Błażej Tymon Tymoteusz Olaf Leonard Eryk Romuald Remigiusz Seweryn Borys Ksawery
    Aleks Marceli Fabian Nikodem Miłosz Wincenty Kornel Feliks Gustaw Jeremi Kajetan Natan Tomek
    Jurek Staszek Krzysiek Romek Bartek Jasiek Antek Wojtek Arek Darek Grzesiek Mietek Sławek Kuba
    Michałek Franek Jędrzej Olek Wiesiek Mirek Zbyszek Zdzisiek Staś Jaś John Peter Thomas
    Oleksandr Andrij Wołodymyr Serhij Dmytro Iwan Mykoła Petro Adolf Aleksy Alojzy Ambroży Anatol
    Apolinary Arnold August Augustyn Bazyli Benedykt Benon Bernard Bonifacy Bruno Cyprian Cyryl
    Dionizy Donat Emilian Ernest Eustachy Ewaryst Ferdynand Florian Fryderyk Gerard Gerwazy
    Hieronim Hilary Hipolit Hugo Idzi Innocenty Iwo Izydor Jacenty Joachim Jonasz Juliusz Justyn
    Klaudiusz Klemens Konstanty Korneliusz Kryspin Lambert Leopold Longin Makary Maurycy Modest
    Napoleon Narcyz Onufry Oktawian Paulin Pankracy Prot Prokop Rajmund Roch Rudolf Rufin Sergiusz
    Samuel Sylwester Szczepan Tobiasz Telesfor Teodor Teofil Tytus Urban Walenty Walerian Walery
    Wawrzyniec Wieńczysław Wilhelm Zachariasz Zefiryn Ziemowit Bogumił Antoś Stasio Franio Kubuś
    Sylwek Heniek Henio Rysiek Rysio Zbysio Zdzisio Zdzichu Edek Edzio Czesiek Czesio Józek Lesio
    Marcinek Maciek Maciuś Michaś Pawełek Piotrek Piotruś Radek Przemek Szymek Tadek Tadzio Waldek
    Witek Zenek Ziutek Jędrek Kacperek Karolek Krzyś Krzysio Bartuś Bodzio Boguś Bolek Bronek Grześ
    Gutek Ignaś Janek Jarek Jasio Kazik Kazio Leoś Lolek Lucek Marianek Tymek Oliwier Brajan Kevin
    Nathan Marcel Milan Jurand Lesław Dobiesław Tobik Dominiczek Wacek Władek Bogdanek Adaś Alek
    Dawidek Damianek Filipek Gabryś Kamilek Mikuś Olus Oluś Rafałek Wituś Ksawcio Eugeniuszek Gienek
    Genek Stach Stasiek Romuś Zygmuś Zyga Leszko Jacuś Mirosławek Wiesio Zbychu Rychu Krzychu Kazek
    Benek Gucio Mundek Maniek Stefek Poldek Władzio Tosiek Rysiu Zbysiu
    Bożydar Wit Seba Makary Nepomucen Hiacynt Chryzostom Zbyszko Mścisław Dobromił Dobrosław
    Świętopełk Przybysław Bolko Kazimir Gniewko Gniewomir Jaromir Jarogniew Ludomir Mszczuj Sambor
    Sędzimir Sobiesław Witosław Wojsław Zdobysław Żelisław Izajasz Ezechiel Jeremiasz Daniil Zachary
    Wincent Tolek Teoś Sewek Sebek Piotrunio Olgierd Odon Oswald Norbi Mikołajek Matys Mati Maksio
    Lutek Lonek Korneli Kajtek Juliuszek Jonatan Joel Jaksa Izaak Ireneuszek Ignac Igorek Hilarion
    Henry Heniu Grzesio Gerwin Gawryło Florek Felek Ferdek Euzebiusz Erwin Erazm Emanuel Elek Egon
    Edgar Dyzio Dytmar Dorian Denis Dariuszek Czarek Cezar Bonawentura Bazyl Bartłomiejek Bartuś
    Baltazar Artek Aron Archibald Amadeusz Alfons Albin Albertyn Xawery Tuan Ahmed Mohamed Omar
    Hassan Wadim Wiaczesław Rusłan Jewhen Ihor Maksym Witalij Anatolij Oleg Ołeh Pawło Nazar Danyło
    Marko Giorgi
    Dymitr Mychajło Taras Ołeksandr Serhii Andrii Jurij Wasyl Bohdan Roland Gerwazy Eliasz Natanael
"""
ALSO_WORDS = """
    maja róża jagoda malina kalina iga pola sara emil leon lech olaf urban august mina
    ale ali ago agi adze arce basie blanki danki idę idy ido idu idzie iwo kasie klarze leni lenie
    majo maje marce marka marzeni marzenie milenie mini minie mino miny pole polo polu poli procie
    protem sari ule uli ulu kubie kuby oliwie sonie wera wero weru werze hela heli gaja gaje milan
    ani asi lili mari nadi gai kai stach stachu zyga dana genie taras tarasie tarasem tarasu tarasy
    jasie anki lenki majki wit wita wity witem hiacynt hiacynta hiacynty hiacyntem
"""
SURNAMES = """
    Nowak Wójcik Mazur Krawczyk Kaczmarek Zając Król Wieczorek Wróbel Stępień Malinowski Pawlak
    Michalak Walczak Baran Duda Szewczyk Pietrzak Bąk Wilk Zalewski Marciniak Sikora Kubiak
    Czarnecki Górecki Wysocki Sadowski Cieślak Kołodziej Kaźmierczak Sobczak Głowacki Mróz
    Laskowski Gajewski Szymczak Kozak Przybylski Bielak Maciejewski Kubacki Tomaszewski Banaś Urban
    Kurek Kos Lis Kot Gołąb Kozioł Dudek Kania Bednarek Bednarz Kowal Kowalczyk Adamczyk Olejnik
    Skiba Polak Witek Kwiatek Piątek Sroka Czapla Ptak Klimek Janik Matusiak Rogala Żak Sowa Gajda
    Musiał Piech Zięba Marczak Pietrzyk Woźniak Pawlik Wojtczak Jurczak Jurczyk Bartczak
    Stachowiak Jóźwiak Błaszczyk Sobieraj Nowicki Gołębiewska Kołodziejczyk Filipiak Frątczak
    Olczak Grzelak Antczak Matczak Urbaniak Domagała Kasprzak Kaczor Mielczarek Banasiak Stasiak
    Wawrzyniak Augustyniak Andrzejczak Józefiak Owczarek Tomczak Tomczyk Majchrzak Majcher Rybak
    Ratajczak Staniszewska Kujawa Karaś Kurowska Kmiecik Kmieć Bielecka Bieniek Biernat Bogusz
    Cichoń Cygan Dąbek Drozd Dziedzic Flis Gawron Gil Góral Graczyk Gruszka Grzyb
    Gutowska Janus Jaros Jasiński Jeż Kałuża Kapusta Karp Kawa Kędziora Kępa Klich Kłos Kmita
    Kobus Kopeć Korczak Kosiba Kostrzewa Kozak Kubik Kucharczyk Kuczyński Kułak Kupiec Kuś
    Lach Lasota Leśniak Litwin Łukasik Macha Madej Małecki Mazurek Michalik
    Mika Milczarek Misiak Molenda Morawiec Motyka Mucha Noworyta Olech Olszak Oleksy
    Orzechowska Osiński Paluch Paprocki Pasternak Pawelec Pawłowska Pilch Piasek Pietras
    Pietrzykowska
    Pilarczyk Piwowarczyk Pluta Podgórska Popiel Potocki Przybyła Przybysz Ptaszek Rak Rataj
    Reszka Rogowska Rosa Rudnik Rygiel Rzepka Serafin Sitek Skowron Skowronek Słowik Smoła
    Socha Sokół Sołtys Stach Stanek Starzec Stefaniak Strzelec Suchy Surma Szafran Szczygieł
    Szewc Szulc Szwed Szymaniak Szymczyk Śliwa Śliwka Świątek Tarka Tkacz Tkaczyk Tokarz Tracz Turek
    Tyszka Walas Walczyk Warzecha Wasiak Wąsik Węgrzyn Wiącek Wieczorkowska Wierzba Winiarz Witczak
    Włodarczyk Wnuk Wojciechowska Wojtas Wojtasik Wolak Wolny Woś Wójtowicz Wrzosek Zaręba Zarzycka
    Zawada Zych Żmuda Żuk Żurek Żyła Kurczak Koper Gaweł Gacek Bury Bielas Bartosik
    Bartkowiak Ciesielczyk Dobosz Dudziak Fijałkowska Gajos Goździk Idziak Jaworek Kacprzak Kaszuba
    Klimczak Kluska Knap Kocik Kopacz Kosior Kostecki Krawiec Kruk Krupa Kubacka Kukuła Kwaśniak
    Lenart Lewicka Lisiecka Łuczak Łuczyńska Malec Małek Matysiak Mikołajczak Mikołajczyk
    Mróz Nawrocki Nogaj Nowacki Ochman Pacholczyk Pabich Pach Pająk Pawelczyk
    Perek Piekarz Pierzchała Pisarek Płonka Podsiadły Polit Ratajczyk Rosiak Rybarczyk Rychlik
    Sadowy
    Siwek Skrzypczak Smolarek Sobolewska Stolarczyk Sujka Szczepaniak Szczęsny Szczypka Szydło
    Świderek Szkudlarek Trzciński Twardowska Urbańczyk Walkiewicz Wawrzyńczyk Wdowiak Wilczek
    Wiśnik Wosik Zimny Ziółek
"""
STREETS = """
    Aleksandrowska Bałucka Balonowa Bednarska Bracka Bratysławska Brukowa Brzezińska Bydgoska
    Cmentarna
    Chojnowska Czechosłowacka Dachowa Demokratyczna Drewnowska Fabryczna Franciszkańska Gdańska
    Górska
    Inflancka Jędrzejowska Julianowska Kaliska Kalonka Karolewska Kielecka Kongresowa
    Konstantynowska
    Krakowska Kwidzyńska Krzemieniecka Lubelska Lutomierska Łagiewnicka Łęczycka Łódzka Maratońska
    Marysińska Mazowiecka Milionowa Niciarniana Nowosolna Obywatelska Ogrodowa Okólna Olechowska
    Olimpijska Pabianicka Piotrkowska Pojezierska Pomorska Poznańska Przędzalniana Rąbieńska
    Radwańska
    Retkińska Rokicińska Rudzka Rysownicza Rzgowska Sanocka Sieradzka Skalna Smugowa Solna Sporna
    Srebrzyńska Śląska Strykowska Szczecińska Szparagowa Tatrzańska Telefoniczna Tomaszowska
    Traktorowa
    Trybunalska Tylna Uniwersytecka Ustronna Warszawska Węglowa Widzewska Wileńska Wierzbowa
    Wólczańska
    Wrocławska Wrześnieńska Wschodnia Wycieczkowa Zachodnia Zakładowa Zarzewska Zgierska Zielona
    Żubardzka
    Bałucki Kaliski Julianowski Łagiewnicki Staromiejski Łódzki Miejski Polski Górniak Wodny Zielony
    Wiejski Leśny Rolnik Warszawski Wolski
"""
