//! "Did you mean …?"

/// Longer texts are not names, in bytes.
const LONGEST: usize = 120;

/// The known name that `written` is most likely a slip for, if any is near enough.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // A name is not that long, and comparing two texts takes the product of their lengths.
    if written.len() > LONGEST {
        return None;
    }
    let written = written.to_lowercase();
    let allowed = (written.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|name| name.len().abs_diff(written.len()) <= written.len() && name.len() <= LONGEST)
        .filter(|name| !differs_in_number(&written, &name.to_lowercase()))
        .map(|name| (distance(&written, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, name)| (*distance, std::cmp::Reverse(shared_start(&written, name))))
        .map(|(_, name)| name)
}

/// The known id that `written` is a slip for: one that differs in a whole word is another thing.
pub(crate) fn nearest_id<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest(written, known.into_iter().filter(|known| is_slip(written, known)))
}

/// Whether two ids could be one, mistyped: word for word, or but for the hyphens, or where one is a
/// word of the other.
fn is_slip(written: &str, known: &str) -> bool {
    let (written, known) = (written.to_lowercase(), known.to_lowercase());
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let (mistyped, meant) = (words(&written), words(&known));
    if mistyped.len() != meant.len() {
        let joined = strsim::damerau_levenshtein(&mistyped.concat(), &meant.concat());
        let shortened = mistyped.iter().all(|word| meant.contains(word));
        return (joined <= 1 && !shortened) || meant.contains(&written);
    }
    mistyped.iter().zip(&meant).all(|(word, other)| is_mistyped(word, other))
}

/// Whether a word has most of its letters from another one.
fn is_mistyped(written: &str, known: &str) -> bool {
    let lengths = [written.chars().count(), known.chars().count()];
    let wrong = strsim::damerau_levenshtein(written, known);
    let longest = lengths[0].max(lengths[1]);
    wrong <= (longest / 3).max(1) && (2 * wrong < longest || lengths[0] != lengths[1]) || wrong == 0
}

/// Whether two names are alike but for their numbers: `F9` is no slip for `F1`.
fn differs_in_number(written: &str, known: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    let numbered = written.contains(|c: char| c.is_ascii_digit());
    numbered && written != known && letters(written) == letters(known)
}

/// How many letters two names begin with alike: of two near names, slips are seldom at the start.
fn shared_start(written: &str, known: &str) -> usize {
    written.chars().zip(known.to_lowercase().chars()).take_while(|(a, b)| a == b).count()
}

/// Edits between two names; a name that continues or shortens the other is one edit away.
fn distance(written: &str, known: &str) -> usize {
    let continues = written.len() >= 3 && known.split('-').any(|part| part == written);
    if continues { 1 } else { strsim::damerau_levenshtein(written, known) }
}

/// "did you mean …?", or the whole list where it is short.
pub(super) fn proposal<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(name) = nearest(written, known.iter().copied()) {
        return Some(format!("did you mean `{name}`?"));
    }
    (!known.is_empty() && known.len() <= 16).then(|| format!("write one of {}", names(&known)))
}

/// Names in backticks with commas between them.
pub(crate) fn names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
