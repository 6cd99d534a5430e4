//! The lines of a calendar (RFC 5545, section 3.1).

/// The most bytes of a line before it is folded.
const WIDTH: usize = 75;

/// A calendar that is being written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line whose value is of another type than text, as it is.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        self.fold(&format!("{name}:{value}"));
    }

    /// A line whose value is a text; none where there is no text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.fold(&format!("{name}:{}", escaped(text)));
        }
    }

    /// The whole, its lines ended as the format wants it.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Adds a line in pieces that are short enough, none of which ends within a character.
    fn fold(&mut self, line: &str) {
        let mut room = WIDTH;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space before what goes on counts too.
                room = WIDTH - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

/// A text without what means something else in a line (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::Lines;

    fn written(text: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", text);
        lines.finish()
    }

    #[test]
    fn what_means_something_is_escaped_and_no_line_can_be_slipped_in() {
        let text = "a;b,c\\d\r\nEND:VCALENDAR\u{7}";
        assert_eq!(written(text), "SUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDAR\r\n");
        let mut lines = Lines::default();
        lines.plain("URL", "https://a.example/\r\nEND:VEVENT");
        assert_eq!(lines.finish(), "URL:https://a.example/END:VEVENT\r\n");
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let text = "é文🎉".repeat(40);
        let folded = written(&text);
        for line in folded.trim_end().split("\r\n") {
            assert!(line.len() <= 75, "{} bytes: {line}", line.len());
            assert!(line.len() > 70 || folded.trim_end().ends_with(line), "{line}");
        }
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
    }

    #[test]
    fn what_just_fits_is_not_folded() {
        let text = "x".repeat(75 - "SUMMARY:".len());
        assert_eq!(written(&text), format!("SUMMARY:{text}\r\n"));
        assert_eq!(written(&format!("{text}y")), format!("SUMMARY:{text}\r\n y\r\n"));
    }

    #[test]
    fn a_text_that_says_nothing_is_left_out() {
        assert_eq!(written(""), "");
    }
}
