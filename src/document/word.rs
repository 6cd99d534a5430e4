//! Fields that hold one word of a closed list: a status, a kind.

/// Declares a closed list of words as a type that can be a field; the first word is its fallback.
macro_rules! words {
    (
        $(#[doc = $about:literal])+
        $name:ident: $expected:literal {
            $( $(#[doc = $note:literal])+ $variant:ident = $word:literal, )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name {
            $( $(#[doc = $note])+ $variant, )*
        }

        impl $name {
            /// Every value there is, in the order of the declaration.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that editors write.
            pub(crate) fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::document::record::Field for $crate::document::record::Spanned<$name> {
            const EXPECTED: &'static str = $expected;

            fn read(
                node: &$crate::document::yaml::Node,
                reader: &mut $crate::document::record::Reader<'_>,
            ) -> Option<Self> {
                let line = $crate::document::value::word(node, reader)?;
                let found = $name::ALL.iter().find(|word| word.word() == line.value);
                let Some(value) = found.copied() else {
                    $crate::document::word::report_unknown(
                        &line,
                        $expected,
                        $name::ALL.iter().map(|word| word.word()),
                        reader,
                    );
                    return None;
                };
                Some(Self { value, span: line.span })
            }

            fn fallback(span: $crate::files::Span) -> Self {
                Self { value: $name::ALL[0], span }
            }

            fn schema(
                definitions: &mut $crate::document::schema::Definitions,
            ) -> serde_json::Value {
                definitions.define(stringify!($name), |_| {
                    let words = [$(($word, concat!($($note),+))),*];
                    $crate::document::schema::words(stringify!($name), concat!($($about),+), &words)
                })
            }
        }
    };
}
pub(crate) use words;

use crate::document::record::Reader;
use crate::document::value::Line;
use crate::problem::{BAD_VALUE, nearest};

/// Reports a word that is not on its list, with the nearest one or all of them.
pub(crate) fn report_unknown(
    line: &Line,
    expected: &str,
    known: impl Iterator<Item = &'static str>,
    reader: &mut Reader<'_>,
) {
    let known: Vec<&str> = known.collect();
    let all = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let folded = line.value.to_lowercase().replace([' ', '_'], "-");
    let help = match nearest(&folded, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`? the words are {all}"),
        None => format!("write one of {all}"),
    };
    reader
        .problems
        .add(BAD_VALUE, line.span.clone(), format!("`{}` is not {expected}", line.value))
        .help(help);
}
