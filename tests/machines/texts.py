"""The text edition of each page: there, in UTF-8, with links that lead to files."""

import re
from urllib.parse import unquote, urlsplit

LINK = re.compile(r"\]\(([^()\s]+)\)")


def check(sites):
    counts = {"texts": 0, "links": 0}
    for _, built in sites:
        for path in sorted(built.rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            assert text.startswith("# "), f"{path} does not begin with its headline"
            for link in LINK.findall(text):
                parts = urlsplit(link)
                if parts.scheme:
                    continue
                target = path.parent / unquote(parts.path)
                assert target.is_file(), f"{path} links to {link}"
                counts["links"] += 1
            counts["texts"] += 1
    return counts
