"""Cuts the fonts of the share cards out of the families that README.md names.

Needs fontTools; reads the packages unpacked in one folder, writes beside itself:

    python make.py FOLDER
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
FOLDER = pathlib.Path(sys.argv[1])


def span(*ranges):
    """The characters of ranges, each given by its first and last."""
    return {chr(code) for first, last in ranges for code in range(first, last + 1)}


def rows(codec, first, last):
    """The characters of rows of a standard that is laid out in 94 columns."""
    found = set()
    for row in range(first, last + 1):
        for column in range(1, 95):
            try:
                found.add(bytes([0xA0 + row, 0xA0 + column]).decode(codec))
            except UnicodeDecodeError:
                pass
    return found


PUNCTUATION = span(
    (0x20, 0x20), (0xA0, 0xA0), (0x2010, 0x2015), (0x2018, 0x201F), (0x2026, 0x2026),
)
LATIN_GREEK_CYRILLIC = PUNCTUATION | span(
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B9, 0x2DD), (0x300, 0x345), (0x370, 0x3FF),
    (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044),
    (0x2070, 0x208E), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2212, 0x2212),
)
HEBREW = PUNCTUATION | span((0x591, 0x5F4), (0x20AA, 0x20AA))
ARABIC = PUNCTUATION | span((0x600, 0x6FF))
KANJI = rows("euc_jp", 16, 47)
JAPANESE = PUNCTUATION | KANJI | span(
    (0x3000, 0x303F), (0x3041, 0x30FF), (0x31F0, 0x31FF), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6),
)
KOREAN = PUNCTUATION | rows("euc_kr", 16, 40)
CHINESE = PUNCTUATION | (rows("gb2312", 16, 55) - KANJI)

FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt",
            "init", "medi", "fina", "rlig", "isol"]
SOURCES = [
    ("serif", "Card Serif", "EBGaramond_600SemiBold.ttf", 0, LATIN_GREEK_CYRILLIC, FEATURES),
    ("sans", "Card Sans", "SourceSans3_600SemiBold.ttf", 0, LATIN_GREEK_CYRILLIC, FEATURES),
    ("hebrew", "Card Hebrew", "FrankRuhlLibre_600SemiBold.ttf", 0, HEBREW, FEATURES),
    ("arabic", "Card Arabic", "NotoNaskhArabic_600SemiBold.ttf", 0, ARABIC, FEATURES),
    ("japanese", "Card Japanese", "NotoSansCJK-Medium.ttc", 0, JAPANESE, []),
    ("korean", "Card Korean", "NotoSansCJK-Medium.ttc", 1, KOREAN, []),
    ("chinese", "Card Chinese", "NotoSansCJK-Medium.ttc", 2, CHINESE, []),
]


def rename(font, family):
    """Gives the font a name of our own: a subset may not bear the reserved name of the whole."""
    names = font["name"]
    kept = {0, 13, 14}
    names.names = [record for record in names.names if record.nameID in kept]
    for name, text in {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}.items():
        names.setName(text, name, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [family.replace(" ", "")]
        top = cff.topDictIndex[0]
        top.FullName = top.FamilyName = family
        for key in ("Notice", "Copyright"):
            top.rawDict.pop(key, None)


def cut(file, family, source, number, characters, features):
    options = subset.Options(
        hinting=False, layout_features=features, name_IDs=[0, 13, 14], notdef_outline=False,
        glyph_names=False, recalc_timestamp=False, canonical_order=True,
    )
    [path] = FOLDER.rglob(source)
    font = TTFont(path, fontNumber=number, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    rename(font, family)
    for table in ("DSIG", "STAT", "VORG", "vhea", "vmtx", "gasp"):
        if table in font:
            del font[table]
    target = HERE / (file + (".otf" if "CFF " in font else ".ttf"))
    font.save(target)
    missing = len(characters - {chr(code) for code in font.getBestCmap()})
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs, "
          f"{missing} of the characters wanted are not in the family")


for source in SOURCES:
    cut(*source)
