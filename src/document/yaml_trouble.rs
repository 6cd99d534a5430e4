//! What is wrong with YAML, in an editor's words.

use crate::document::yaml::YamlError;

/// What is wrong, and what to do.
pub(super) struct Trouble {
    /// The words by which the library names it.
    reason: &'static str,
    /// What is wrong.
    pub(super) message: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

const fn trouble(reason: &'static str, message: &'static str, help: &'static str) -> Trouble {
    Trouble { reason, message, help }
}

const QUOTE: &str = "put the whole value in quotation marks: `title: \"One: two\"`";

/// What a tab is, whatever the library calls it.
const TAB: Trouble = trouble(
    "tab character",
    "a tab stands where YAML wants spaces",
    "replace the tab with two spaces",
);

/// A colon that the library finds too many, where it is the line before that is at fault.
const NO_SPACE: Trouble = trouble(
    "",
    "the line before has a colon without a space after it, so it is no key",
    "write `key: value`, with a space after the colon",
);

/// The same, where it is the indentation.
const INDENTED: Trouble = trouble(
    "",
    "this line is indented further than the one before, which has its value already",
    "indent the lines of one mapping alike",
);

/// The library's words, most telling first.
const TROUBLES: &[Trouble] = &[
    trouble(
        "mapping values are not allowed",
        "a colon with a space after it means `key: value`, and one stands in this line already",
        QUOTE,
    ),
    TAB,
    trouble(
        "found character that cannot start any token",
        "a value cannot begin with this character",
        "put the whole value in quotation marks: `\"@name …\"`",
    ),
    trouble(
        "unexpected end of stream",
        "a quotation mark or bracket is opened and never closed",
        "close it; inside single quotation marks an apostrophe is written twice: `'it''s'`",
    ),
    trouble(
        "expected ',' or",
        "a list in square brackets or a mapping in braces goes wrong here",
        "close the bracket, or put a value that begins with `[` or `{` in quotation marks",
    ),
    trouble(
        "could not find expected ':'",
        "a key is not followed by a colon",
        "write `key: value`, and indent the further lines of a long value",
    ),
    trouble(
        "did not find expected key",
        "this line does not fit the lines around it",
        "indent it like the lines around it; put the whole value in quotation marks if it begins \
         with a bracket or a quotation mark",
    ),
    trouble(
        "did not find expected '-' indicator",
        "a list goes wrong here",
        "begin each of its items with `- `, all indented alike",
    ),
    trouble(
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "put the list's `- ` items on lines of their own",
    ),
    trouble(
        "unknown anchor",
        "a value that begins with `*` refers to something that is not there",
        "put the value in quotation marks",
    ),
    trouble(
        "a tag",
        "a value that begins with `!` has a meaning in YAML",
        "put it in quotation marks",
    ),
    trouble(
        "more than one document",
        "a line `---` ends the file's data here",
        "take the line out",
    ),
    trouble(
        "limit exceeded",
        "the data is nested too deeply",
        "write it out plainly, without `&` and `*`",
    ),
];

/// Anything else.
const UNREADABLE: Trouble = trouble("", "this cannot be read as YAML", QUOTE);

/// What is wrong at the place of an error.
pub(super) fn of(error: &YamlError, source: &str) -> &'static Trouble {
    let before = source.get(..error.offset).unwrap_or(source);
    let after = &source[before.len()..];
    if after.starts_with('\t') {
        return &TAB;
    }
    let mut lines = before.lines().rev();
    let (line, previous) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let indent = |line: &str| line.len() - line.trim_start().len();
    if error.reason.contains("mapping values") && !line.contains(": ") {
        let joined = previous.split_once(':').is_some_and(|(_, rest)| !rest.starts_with(' '));
        if joined && !previous.trim_end().ends_with(':') {
            return &NO_SPACE;
        }
        if indent(line) > indent(previous) {
            return &INDENTED;
        }
    }
    let fits = |trouble: &&Trouble| error.reason.contains(trouble.reason);
    TROUBLES.iter().find(fits).unwrap_or(&UNREADABLE)
}
