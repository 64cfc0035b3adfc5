"""LOG Helpdesk as the helpdesk of the Łódź Contact Centre, by the mail that it takes in."""
