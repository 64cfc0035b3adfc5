"""``lckm serve``: the web faces of the settings file."""

import click

from lckm_cli.settings import open_session, serve_settings, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option


@click.command(
    "serve",
    cls=PolishCommand,
    help="Uruchamia strony z tabel [[face]] pliku ustawień, aż dostanie SIGTERM albo Ctrl-C; "
    "kończy wtedy to, co ma w ręku. Dziennik wypisuje na stderr: sposób, strona, kod, czas, "
    "bez adresów i tego, co ktoś wpisał. Bez pliku ustawień bierze to, co zostawiło lckm demo. "
    "Kod wyjścia: 0 zakończono, 2 złe ustawienia albo zajęty port.",
)
@click.option(
    "--host", metavar="ADRES", help="Adres, pod którym nasłuchuje, zamiast tego z [serve]."
)
@click.option(
    "--port", metavar="PORT", type=click.IntRange(1, 65_535), help="Port, zamiast tego z [serve]."
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    help="Ile procesów, zamiast tego z [serve].",
)
@click.option(
    "--log",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Postać dziennika: text, json.",
)
@click.option(
    "--demo",
    is_flag=True,
    help="Weź to, co zostawiło lckm demo, choć jest inny plik ustawień.",
)
@settings_option
@lang_option
def command(
    host: str | None,
    port: int | None,
    workers: int | None,
    form: str,
    demo: bool,
    settings: str | None,
    lang: Language,
) -> int:
    """Serve."""
    from lckm_http.demo_settings import demo_settings
    from lckm_http.server import require_free, serve
    from lckm_operations import configure_logging

    session = open_session(demo_settings(settings, asked=demo))
    found = serve_settings(session.settings, host=host, port=port, workers=workers)
    faces = session.faces()
    if not faces:
        text = (
            f"{session.settings.file}: nie ma żadnej strony. Dopisz tabelę [[face]].",
            f"{session.settings.file}: there is no face. Add a table [[face]].",
        )
        click.echo(either(lang, *text), err=True)
        return 2
    # Before any address is printed: where nothing can listen, none leads anywhere.
    require_free(found.host, found.port)
    configure_logging(form)
    base = found.public_url or f"http://{found.host}:{found.port}"
    for at, face in faces.items():
        click.echo(f"{getattr(face, 'title', type(face).__name__)}: {base.rstrip('/')}{at}")
    serve(session, found, form)
    return 0
