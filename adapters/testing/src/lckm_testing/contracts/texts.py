"""Texts that adapters trip over."""

HOSTILE = (
    "Zażółć gęślą jaźń „cudzysłów” – Ω \U0001f573\ufe0f e\u0301 \u00e9 \ufeff\u200f\u2028\x85\r\nFrom kogoś\n.\n\n"
    "'; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t\u0085|"
)
"""Text that a resident may type and intake accepts; every character has to come back."""
BIG = ("Żółw " * 800)[:4000]
"""As long as a description may be."""
