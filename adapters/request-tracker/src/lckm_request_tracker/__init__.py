"""Request Tracker 5 as the helpdesk of the Łódź Contact Centre, over REST 2."""
