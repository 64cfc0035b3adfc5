"""How the files of the tests are made; see ``make_files.py``."""
