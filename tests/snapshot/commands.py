"""Help of every command, shell completion, and answers to misuse."""

from collections.abc import Iterator

from running import call, transcript

MISUSE = (
    "",
    "nope",
    "chek samples",
    "--lang de check samples",
    "check",
    "check no-such-file.yaml",
    "check samples --format xml",
    "check samples --jobs many",
    "check samples --baseline no-such-list.json",
    "check samples --departures samples/procedures/KA-01478.yaml",
    "check samples --directory no-such-directory.yaml",
    "show samples/procedures/KA-01478.yaml",
    "show samples/procedures/KA-01478.yaml --audience nobody",
    "show samples/procedures/KA-01478.yaml --audience bip --on 2026-02-30",
    "show samples/procedures/KA-01379.yaml --audience bip --on 2031-01-01",
    "show samples/procedures/KA-00044.yaml --audience portal",
    "show samples/faulty/KA-09001.yaml --audience portal",
    "show samples/routes/routes.yaml --audience portal",
    "diff samples/procedures/KA-01478.yaml",
    "diff samples/procedures/KA-01478.yaml samples/faulty/KA-09001.yaml",
    "amend samples/procedures/KA-01478.yaml samples/updates/KA-01189.request.yaml",
    "amend samples/procedures/KA-01478.yaml no-such-request.yaml",
    "timeline no-such-folder",
    "term yesterday",
    "term 2026-11-25T12:00:00",
    "routes",
    "routes check samples/procedures/KA-01478.yaml",
    "routes explain samples/routes/routes.yaml samples/procedures/KA-01478.yaml",
    "new 1478",
    "schema nope",
    "explain LCKM-X999",
    "explain tytul",
    "completion tcsh",
    "adapter new",
    "procedure list",
    "procedure confirm KA-01478",
    "outbox",
    "worker --once",
    "verify --settings no-such-file.toml",
    "export",
    "find latarnia",
    "index samples/procedures",
    "linked-data samples/procedures",
    "linked-data samples/procedures --base http://dane.example/",
    "site check no-such-folder",
    "files check no-such-folder",
    "word read samples/procedures/KA-01478.yaml",
    "word write samples/faulty/KA-09001.yaml",
    "import no-such-folder",
    "demo --on 2026-02-30",
    "reports show ZG-1",
    "erase due --on 2026-02-30",
)


def completed(line: str) -> list[str]:
    """Return what the shell is offered at the end of a line."""
    _, out, _ = call(
        COMP_WORDS=line, COMP_CWORD=str(len(line.split(" ")) - 1), _LCKM_COMPLETE="bash_complete"
    )
    return [one.partition(",")[2] for one in out.splitlines() if one.startswith("plain,")]


def _every_command(*above: str) -> Iterator[tuple[str, ...]]:
    yield above
    if "\nPolecenia:\n" in call(*above, "--help")[1]:
        for name in completed(" ".join(("lckm", *above, ""))):
            yield from _every_command(*above, name)


def _help(words: tuple[str, ...]) -> str:
    polish = transcript(*words, "--help")
    english = transcript("--lang", "en", *words, "--help")
    if polish.partition("\n")[2] == english.partition("\n")[2]:
        return polish + "[the same with --lang en]\n\n"
    return polish + english


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    for name in completed("lckm "):
        yield f"help/{name}", "".join(map(_help, _every_command(name)))
    yield "help/lckm", _help(())
    for shell in ("bash", "zsh", "fish"):
        yield f"completion/{shell}", transcript("completion", shell)
    lines = (
        "lckm check --",
        "lckm show --audience ",
        "lckm schema ",
        "lckm procedure ",
        "lckm explain ",
    )
    yield (
        "completion/offered",
        "".join(f"{line}\n  " + "\n  ".join(completed(line)) + "\n" for line in lines),
    )
    for lang in ("pl", "en"):
        yield f"misuse/{lang}", "".join(transcript(*line.split()) for line in _in(lang))


def _in(lang: str) -> Iterator[str]:
    for line in MISUSE:
        yield line if lang == "pl" else f"--lang en {line}".strip()
