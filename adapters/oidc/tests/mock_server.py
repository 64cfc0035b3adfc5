"""oidc-provider-mock in a process of its own: python mock_server.py PORT, 0 for any."""

import logging
import sys
import time
from contextlib import contextmanager

USERS = {
    "ewa": {"preferred_username": "E.Pokazowa"},
    "jan": {"preferred_username": "j.probny"},
    "obcy": {},
}


@contextmanager
def mock_server(port=0):
    """Run the mock; gives its address."""
    import subprocess

    # A process of its own: its warnings are none of ours.
    command = [sys.executable, "-W", "ignore", __file__, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"http://localhost:{int(process.stdout.readline())}"
        finally:
            process.kill()


def main(port):
    from oidc_provider_mock import User, run_server_in_thread

    logging.disable()
    users = [User(sub=sub, claims=claims) for sub, claims in USERS.items()]
    with run_server_in_thread(port=port, user_claims=users) as server:
        print(server.server_port, flush=True)
        while True:
            time.sleep(60)


if __name__ == "__main__":
    main(int(sys.argv[1]))
