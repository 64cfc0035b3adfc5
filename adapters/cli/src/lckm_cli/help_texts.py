"""Help of this package's commands: each text in Polish and in English."""

from lckm_core.organisation import Role
from lckm_core.ports import ports

_ROLES = ", ".join(role.name.lower().replace("_", "-") for role in Role)
_PORTS = ", ".join(port.short for port in ports())

TEXTS = (
    (
        "Procedury Łódzkiego Centrum Kontakt z Mieszkańcami według zarządzenia nr 102/2023.",
        "Procedures of the Łódź Contact Centre by Ordinance No 102/2023.",
    ),
    (
        "Pomoc do polecenia: lckm POLECENIE --help. Kody wyjścia: 0 w porządku, 1 uwagi, 2 nie da "
        "się odczytać, 3 nic nie widać.",
        "Help on a command: lckm COMMAND --help. Exit codes: 0 all is well, 1 findings, 2 cannot "
        "be read, 3 nothing is shown.",
    ),
    ("Wypisz wersję.", "Print the version."),
    ("Przy błędzie programu pokaż ślad wywołań.", "At a fault of the program show the traceback."),
    (
        "Język komunikatów (pl, en); także po nazwie polecenia.",
        "Language of messages (pl, en); also after the command's name.",
    ),
    (
        "Sprawdza opisy procedur: pliki i foldery (*.yaml, *.yml, *.json); „-” to standardowe "
        "wejście. Wniosek o aktualizację ocenia bez opisu, którego dotyczy; resztę powie lckm "
        "amend. Kod wyjścia: 0 bez uwag, 1 uwagi, 2 czegoś nie da się odczytać.",
        "Checks descriptions of procedures: files and folders (*.yaml, *.yml, *.json); “-” is "
        "standard input. An update request is judged without the description it is about; lckm "
        "amend says the rest. Exit code: 0 no findings, 1 findings, 2 something cannot be read.",
    ),
    ("Postać wyniku: text, json, sarif, github.", "Form of the output: text, json, sarif, github."),
    ("Ostrzeżenia też kończą się kodem 1.", "Warnings end with code 1, too."),
    (
        "Wykaz znanych uwag: nie liczą się, nowe tak.",
        "File of known findings: they do not count, new ones do.",
    ),
    (
        "Zapisz obecne uwagi jako znane i zakończ kodem 0.",
        "Store the present findings as known and end with code 0.",
    ),
    ("Liczba procesów; 0: wszystkie rdzenie.", "Number of processes; 0: all cores."),
    (
        "Uzgodnione odstąpienia (także te wśród sprawdzanych plików).",
        "Departures that were agreed on (also those among the files that are checked).",
    ),
    (
        "Folder z folderem plików dla każdej procedury. Pliki bez procedury wykrywa, gdy sprawdza "
        "się folder procedur, nie pojedyncze pliki.",
        "Folder with a folder of files for each procedure. Files without a procedure are found "
        "when a folder of procedures is checked, not single files.",
    ),
    (
        "Dzień wniosku o te opisy: data wytworzenia nie może być późniejsza (odczytanie I11).",
        "Day of the request for these descriptions: the date of making cannot be later "
        "(interpretation I11).",
    ),
    (
        "Własny spis jednostek i komórek zamiast wbudowanego (wzór: samples/directory.yaml; także "
        "zmienna LCKM_DIRECTORY).",
        "A directory of units and cells of your own in place of the built-in one (model: "
        "samples/directory.yaml; also the variable LCKM_DIRECTORY).",
    ),
    ("Język komunikatów (pl, en).", "Language of messages (pl, en)."),
    (
        "Pokazuje procedurę, informację albo regulamin portalu tak, jak widzą je odbiorcy danego "
        "dnia. To podgląd: błędy, które nie pozwalają na publikację, wypisuje osobno. Kod wyjścia "
        "3: tego dnia nic nie widać (mówi, dlaczego).",
        "Shows a procedure, an announcement or the portal terms as their audiences see them on a "
        "day. It is a preview: errors that stand in the way of publication are listed apart. Exit "
        "code 3: nothing is shown that day (it says why).",
    ),
    (
        "Odbiorcy: portal, bip, call-centre, editors.",
        "Audiences: portal, bip, call-centre, editors.",
    ),
    (
        "Tylko to, co pola procedury mówią na jeden temat: o terminie, opłatach, składaniu, "
        "dokumentach, miejscu i wizycie, rozstrzygnięciu i odwołaniu, warunkach. Sprzeczności "
        "stoją wtedy obok siebie.",
        "Only what the fields of a procedure say of one subject: deadline, fees, submission, "
        "documents, place and visit, decision and appeal, conditions. Contradictions then stand "
        "side by side.",
    ),
    ("Dzień (rrrr-mm-dd); bez tej opcji dzisiaj.", "Day (yyyy-mm-dd); today without this option."),
    ("Postać wyniku: text, json, html.", "Form of the output: text, json, html."),
    (
        "Skąd brać nazwy procedur powiązanych; bez tej opcji z folderu pliku.",
        "Where to take the titles of related procedures from; without this option from the folder "
        "of the file.",
    ),
    (
        "Porównuje dwa wydania procedury. Postać yaml to wniosek o aktualizację, który przyjmuje "
        "„lckm amend”.",
        "Compares two editions of a procedure. The form yaml is an update request, which “lckm "
        "amend” takes.",
    ),
    ("Postać wyniku: text, yaml, json.", "Form of the output: text, yaml, json."),
    (
        "Wprowadza do procedury zmiany z wniosku (zał. 2 § 9 ust. 2) i sprawdza całość. Wynik: "
        "YAML na wyjściu albo w pliku -o. Wynik jest zapisany od nowa, bez komentarzy z PLIKU. Kod"
        " wyjścia: 0 bez błędów, 1 zmian nie da się wprowadzić albo wynik ma błędy, 2 nie da się "
        "odczytać.",
        "Brings the changes of a request into a procedure (Annex 2, § 9(2)) and checks the whole. "
        "Result: YAML on the output or in the file of -o. The result is written anew, without the "
        "comments of the FILE. Exit code: 0 no errors, 1 the changes cannot be made or the result "
        "has errors, 2 cannot be read.",
    ),
    (
        "Zapisz wynik (zamiana w całości; może to być sam PLIK). Pliku o czymś innym nie "
        "zastępuje, a wyniku, w którym przybyło błędów, nie zapisuje.",
        "Store the result (replaced as a whole; it may be the FILE itself). A file about something"
        " else is not replaced, and a result with more errors than before is not stored.",
    ),
    (
        f"Kto wnioskuje: {_ROLES}. Bez tej opcji nie ocenia się, czy wolno mu zmienić pole „Inne” "
        "Call Center.",
        f"Who asks: {_ROLES}. Without this option it is not judged whether they may change the Call"
        " Centre's field “Inne”.",
    ),
    (
        "Mówi, które procedury się pojawiają, zmieniają i znikają, i kiedy. Postać svg to obraz. "
        "Kod wyjścia 2: któregoś pliku nie da się odczytać.",
        "Says which procedures appear, change and disappear, and when. The form svg is a picture. "
        "Exit code 2: one of the files cannot be read.",
    ),
    ("Pierwszy dzień; bez tej opcji dzisiaj.", "First day; today without this option."),
    ("Ostatni dzień; bez tej opcji bez końca.", "Last day; without this option there is no end."),
    ("Postać wyniku: text, json, svg.", "Form of the output: text, json, svg."),
    (
        "Wypisuje szkielet opisu procedury z podpowiedziami wzoru, np. lckm new KA-01999 > "
        "KA-01999.yaml",
        "Prints the skeleton of a procedure's description with the form's hints, e.g. lckm new "
        "KA-01999 > KA-01999.yaml",
    ),
    (
        "Mówi, od którego dnia zgłoszenie zarejestrowane w danej chwili nie ma danych osobowych "
        "(zał. 2 § 6 ust. 5). Chwila ma strefę: 2026-01-31T23:30:00+01:00. Sam dzień (2026-01-31) "
        "to dzień w Łodzi. Kod wyjścia 2: to nie chwila ani dzień.",
        "Says from which day a report that was registered at a moment has no personal data (Annex "
        "2, § 6(5)). A moment has a time zone: 2026-01-31T23:30:00+01:00. A day alone (2026-01-31)"
        " is a day in Łódź. Exit code 2: it is neither a moment nor a day.",
    ),
    ("Postać wyniku: text, json.", "Form of the output: text, json."),
    (
        "Tabela tras zgłoszeń: co w niej nie gra i kto dostanie zgłoszenie.",
        "The table of routes: what is wrong in it, and who gets a report.",
    ),
    (
        "Sprawdza tabelę tras: trasy i wartości, które nigdy nie pasują, kategorie bez trasy, "
        "adresy spoza domen, jednostki nieznane i nieczynne danego dnia. Kod wyjścia: 0 bez uwag, "
        "1 uwagi, 2 nie da się odczytać.",
        "Checks the table of routes: routes and values that never match, categories without a "
        "route, addresses outside the domains, units unknown or not active on a day. Exit code: 0 "
        "no findings, 1 findings, 2 cannot be read.",
    ),
    (
        "Dzień (rrrr-mm-dd), w którym jednostki mają działać; bez tej opcji dzisiaj.",
        "Day (yyyy-mm-dd) on which the units have to be active; today without this option.",
    ),
    ("Jednostki i komórki zamiast wbudowanych.", "Units and cells in place of the built-in ones."),
    (
        "Mówi, kto dostanie zgłoszenie (formularz albo zgłoszenie w pliku), i dlaczego: trasa po "
        "trasie. Kod wyjścia 2: nie da się odczytać.",
        "Says who gets a report (a form or a report in a file), and why: route by route. Exit code"
        " 2: cannot be read.",
    ),
    (
        "Lista ulic miasta, z której podpowiada formularz zgłoszenia.",
        "A city's list of streets, from which the form of a report suggests.",
    ),
    (
        "Sprawdza listę ulic: katalog ULIC rejestru TERYT albo własną tabelę miasta (CSV, TSV) z "
        "kolumnami nazwa, rodzaj, dzielnica, inne nazwy. Kod wyjścia: 0 bez uwag, 1 uwagi, 2 nie "
        "da się odczytać.",
        "Checks a list of streets: the catalogue ULIC of the register TERYT, or a city's own table "
        "(CSV, TSV) with columns name, kind, district, other names. Exit code: 0 no findings, 1 "
        "findings, 2 cannot be read.",
    ),
    (
        "Dla katalogu ULIC: część miasta o kodzie TERC z siedmiu cyfr, np. 1061029=baluty. Ulice o "
        "innych kodach są pomijane. Można podać wiele razy.",
        "For the catalogue ULIC: a part of the city by its TERC code of seven digits, such as "
        "1061029=baluty. Streets of other codes are left out. May be given many times.",
    ),
    (
        "Sprawdza listę ulic i zapisuje ją w pliku, który w ustawieniach ma strona mieszkańca "
        "(streets w [[face]]), w całości albo wcale. Strona, która działa, bierze ją od "
        "następnego pytania. Kod wyjścia: 0 zapisano, 1 uwagi i nic nie zapisano, 2 nie da się "
        "odczytać.",
        "Checks a list of streets, and writes it to the file that the resident's face has in the "
        "settings (streets of [[face]]), whole or not at all. A face that runs takes it from the "
        "next question on. Exit code: 0 written, 1 findings and nothing written, 2 cannot be read.",
    ),
    (
        "Wypisuje schemat JSON o tej nazwie; bez nazwy: listę nazw.",
        "Prints the JSON Schema of this name; without a name the list of names.",
    ),
    (
        "Wyjaśnia kod uwagi (LCKM-P001), przepis („§ 6 ust. 5”) albo pole wzoru (title, „Nazwa "
        "procedury”). Kod wyjścia 2: nie ma czego wyjaśnić.",
        "Explains the code of a finding (LCKM-P001), a provision (“§ 6 ust. 5”) or a field of the "
        "form (title, “Nazwa procedury”). Exit code 2: there is nothing to explain.",
    ),
    (
        "Adaptery: części, które miasto podłącza do biblioteki.",
        "Adapters: the parts that a city plugs into the library.",
    ),
    (
        "Robi pakiet nowego adaptera, kompletny i z testami: lckm adapter new eml --port mail "
        "--port helpdesk. Testy powiedzą, co w nim napisać. Niczego nie nadpisuje.",
        "Makes the package of a new adapter, complete and with tests: lckm adapter new eml --port "
        "mail --port helpdesk. The tests say what to write in it. Nothing is overwritten.",
    ),
    (
        f"Co adapter daje; można powtarzać: {_PORTS}.",
        f"What the adapter provides; may be repeated: {_PORTS}.",
    ),
    (
        "W jakim folderze zrobić lckm-NAZWA; domyślnie w tym.",
        "The folder in which to make lckm-NAME; by default this one.",
    ),
    (
        'Wypisuje podpowiedzi dla powłoki: eval "$(lckm completion bash)"       # w ~/.bashrc; '
        'eval "$(lckm completion zsh)"        # w ~/.zshrc; lckm completion fish | source       # '
        "w ~/.config/fish/config.fish",
        'Prints completions for a shell: eval "$(lckm completion bash)"       # in ~/.bashrc; eval'
        ' "$(lckm completion zsh)"        # in ~/.zshrc; lckm completion fish | source       # in '
        "~/.config/fish/config.fish",
    ),
    (
        "Plik ustawień; bez tej opcji zmienna LCKM_SETTINGS albo ./lckm.toml.",
        "Settings file; without this option the variable LCKM_SETTINGS or ./lckm.toml.",
    ),
)
