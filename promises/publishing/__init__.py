"""Publishing, withdrawing, exporting and importing end whole although they are killed.

The portal and BIP agree at every moment.
"""
