"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    (
        "Robi na przykładach wszystko, co umie lckm: sprawdza i publikuje procedury, porównuje i "
        "aktualizuje, pokazuje je w portalu, BIP, Wordzie i jako otwarte dane, przyjmuje "
        "zgłoszenia, doręcza je i po terminie anonimizuje. Nie nadpisuje folderu, którego nie "
        "zrobiło albo w którym ktoś coś zmienił. Kod wyjścia: 1, gdy na końcu gdzieś zostały dane "
        "osobowe.",
        "Does on samples all that lckm can: checks and publishes procedures, compares and updates "
        "them, shows them in the portal, BIP, Word and as linked open data, takes in reports, "
        "delivers them and anonymises them after the term. It overwrites no folder that it did not"
        " make or in which somebody changed something. Exit code: 1 when personal data were left "
        "somewhere at the end.",
    ),
    ("Dokąd; domyślnie demo.", "Where to; by default demo."),
    (
        "Dzień, w którym wszystko się dzieje; domyślnie dzisiaj.",
        "The day on which it all happens; by default today.",
    ),
)
