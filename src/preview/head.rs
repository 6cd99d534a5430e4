//! What a published page says of itself to machines: its title, and where it sends readers on.

use html5gum::{Token, Tokenizer};

/// What stands in the head of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The text of `<title>`.
    pub(super) title: String,
    /// Where `<meta http-equiv="refresh">` leads, as written.
    pub(super) leads_to: Option<String>,
}

impl Head {
    /// Reads the head of an HTML page.
    pub(super) fn of(html: &[u8]) -> Self {
        let mut head = Self::default();
        let mut in_title = false;
        for Ok(token) in Tokenizer::new(&*String::from_utf8_lossy(html)) {
            match token {
                Token::StartTag(tag) => match tag.name.as_slice() {
                    b"title" => in_title = true,
                    b"body" => break,
                    b"meta" => {
                        let value = |name: &[u8]| tag.attributes.get(name).map(|value| text(value));
                        let is_refresh = value(b"http-equiv").is_some_and(|it| it == "refresh");
                        let content = value(b"content").filter(|_| is_refresh);
                        head.leads_to = head.leads_to.or(content.and_then(|it| address(&it)));
                    }
                    _ => {}
                },
                Token::EndTag(tag) if tag.name.as_slice() == b"title" => in_title = false,
                Token::String(words) if in_title => head.title.push_str(&text(&words)),
                _ => {}
            }
        }
        head.title = head.title.trim().to_owned();
        head
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The address in a `0; url=../stops/japan/`.
fn address(content: &str) -> Option<String> {
    let (_, url) = content.split_once(';')?;
    Some(url.trim().strip_prefix("url=")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_and_the_way_on_are_read() {
        let head = Head::of(
            b"<head><title> Cars &amp; rice </title>\
              <meta http-equiv=\"refresh\" content=\"0; url=../a/\"></head><body><title>No</title>",
        );
        let expected = Head { title: "Cars & rice".to_owned(), leads_to: Some("../a/".to_owned()) };
        assert_eq!(head, expected);
        assert_eq!(Head::of(b"<p>"), Head::default());
    }
}
