"""Polish first names, surnames and streets that a text is looked through for."""

WOMEN = """
    Susan Mary
    Adrianna Izabella Victoria Wioleta Anetta Irmina Sofia Miriam Arletta Anika
    Gabriella Nelly Żaklina Józefina Violeta Abigail Yanina Benita Dagna
    Adelina Marieta Ksymena Leonora Ksawera Dioniza Ludwina
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
    Władzia Stenia Renia Ziuta Lonia Danusia Krycha Kryśka Maryśka Irka Stefcia Kamilka
    Dorotka Beatka Bożka Ewcia Wieśka Zdziśka Marzanna
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
    Eufrozyna Eufemia Zoriana Switlana Swietłana Svetlana Swietlana Orysia Orysja Iwanka Marija
    Darija Darina Olesia Ołesia Alesia Aliona Alyona Tetjana Tatiana Tatjana Snizana Snieżana
    Rusłana Bohdana Myrosława Switłana Wasylyna Uljana Uliana Emilija Jewhenija Jewgienia Anżela
    Valentyna Valeriia Nelia Nataliya Zinajida Zinaida Rajisa Raisa Rimma Walerija Wiktorija
    Veronika Yevheniia Oleksandryna Polina Karyna Marharyta Inesa Inessa Ivanna Iwanna Ilana
    Kira Lilija Liudmyla Lubomyra Lubomira Marjana Nadiia Nadieżda Sofija Sofiia Zofija Zosima
    Żanneta Ada Adamina Adolfina Agaton Agnes Alberta Alfreda Alfonsa Alojza Alojzja Amalia
    Amanda Anastazja Anatolia Andżelika Angela Angelina Aniceta Anzelma Apollonia Astrid Asteria
    Augusta Augustyna Bartłomieja Benedykta Benigna Berenika Bianka Bibiana Blandyna Błażena
    Bolesława Bonifacja Bożenna Bożymira Bratumiła Brunhilda Brunona Cecyliana Chloe Cyntia
    Cyryla Dalida Damiana Danisława Dargosława Delfina Diona Dobrosława Domicela Donata Doris
    Drahomira Dyzma Edeltrauda Edda Edmunda Elfryda Elga Eligia Elina Elza Emanuela Emeryka
    Erika Eryka Erna Ernesta Erminia Eudoksja Eunika Eustachia Euzebia Ewangelina Ewarysta
    Fabiana Fabiola Fatma Felicyta Ferdynanda Fidelia Florencja Florianna Fortunata Fryderyka
    Fryda Galina Gaudencja Gerarda Gerta Gilda Gosława Gudrun Gwendolina Hedwig Heidi Hermina
    Hermiona Hieronima Hilaria Hilda Hildegarda Hipolita Hildegard Ignacja Ilia Ilse Imelda
    Indira Inez Ingeborga Ingrid Irina Isaura Iwetta Izaura Izydora Jacenta Jerzyna Joachima
    Jolenta Jordana Julitta Juliana Juliusza Justyniana Kajetana Karena Karita Kassandra Katia
    Katja Kazimira Kiara Kirsten Klaryssa Klaudyna Konrada Konstantyna Korynna Kosma Krispina
    Kryspina Kwiryna Laila Lauretta Laurenta Leandra Lechosława Lejla Leontyna Leopoldyna
    Lesława Letycja Lidwina Liwia Lolita Loretta Ludgarda Ludomiła Ludosława Lutosława Mabel
    Maksymiliana Manuela Marcela Marcja Margerita Margot Mariella Marika Marionna Martynika
    Marzenna Maurycja Mechtylda Melisandra Melitta Merkuria Michaela Michala Mikołaja Mirabella
    Mirela Modesta Monira Naomi Nikita Nikoleta Nora Norberta Notburga Odetta Odyla Ofka
    Oktawiana Oleńka Oliwiera Olivia Olympia Onufria Ornella Otta Otyla Patryka Paulena Petra
    Petronia Petula Pompea Poncja Przybysława Pulcheria Rachela Rahela Rafaela Rajmunda Rajna
    Ramona Regana Renee Rina Roberta Rodryga Romina Ronja Rosalia Roswita Rozanna Rozalinda
    Rozyna Rudolfina Rufina Sebastiana Selma Sergia Sewastiana Sigrid Sibilla Simona Sławina
    Sobiesława Solange Stanisławka Stefanida Stojsława Sulisława Sylwana Symeona Szarlota
    Szarlotta Szymona Świętosława Tabita Taida Teodozja Tesa Tobina Tomiła Tomira Urszulina
    Walburga Walentina Waltrauda Wenancja Wenera Weridiana Wesna Wieńczysława Wilma Wincenta
    Wincencja Winifreda Wisława Witolda Witosława Wivien Vivien Vanessa Wolfganga Wszemiła
    Ximena Xenia Yvette Yvonne Zachara Zbysława Zdobysława Zefiryna Zelda Zelina Zenaida
    Ziemowita Zita Zoe Zwinisława Zygfryda Żelisława Żywisława Angelica Antonella Ayşe Aylin
    Emine Zeynep Elif Khadija Zahra Zainab Mariam Tamar Anahit Ani Gayane Lusine Nune Siranusz
    Aisha Chioma Ngozi Deepa Anjali Ananya Pooja Kavita Sunita Lakshmi Heike Ute Silke Anke
    Gisela Brigitte Renate Waltraud Edeltraud Hannelore Liselotte Gertraud Irmgard Käthe
    Elfriede Christa Monique Chantal Françoise Geneviève Camille Isabelle Juliette Giovanna
    Francesca Paola Carmela Conchita Dolores Rocío Nhung Oanh Quyên Thảo Thúy Tuyết Uyên Hạnh
    Hiền Nguyệt Trinh Phượng Loan Kiều Diễm Ngọc Trang Hồng Huệ Dżesika Dżessika Dżessica
    Andżela Nicole Nicola Vivienne Emilly Michelle Sophie Emely Jolana Jitka Ludvika Zdenka
    Zdeňka Jadźka Zochna Marylka Stefka Felka Jóźka Frania Wiktorka Cesia Genka Gienka Honorka
    Jagienka Julcia Karolcia Kornelka Leosia Lilcia Lucynka Ludwinia Małgoś Marcysia Martusia
    Martka Marzenka Nastusia Nelka Otka Patrysia Pelasia Rózia Sabinka Sońka Tereńka Urszulka
    Walercia Wandeczka Weronka Zenobka Zuśka Żanetka Edytka Mariolka Marlenka Elwirka Ilonka
    Aldonka Eluś Haneczka Iwka Jolcia Jolusia Marcelka Kamilcia Anitka Angelka Agusia Agniesia
    Dominisia Emilka Gabi Gabrycha Kinka Klaudynka Amelka Klarcia Igusia Helcia Malwinka Marcelinka
    Michalinka Ninka Elizka Lenusia Majeczka Natalcia Nikolka Elunia Anula Andzia Izunia Justysia
    Monisia Moniczka Weronisia Khrystyna Volha Katsiaryna Aksana Ayse Layla Natasha Zarina Madina
    Gulnara Sarah
    Oliwka Elka Stasia Agatka Czesia Laurka Ulka Anusia Lidzia Sandrusia
    Jennifer Claire Alessia Andrea Cristina Elisa Federica Giorgia Ilaria Silvia Valentina Isabel
    Lucía Nuria Sofía Anja Annika Birgit Ines Karin Katrin Kerstin Mandy Susanne Tanja Ulrike
    Ursula Alice Ashley Brenda Catherine Cheryl Christine Cynthia Deborah Dorothy Elizabeth Evelyn
    Heather Helen Jacqueline Janet Judith Karen Kathleen Kimberly Laurie Margaret Melissa Nancy
    Patricia Rachel Rebecca Ruth Samantha Sharon Shirley Stephanie Ketevan Neha Swati Divya Shreya
    Zoya Vira Lyudmyla Valeria Natallia Tatsiana Alena Elvira
"""
MEN = """
    Paul Anton Mark Kosma
    Nataniel Mieszko Oscar Christian Ginter Max Christopher Simon Vincent Orest Richard Leonardo
    Aaron Diego Erik Joseph Joshua Jakob Pablo Chrystian Jarema Winicjusz
    Oktawiusz Klementyn
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
    Zdzich Przemko Leyla Nikifor Benignus Brayan Dżastin Justin Kewin Kelvin Dastin Dennis
    Alanek Zdenek Václav Jiří Tomáš Ondrej Siegfried Siegmund Teodozjusz Kordian Lechosław Zoran
    Abdon Abelard Abraham Absalon Adalbert Adelard Adeodat Adolfin Agapit Agaton Agenor Aldon
    Aleksjusz Alban Albrecht Alfonsjusz Alwin Amadej Amand Ambrozjusz Anakreon Anastazy Anaklet
    Anicet Ansgar Antenor Anzelm Apoloniusz Archelaus Aret Armand Armin Arnulf Arseniusz Artemon
    Artemi Asterjusz Atanazy Aurel Aurelian Aureliusz Auksencjusz Barnaba Baldwin Balbin
    Balthazar Barnim Bazyliusz Beniamin Benwenut Berengar Bertold Bertrand Bogosław Bogusz
    Bolebor Bonfilius Borysław Borzysław Bożan Bratumił Brunon Bronimir Brykcjusz Budzisław
    Celzjusz Cecylian Cezariusz Chwalibóg Chwalisław Cyriak Cyrus Czcibor Dacjan Dagobert
    Dalibor Damazy Damir Dantes Dargosław Demetriusz Dezydery Dezyderiusz Dieter Dobiegniew
    Dobrogost Domasław Domicjan Donald Doroteusz Drogomir Drogosław Dyzma Dydak Dyonizy Edwin
    Eleazar Eleuteriusz Eligiusz Elizeusz Emeryk Engelbert Epifaniusz Erhard Erast Ernestyn
    Eudoksjusz Eufemiusz Eufrazjusz Eugen Euzebi Eustachiusz Ewald Ewergard Ewodiusz Ezdrasz
    Fabrycjusz Faustyn Fedor Felicjan Ferreol Filemon Filibert Filon Flawian Flawiusz
    Florencjusz Florentyn Frank Fred Frydolin Fulbert Fulgencjusz Gabin Galfryd Gaspar Gaston
    Gaudencjusz Gaudenty Gaweł Gedeon Gellert Genezjusz Genadiusz Gerald Gerhard Germanik
    Gerlach Gerolf Gerold Gerontiusz Getuliusz Gilbert Gisbert Gniewosław Godfryd Godzimir
    Godzisław Gordian Gorgoniusz Gościsław Gotard Gotfryd Grzymisław Grzymek Guido Gwalbert
    Gwido Gwidon Habakuk Hadrian Harald Hasan Helmut Henrique Herbert Herkulan Herman
    Hermenegild Hermogenes Heronim Hiob Honorat Honoriusz Horst Hubertus Humbert Hyacynt
    Idalbert Ildefons Ilia Ilja Inocenty Irwin Isydor Iwon Izmael Izrael Jafet Janisław Jaropełk
    Jarowit Jason Jazon Joab Jozafat Jozjasz Jozue Junosza Juranda Juwenalis Juwencjusz Kajus
    Kaliksty Kandyd Kanimir Kanizjusz Karsten Kasjan Kasjusz Kasper Klaudian Klaus Kleofas
    Kleomenes Kolumban Konon Konstancjusz Konstantyn Kosma Kryspinian Krystyn Krzesimir
    Krzesisław Kurt Kwintus Kwiryn Kwintylian Laurencjusz Laurenty Leander Leandr Leokadiusz
    Leonid Leonidas Leoncjusz Leontyn Liberat Liberiusz Linus Lucjusz Lubomir Ludgier Ludolf
    Ludomił Ludosław Lukas Lukrecjusz Lutosław Lutogniew Ładysław Łukjan Macedoniusz Magnus
    Maksencjusz Maksymin Malachiasz Malchus Mamert Manfred Manuel Marcelin Marcjan Marcjusz
    Mariano Marinus Marcjal Martynian Maruta Matteo Maurus Maurycjusz Medard Meinrad Melchior
    Meliton Meliusz Metodiusz Micheasz Milutyn Miłobor Miłogost Miłorad Miron Mirogniew Mojżesz
    Mojmir Nahum Narses Natanel Nazariusz Nazary Nehemiasz Nereusz Nestor Nikander Nikazy
    Nikanor Niegosław Norman Olimpiusz Oliwer Oliver Onezym Onezyfor Optat Orestes Orland Otmar
    Otokar Otton Otto Owidiusz Ozeasz Pafnucy Palemon Parmenon Paschalis Paschazy Pasjusz
    Patrycjusz Pelagiusz Pelagi Peregryn Petroniusz Placyd Polikarp Pompejusz Poncjusz Protazy
    Prudencjusz Przedpełk Przecław Przybywoj Ptolemeusz Racibor Racław Racisław Radogost Radomir
    Radomił Radzimir Rajner Rafael Ramon Randolf Ratymir Ratisław Reginald Renat Renato René
    Reinhold Rodryk Rodan Roderyk Rodion Roger Romain Romulus Rościsław Ronald Rozalin Ruben
    Rupert Rufus Salezy Salomon Samson Sanderus Saturnin Saul Sebald Sędziwoj Sekundus Serapion
    Serwacy Serwul Siemowit Siemomysł Sieciech Sieciesław Silas Sylas Skarbimir Sławoj Sławobor
    Sławomił Sofroniusz Soter Spytko Spytkomir Spycimir Stanimir Strzeżysław Sulimir Sulisław
    Sulpicjusz Symeon Synezjusz Syksty Sylweriusz Sylwan Sylwiusz Szawel Szaweł Świętomir
    Światosław Świętobor Świętosław Tacyt Tadej Tankred Tarsycjusz Teobald Teodat Teodoryk
    Teodulf Teogenes Terencjusz Tomisław Tristan Trzebimir Turybiusz Tycjan Tyberiusz Tyburcjusz
    Ubald Udo Ulryk Ulrych Uriasz Ursyn Uwe Walafryd Walgierz Walfryd Walter Wandelin
    Wandregizyl Warcisław Wendelin Wenancjusz Wespazjan Wielimir Wilibald Wigbert Wiktoryn
    Wilfryd Wilibrord Wirgiliusz Wisław Witalis Witomir Władymir Włodzimierz Włodzimir Włodek
    Włodziu Włodzisław Włościsław Wolfgang Wolimir Wratysław Wrocisław Wszebor Wszemił Wszesław
    Zawisza Zbygniew Zbymir Zdziebor Zeno Zenobiusz Ziemisław Ziemomysł Zoltan Zorian Zozym
    Zygfryd Zyndram Żelimir Żywisław Andrejs Andriy Arsenij Artem Artiom Daniło Denys Dmitrij
    Dmitri Dmitry Eduard Fedir Hennadij Genadij Hryhorij Gieorgij Georgij Hlib Heorhij Illia
    Illya Ivan Jegor Jehor Jewgienij Jewhenij Yevhen Yevhenii Kiryło Kyryło Kyrylo Kostiantyn
    Konstantin Lubomyr Markijan Myroslav Myrosław Mykhailo Mykyta Nikita Nykyta Nazarij Oleksij
    Ołeksij Oleksii Oleksiy Olexandr Ostap Pavlo Rostysław Rostyslav Semion Serhiy Siergiej
    Sergei Stanislav Stepan Swiatosław Sviatoslav Timur Tymofij Tymur Vadym Wadym Vadim Valentyn
    Valerij Valerii Walerij Vasyl Vasil Wasilij Viktor Vitalij Vitalii Vladyslav Władisław
    Władimir Vladimir Volodymyr Wołodymir Wsewołod Vyacheslav Viacheslav Jakiw Yakiv Yaroslav
    Yurii Yuriy Zachar Zenowij Bachtijar Rustam Rustem Gieorgi Zurab Lewan Irakli Wachtang
    Tigran Aram Armen Hrant Vahe Abdul Abdulla Abdullah Amir Ibrahim Ismail Jusuf Yusuf Karim
    Khalid Mahmud Mahmoud Muhammad Mohammed Nabil Osman Rashid Samir Tariq Yasin Youssef Mehmet
    Murat Emre Serkan Hakan Kemal Arjun Rahul Rajesh Sanjay Vikram Suresh Ravi Anil Deepak
    Ganesh Krishna Vijay Emeka Chidi Oluwaseun Kwame Kofi Hiroshi Kenji Takeshi Hùng Dũng Khoa
    Quang Tiến Trung Tùng Vinh Bảo Cường Đức Hải Hiếu Hoàng Khánh Kiên Phúc Quân Sơn Thắng Thành
    Thịnh Jürgen Günther Günter Heinz Hans Rainer Reiner Ulrich Heinrich Jochen Jörg Matthias
    Andreas Thorsten Torsten Detlef Ottokar Friedrich Ernst Karlheinz Lothar Rüdiger Volker
    Werner Lorenz Moritz Johann Johannes Bernhard Eberhard Burkhard Dietmar Dietrich Egbert
    Ekkehard Alois Ludger Pierre Jean François Michel Louis Philippe Giovanni Giuseppe Luigi
    Francesco Alessandro Antonio Miguel Pedro José Javier James William Michael George Charles
    Andrew Steven Brian Patrick Ethan Liam Noah Xavier Allan Aleksandr Alexander Alexandr Lechu
    Wiesiu Krzych Stachu Jasiu Józio Kaziu Władziu Tadziu Zbynio Antosiek Antolek Antoniusz
    Benio Bernardek Błażejek Bronuś Bronisiek Cezarek Cezik Edzik Fabianek Feluś Filuś Franuś
    Gerardek Gerek Grzegorzek Henryś Henryczek Hirek Hubercik Hubi Irek Iruś Jachu Janeczek
    Januszek Jarosławek Jaruś Jędruś Jeremiaszek Józuś Julek Juluś Jureczek Jureczku Kajtuś
    Konradek Krystianek Kornelek Krzyniu Krzysztofek Kubulek Leonek Ludwiczek Łukaszek Maksiu
    Marceluś Mareczek Mateuszek Maurycek Mieciu Miecio Mietuś Miruś Norbercik Olafek Oskarek
    Patryczek Patryś Pawcio Pietrek Poldzio Przemcio Rafcio Robercik Robuś Romcio Seweryniak
    Sebuś Sławuś Staszko Stefcio Stefanek Sylwuś Szczepcio Szymuś Tadeuszek Tobiaszek Tomaszek
    Tomuś Tomcio Tytusek Wacuś Walduś Walerek Wiktorek Wicuś Witoldzik Władeczek Włodzio Wojtuś
    Wojciu Zdzicho Zenuś Zenobi Zygfrydek Zyziu Zyzio
    Ignacek Marcelek Tymuś Borysek Natanek Oliwierek Jakubek Danielek Olivier
    Aliaksandr Siarhei Dzmitry Davit Levan Amit Sunil Mustafa Ahmet Yousef Khaled Chinedu Carlos
    Jose Juan Luis Marco Ahmad Aleksei Yuri Boris David
    Wicek Aluś Maks
    Fabio Sergej Lars Sven Petr Pavel Alessio Enrico Fabrizio Federico Filippo Gianluca Giorgio
    Lorenzo Massimo Mauro Riccardo Stefano Vincenzo Vittorio Alejandro Andrés Cristian
    Eduardo Enrique Fernando Gonzalo Guillermo Ignacio Jaime Jorge Mateo Raúl Raul Ricardo Santiago
    Tomás Víctor Victor João Joao Tiago Thiago Felipe Gustavo Rodrigo Bernd Björn Christoph
    Fritz Gerd Jens Markus Niklas Ralf Steffen Anthony Brandon Eric Gregory Harry Jacob
    Jeffrey Jonathan Keith Kenneth Larry Martin Matthew Nicholas Raymond Ryan Scott Sean Stephen
    Timothy Tyler Sinan Yilmaz Hüseyin Fatih Ayhan Selim Onur Lasha Rohit Aditya Karthik Naveen
    Pradeep Manish Ankit Abhishek Vivek Nikhil Ashok Ajay Anand Mohan Prakash Ramesh Sandeep Haruto
    Matvii Tymofii Aliaksei Aleh Yauheni Mikalai Kiryl Ilya Dzianis Artsiom Viachaslau
"""
ALSO_WORDS = """
    Mark
    czeska czesku czeskiem czeskowi jaska jasku jaskiem jaskowi
    oliwki oliwek maks
    marzanna maja róża jagoda malina kalina iga pola sara emil leon lech olaf urban august mina
    ale ali ago agi adze arce basie blanki danki idę idy ido idu idzie iwo kasie klarze leni lenie
    majo maje marce marka marzeni marzenie milenie mini minie mino miny pole polo polu poli procie
    protem sari ule uli ulu kubie kuby oliwie sonie wera wero weru werze hela heli gaja gaje milan
    ani asi lili mari nadi gai kai stach stachu zyga dana genie taras tarasie tarasem tarasu tarasy
    jasie anki lenki majki wit wita wity witem hiacynt hiacynta hiacynty hiacyntem
    alberty alfonsi alfonsy augusty benedykto benedykty beniamin beniamina beniaminem beniaminie
    bogusz bohdany delfina delfine delfini delfinie delfino delfiny donaty fabiany fortunacie
    fortunata fortunaty frank gilbercie gilbert gilberta gilbertem hasanie hasaniem hasaniu
    hieronimy horst horstem horstu jordanie jordanu jordany kiru kiry kirze kosma kosme kosmie
    kosmo kosmu kosmy kurcie kurt kurta leonid leonida leonidzie melchior melchiorem melchioru
    melchiorze milorad milorada milorade nestor nestora nestorem nestorze nikifor nikifora
    nikiforem nikiforze nora nore nori norman normana normanem normanie noro nory norze
    patrycjusz patrycjusza patrycjusze patrycjuszem patrycjuszu polikarp polikarpa polikarpie
    polikarpiem polikarpiu samson sedziwoja sedziwoje sedziwojem sedziwoju udo zawisza zawisze
    zorana zorane zoranie zoraniem zoraniu kinie
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
