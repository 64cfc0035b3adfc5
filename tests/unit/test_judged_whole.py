"""A form is judged whole in a program that has loaded nothing but what it names."""

import subprocess
import sys

TABLE = """
from lckm_core import RouteTable, check, read

text = '''
categories: [{id: drzewo, name: Drzewo}]
domains: [uml.lodz.pl]
routes:
  - {name: Drzewa, categories: [drzewo], mailbox: zly@example.org}
  - {name: Reszta, helpdesk: true}
'''
print([finding.code for finding in check(read(text, model=RouteTable)).errors])
"""


def test_an_address_outside_the_domains_is_found():
    """Public names are loaded when they are used, and what judges a table with them."""
    run = subprocess.run([sys.executable, "-c", TABLE], capture_output=True, text=True, check=True)
    assert run.stdout == "['LCKM-G014']\n"
