"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    (
        "Uruchamia strony z tabel [[face]] pliku ustawień, aż dostanie SIGTERM albo Ctrl-C; "
        "kończy wtedy to, co ma w ręku. Dziennik wypisuje na stderr: sposób, strona, kod, czas, "
        "bez adresów i tego, co ktoś wpisał. Bez pliku ustawień bierze to, co zostawiło lckm "
        "demo. Kod wyjścia: 0 zakończono, 2 złe ustawienia albo zajęty port.",
        "Serves the tables [[face]] of the settings file until it gets SIGTERM or Ctrl-C; it "
        "then ends what it has in hand. The log goes to stderr: method, page, status, time, "
        "without addresses or what anybody typed. Without a settings file it takes what lckm "
        "demo left. Exit code: 0 ended, 2 wrong settings, or the port is taken.",
    ),
    (
        "Adres, pod którym nasłuchuje, zamiast tego z [serve].",
        "The address to listen at, instead of that in [serve].",
    ),
    ("Port, zamiast tego z [serve].", "The port, instead of that in [serve]."),
    ("Ile procesów, zamiast tego z [serve].", "How many processes, instead of that in [serve]."),
    ("Postać dziennika: text, json.", "The form of the log: text, json."),
    (
        "Weź to, co zostawiło lckm demo, choć jest inny plik ustawień.",
        "Take what lckm demo left, though there is another settings file.",
    ),
)
