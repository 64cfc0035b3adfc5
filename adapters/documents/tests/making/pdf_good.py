"""PDFs as three programs write them, all of them in order."""

import io
import subprocess
import tempfile
from pathlib import Path

import typst
import weasyprint
from PIL import Image, ImageDraw

TITLE = "Zasady korzystania z placów zabaw"
NOON = 1_798_718_400
_TYPST = """
#let day = datetime(year: 2026, month: 12, day: 31)
#set document(title: "{title}", author: "Urząd Miasta Łodzi", date: day)
#set page(paper: "a5", margin: 1.5cm)
#set text(lang: "pl", region: "PL", size: 11pt)
#heading(level: 1, "{title}")
Plac zabaw jest czynny od świtu do zmierzchu. Więcej na
#link("https://uml.lodz.pl")[stronie Urzędu].
#image(bytes(json(bytes(sys.inputs.picture))), alt: "Zielony trójkąt: znak placu zabaw", width: 2cm)
#pagebreak()
#heading(level: 2, "Opłaty za rezerwację")
#heading(level: 3, "Dni powszednie")
#table(columns: 2, table.header[Część dnia][Opłata], [rano], [10 zł], [po południu], [15 zł])
"""
_HTML = f"""<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>{TITLE}</title>
<style>@page {{ size: A5; margin: 15mm }} body {{ font-family: "DejaVu Sans" }}</style></head><body>
<h1>{TITLE}</h1><p>Zażółć gęślą jaźń na placu zabaw.</p>
<h2>Opłaty</h2><table><thead><tr><th>Część dnia</th><th>Opłata</th></tr></thead>
<tbody><tr><td>rano</td><td>10 zł</td></tr></tbody></table></body></html>"""


def picture() -> bytes:
    """Return a small picture."""
    image = Image.new("RGB", (64, 64), "white")
    ImageDraw.Draw(image).polygon([(32, 4), (60, 60), (4, 60)], fill="green")
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def by_typst() -> bytes:
    """Return the document of two pages that most broken ones are made from: PDF/UA-1."""
    data: bytes = typst.compile(
        _TYPST.format(title=TITLE).encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=NOON,
        sys_inputs={"picture": str(list(picture()))},
    )
    return data


def by_weasyprint() -> bytes:
    """Return a page of HTML as PDF/UA-1."""
    return weasyprint.HTML(string=_HTML).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)


def by_soffice(data: bytes, suffix: str, target: str) -> bytes:
    """Return a document as LibreOffice writes it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"in{suffix}")
        source.write_bytes(data)
        home = f"-env:UserInstallation=file://{folder}/home"
        out = Path(folder, "out")
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        (made,) = out.iterdir()
        return made.read_bytes()
