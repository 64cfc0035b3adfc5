"""The shape of a name: its capitals, initials and particles, and words in small letters."""

_LATIN = [*map(chr, range(0x100, 0x250)), *map(chr, range(0x1E00, 0x1F00))]
_MARKS_ABOVE_AND_BELOW = "\u0300-\u036f"
UPPER = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _LATIN)) + "А-ЯЁЄІЇҐ"
LOWER = "a-zß-öø-ÿ" + "".join(filter(str.islower, _LATIN)) + f"а-яёєіїґ'’{_MARKS_ABOVE_AND_BELOW}"
# A word with a capital, or a whole one in capitals, also of two parts, and „O’Connor”.
CAPITALISED = (
    rf"(?:[OD]['’](?=[{UPPER}][{LOWER}]))?[{UPPER}](?:[{LOWER}]++(?:-[{UPPER}][{LOWER}]++)?"
    rf"|[{UPPER}]{{2,}}+(?:-[{UPPER}]{{2,}}+)?)(?!\w)"
)
INITIAL = (
    rf"(?:[{UPPER}]|Cz|Zb|Wł|Zdz|Krz|Kaz|St(?:an|ef)?|Tad|J[óo]z|Wac|Bol|Hen|Edw|Franc?|Zygm?)"
    r"\.(?!\w)"
)
SMALL = rf"[{LOWER}]{{3,}}+(?:-[{LOWER}]{{3,}}+)?(?!\w)"
PARTICLE = r"(?:de|van|von|der|du|la|al)(?!\w)"
