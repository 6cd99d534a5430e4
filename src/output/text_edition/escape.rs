//! Text that stays itself in Markdown (`CommonMark` with the tables of GFM).

/// Adds a text to a line, its runs of space as one, with a backslash before what would mean
/// something.
pub(super) fn push(line: &mut String, text: &str) {
    let mut before = line.chars().next_back();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_whitespace() {
            if before.is_some_and(|c| !matches!(c, ' ' | '\n')) {
                line.push(' ');
                before = Some(' ');
            }
            continue;
        }
        if means_something(c, before, chars.peek().copied()) {
            line.push('\\');
        }
        line.push(c);
        before = Some(c);
    }
}

/// Whether a character would begin or end something between two others.
fn means_something(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '~' => true,
        '_' => {
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(is_word(before) && is_word(after))
        }
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
        _ => false,
    }
}

/// A line that begins no heading, list, quotation or rule.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let ends_mark = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let is_number =
        (1..=9).contains(&digits) && rest.strip_prefix(['.', ')']).is_some_and(ends_mark);
    if is_number {
        return format!("{}\\{rest}", &line[..digits]);
    }
    let hashes = line.trim_start_matches('#');
    let is_heading = hashes.len() < line.len() && ends_mark(hashes);
    let is_list = line.strip_prefix(['-', '+']).is_some_and(ends_mark);
    let is_rule = line.starts_with("--") || line.starts_with("==") || line == "=";
    if is_heading || is_list || is_rule || line.starts_with('>') {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Code within a line, in as many backticks as it needs.
pub(super) fn code(text: &str) -> String {
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.is_empty() { text } else { format!("{fence}{space}{text}{space}{fence}") }
}

/// Code in lines of its own.
pub(super) fn code_block(language: &str, text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// An address as it can stand behind the words of a link.
pub(super) fn address(href: &str) -> String {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>\\".contains(c);
    if href.chars().all(is_plain) {
        return href.to_owned();
    }
    let escaped = |c: char| {
        let bytes = c.to_string().into_bytes();
        let escape = |byte: u8| format!("%{byte:02X}");
        if is_plain(c) { c.to_string() } else { bytes.into_iter().map(escape).collect() }
    };
    href.chars().map(escaped).collect()
}

#[cfg(test)]
mod tests {
    use super::{address, code, code_block, line_start, push};
    use pulldown_cmark::{Event, Options, Parser};

    /// The words that a reader of Markdown finds.
    fn words(markdown: &str) -> String {
        let events =
            Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
        let mut words = String::new();
        for event in events {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        words
    }

    #[test]
    fn text_stays_itself() {
        let texts = [
            "*a* _b_ __c__ `d` ~~e~~ ~f~ [g](h) ![i](j) <b>k</b> <!-- l --> &amp; &#42; \\m",
            "# a",
            "#",
            "###### a",
            "- a",
            "-",
            "+ a",
            "> a",
            "1. a",
            "2) a",
            "123456789. a",
            "---",
            "== =",
            "=",
            "--",
            "* * *",
            "```",
            "~~~",
            "[a]: b",
            "a_b_c",
            "2 < 3 > 1 & 4",
            "<https://a.example>",
            "| a | b |",
            "!",
            "#a",
            "1.5 million",
        ];
        for text in texts {
            let mut line = String::new();
            push(&mut line, text);
            assert_eq!(words(&line_start(&line)), text, "{line}");
        }
    }

    #[test]
    fn ordinary_text_has_no_backslashes() {
        for text in ["Xi’s 2 < 3 & 100% of snake_case (a) #1 - $350 billion", "1972 was"] {
            let mut line = String::new();
            push(&mut line, text);
            assert_eq!(line_start(&line), text);
        }
    }

    #[test]
    fn code_is_fenced_by_more_than_it_has() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code_block("yaml", "a: ```\n"), "````yaml\na: ```\n````");
    }

    #[test]
    fn an_address_ends_where_it_should() {
        assert_eq!(address("a/b?c=d#e"), "a/b?c=d#e");
        assert_eq!(address("a (b)<c>\u{a0}"), "a%20%28b%29%3Cc%3E%C2%A0");
    }
}
