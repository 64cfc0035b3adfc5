"""RTF as Word and hand-made programs write it: a good one, and one fault in each of the others."""

from collections.abc import Iterator

from making.pdf_good import picture

_START = r"{\rtf1\ansi\ansicpg1250\deff0%s{\fonttbl{\f0\fswiss\fcharset238 Arial;}}" "\n"
_STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading "
    r"2;}{\s3\outlinelevel2 heading 3;}}"
    "\n"
)
_TITLE = r"{\info{\title Upowa\u380?nienie do odbioru kluczy}}" "\n"
_TABLE = (
    r"\trowd%s\cellx3000\cellx6000\pard\intbl Pole\cell Tre\u347?\u263?\cell\row"
    "\n"
    r"\trowd\cellx3000\cellx6000\pard\intbl Adres\cell ...\cell\row\pard"
    "\n"
)


def rtf(
    *,
    lang: str = r"\deflang1045",
    title: str = _TITLE,
    heads: str = r"\trhdr",
    first: str = r"\s1",
    second: str = r"\s2",
    alternative: str = r"{\*\picprop{\sp{\sn wzDescription}{\sv Zielony tr\'f3jk\u261?t: znak "
    r"placu}}}",
    more: str = "",
) -> bytes:
    """Return a form with title, language, headings, a table and a picture."""
    image = picture().hex()
    lines = "\n".join(image[at : at + 120] for at in range(0, len(image), 120))
    return (
        _START % lang + _STYLES + title + rf"\pard{first} Upowa\u380?nienie do odbioru kluczy\par"
        "\n" + r"\pard\s0 Za\'bf\'f3\'b3\'e6 g\'ea\'9cl\'b9 ja\'9f\'f1 w \u321?odzi.\par"
        "\n" + rf"\pard{second} Pe\u322?nomocnik\par"
        "\n" + r"\pard\s3 Dane kontaktowe\par"
        "\n"
        + _TABLE % heads
        + rf"\pard\s0 {{\*\shppict{{\pict{alternative}\pngblip"
        + "\n"
        + lines
        + r"}}{\nonshppict{\pict\wmetafile8 00}}\par"
        "\n" + more + "}\n"
    ).encode("ascii")


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes."""
    yield "dobry.rtf", rtf()
    yield "bez-jezyka.rtf", rtf(lang="")
    yield "obcy-jezyk.rtf", rtf(lang=r"\deflang1033")
    yield "bez-tytulu.rtf", rtf(title="")
    yield "bez-naglowkow.rtf", rtf(first=r"\b", second=r"\b").replace(rb"\s3 Dane", rb"\s0 Dane")
    yield "przeskok-naglowkow.rtf", rtf(second=r"\s0")
    yield "tabela-bez-naglowkow.rtf", rtf(heads="")
    yield "obraz-bez-opisu.rtf", rtf(alternative="")
    yield "pole-dde.rtf", rtf(more=r"{\field{\*\fldinst DDEAUTO cmd x}{\fldrslt x}}\par" "\n")
    yield (
        "obraz-z-sieci.rtf",
        rtf(
            more=r'{\field{\*\fldinst INCLUDEPICTURE "https://example.com/x.png"}{\fldrslt x}}\par'
            "\n"
        ),
    )
    yield "szablon-z-sieci.rtf", rtf(more=r"{\*\template https://example.com/x.dotm}\par" "\n")
    yield "sledzone-zmiany.rtf", rtf(more=r"{\revised\revauth1 dopisane}\par" "\n")
    yield "osadzony-obiekt.rtf", rtf(more=r"{\object\objemb{\*\objdata 0105}}\par" "\n")
    yield "zagniezdzony.rtf", rtf(more="{" * 400 + "x" + "}" * 400)
