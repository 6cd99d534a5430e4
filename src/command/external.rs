//! `--external`: whether the addresses of other sites are there.

use std::fmt::Write;

use clap::Args;

use crate::external::{Answer, judge};
use crate::io::{self, Manners, WorldError};
use crate::pipeline::Built;
use crate::problem::visible;

/// The flags that decide whether and how other sites are asked.
#[derive(Debug, Args)]
pub(super) struct External {
    /// Ask the addresses of other sites whether they are there, over the network
    #[arg(long)]
    external: bool,
    /// Forget what was asked within the day, and ask again
    #[arg(long, requires = "external")]
    no_cache: bool,
    /// Ask hosts of private networks too; not for content that you do not trust
    #[arg(long, requires = "external")]
    allow_private: bool,
}

impl External {
    /// Asks the addresses that a site leads to, adds what is wrong with them to its problems, and
    /// sums up what was heard; nothing where nobody wants to know.
    pub(super) fn ask(&self, built: &mut Built, strict: bool) -> Result<String, WorldError> {
        if !self.external {
            return Ok(String::new());
        }
        let mut manners = Manners { private: self.allow_private, ..Manners::usual() };
        if self.no_cache || self.allow_private {
            // What a private network answers is of no use to a run that does not ask it.
            manners.memory = None;
        }
        let urls: Vec<&str> = built.addresses.iter().map(|it| it.url.as_str()).collect();
        let heard = io::ask(&urls, &manners)?;
        let summary = summary(built, &heard.answers, heard.remembered);
        let problems = judge(&built.addresses, &heard.answers);
        built.add(problems, strict);
        Ok(summary)
    }
}

fn summary(built: &Built, answers: &[Answer], remembered: usize) -> String {
    let number = |is: fn(&Answer) -> bool| answers.iter().filter(|answer| is(answer)).count();
    let counts = [
        (number(|it| *it == Answer::Fine), "there"),
        (number(|it| matches!(it, Answer::Moved(_))), "moved"),
        (number(|it| matches!(it, Answer::Broken(_) | Answer::Private)), "gone"),
        (number(|it| matches!(it, Answer::Unsure(_))), "not verifiable"),
    ];
    let told = counts.iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = told.map(|(number, what)| format!("{number} {what}")).collect();
    let all = answers.len();
    let mut text =
        format!("{all} {} of other sites", if all == 1 { "address" } else { "addresses" });
    if !told.is_empty() {
        let _ = write!(text, ": {}", told.join(", "));
    }
    if remembered > 0 {
        let _ = write!(text, " ({remembered} remembered from an earlier run)");
    }
    let mut text = text + "\n";
    for (address, answer) in built.addresses.iter().zip(answers) {
        if let Answer::Unsure(reason) = answer {
            let line = visible(format!("not verifiable: {}: {reason}", address.url));
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}
