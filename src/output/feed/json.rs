//! A feed in JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::{Author, Entry, Feed};

/// The feed as it is published at `url`.
pub(super) fn write(feed: &Feed, url: &str) -> String {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": url,
        "description": feed.subtitle,
        "language": feed.language,
        "authors": feed.authors.iter().map(author).collect::<Vec<_>>(),
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    format!("{feed:#}\n")
}

fn author(author: &Author) -> Value {
    match &author.url {
        Some(url) => json!({ "name": author.name, "url": url }),
        None => json!({ "name": author.name }),
    }
}

fn item(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.date,
        "tags": [entry.kind.1],
    })
}
