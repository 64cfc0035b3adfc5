"""Commands of ``manage.py``: those of ``lckm`` with the settings file of the site."""
