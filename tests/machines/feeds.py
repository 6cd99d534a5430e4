"""Feeds: Atom against the grammar of RFC 4287, JSON Feed against a schema of its specification."""

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree, html

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"


def check(sites):
    grammar = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    schema = Draft202012Validator(json.loads((HERE / "json-feed.schema.json").read_text()))
    counts = {"feeds": 0, "entries": 0}
    for _, built in sites:
        for path in sorted(built.rglob("feed.xml")):
            tree = etree.parse(path)
            grammar.assertValid(tree)
            atom = read_atom(tree, path)
            twin = path.with_suffix(".json")
            document = json.loads(twin.read_text())
            schema.validate(document)
            compare(atom, document, twin)
            heads_lead_to(path, built)
            counts["feeds"] += 1
            counts["entries"] += len(atom)
        lonely = [path for path in built.rglob("feed.json") if not path.with_suffix(".xml").exists()]
        assert not lonely, f"{lonely} without an Atom feed"
    return counts


def read_atom(tree, path):
    feed = tree.getroot()
    parsed = feedparser.parse(path.read_bytes())
    assert not parsed.bozo, f"{path}: {parsed.bozo_exception}"
    entries = feed.findall(f"{ATOM}entry")
    assert len(parsed.entries) == len(entries) > 0, f"{path}: {len(parsed.entries)} entries"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({*ids, feed.findtext(f"{ATOM}id")}) == len(ids) + 1, f"{path}: an id is there twice"
    dates = [datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert dates == sorted(dates, reverse=True), f"{path}: not newest first"
    newest = datetime.fromisoformat(feed.findtext(f"{ATOM}updated"))
    assert newest == max(dates), f"{path}: updated {newest}, newest entry {max(dates)}"
    assert feed.findall(f"{ATOM}author"), f"{path}: nobody wrote it"
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(own) == 1 and own[0].endswith(path.name), f"{path}: {own}"
    for entry in parsed.entries:
        content_is_absolute(entry.content[0].value, path)
        assert urlsplit(entry.link).scheme == "https", f"{path}: {entry.link}"
    return [(e.id, e.link, e.title, e.updated) for e in parsed.entries]


def content_is_absolute(markup, path):
    for _, attribute, link, _ in html.fragment_fromstring(markup, create_parent="div").iterlinks():
        assert urlsplit(link).scheme, f"{path}: {attribute}={link} is relative"


def compare(atom, document, path):
    items = document["items"]
    told = [(it["id"], it["url"], it["title"], it["date_published"]) for it in items]
    assert told == atom, f"{path}: not what the Atom feed says"
    for item in items:
        content_is_absolute(item["content_html"], path)


def heads_lead_to(path, built):
    """The page beside the feed leads to it, in both forms."""
    page = html.parse(path.with_name("index.html")).getroot()
    links = {link.get("type"): link.get("href") for link in page.findall(".//head/link[@rel='alternate']")}
    assert links.get("application/atom+xml") == "feed.xml", f"{built}: {links}"
    assert links.get("application/feed+json") == "feed.json", f"{built}: {links}"
