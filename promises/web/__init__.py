"""The resident's pages under load, abuse and kills, served by ``lckm serve``."""
