"""Files to download (zał. 2 § 9 ust. 3–4): looked into, kept by content, scanned for viruses.

``examining`` looks into one file, ``pdf`` and ``word`` know the formats; ``storing`` keeps files by their content, ``clamd`` is a
virus scanner, and ``documents`` the adapter of both; ``adapter`` brings the command.
"""
