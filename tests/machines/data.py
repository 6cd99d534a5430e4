"""The data of each trip against their schema and the pages, and the table of facts."""

import csv
import json

import yaml
from jsonschema import Draft202012Validator, FormatChecker

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def check(sites):
    counts = {"trips": 0, "facts": 0, "pages": 0}
    for source, built in sites:
        paths = []
        for path in sorted(built.rglob("data/trip.json")):
            trip = json.loads(path.read_text())
            schema = json.loads(path.with_name("trip.schema.json").read_text())
            Draft202012Validator.check_schema(schema)
            Draft202012Validator(schema, format_checker=FormatChecker()).validate(trip)
            paths += [page["path"] for page in trip["pages"] + trip["redirects"]]
            facts(trip, source, path)
            counts["trips"] += 1
            counts["facts"] += len(trip["facts"])
        there = [str(page.relative_to(built).parent) + "/" for page in built.rglob("index.html")]
        # Frames for other sites are parts of pages, and no pages.
        there = [page for page in there if "embed" not in page.split("/")]
        there = ["" if page == "./" else page for page in there]
        assert sorted(paths) == sorted(there), f"{built}: {set(paths) ^ set(there)}"
        counts["pages"] += len(paths)
    return counts


def facts(trip, source, path):
    """Every fact that the newsroom wrote is in the data and in the table, as sure as it wrote it."""
    written = yaml.safe_load((source / "content" / trip["trip"]["id"] / "facts.yaml").read_text())
    published = {fact["id"]: fact for fact in trip["facts"]}
    assert list(published) == list(written), f"{path}: other facts than were written"
    replaced = {fact.get("supersedes") for fact in written.values()}
    for name, fact in written.items():
        certainty = "outdated" if name in replaced else fact["certainty"]
        assert published[name]["certainty"] == certainty, f"{path}: {name}"
        assert published[name]["sources"] == fact.get("sources", []), f"{path}: {name}"
    table(published, path.with_name("facts.csv"))


def table(published, path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), f"{path}: spreadsheets would not know its encoding"
    assert raw.count(b"\n") == raw.count(b"\r\n"), f"{path}: a line does not end as RFC 4180 says"
    assert [row["id"] for row in rows] == list(published), f"{path}: other facts"
    for row in rows:
        fact = published[row["id"]]
        assert row["text"].removeprefix("'") == fact["text"], f"{path}: {row['id']}"
        assert row["certainty"] == fact["certainty"], f"{path}: {row['id']}"
        unsafe = [cell for cell in row.values() if cell.startswith(FORMULA)]
        assert not unsafe, f"{path}: a spreadsheet would compute {unsafe}"
