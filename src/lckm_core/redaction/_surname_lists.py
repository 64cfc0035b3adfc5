"""Polish surnames of the register of residents that end like no others.

From the list „Nazwiska występujące w rejestrze PESEL” of the ministry of digital affairs
(dane.gov.pl, set 1681, CC0 1.0): those borne by most, without those that ``_SURNAME_ENDINGS``
knows. docs/decisions/0189 says how they were chosen.
"""

# No form of these is another word.
SURNAMES_OF_THE_REGISTER = """
    Abramek Achtelik Adamiak Adamik Adamiuk Adler Adrych Aftyka Aleksandrzak Aleksiejuk Ambroziak
    Anders Andersson Andreasik Andres Andruszko Andrys Andrzejak Andrzejuk Andziak Aniśko Antas
    Antkowiak Antolak Antosik Antosz Antoszek Apostel Arendt Armatys Arndt Aszyk Auguścik Babicz
    Babij Babiuch Bącal Bachanek Bachta Bacia Badora Badur Badura Badziak Bafia Bajak Bajon Bakuła
    Balak Balawejder Balawender Bałazy Balcarek Balcerak Balcerek Balcerzak Bałdyga Bałdys Bałys
    Banak Banasik Banasiuk Banaszek Bancerz Bandosz Bandyk Banik Banyś Baradziej Baranik Barej
    Bareja Bareła Barnaś Barnat Barteczka Barteczko Bartman Bartoń Bartoszuk Bartuzi Bartyzel Bartz
    Baryga Basaj Basak Basara Baścik Basiaga Baster Batura Baum Bauman Baumann Baumgart Bawor Bazak
    Bazela Baziak Bazydło Bazylak Bazyluk Bebak Bębas Beck Becker Becmer Bednorz Beger Begier
    Behrendt Bejger Bejm Bejma Beker Bekier Bekisz Bekus Belica Belter Bembenek Bembnista Bender
    Bendyk Benedyk Benisz Bensz Berdzik Bereda Berendt Berent Bereś Bereziuk Berg Berger Bergiel
    Bernaciak Bernacik Bernaś Bernat Bernatek Berner Berus Bester Beszterda Beyer Bezak Biaduń
    Białasik Bialic Białoń Białożyt Bianga Bidas Biedrawa Biedroń Bielat Bienek Bienias Biernacik
    Biesek Bieszke Bigaj Bigda Bigus Bilan Bilik Binięda Biniek Bińka Bisaga Biszczanik Bitner
    Bittner Błachnia Błachnio Błachowiak Błachut Błasik Błaszczok Błaszyk Błauciak Błaut Błażejak
    Błaziak Błoniarz Blukacz Bobel Bobola Bobryk Bobula Bochnak Bochniarz Boczar Boczula Bodek
    Bodnar Boduch Bodych Bodys Bodzak Bodzek Bodzioch Bogiel Bojda Bojdo Bojdoł Bokota Bolda Bołoz
    Bombała Bondaruk Bondyra Borak Boral Borejko Borgosz Boroch Borodziuk Boroń Borowiak Bors Borsa
    Borszcz Bortnik Boryczka Boryczko Boryń Borysiuk Botor Bożyk Brachaczek Brachman Brągiel Brajer
    Brandt Brandys Brauer Braun Brdak Breguła Brejnak Breś Breza Brojek Brol Bromboszcz Broncel
    Bronder Broniarek Broś Brown Brózda Bruździak Brychcy Brygoła Bryjak Brylak Bryzek Brzychcy
    Brzykcy Buba Bubak Bubula Buchalik Buchholz Bucholc Buchwald Budner Budny Budych Budzich
    Bugajna Bugajny Bugała Bugara Bugiel Bugla Bugno Buhl Bujas Bujko Bujok Bukała Bulak Bulanda
    Burchardt Burdzy Burghardt Burkot Burnat Burnos Burtan Buryło Burzawa Busse Buszta Butrym Byra
    Byrtek Bystrek Bytnar Bytner Byzdra Bzdak Bzdęga Bzdyra Bździuch Bzymek Böhm Cabaj Cabała Cader
    Cąkała Calik Caputa Cebo Cebulak Cecot Cekała Celary Celmer Celuch Cempa Ceynowa Chabior
    Chabros Chadaj Chajec Chalimoniuk Chamera Charchut Charęza Charytoniuk Chatys Cheba Cherek
    Chilimoniuk Chlebda Chłopik Chmielak Chodań Chodór Chodyna Chołody Chołuj Choma Chomiak Chomicz
    Chomiuk Chomka Chorążak Choroś Chrobak Chrobok Chromik Chuchla Chudzik Chwastek Chwedoruk
    Chwesiuk Chwistek Chylak Chyra Ciak Ciaś Ciastoń Ciba Cibis Cichosz Cichowlas Ciebień Ciecieląg
    Cieciura Ciećko Ciećwierz Ciejka Cieloch Cieluch Cieniuch Ciepłuch Ciepłucha Ciereszko Cieślar
    Cieślik Cieśluk Cioch Ciochoń Ciok Ciosmak Ciślak Cisło Citak Citko Ciuba Ciupak Ciuruś Cogiel
    Cohen Cuber Cudzich Cugier Cuper Cupiał Curyło Ćwiąkała Ćwierz Ćwiklak Cwynar Cybul Cybula
    Cydzik Cygal Cyganik Cylwik Cyman Cymer Cymerman Cymerys Cyra Cyroń Cywka Czajor Czakon Czapiga
    Czapor Czapp Czarnik Czarzasty Czauderna Czeczko Czekajło Czenczek Czerepak Czerkas Czermak
    Czernek Czerner Czerny Częścik Czeszejko Czochara Czogała Czosnyka Czubaj Czubaszek Czubernat
    Czulak Czura Czylok Czyrnek Czyszczoń Czyżak Dąbal Dąbroś Dacko Dadacz Dadas Dadej Dampc Damps
    Danel Danielak Danieluk Daniluk Daraż Dargacz Darłak Darul Dawidziak Dawidziuk Dechnik Decyk
    Dejneka Delekta Deluga Dembek Demianiuk Demko Denisiuk Denysiuk Depa Deptuch Deptuła Derewońko
    Dering Derlatka Derwich Deryło Dettlaff Didyk Dmitruk Dmitrzak Dmytruk Dobies Dobras Doering
    Dombek Domian Domitrz Domoń Domurad Domżał Domżała Dorawa Dorna Dorociak Dorosz Doroszko
    Doroszuk Doroz Drabarek Draus Drawc Drążyk Dreger Drej Dreszer Dreszler Drgas Drobik Drobnik
    Drobot Droś Drost Drozdek Dróżdż Drożdżal Droździel Druszcz Druzgała Drwięga Drygas Dryka Drywa
    Drzyzga Dubaj Dubik Dubis Duchnik Duczmal Dudała Dudar Dudkowiak Dudys Dudzic Dudzicz Dudziec
    Dudzik Dułak Dulęba Dulemba Dulian Dulik Dumin Duplaga Durak Duras Durczok Durek Durka Durko
    Durlak Durlej Durlik Durma Durys Dusik Dybaś Dybich Dyczko Dyda Dydo Dyduch Dydyna Dygas Dyja
    Dyjach Dyjak Dyjas Dyka Dykas Dylik Dylong Dyoniziak Dyrcz Dyrek Dyrkacz Dytłow Dziadosz
    Dziadura Dziąg Dziak Działak Dziarmaga Dziduch Dziechciarz Dziedziak Dziełak Dziendziel Dzienis
    Dziergas Dzierwa Dzierżęga Dziewior Dziewit Dzimira Dziopa Dziuban Dziubek Dziubka Dziuda
    Dziugieł Dziuk Dziurla Ebert Eckert Ejsmont Ekert Ekiert Elert Elias Ellwart Elwart Engel
    Engler Erdmann Ewiak Faber Fabich Fabiś Fabisz Fąfara Fąferek Fajkis Falba Faltyn Farion Faruga
    Fechner Fedak Fedko Fedoruk Fedyk Feldman Felis Ferdyn Ferenc Ferens Ficek Ficner Ficoń Fidelus
    Fidler Fido Fidor Fidos Fiebig Fiedler Fiedor Fiedoruk Figas Figat Fijak Fijoł Fijołek Filak
    Filas Filiks Filipiuk Filusz Fira Firlit Firszt Fischer Fiszer Fitas Fitrzyk Fleszar Flieger
    Flisek Fluder Fogel Fogiel Fogt Foit Fojcik Fojt Fołta Foltyn Fonfara Formela Formella Fornalik
    Frąckowiak Frącz Franas Franaszek Franik Franke Fraś Freitag Frej Frelek Frelik Frey Froń
    Fronczek Fronia Frost Frukacz Frycz Frydel Frymus Fuchs Fudała Fudalej Fudali Fugiel Fuławka
    Furtak Futyma Fyda Fydrych Gabrych Gabryel Gabzdyl Gąciarz Gaczoł Gadzała Gaffke Gągała Gaida
    Gajak Gajcy Gajdzik Gajowiak Gajowniczek Gajzler Gałaj Gałan Gałat Galik Galoch Galos Galuba
    Gałus Gałwa Galwas Gamrot Gancarz Gapys Garbaciak Garbacik Garbala Garboś Garczarek Gardas
    Gargała Gargas Gargol Gargula Garlej Garsztka Gatner Gauza Gawełek Gawenda Gawinek Gawior
    Gawlak Gawlas Gawliczek Gawryjołek Gawryluk Gawryś Gdaniec Gębal Gębala Gebauer Gęborys Gębura
    Gęca Gędłek Gęgotek Geisler Gembara Gemza Gendek Gerlich Gers Gesek Getka Gibas Gicala Giedrojć
    Gieniusz Gierach Gierak Gieras Gierasimiuk Gierat Gierej Gieroń Giers Giersz Gierula Gill Glapa
    Glapiak Glazer Glegoła Glenc Gliwa Gloc Głodzik Glomb Głowala Głowiak Głuc Gmur Gmyrek Gnap
    Gniadzik Gnutek Goch Gocha Gocyła Goczoł Godula Godyń Godziek Godzik Godzwon Gogacz Goik Gojny
    Golak Golba Goldman Gołdyn Goliasz Golik Golis Goliszek Golla Gołofit Gołoś Goman Gomuła
    Gomułka Gońda Gondek Gonera Gonsior Gontarek Górak Góreczny Gorgol Gorgosz Gorol Gortych
    Gorzelak Górzny Gosik Goss Gosztyła Gozdur Góźdź Grabara Grabas Grabias Graboń Graboś Grądziel
    Gralak Gralec Gramza Graś Grdeń Grębowiec Gręda Gregor Gregorek Grel Grela Grelak Grenda
    Greszta Groborz Grolik Gromala Grosman Gross Groth Grotha Grubba Grund Grybel Gryboś Gryc
    Gryciuk Grycz Gryga Grygiel Grygier Grygo Grygoruk Grymuza Gryń Gryszko Gryta Grzechnik
    Grzechowiak Grzegolec Grzegorek Grzegorzak Grzejdziak Grzelec Grzelka Grzenia Grzesica Grzesik
    Grzesiuk Grześkowiak Grzeszkowiak Grzmil Grzona Grzonka Grzywocz Gubała Gubernat Gucwa Gudz
    Gugała Guja Gumiela Gumny Gumuła Gumulak Gumułka Gurak Gurdak Gurdek Gurgul Guściora Guzdek
    Guzenda Guziak Guzior Gwadera Gwardys Gwizdak Gzella Gzyl Haase Habas Habdas Habel Haber Habera
    Haberka Habrat Hachuła Hadała Hadam Hadaś Hadryś Haduch Hahn Hajdas Hajdasz Hajder Hajduga
    Hajok Hałat Halik Hallmann Halman Haluch Hałupka Hamerla Hampel Hamrol Hanak Hanas Hanc Handke
    Handzel Handzlik Hankus Hansen Hanzel Hapka Haponiuk Haraf Harasim Harasimiuk Haratyk Harazim
    Haremza Haręża Harężlak Hartman Hasiuk Hawro Hawrylak Hawryluk Heba Heczko Hein Hejduk Hejmej
    Hejna Helak Heller Helman Heluszka Hemmerling Hendzel Henke Hennig Henzel Herbut Herda Herdzik
    Herka Herkt Hermann Hernas Hernik Herok Herrmann Hertel Herzog Herzyk Hess Hewelt Hibner
    Hildebrandt Hiller Hinc Hinca Hinz Hirsch Hnat Hnatiuk Hodun Hoffman Hoffmann Hofman Hojan
    Hojka Holak Holc Holeczek Holeksa Holewa Hołowacz Hołownia Hołyst Homa Homoncik Honkisz Hoppe
    Horak Horbacz Hordejuk Hornik Horwat Horzela Hryciuk Hryniuk Huber Hudy Hudziak Hudzik Hulbój
    Humeniuk Huras Huszcza Hutny Hutyra Hydzik Hyjek Hynek Iciek Idec Idkowiak Ignaciuk Ignatiuk
    Igras Ilasz Imiela Inglot Irla Irzyk Iwaniec Iwaniuk Iwaszko Jacak Jachacy Jachimek Jachna
    Jachnik Jachym Jachymek Jachymiak Jaciubek Jackowiak Jaglarz Jagosz Jagusz Jahn Jakiel Jakieła
    Jakielaszek Jakimiak Jakimiec Jakimiuk Jakóbiak Jakóbik Jakoniuk Jakubas Jakubaszek Jakubiak
    Jakubiszyn Jakubiuk Jakuć Jałocha Jambor Jamioł Jamro Jamróg Jamróz Jamrożek Jamrozik Jamroży
    Janas Janasik Janaszek Janc Janca Janczur Janczura Janczy Janda Janduła Jandura Janiczek Janiga
    Janiszek Janiuk Jankowiak Janoszek Janoszka Janota Janowiak Janta Januchta Jarczok Jaremek
    Jaremko Jargieło Jargiło Jarmuł Jarmuła Jarmużek Jarnot Jaroń Jarosik Jaroszuk Jarzębak
    Jarzombek Jasiczek Jasik Jaskot Jaśkowiak Jaskuła Jasnoch Jaszczyszyn Jawoszek Jażdżyk Jęcek
    Jechna Jędra Jędrak Jędral Jędras Jędrasik Jędraszek Jędrocha Jędruch Jędrusik Jędruszek
    Jędryczka Jędrys Jędrysik Jędrzejak Jedut Jekiełek Jękot Jemielity Jendrysik Jensen Jereczek
    Jerzak Jessa Jesse Jeszka Jeszke Jewuła Jeznach Joachimiak Jobda Jochymek Johansson Johnson
    Jokiel Jonak Jonas Jończy Jonda Jonderko Jones Jonkisz Joszko Józwik Judek Jurak Juras Jurasik
    Jurczyszyn Jurgiel Juroszek Juruś Jurzak Jurzyk Jurzysta Juśko Juskowiak Kacała Kachniarz
    Kacprzyk Kacy Kaczmar Kaczmara Kaczmarzyk Kadej Kadela Kądzioła Kafka Kajda Kajdas Kajdy
    Kajstura Kalandyk Kalarus Kalemba Kalenik Kaliciak Kaliszuk Kałwa Kałwak Kamola Kampa Kampe
    Kampka Kamuda Kandefer Kandora Kańduła Kandzia Kandziora Kanik Kansy Kantek Kańtoch Kapałka
    Kapciak Kapias Kapuścik Karbowiak Karbowniczek Kardaś Kardasz Kardyś Kargol Kargul Karkocha
    Karlak Karnas Karpeta Karpiak Karpierz Karpiuk Karpuk Karsznia Karwala Karwan Karwat Karwata
    Karwot Karyś Kasica Kasjaniuk Kasprowiak Kasprzyk Kass Kastelik Kaszkowiak Kasznia Kawiak
    Kawula Kawulok Kazberuk Kazior Kaziród Kęcik Kędra Kędroń Keler Keller Kempa Kempisty Kempka
    Kempny Kenig Kern Kiciak Kidawa Kidoń Kielak Kielan Kielar Kiełbus Kieloch Kiepas Kiepura
    Kierepka Kiereś Kiernozek Kijak Kijas Kilan Kilar Kiliszek Kiljan Kimak Kinder Kipka Kiraga
    Kiryluk Kisała Kiwak Kiwior Klajn Klamann Kłaput Klatt Kleban Klebba Klęczar Kleinschmidt
    Klepczarek Kliber Klimas Klimiuk Klinger Klinkosz Kliś Kliszcz Kliza Kloch Kłoczko Klorek Kluge
    Klupś Kluzek Kłys Kłysz Klyszcz Klyta Kmak Kmieciak Knapek Knapik Knaś Knitter Knop Knopek
    Knopik Knopp Knych Knysak Kobak Kobeszko Kobos Kocaj Kocemba Kochel Kochman Kociemba Kocjan
    Kocoł Kocot Koćwin Kocyba Kocyła Koczara Koczkodaj Koczur Koczura Koczwara Koenig Kohnke Kohut
    Kojder Kolber Kołbuc Kolbusz Kolenda Kolendo Kolman Koloch Kołoczek Kołodziejak Kołodziejek
    Kołsut Kołton Kolus Koman Komander Komisarek Komperda Komsta Komuda Kończal Kondej Kondeja
    Kondraciuk Kondratiuk Kondziela Kondziołka Koneczny Konefał Konior Konkel Konkol Kontek Kontny
    Kopel Kopiczko Kopik Kopyś Korban Korbut Kordas Kordek Kordos Kordus Korejwo Korepta Korfel
    Korga Korgól Korgul Korkosz Korkus Kornafel Kornaga Kornaś Kornek Korneluk Korniluk Korol
    Korpak Korpal Kortas Kortus Korus Korzeb Korzekwa Kosałka Kościelak Kościk Kosela Kosidło
    Kosiek Kosik Kośla Kosmal Kosmala Kosman Kostiuk Kostorz Kostrubiec Kostyk Kostyra Kosyl
    Kosznik Kosztyła Kotala Kotarba Kotas Koterba Kotrys Kott Kotuła Kotyla Kotynia Kotyrba Kowalak
    Kowalcze Kowaluk Kowolik Koźbiał Kozdęba Kozdra Kozdraś Kozdrój Kozdroń Koziak Koziatek Kozień
    Koźluk Kozok Kozon Kozubal Kozyra Krajza Kral Krala Kramer Kranz Kraus Krause Krauz Krauza
    Krauze Kręcichwost Kreczmer Krefft Kreft Krefta Kreja Krekora Kremer Krempa Krenc Kriger Królak
    Kroll Krukar Krużel Krych Kryczek Kryczka Kryger Krygier Kryk Kryściak Krysik Krysiuk Krysta
    Krystek Krystkowiak Krysztofiak Krysztofik Krywult Krzciuk Krzempek Krześlak Krzosek Krztoń
    Krzysik Krzystek Krzysztofiak Krzysztofik Krzysztoń Krzysztoszek Krzywoń Ksel Kubal Kubala
    Kubasik Kubat Kubata Kubera Kubicz Kubiczek Kubień Kubieniec Kubin Kubina Kubiś Kubisa Kubisz
    Kubisztal Kubiszyn Kubit Kublik Kuboń Kuboszek Kubuj Kucab Kucharzak Kucharzyk Kuchciak Kuciak
    Kuciel Kućmierz Kucner Kucybała Kuczaj Kudela Kudłacik Kudlak Kudlik Kudyba Kudzia Kuffel Kuhn
    Kujda Kukier Kukwa Kułaga Kulawiak Kulawik Kulesa Kuleta Kuliberda Kulpa Kultys Kulus Kumięga
    Kumor Kumorek Kunat Kunc Kunca Kundera Kunert Kunkel Kunysz Kunz Kupaj Kupidura Kupis Kupracz
    Kupś Kural Kurasz Kurbiel Kurczab Kurdek Kurdziel Kurgan Kuriata Kurkowiak Kurleto Kurnyta
    Kurosz Kurpanik Kurpas Kurpisz Kurtyka Kuryś Kurzaj Kurzak Kurzępa Kurzydło Kurzyk Kusal Kusik
    Kusior Kuśmider Kuśmierz Kuśmirek Kuster Kustra Kuświk Kusyk Kuszaj Kusztal Kutek Kutnik Kuzak
    Kuźba Kuźdub Kużdżał Kuzera Kuziak Kuziel Kuzioła Kuzior Kuziora Kuźmicz Kuźniar Kuzyk Kwapich
    Kwapis Kwarciak Kwasigroch Kwaśnik Kwiotek Kwolek Kycia Kyrcz König Łabaj Łabiak Labocha
    Labudda Łabuz Łacek Łachacz Łachut Lademann Ładziak Łagódka Łągwa Łakatosz Łakota Lalak Lamch
    Lang Langa Langer Langier Langner Lango Łapaj Łapeta Łapot Łasak Lasik Łaskawiec Laskus Lassak
    Laszuk Łataś Latocha Latoń Latusek Latuszek Łazarek Lechwar Lęcznar Ledwig Ledwoń Ledzion
    Łęgowik Legutko Lehmann Lejman Leleń Lelonek Lempa Lempart Lenarcik Lenard Lendzion Lendzioszek
    Leniart Lenik Leoniuk Lepiarz Lepich Lerch Lesiczka Lesik Lesisz Lesiuk Leśków Lesner Lewna
    Lewtak Leyk Leżoń Liberda Lichoń Lichosik Liedtke Ligas Ligenza Ligus Limanówka Lindner Lipiak
    Liput Lisak Lisik Lisoń Liss Listwan Litka Litke Littwin Litwiniuk Lizoń Lizurej Łobacz Łobos
    Łodej Łopaciuk Loranc Loranty Lorent Lubaś Lubera Luberda Łubiarz Ludwig Łukasiuk Łukaszuk
    Łukaszyk Lukoszek Łukowiak Łuksza Luranc Łyjak Łysik Łyskawa Machalica Macheta Machnik Machnio
    Machoń Machowiak Machul Machula Machulec Machura Maciąg Maciak Maciałek Maciaś Maciaszek
    Maciążek Maciążka Maciejak Maciejasz Maciejuk Maciocha Macioł Macioła Maciołek Macioszek Maciuk
    Maciuszek Maćkowiak Macuga Macur Macura Madejek Madoń Mądrzak Madura Magdziak Magdziarz Magryś
    Magryta Mainka Majcherek Majchrzyk Majczyna Majdak Majder Majer Majgier Majkrzak Majkut Majnusz
    Majocha Majos Majtyka Majzner Makaruk Makiel Makieła Makles Makselon Maksimiuk Maksymiuk
    Makulec Makurat Małaczek Malak Malaka Małas Malcharek Malcher Malcherek Malejka Malesa Maleszka
    Maligłówka Malmon Małocha Małolepsza Małolepszy Małota Maluchnik Małys Małysa Małysko Małysz
    Małysza Małyszek Małyszka Małyszko Mamak Mamcarz Mamet Mandrela Mandrysz Mandziuk Manista
    Mantaj Maraszek Marat Marchel Marchela Marchlik Marchut Marciniec Marciniszyn Marciniuk Marcol
    Marcola Marcyniuk Marecik Margas Markiel Markowiak Marosz Maroszek Marszał Marszalik Martyka
    Martyniuk Marut Masiarz Masiuk Masłoń Masłyk Maśnica Mastaj Mastalerz Mastej Mastela Masternak
    Maszota Matej Mateja Matejuk Matela Materek Materka Matla Matłoka Matłosz Matoga Matras
    Matraszek Matusek Matusik Matusz Matuszny Matuszyk Matwiej Matyasik Matyja Matyjas Matyjasek
    Matyjasik Matyjaszek Matyka Matyla Matysik Mayer Mazek Maziarka Mazik Męcik Mędrala Meger
    Megger Meissner Mejer Mękal Melaniuk Melcer Meler Melnik Mencel Mendak Mentel Menzel Merchel
    Merchut Mercik Meres Merta Mętel Metera Meus Meyer Miąsik Miazio Micał Michalec Michaliszyn
    Michaluk Michnik Michoń Michta Michulec Michura Miciak Miczek Miczka Midura Miękus Mielcarek
    Mielech Mielke Mieloch Mientus Mierzwiak Migas Migda Migoń Migut Mijas Mikiciuk Mikina Mikler
    Mikoda Mikołajec Mikrut Mikruta Miksza Mikuła Mikulak Mikulec Mikusek Milcarz Miller Miloch
    Minda Minkina Miotk Miotke Miozga Mirga Mirgos Mirocha Mironiuk Miros Misiaszek Misiejuk
    Misiołek Misior Misiuk Miśkowiec Miśta Miśtak Miśtal Mistarz Mistrzak Miszczyszyn Miszkiel
    Miszkurka Miszta Misztela Mitas Mitek Mitera Mitka Mitoraj Mituła Mitura Mizak Mizgała Mizia
    Miziołek Mocek Moćko Mojsa Mokwa Molak Mołczan Mołdoch Molęda Molek Molga Morawiak Morcinek
    Mordak Mordal Morgała Morgaś Moroń Morozow Mortka Moryl Morys Mosek Mosiej Mosiołek Mosler
    Mosoń Mosur Mosz Możdżonek Możejko Mrotek Mrowca Muciek Mućko Mudlaff Mueller Mulawa Muller
    Muras Muraszko Murdzek Murias Musiałek Musialik Musielak Musiolik Muzolf Mydlak Myga Myrcha
    Myrcik Myrda Mysior Mysłek Myszor Műller Nabiałek Naczk Nadolny Naglik Nagórna Nagórny Najdek
    Najder Najman Nakoneczna Nakoneczny Nakonieczna Nakonieczny Nalazek Namyślak Narloch Naskręt
    Natkaniec Naumiuk Nawalaniec Nawrat Nawrotek Nazarko Nazaruk Necel Nehring Nejman Nesteruk
    Neubauer Neugebauer Neuman Neumann Nguyen Nickel Niczyporuk Niechciał Nieckarz Nieckula
    Niedużak Niedziółka Nieradke Nieścior Nieścioruk Nieszporek Nikitin Nikołajuk Niksa Nilsson
    Niziałek Nizio Nizioł Nobis Noculak Nocuń Nogieć Nojek Nojman Noras Nosiadek Nowara Nowocień
    Noworolnik Nowotnik Nowrot Nycz Nyga Nytko Obajtek Obiała Oblizajek Obłój Obrochta Obrzud Obst
    Ochał Ochała Ochałek Ochmann Ochnik Ochnio Ociepa Oczoś Ogaza Ogiegło Ogiela Ogierman Ogłaza
    Okarmus Okła Okrzesik Olak Olas Olbrych Olbrycht Olbryś Olchawa Olchowik Oleksak Oleksik
    Oleksiuk Oleniacz Olesiejuk Olewnik Olma Olszok Omiotek Onoszko Opach Operacz Opioła Opyd
    Opyrchał Oramus Orawiec Ordak Ordon Orman Ornoch Orszulak Orszulik Orwat Osajda Osetek Osiak
    Osipiuk Oskwarek Osojca Ostafin Ostapiuk Ostręga Osypiuk Otremba Otulak Owcarz Owczarzak
    Owsianik Owsianna Owsianny Ożga Ożgo Pabin Pabiś Pacak Pachla Pachnik Pacholak Pacholarz
    Pachura Pachuta Paciej Pacocha Pacuła Pacura Pacuszka Pacut Pacyga Paczos Padiasek Padula
    Padzik Pagacz Pajdak Pajdzik Pajek Pajestka Pajka Pajor Pakieła Paleczna Paleczny Palej Pałgan
    Paliga Palimąka Palus Pałyga Pałys Pałysa Pamuła Panasiuk Pańczyszyn Pankau Papciak Papis
    Parafiniuk Parda Pardela Pardo Parkitna Parkitny Parylak Parzych Parzyszek Paściak Pasierbek
    Pasiut Pasoń Pastuła Paszenda Paszkowiak Pasztaleniec Patalas Patejuk Paterak Patla Patrzykąt
    Pawelak Pawełoszek Pawlaczek Pawlas Pawleta Pawlica Pawliszyn Pawlonka Pawlos Pawul Pazdan
    Pazdro Pazera Pazgan Pazoła Pęciak Pedrycz Pędzich Pędzik Pękacz Pęksa Pelczar Penar Penkala
    Perdek Pernak Pernal Pertek Peryt Pest Pesta Peszko Peters Petruk Petrus Petryków Pezda Pfeifer
    Piaścik Piaseczny Piasny Pich Picheta Pichlak Piechaczek Piechna Piechnik Piechowiak Pięciak
    Pieczek Pieczka Pieczko Pieczykolan Pieczyrak Piędel Piejko Piekacz Piekorz Piękoś Pielach
    Pielech Pielecha Pielka Pieloch Pielużek Pieńkos Pieńkosz Pieper Piepiórka Pieprzak Pierchała
    Piesik Pietkun Piętoń Pietrak Pietrasik Pietroń Pietryga Pietryk Pietryka Pikor Pikora Pikos
    Piksa Pikulik Pilip Pindel Pindor Pindral Pinkosz Pintal Pioch Piontek Piosik Piotrak
    Piotrowiak Pisera Pisula Pitala Pituła Pitura Piwnik Plak Plaskota Płatos Pławiak Pleskot Plich
    Plicha Plizga Płodzień Płoszaj Płuciennik Pocheć Pochmara Pochopień Pochroń Pociask Podedworna
    Podedworny Podolak Podolec Podrażka Pohl Polaczek Pondel Ponichtera Popielas Popik Poremba
    Porwoł Porzucek Poślednik Pośnik Potaczek Potempa Potrykus Prajs Prajsnar Pranga Prawdzik
    Prędota Preis Preisner Prejs Preś Prętka Prętki Preuss Procner Prokopiak Prokopiuk Prokurat
    Pronobis Protasiuk Prucnal Prusik Prygiel Prystupa Przebinda Przeliorz Przybycień Przybylak
    Przybyłek Przybyłka Przybyłko Przybyś Przystupa Ptach Puchta Pucyk Pudlik Pukas Pulit Purgał
    Purol Purtak Purwin Puścian Pustuła Puta Putek Puto Puzia Puzik Puzio Pycia Pyclik Pyda Pydo
    Pydych Pydyn Pyrcz Pyrkosz Pyrz Pysz Pytlak Pytlarz Pytlik Pytlos Pyziak Pyzik Rabenda Rabiega
    Rachwał Rachwalik Racis Radke Radlak Radoła Radtke Radziwon Rafacz Ragan Ragus Rajch Rajchel
    Rajchert Rajman Rajwa Rakoczy Rakus Ramus Ramza Rapacz Rąpała Rasała Rduch Rdzanek Rębiś Reder
    Regiec Reich Reichel Reichert Reimann Reinert Reiter Reizer Rejdych Rejmak Rejman Rejmer Rękas
    Rekus Reluga Rembacz Rembisz Remisz Repeć Respondek Rezler Rezmer Richert Richter Riedel Ritter
    Rochowiak Rodzik Rogosz Rogula Rogut Rohde Rolak Romaniec Romanik Romaniszyn Rompa Ropiak
    Rosada Rosak Rosiek Rosik Rosikoń Rosłaniec Rosłoń Rosłoniec Ross Rossa Roszyk Roter Rother
    Różak Rozmiarek Rozmus Rubaj Rubak Ruban Rubik Rudaś Rudyk Rukat Ruman Rupik Ruszel Rutana
    Rybus Rycaj Rychcik Rychert Rychlak Rychter Rycombel Rydzik Ryguła Ryłko Rymar Rymer Ryndak
    Rysz Ryznar Ryzner Rząsa Rzemek Rzeszut Rzońca Rzucidło Sabak Sączawa Sądej Sadlak Sadlik
    Sadłocha Sadłoń Sadoch Sadura Saja Sajak Sajnóg Salachna Sałaj Salawa Sałbut Sałuda Samociuk
    Samsel Samulak Sanetra Sapeta Sapieja Saramak Saran Sarapata Sarosiek Sarota Sarwa Sarzała
    Sasak Sasiela Sass Saternus Satława Satoła Satora Schiller Schmidt Schneider Scholz Schreiber
    Schroeder Schröder Schubert Schulz Schulze Schwarz Ścibek Ściebura Ścieszka Sebzda Sędłak
    Sędziak Sędzik Seget Segiet Seidel Seifert Sęktas Sekuła Semeniuk Semik Semla Semrau Sendor
    Senger Seniuk Sereda Seremak Seremet Sergiel Serowik Serwin Serzysko Setla Setlak Sibiga
    Sidoruk Siebert Siedlaczek Siedlarz Siejak Siejka Siejko Siemaszko Siembab Siembida Siemieniuk
    Sieńko Siepka Sierant Sieroń Sierżęga Siewert Siewier Siewiera Siewruk Sijka Sikoń Simlat Singh
    Siodłak Sipa Sirko Sitarek Siuda Siudak Siudek Siudy Siuzdak Siwiak Siwoń Skalik Skiepko Sklorz
    Skolik Skomra Skoneczna Skoneczny Skonieczka Skonieczna Skonieczny Skotarek Skotniczna
    Skotniczny Skowera Skowyra Skrobisz Skrobol Skrobot Skrok Skrzyniarz Skrzypacz Skubis Skubisz
    Skutnik Słabik Słapek Ślazyk Ślebioda Śleboda Ślęczek Ślęczka Ślemp Śleziak Śliwiak Słobodzian
    Słowiak Słupik Słyk Smagacz Smajdor Smeja Smektała Smela Smentek Śmierciak Smith Smolorz Smorąg
    Smoter Smuda Smusz Smykla Smyl Smyrak Śnioch Snoch Sobala Sobania Sobaszek Sobel Sobera
    Sobiegraj Sobieszek Sobiło Sobisz Sobkowiak Sobolak Sobstyl Sochaj Sochan Socik Sojda Solak
    Solich Solis Soliwoda Sołoducha Sołowiej Sołtysik Soluch Sommer Sommerfeld Sondej Sońta Sopata
    Sorbian Sordyl Sornat Sosin Sowada Sowała Sowik Sowul Sowula Spisak Sprengel Springer Spyra
    Spyrka Sromek Stabla Stabryła Stachelek Stachera Stachnik Stachniuk Stachoń Stachula Stachura
    Stachyra Staciwa Stadler Stafiej Stalmach Stanaszek Stanclik Staniaszek Stanisławiak Staniucha
    Stankowiak Stanny Stanuch Stanula Stąpor Stąpór Staręga Starmach Staroń Starościak Startek
    Starzak Stasica Stasik Stasiuk Staśkowiak Staszel Stawarz Stawinoga Steć Steciuk Stecko Stecyk
    Stefanik Stefaniszyn Stefaniuk Stein Steinke Stelmaszyk Stempień Stempin Stencel Stenka Stenzel
    Stepaniuk Stępnik Sternal Steuer Stiller Stoch Stochaj Stochel Stodolak Stolorz Stoltman
    Stoltmann Stoń Stopyra Stoszek Strachota Stranc Strojek Strójwąs Strózik Stróżyk Struk Struzik
    Strząbała Strządała Strzemieczny Strzeżek Strzoda Stuchlik Studniarek Stygar Styn Stypka
    Styrczula Styrna Styś Suchanek Suchenek Suchoń Suchora Suchta Suda Sudak Suder Sudnik Sugier
    Suliga Sumara Supernak Surdel Surdyk Surdyka Surman Surmiak Surzyn Suwara Świąder Światłoń
    Świda Świerc Świergiel Świerkosz Świerkot Święs Świtoń Sychta Sydor Sydorów Syguła Sygut Sykuła
    Sykut Syldatk Sylwestrzak Synak Syposz Sypuła Syroka Sysło Szadach Szady Szafron Szaj Szajda
    Szajna Szajner Szałaj Szałajko Szalast Szałata Szalbot Szaraniec Szarata Szarlej Szarmach
    Szastak Szawara Szczechowiak Szczechura Szczepaniec Szczepanik Szczepaniuk Szczepara Szczerbiak
    Szczerbik Szczeszek Szczubełek Szczyrba Szefer Szefler Szeja Szejna Szela Szeluga Szendzielorz
    Szeremet Szeremeta Szeszuła Szetela Szkaradek Szkiłądź Szkup Szkwarek Szlagor Szłapka Szlązak
    Szlęk Szlendak Szlęzak Szlufik Szmagaj Szmajda Szmajduch Szmania Szmelter Szmid Szmidt Szmigiel
    Szmit Szmuc Szmyd Szmyt Szmytka Sznajder Sznapka Szolc Szołtysek Szołtysik Szotek Szpala
    Szpiech Szponar Szpot Szpunar Szpura Szpyra Szpyt Szpytma Szrajber Szramka Szreder Sztandera
    Szturc Sztyber Szubart Szubert Szubryt Szubzda Szudy Szul Szula Szulik Szulim Szulist Szulta
    Szumacher Szumilas Szuper Szurlej Szustak Szuster Szut Szuta Szuty Szwagrzyk Szwaj Szwaja
    Szwajca Szwajda Szwec Szwiec Szybiak Szydlik Szygenda Szyguła Szykuła Szylar Szyma Szymajda
    Szymała Szymaniec Szymanik Szymaniuk Szymeczko Szymendera Szymiczek Szymik Szymkowiak Szymocha
    Szymonik Szymula Szymura Szynal Szyndler Tabiś Tabisz Taciak Tadla Tadych Talaga Tałaj Talaśka
    Talik Tanaś Tańcula Tarasiuk Taraszka Tasarz Tasior Tazbir Tecław Tęczar Tekiela Tekieli Telka
    Telus Teper Tercjak Terelak Teterycz Thiel Tkocz Tlałka Tober Tobor Toborek Tocha Tofil Tolak
    Tołoczko Tomaka Tomal Tomala Tomalak Tomalik Toman Tomana Tomanek Tomas Tomasik Tomaszuk
    Tomczyszyn Tomera Tomiak Tomkiel Tomkowiak Tomoń Tomsia Tomys Tomzik Tonder Tondera Torbus
    Torchała Tosik Trafas Trajdos Treder Trochim Trochimiak Trochimiuk Tront Truchan Trusz Trybała
    Trybuś Trzcionka Trzepizur Trzpil Trzpis Turaj Turbak Turlej Tusk Tutak Tuzimek Twardoch
    Twardosz Twardzik Tybura Tyburczy Tylenda Tylman Tylutki Tymczyszyn Tymoszuk Tyrek Tyrka Tyszer
    Tywoniuk Uchman Ufniarz Ulbrich Ulenberg Ulfik Uliasz Ulman Urbanik Uryga Usarek Uzar Vogel
    Vogt Wachnik Wachowiak Wacławiak Wacławik Wadas Wądrzyk Wągiel Wajda Wajdzik Wajer Wajs Wakuła
    Walak Walasek Walasik Walat Wałdoch Waldon Wałęga Walenciak Walencik Walendziak Walendzik
    Waliczek Waliłko Walkosz Walkowiak Walkusz Waluk Wandas Wandzel Waraksa Warchala Warda Wardach
    Wardak Wardzała Wardziak Warias Warmbier Warnke Warpas Warwas Warych Warzocha Warzybok Warzycha
    Wasążnik Wasila Wasiluk Wasiuk Wasyluk Waszkowiak Watoła Watras Wawak Wawoczny Wawruch Wawryk
    Wawryniuk Wawryszuk Wawrzak Wawrzaszek Wawrzyczek Wawrzyk Wcisło Wdowik Węcławek Węglorz Wegner
    Węgrzyk Weiner Weinert Weis Weiss Wejer Wejman Welc Welenc Wencel Wenda Wenderlich Wendt Wenzel
    Weremko Wernik Werra Weselak Wiaderny Wiak Wichary Wiciak Wicik Widera Widlarz Więcaszek
    Wiechnik Więcławek Wieczerzak Wiejak Wiekiera Wieleba Wielgat Wielgos Wielgosz Wiencek
    Wiercigroch Wierdak Wierzchoń Wiese Wiesner Wieszołek Wietecha Więzik Wijas Wijata Wikiera
    Wiktorzak Wilkos Wilkosz Williams Wilman Wilusz Wincenciak Windak Winkler Winter Wiraszka
    Wirkus Wiszowaty Witak Witas Witasik Witkoś Witos Witoszek Witt Wittbrodt Wittek Wizner Wlaźlak
    Wlizło Wnętrzak Wochna Wochnik Wocial Wojas Wójciak Wojdak Wojdan Wojdyga Wojdyła Wojdyło
    Wojdyna Wojnar Wójs Wojsa Wojtaczka Wojtak Wojtalik Wojtan Wojtanek Wojtania Wojtaszek Wojtera
    Wojtiuk Wojtkowiak Wojtoń Wojtuń Wojtunik Wojtyczek Wojtyczka Wojtyczko Wojtyła Wojtyło Wojtyna
    Wojtynek Wojtyra Wojtyś Wolff Wolnik Wołodźko Wołoszyk Wons Woroch Woronko Worwa Wosiek
    Wośkowiak Wosztyl Wowra Wowro Woźniczek Woźniczka Woźniczko Wrąbel Wrochna Wrzodak Wrzyszcz
    Wtulich Wycech Wychowałek Wyciślik Wydrych Wylężek Wypchło Wyrębek Wyroślak Wyrwich Wyskiel
    Wysmyk Wysogląd Wysota Zabłotny Zaborek Zacharow Zadroga Zadrożna Zadrożny Zagała Zagata
    Zagożdżon Zagrajek Zagrobelna Zagrobelny Zaguła Zajdel Zalech Zaleśny Zamora Zapert Zapiór
    Zapotoczna Zapotoczny Zaraś Zaremba Zarychta Zaucha Zawalich Zawartka Zawiślak Zbiciak Zbróg
    Zbrożek Zdebel Zdobylak Zdrzałek Zdybel Zębala Zębik Zegan Żegleń Żelasko Zelent Zeman Zemanek
    Zemlik Zgódka Ziach Ziajka Zięciak Zięcik Zięcina Ziegert Ziegler Zielke Ziemann Ziemba Zieniuk
    Zientara Zientek Ziętal Ziętara Ziętek Ziewiec Zimmer Zimmermann Zimoląg Ziora Złoch Zniszczoł
    Znojek Znyk Żogała Zontek Zubel Żuberek Zubik Żugaj Zuziak Zwolak Zybała Zydroń Zygadło Żygadło
    Zyguła Żymełka Żynda Żyrek Zywert Zyzak
"""
# Words, too: „Wrona”, „Góra”. Names beside a first name only.
SURNAMES_AND_WORDS = """
    Adamiec Anioł Babiarz Babula Bach Bajda Bajer Bajor Bajorek Bakalarz Bała Banach Bańka Bargieł
    Baron Barszcz Baryła Basta Batko Bator Bauer Bazan Bęben Bębenek Belka Bereza Biała Białowąs
    Biały Bieda Biegun Bielec Bieńka Bieńko Biesiada Bigos Bijak Biskup Błach Blicharz Blok Bober
    Bobra Bochenek Bodziony Bogacz Bojko Bomba Boruch Boruta Bosak Bożek Broda Brodziak Brodzik
    Brożyna Bryl Bryła Bryś Brzózka Buchta Bucior Buda Budnik Budzik Buła Bura Burak Burda Burek
    Burka Byczek Caban Całek Całka Całko Cebula Cedro Cegiełka Ceglarek Chałupka Chłopek Chmur
    Chmura Cholewa Chorąży Chowaniec Chrapek Chrząszcz Chuda Chudy Chyła Ciach Cicha Cichy Ciepły
    Cieśla Ciosek Ciszek Ciupa Ciura Cwalina Ćwiek Ćwieka Ćwik Ćwikła Cyran Czachor Czaj Czaja
    Czajka Czajko Czarna Czarnota Czarny Czekała Czerwiec Czerwonka Czerwonko Czop Czopek Czuba
    Czubak Dąbrowa Dębek Deja Depta Dera Derda Dereń Dolat Dolata Dołęga Dolna Dolny Domin
    Dopierała Drab Drabik Drąg Draga Drapała Drzazga Drzymała Duch Dula Duma Dura Dusza Dutka
    Dwojak Dworak Dwornik Dyba Dybała Dyląg Dyrda Dziadek Dzięcioł Dziekan Dzik Dziub Dziuba Dziura
    Faron Figiel Figura Fiuk Flak Flaka Foks Fornal Fortuna Foryś Frydrych Furman Furmanek Gaca
    Gach Gajek Gała Galant Galas Gałązka Gałka Gałuszka Garstka Garus Gąsiorek Gawęda Gawlik Gawor
    Gazda Gębka Gibała Giemza Giera Głąb Głąba Gładysz Głaz Glinka Glinko Głód Głodek Głowacz
    Główka Głuszek Gola Golec Goli Golonka Gomółka Gontarz Góra Gorczyca Górka Górko Górni Górny
    Gozdek Graca Grad Grajek Grala Grobelny Grochal Gruba Gruca Gruchała Grudzień Gruszko Grzanka
    Grzęda Grzywa Grzywacz Guzek Guzik Gwiazda Gwizdała Gwiżdż Gwóźdź Hajduk Hałas Hebda Hołda
    Idzik Iskra Jach Jagieła Jagiełło Jagła Jakubiec Jania Janiec Jaromin Jarosz Jarzyna Jędrych
    Jedynak Jopek Jucha Jung Jurga Kabała Kachel Kaczorek Kądziela Kądziołka Kąkol Kalata Kaleta
    Kalita Kałużna Kałużny Kantor Kapała Kapela Kapica Kapłon Karasek Karbownik Karcz Karkoszka
    Karolak Karoń Kasza Kasztelan Kata Kawalec Kawka Kępka Kiełb Kiełbasa Kiełtyka Kisiela Kiszka
    Kita Klecha Klein Kleszcz Klim Klima Kloc Kluba Kluz Kobiałka Kobylarz Kochanek Kocur Kogut
    Kokoszka Kolas Kolasa Kołek Kołtun Konieczka Konieczny Konik Konopka Konopko Kopka Korcz Korona
    Kościelna Kościelny Kościółek Kosek Kośmider Koszałka Koszela Koszyk Kotlarz Kotwica Kowol Koza
    Kozera Koziara Kozuba Kozubek Krakowiak Kramarz Kras Krok Królik Kruczek Krupka Krysa Krzywda
    Krzyżak Kubas Kubasa Kubica Kuca Kuchta Kucia Kuczer Kuczera Kudła Kufel Kukiełka Kukla Kuklo
    Kukułka Kula Kulas Kulasa Kulesza Kuleszo Kulig Kulka Kupka Kura Kuryło Kurzawa Kurzeja Kusz
    Kuta Kuźma Kwapisz Kwaśny Kwiecień Łabuda Łada Łakoma Łakomy Łapa Łata Łatka Łątka Latos
    Lebioda Leja Lelek Libera Lichota Ligęza Lipa Lipka Liszka Lizak Łoboda Łopata Łopatka Lorenc
    Lupa Łuszcz Łyko Machaj Machała Maczek Mączka Mączko Mądra Mądry Magiera Majda Mąka Makuch
    Malik Marchewka Marcisz Marszałek Marzec Maślak Maślanek Maślanka Matejko Matuszek Mazgaj
    Maziarz Mech Mędrek Meller Miazga Michna Michno Mielniczek Mielnikow Mierzwa Migacz Migdał Miko
    Miler Misiura Misztal Mizera Mleczko Momot Moroz Moskal Możdżeń Mroczka Mrowiec Mrówka Mrozik
    Mrugała Mruk Murzyn Musioł Muzyka Myszka Myszko Najda Nalepa Napierała Napora Nawara Nawrot
    Niedbała Niedziela Niewczas Niezgoda Nikiel Nita Nitka Niziołek Noga Nowik Obara Obrzut Ogórek
    Ogorzałek Okrój Ołdak Olejarz Olender Oliwa Olszówka Opałka Opara Oracz Orzeł Osucha Otręba
    Ożóg Pacek Paciorek Pacyna Pączek Paduch Pakuła Pala Palacz Pałasz Paliwoda Pałka Palki
    Papiernik Papież Parol Partyka Paruzel Pasieka Pasik Pastuszka Paszek Paszka Paszko Pater
    Patera Patra Patyk Paździor Pęcak Pędziwiatr Pękal Pękala Pękała Pelc Pełka Perz Pestka Piec
    Piechota Piecyk Pieczonka Piela Pięta Piętak Piętka Piętko Pietraszko Pietrucha Pietruszka
    Pietruszko Pikuła Pióro Piskorz Piszczek Piwka Piwko Płachta Plata Płatek Płaza Plewa Plichta
    Pliszka Płóciennik Płotka Pluto Pociecha Podleśny Podsiadło Pogoda Pokora Pokrywka Połeć Polok
    Półtorak Pomykała Popiołek Porada Poręba Pośpiech Potoczny Prządka Przepióra Przepiórka
    Przewoźny Przybyło Przygoda Przytuła Przywara Pszczoła Puchała Pudełko Pyka Pyra Pyrek Pytel
    Pytka Rączka Radosz Radzik Rajca Rębisz Reguła Robak Roga Rojek Rokita Rola Rolka Rosół Ruda
    Rusek Rusin Rusinek Rusnak Ryba Rybka Rydz Ryszka Rzepa Rzepko Rzeźnik Sabat Sacha Sadło Sagan
    Sajdak Salamon Sałata Salwa Sarna Serwatka Sieczka Siek Sitarz Sitko Siuta Siwak Siwiec Siwy
    Skoczek Skoczeń Skoczylas Skóra Skórka Skorupa Skorupka Skupień Skuza Skwara Skwarek Skwarka
    Słaby Śledź Ślęzak Słoma Słomka Słota Ślusarz Smaga Śmiałek Śmiech Śmietana Smolak Smyk Sobik
    Soja Sójka Sojko Solarz Soroka Sosna Śpiewak Spychała Staniek Stanik Stanisz Stańko Starosta
    Starzyk Stelmach Stokłos Stokłosa Stolarek Stolarz Stopa Stopka Strączek Strąk Strojna Strojny
    Strugała Strzałka Styczeń Sukiennik Sulej Sułek Sulima Surmacz Surowiec Surówka Suwała Święch
    Świerk Świętek Świetlik Świstak Świtała Swoboda Synowiec Syrek Szabat Szafraniec Szala Szary
    Szczerba Szczerbo Szczotka Szczurek Szeliga Szklarz Szkutnik Szlachetka Szlachta Szopa Szot
    Szpak Szuba Szura Szwarc Szydełko Szypuła Szyszka Szyszko Tabaka Talarek Targosz Tarko Tęcza
    Toboła Toczek Trela Trzasko Trzeciak Twaróg Tyrała Wacha Wąchała Waligóra Waśko Wątor Wątroba
    Wawro Ważna Ważny Weber Węglarz Wenta Wesołek Wiater Wiatr Wicher Wieliczko Wiewióra Wiszowata
    Wlazło Wnęk Woch Wojcieszek Wojda Wojewoda Wołek Wolna Woźna Woźnica Woźny Wrona Wronka
    Wrzesień Wszołek Wydra Wyka Wyrwa Żaba Żaczek Zapała Zapart Zasada Zawadka Zawierucha Zawisz
    Zdeb Żelazny Ziaja Zielonka Zielonko Zimoch Ziobro Zioło Żołądek Żydek Żyłka
"""
