//! What is shown in place of a page while nothing good has been built: the problems.

use crate::preview::Preview;

/// The look of the page, which stands by itself: the site's own may be what is broken.
const STYLE: &str = ":root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; } \
    body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; } \
    h1 { font-size: 1.5rem; } \
    pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem 1rem; border-inline-start: 3px solid #c33; \
          background: color-mix(in srgb, currentColor 6%, transparent); }";

impl Preview {
    /// All problems on a page of its own.
    pub(super) fn problem_page(&self) -> String {
        let problems: Vec<String> = self.told.texts().map(escaped).collect();
        let problems = problems.join("</pre>\n<pre tabindex=\"0\">");
        let problems = if problems.is_empty() {
            problems
        } else {
            format!("<pre tabindex=\"0\">{problems}</pre>\n")
        };
        let (title, lead) = if self.version() == 0 {
            ("Building", "The site is being built for the first time.")
        } else {
            ("Nothing to show yet", "Mend what is wrong, and the site appears here by itself.")
        };
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>{title}</h1>\n<p>{lead}</p>\n{problems}</main>\n</body>\n</html>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
