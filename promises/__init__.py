"""The promises, shown with figures by programs that break what can be broken."""
