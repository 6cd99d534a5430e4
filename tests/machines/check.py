"""Checks what built sites publish for machines. usage: check.py SOURCE=BUILT..."""

import sys
from pathlib import Path

import calendars
import data
import feeds
import sitemaps
import texts

CHECKS = [feeds.check, calendars.check, data.check, sitemaps.check, texts.check]


def main(pairs):
    sites = [tuple(Path(part) for part in pair.split("=", 1)) for pair in pairs]
    if not sites:
        sys.exit(__doc__)
    for check in CHECKS:
        counts = check(sites)
        for what, count in counts.items():
            # A check that has seen nothing has not passed.
            if count == 0:
                sys.exit(f"{check.__module__}: no {what} to look at")
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        print(f"{check.__module__}: {told}, nothing wrong")


if __name__ == "__main__":
    main(sys.argv[1:])
