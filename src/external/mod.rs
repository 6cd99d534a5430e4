//! Addresses of other sites: which there are, and what to do about those that do not answer.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::problem::{DEAD_LINK, MOVED_LINK, Problem, Problems};
use crate::site::{Cited, Site};

/// An address of another site, however often it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The address without its `#…`, which no server sees.
    pub(crate) url: String,
    /// Where it is written, in the order of files and lines; at least one place.
    pub(crate) places: Vec<Cited>,
}

/// What came of asking an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// It is there.
    Fine,
    /// It is there, and its server says for good that it is now at another address.
    Moved(String),
    /// It is not there, for a reason that follows "…: ".
    Broken(String),
    /// It is in a private network, where no reader gets; it was not asked.
    Private,
    /// Nobody can tell from here, for a reason that follows "…: ". A server that turns a program
    /// away, or is down for an hour, says nothing about what a reader finds.
    Unsure(String),
}

/// The addresses that a site leads readers to, in the order of the first place of each; the site's
/// own are not among them.
pub(crate) fn addresses(site: &Site) -> Vec<Address> {
    let mut cited: Vec<&Cited> = site.addresses.iter().collect();
    cited.sort_by_key(|cited| &cited.span);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut addresses: Vec<Address> = Vec::new();
    for cited in cited {
        let url = cited.url.split('#').next().unwrap_or_default();
        if !is_web(url) || is_own(url, &site.settings.base_url) {
            continue;
        }
        let at = *places.entry(url).or_insert_with(|| {
            addresses.push(Address { url: url.to_owned(), places: Vec::new() });
            addresses.len() - 1
        });
        addresses[at].places.push(cited.clone());
    }
    addresses
}

/// Whether an address can be asked: mail and telephones are answered by people.
fn is_web(url: &str) -> bool {
    let scheme = url.split("://").next().unwrap_or_default().to_ascii_lowercase();
    url.contains("://") && matches!(scheme.as_str(), "http" | "https")
}

/// Whether an address is one of the site itself, whose links are checked without a network.
fn is_own(url: &str, base_url: &str) -> bool {
    !base_url.trim_matches('/').is_empty() && format!("{url}/").starts_with(base_url)
}

/// A problem for each address that is broken or has moved; `answers` stand beside `addresses`.
pub(crate) fn judge(addresses: &[Address], answers: &[Answer]) -> Problems {
    let mut problems = Problems::default();
    for (address, answer) in addresses.iter().zip(answers) {
        let Some((first, others)) = address.places.split_first() else { continue };
        let url = &address.url;
        let problem = match answer {
            Answer::Fine | Answer::Unsure(_) => continue,
            Answer::Broken(reason) => {
                let message = format!("`{url}` is not there: {reason}");
                problems.add(DEAD_LINK, first.span.clone(), message).help(cure(address))
            }
            Answer::Private => {
                let message = format!("`{url}` leads into a private network, where no reader gets");
                problems
                    .add(DEAD_LINK, first.span.clone(), message)
                    .help("link to a page that is open to readers, or take the address out")
            }
            Answer::Moved(to) => {
                let message = format!("`{url}` has moved for good");
                let help = format!("write `{to}`, if it says the same");
                problems.add(MOVED_LINK, first.span.clone(), message).help(help)
            }
        };
        point_at(others, problem);
    }
    problems
}

fn point_at(others: &[Cited], problem: &mut Problem) {
    for other in others {
        problem.also(other.span.clone(), "written here too");
    }
}

/// What to do about an address that is gone.
fn cure(address: &Address) -> String {
    match address.places.iter().find_map(|cited| cited.archive.as_ref()) {
        Some(archive) => format!("an archived copy is registered: `{archive}`; link to it"),
        None => format!(
            "look for a copy at https://web.archive.org/web/*/{}, or take the address out",
            address.url
        ),
    }
}
