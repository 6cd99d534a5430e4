//! The rules by name: what a problem can be.

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Published all the same; an error with `--strict`.
    Warning,
}

impl Severity {
    /// The word that messages have for it; GitHub and SARIF have the same ones.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A rule that content can break, by the name that messages print and editors search for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The name, such as `unknown-id`; it never changes once released.
    pub name: &'static str,
    /// How grave a breach is by default.
    pub severity: Severity,
    /// What the rule asks for, in one sentence.
    pub meaning: &'static str,
}

/// Declares the codes and `ALL`, the list of them.
macro_rules! codes {
    ($($severity:ident $constant:ident $name:literal $meaning:literal;)*) => {
        $(
            #[doc = $meaning]
            pub(crate) const $constant: Code =
                Code { name: $name, severity: Severity::$severity, meaning: $meaning };
        )*

        impl Code {
            /// Every code there is: errors, then warnings, each by name.
            pub const ALL: &'static [Code] = &[$($constant),*];

            /// The code of that name; none where there is none.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|code| code.name == name).copied()
            }
        }
    };
}

codes! {
    Error ACTIVE_URL "active-url" "A link must not run code in the reader's browser.";
    Error BAD_DATE "bad-date" "A date is written in one of the forms of ISO 8601-2 that the manual lists.";
    Error BAD_FONT "bad-font" "A font is one in TrueType or OpenType format that can be read.";
    Error BAD_PICTURE "bad-picture" "A picture is whole, and in the format that its name says.";
    Error BAD_VALUE "bad-value" "A value has the form that its field asks for.";
    Error BAD_YAML "bad-yaml" "YAML must be readable.";
    Error BROKEN_ANCHOR "broken-anchor" "A link's `#anchor` must be a heading or an id of its page.";
    Error BROKEN_LINK "broken-link" "A link inside the site must lead to a page or file that is there.";
    Error CASE_COLLISION "case-collision" "Two addresses must differ in more than upper and lower case.";
    Error CIRCULAR_REFERENCE "circular-reference" "Nothing contains, replaces or lists itself.";
    Error DATES_OUT_OF_ORDER "dates-out-of-order" "What begins first must not end before it begins.";
    Error DUPLICATE_ID "duplicate-id" "An id names one thing.";
    Error DUPLICATE_KEY "duplicate-key" "A key stands once in a mapping.";
    Error DUPLICATE_URL "duplicate-url" "Two pages cannot have one address.";
    Error EMPTY_FIELD "empty-field" "A field that is written has a value.";
    Error FIGURE_MISMATCH "figure-mismatch" "The words for a figure agree with its registered value.";
    Error HISTORY_MISMATCH "history-mismatch" "An event's history leads from change to change to its status.";
    Error IMPOSSIBLE_DATE "impossible-date" "A date is one that the calendar has.";
    Error MISPLACED_FILE "misplaced-file" "A file stands where the generator knows what it is.";
    Error MISSING_ALT "missing-alt" "A picture says in words what it shows.";
    Error MISSING_CREDIT "missing-credit" "A picture says whose it is.";
    Error MISSING_FIELD "missing-field" "A field that is needed is written.";
    Error MISSING_FILE "missing-file" "A site and a trip have the files that they cannot do without.";
    Error MISSING_WORD "missing-word" "Every word of the interface is in the words file of the site's language.";
    Error NOT_TEXT "not-text" "Content is written in UTF-8.";
    Error OVERSTATED_CERTAINTY "overstated-certainty" "Nothing is shown with more certainty than the strongest fact that it cites.";
    Error QUOTE_MISMATCH "quote-mismatch" "The words of a quote link are the registered quotation, letter for letter.";
    Error RAW_HTML "raw-html" "Content is Markdown, without HTML.";
    Error STOP_OUTSIDE_TRIP "stop-outside-trip" "A stop's dates lie within the trip's.";
    Error TEMPLATE "template" "A template can be read and drawn.";
    Error TOO_LARGE "too-large" "A content file is at most 1 MiB.";
    Error UNDEFINED_FOOTNOTE "undefined-footnote" "A footnote that is referred to is written.";
    Error UNKNOWN_ALERT "unknown-alert" "An alert is one of NOTE, TIP, IMPORTANT, WARNING and CAUTION.";
    Error UNKNOWN_ID "unknown-id" "An id that is referred to is defined.";
    Error UNKNOWN_KEY "unknown-key" "A key is one that the format knows.";
    Error VAGUE_CORRECTION "vague-correction" "A correction says what was wrong and what is right.";
    Error WRONG_CASE "wrong-case" "A link is written in the upper and lower case of the file's name.";
    Error WRONG_TYPE "wrong-type" "A value is of the kind that its field asks for.";
    Warning DEAD_LINK "dead-link" "A link to another site leads to a page that is there.";
    Warning HEADING_ORDER "heading-order" "Headings go down one level at a time.";
    Warning LIKELY_SECRET "likely-secret" "A file that looks private is not published.";
    Warning LONG_TITLE "long-title" "A title has at most 100 characters.";
    Warning LOST_TEXT "lost-text" "Text behind a `#` is a comment, and readers never see it.";
    Warning OUTDATED_FACT "outdated-fact" "What another fact has taken the place of is not stated as if it held.";
    Warning OVER_BUDGET "over-budget" "A page and its pictures are light enough for a phone on a train.";
    Warning MISSING_GLYPH "missing-glyph" "A share card has a font for every letter of its title.";
    Warning MOVED_LINK "moved-link" "A link to another site leads to where the page is now.";
    Warning OVERSTATED_WORDS "overstated-words" "Words that are linked to a fact are no surer than the fact.";
    Warning RELATIVE_DATE "relative-date" "“Yesterday” needs a day to be relative to.";
    Warning STALE_STATUS "stale-status" "What was scheduled for a day that has passed has a new status.";
    Warning STRAY_PICTURE "stray-picture" "A picture that no page shows says whose it is, too.";
    Warning TERM_WITHOUT_DEFINITION "term-without-definition" "A term of the glossary is defined.";
    Warning UNCOVERED_FACT "uncovered-fact" "A fact of `facts.yaml` is stated on a page.";
    Warning UNLISTED_STOP "unlisted-stop" "A trip lists its stops in the order of the journey.";
    Warning UNMADE_CORRECTION "unmade-correction" "A correction is made on the page that it is about.";
    Warning UNSOURCED_FACT "unsourced-fact" "A fact names its source.";
    Warning UNUSED_ENTRY "unused-entry" "An entry of a registry is referred to.";
    Warning UNUSED_FOOTNOTE "unused-footnote" "A footnote that is written is referred to.";
    Warning VANISHED_ADDRESS "vanished-address" "An address that was published leads somewhere for good.";
}
