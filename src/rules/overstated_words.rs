//! Words that are linked to a fact say no more than the fact does.

use crate::document::Certainty;
use crate::problem::{OVERSTATED_WORDS, Problems};
use crate::rules::{links, plain_typography};
use crate::site::{Site, Target};

/// English words that leave no doubt about what is ahead.
const SURE: &[&str] = &[
    "will",
    "is to",
    "are to",
    "is going to",
    "are going to",
    "is set to",
    "are set to",
    "has agreed",
    "have agreed",
    "is confirmed",
    "are confirmed",
];

/// English words that take it back, or speak of somebody's hopes.
const HEDGES: &[&str] = &[
    "according",
    "aim",
    "aims",
    "assume",
    "assumes",
    "bet",
    "bets",
    "can",
    "chance",
    "chances",
    "consider",
    "considers",
    "considering",
    "could",
    "doubt",
    "doubts",
    "expect",
    "expected",
    "expects",
    "forecast",
    "hint",
    "hinted",
    "hints",
    "hope",
    "hopes",
    "if",
    "likely",
    "may",
    "maybe",
    "might",
    "no",
    "not",
    "open",
    "perhaps",
    "plan",
    "plans",
    "possible",
    "possibly",
    "potential",
    "potentially",
    "predict",
    "predicts",
    "probably",
    "prospect",
    "report",
    "reportedly",
    "said",
    "say",
    "says",
    "should",
    "suggest",
    "suggested",
    "suggests",
    "think",
    "thinks",
    "unless",
    "unlikely",
    "want",
    "wants",
    "whether",
    "would",
];

pub(super) fn apply(site: &Site, problems: &mut Problems) {
    if !site.settings.language.starts_with("en") {
        return;
    }
    for link in links(site) {
        let (Target::Fact(id), Some(sure)) = (&link.to, sure_word(&link.words)) else { continue };
        let fact = &site.facts[*id];
        let certainty = site.certainty(*id);
        if is_in_doubt(certainty) {
            let message =
                format!("“{sure}” is sure, and fact `{}` is {}", fact.id, certainty.word());
            problems
                .add(OVERSTATED_WORDS, link.span.clone(), message)
                .also(fact.span.clone(), "the fact")
                .help("say as much as the fact says: “may”, “is expected to” …");
        }
    }
}

/// Whether a fact leaves open what will come.
fn is_in_doubt(certainty: Certainty) -> bool {
    use Certainty::{Conditional, Disputed, Expected, Possible, Unverified};
    matches!(certainty, Disputed | Unverified | Possible | Conditional | Expected)
}

/// The word that leaves no doubt, if nothing beside it does.
fn sure_word(words: &str) -> Option<&'static str> {
    let text = plain_typography(words).to_lowercase();
    let text: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if text.iter().any(|word| HEDGES.contains(word)) {
        return None;
    }
    SURE.iter().copied().find(|sure| {
        let sure: Vec<&str> = sure.split(' ').collect();
        text.windows(sure.len()).any(|window| window == sure)
    })
}

#[cfg(test)]
mod tests {
    use super::sure_word;

    #[test]
    fn a_sure_word_is_found_where_nothing_takes_it_back() {
        assert_eq!(sure_word("will meet Kim"), Some("will"));
        assert_eq!(sure_word("The two are going to meet."), Some("are going to"));
        for hedged in [
            "may meet Kim",
            "will probably meet Kim",
            "hopes that Kim will come",
            "whether he will go",
            "will not rule out a meeting",
            "goodwill",
            "the will of the people, perhaps",
            "is today a possibility",
        ] {
            assert_eq!(sure_word(hedged), None, "{hedged}");
        }
    }
}
