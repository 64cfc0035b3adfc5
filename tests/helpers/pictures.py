"""Pictures of pages in the docs, known to be old by the words that they show."""

import hashlib
import io
import os
from pathlib import Path

from PIL import Image, PngImagePlugin

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
_MOST_BYTES = 100_000


def hold_picture(page, name: str) -> None:
    """Hold a picture of the docs against the page that a browser shows.

    ``WRITE_PICTURES=1`` makes it anew. It holds a digest of the words of the page, which are held
    instead of its pixels, for these differ between machines.

    Args:
        page: the browser's page.
        name: of the picture, without the suffix.
    """
    words = page.locator("body").inner_text()
    digest = hashlib.sha256(" ".join(words.split()).encode()).hexdigest()
    path = PICTURES / f"{name}.png"
    if os.environ.get("WRITE_PICTURES"):
        text = PngImagePlugin.PngInfo()
        text.add_text("words", digest)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(32).save(path, optimize=True, pnginfo=text)
    with Image.open(path) as picture:
        assert picture.text["words"] == digest, "make it anew: WRITE_PICTURES=1 pytest <this file>"
        assert picture.width == page.viewport_size["width"]
    assert path.stat().st_size < _MOST_BYTES
