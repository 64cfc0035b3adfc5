"""What the commands make of the samples."""

from collections.abc import Iterator
from pathlib import Path

from running import TODAY, digests, transcript

AUDIENCES = ("portal", "bip", "call-centre", "editors")
LATER = "2027-01-01"
CHANGE_LATER = ("KA-01379", "OG-")
CHANGED = ("KA-01189", "KA-01238")
QUESTIONS = ("dzikie wysypisko", "latarnia nie świeci", "prawo jazdy", "pies", "kosz", "xyz")
TERMS = ("2026-01-31", "2026-08-30T23:59:59+02:00", "2026-02-28T23:30:00+00:00", "2027-12-31", "1")


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    yield from _shown()
    yield from _changed()
    reports = sorted(Path("samples/reports").iterdir())
    table = "samples/routes/routes.yaml"
    yield (
        "routes-check",
        _both("routes", "check", table) + transcript("routes", "check", table, "--format", "json"),
    )
    yield (
        "routes-explain",
        "".join(_both("routes", "explain", table, str(report)) for report in reports),
    )
    yield (
        "routes-explain.json",
        "".join(
            transcript("routes", "explain", table, str(report), "--format", "json")
            for report in reports[::6]
        ),
    )
    for format_ in ("text", "json", "svg"):
        yield (
            f"timeline.{format_}",
            _both("timeline", "samples", "--from", "2026-01-01", "--format", format_),
        )
    yield (
        "term",
        "".join(
            _both("term", term) + transcript("term", term, "--format", "json") for term in TERMS
        ),
    )
    yield "new", transcript("new") + transcript("new", "KA-01999")
    yield "find", "".join(_found(question) for question in QUESTIONS)
    yield (
        "linked-data",
        transcript(*_data()) + digests(Path("data")) + Path("data/katalog.ttl").read_text("utf-8"),
    )
    yield from _in_word()


def _both(*arguments: str) -> str:
    return "".join(transcript(*arguments, "--lang", lang) for lang in ("pl", "en"))


def _shown() -> Iterator[tuple[str, str]]:
    folders = ("procedures", "notices", "terms")
    paths = [path for folder in folders for path in sorted(Path("samples", folder).iterdir())]
    for audience in AUDIENCES:
        asked = [("show", str(path), "--audience", audience, "--on", TODAY) for path in paths]
        later = [
            (*words[:-1], LATER) for words in asked if Path(words[1]).name.startswith(CHANGE_LATER)
        ]
        yield f"show-{audience}.text", "".join(transcript(*words) for words in asked + later)
        yield (
            f"show-{audience}.digests",
            "".join(
                transcript(*words, "--format", format_, only_digest=True)
                for words in asked
                for format_ in ("json", "html")
            ),
        )
        for format_ in ("json", "html"):
            example = (
                "show",
                "samples/procedures/KA-02301.yaml",
                "--audience",
                audience,
                "--on",
                TODAY,
            )
            yield f"show-{audience}.{format_}", transcript(*example, "--format", format_)


def _changed() -> Iterator[tuple[str, str]]:
    for number in CHANGED:
        old, request = f"samples/procedures/{number}.yaml", f"samples/updates/{number}.request.yaml"
        amended = f"{number}.amended.yaml"
        texts = [_both("amend", old, request), transcript("amend", old, request, "-o", amended)]
        texts += [
            _both("diff", old, amended, "--format", format_) for format_ in ("text", "yaml", "json")
        ]
        yield f"amend-and-diff-{number}", "".join(texts)
    editions = ("samples/procedures/KA-01379.yaml", "samples/procedures/KA-01379.2027-01-01.yaml")
    yield (
        "diff-KA-01379",
        "".join(_both("diff", *editions, "--format", one) for one in ("text", "yaml", "json")),
    )


def _found(question: str) -> str:
    asked = (
        "find",
        question,
        "--from",
        "samples/procedures",
        "--on",
        TODAY,
        "--analyser",
        "snowball",
    )
    return transcript(*asked) + transcript(
        *asked, "--json", "--limit", "2", "--audience", "call-centre"
    )


def _data() -> tuple[str, ...]:
    return (
        "linked-data",
        "samples/procedures",
        "--base",
        "https://dane.example",
        "--out",
        "data",
        "--on",
        TODAY,
    )


def _in_word() -> Iterator[tuple[str, str]]:
    folder = Path("word")
    folder.mkdir()
    texts = [transcript("word", "template", "word/wzor.docx", "--number", "KA-03000")]
    for path in sorted(Path("samples/procedures").iterdir()):
        texts.append(transcript("word", "write", str(path), f"word/{path.stem}.docx"))
    texts.append(transcript("word", "read", "word/KA-02301.docx"))
    for number in CHANGED:
        old, request = f"samples/procedures/{number}.yaml", f"samples/updates/{number}.request.yaml"
        texts.append(
            transcript(
                "word", "redline", old, request, f"word/{number}.wniosek.docx", "--on", TODAY
            )
        )
        texts.append(_both("word", "read", f"word/{number}.wniosek.docx", "--against", old))
    yield "word", "".join(texts) + _both("word", "read", "word/wzor.docx") + digests(folder)
