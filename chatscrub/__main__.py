"""``python -m chatscrub``."""

from chatscrub.cli.main import run

if __name__ == "__main__":
    run()
