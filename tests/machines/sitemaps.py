"""The sitemap against its protocol, and against the pages that are there."""

from pathlib import Path
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import yaml
from lxml import etree, html

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def check(sites):
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("sitemap.xsd")))
    counts = {"addresses": 0, "days": 0}
    for source, built in sites:
        tree = etree.parse(built / "sitemap.xml")
        schema.assertValid(tree)
        base = yaml.safe_load((source / "content/site.yaml").read_text())["base_url"]
        listed = {unquote(loc.removeprefix(base)) for loc in tree.xpath("//s:loc/text()", namespaces=SPACE)}
        pages = {address(page, built) for page in built.rglob("index.html") if is_for_search(page)}
        assert listed == pages, f"{built}: {listed ^ pages}"
        robots = RobotFileParser()
        robots.parse((built / "robots.txt").read_text().splitlines())
        assert robots.site_maps() == [f"{base}sitemap.xml"], f"{built}: {robots.site_maps()}"
        counts["addresses"] += len(listed)
        counts["days"] += days(tree, source, base)
    return counts


def address(page, built):
    return str(page.relative_to(built).parent).removeprefix(".") + ("/" if page.parent != built else "")


def is_for_search(page):
    robots = html.parse(page).xpath("//meta[@name='robots']/@content")
    return "noindex" not in "".join(robots)


def days(tree, source, base):
    """Each day stands in the content file of its page."""
    front = yaml.safe_load((source / "content/site.yaml").read_text())["front"]
    seen = 0
    for url in tree.xpath("//s:url[s:lastmod]", namespaces=SPACE):
        loc, day = (url.findtext(f"s:{name}", namespaces=SPACE) for name in ("loc", "lastmod"))
        way = unquote(loc.removeprefix(base)).strip("/")
        folder = source / "content"
        trips = [path.parent.name for path in folder.glob("*/trip.md")]
        first, _, rest = way.partition("/")
        trip, rest = (first, rest) if first in trips and first != front else (front, way)
        names = [f"{trip}/{rest}.md", f"{trip}/{rest}/index.md", f"{trip}/trip.md" if not rest else ""]
        files = [folder / name for name in names if name and (folder / name).is_file()]
        assert files, f"{loc}: no content file among {names}"
        assert f"updated: {day}" in files[0].read_text(), f"{loc}: {day} is not in {files[0]}"
        seen += 1
    return seen
