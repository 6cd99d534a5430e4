//! What comes of small pages.

use std::sync::Arc;

use super::{TextEdition, is_hidden};

const WORDS: [&str; 2] = ["This text is from", "Sources"];

/// The text edition without what stands at its end.
fn text(main: &str) -> String {
    let whole = whole(main);
    whole.rsplit_once("\n\n---\n").expect("an end").0.to_owned()
}

fn whole(main: &str) -> String {
    let html = format!("<body><nav>A</nav><main>{main}</main><footer>B</footer>");
    let words = WORDS.map(str::to_owned);
    let url = "https://a.example/b/".to_owned();
    let edition = TextEdition { html: html.into_bytes().into(), url, words: Arc::new(words) };
    String::from_utf8(edition.bytes()).expect("UTF-8")
}

#[test]
fn headings_paragraphs_and_emphasis_are_markdown() {
    let html = "<h1>A  tour</h1>\n<p>One <em>two </em>three<br>1. four</p><hr>five <b>six</b>";
    let expected = "# A tour\n\nOne *two* three  \n1\\. four\n\n---\n\nfive **six**";
    assert_eq!(text(html), expected);
}

#[test]
fn links_lead_to_the_texts_of_other_pages() {
    let link = |href: &str| text(&format!("<p><a href=\"{href}\">x</a></p>"));
    assert_eq!(link("../stops/japan/#a"), "[x](../stops/japan/index.md)");
    assert_eq!(link("./"), "[x](index.md)");
    assert_eq!(link("../"), "[x](../index.md)");
    assert_eq!(link("#a"), "x");
    assert_eq!(link("media/a b.pdf"), "[x](media/a%20b.pdf)");
    assert_eq!(link("https://b.example/c/#d"), "[x](https://b.example/c/#d)");
    assert_eq!(link("mailto:a@b.example"), "[x](mailto:a@b.example)");
    assert_eq!(link("../embed/map/"), "[x](../embed/map/)");
    assert_eq!(text("<p>No!<a href=a/>b</a>"), "No\\![b](a/index.md)");
}

#[test]
fn how_sure_we_are_stands_in_brackets_behind_the_passage_and_sources_at_the_end() {
    let html = "<div class=passage><p>He may come.</p><p class=ledger-line>\
        <span class=spoken>How sure we are:</span> <span class=mark><span><svg></svg> Possible</span> \
        <a href=../facts/#fact-F1>F1</a></span> <span class=ledger-sources>\
        <span class=spoken>Source:</span> <a href=../sources/#source-a>A brief</a></span></p></div>";
    assert_eq!(
        whole(html),
        "He may come. [Possible F1; Source: A brief]\n\n---\n\n\
         **Sources:** [A brief](../sources/index.md)\n\nThis text is from <https://a.example/b/>\n"
    );
}

#[test]
fn a_mark_is_at_the_passage_that_it_stands_beside() {
    let mark =
        "<p class=ledger-line><span class=mark>Possible F1 <span class=kind>Aim</span></span></p>";
    let passages = format!(
        "<div><p>A</p></div><div><ul><li>B</ul>{mark}</div><div><p>C</p><p>D</p>{mark}</div>"
    );
    let expected = "A\n\n- B\n\n[Possible F1 · Aim]\n\nC [Possible F1 · Aim]\n\nD";
    assert_eq!(text(&passages), expected);
    let labelled = format!("<dl><dt>Rests on<dd>{mark}</dl>");
    assert_eq!(text(&labelled), "- **Rests on:** [Possible F1 · Aim]");
}

#[test]
fn words_that_stand_apart_on_a_screen_have_a_sign_between_them() {
    assert_eq!(text("<p>A <span class=role>B</span></p>"), "A · B");
    assert_eq!(text("<p><a href=a/>A</a>, <span class=role>B</span></p>"), "[A](a/index.md), B");
    assert_eq!(text("<p><span class=status>Possible</span> C"), "Possible C");
}

#[test]
fn a_heading_stands_before_what_is_said_above_it() {
    assert_eq!(text("<p>Explainer</p><h1>A</h1><p>B</p>"), "# A\n\nExplainer\n\nB");
    let moment =
        "<ol><li><p class=event-line><span>1954</span> <span>Precedent</span></p><h3>C</h3></ol>";
    assert_eq!(text(moment), "### C\n\n1954 · Precedent");
}

#[test]
fn lists_lie_in_each_other_and_those_with_headings_are_chapters() {
    assert_eq!(
        text("<ol><li>A<ul><li>B<li>C</ul><li><p>D</p><p>E</p></ol>"),
        "1. A\n\n   - B\n   - C\n\n2. D\n\n   E"
    );
    assert_eq!(text("<ul><li><h3>A</h3><p>B</p></li></ul>"), "### A\n\nB");
    assert_eq!(text("<ul><li><input type=checkbox checked> A</ul>"), "- [x] A");
}

#[test]
fn descriptions_and_labels_stand_before_what_they_name() {
    assert_eq!(
        text("<dl><div><dt>Who</dt><dd><p>Ada</p></dd></div><dt>Why?</dt><dd>So</dd></dl>"),
        "- **Who:** Ada\n- **Why?** So"
    );
    assert_eq!(text("<p class=label>With</p><ul><li>Ada</ul>"), "**With:**\n\n- Ada");
}

#[test]
fn tables_are_tables() {
    let html = "<table><caption>C</caption><thead><tr><th>A<th>B|b</thead>\
        <tr><th scope=rowgroup colspan=2>D<tr><td><ul><li>E<li>F</ul><td></table>";
    let expected = "C\n\n| A | B\\|b |\n| --- | --- |\n| **D** |  |\n| E; F |  |";
    assert_eq!(text(html), expected);
    assert_eq!(text("<table><tr><td>A</table>"), "|  |\n| --- |\n| A |");
    assert_eq!(text("<table></table>x"), "x");
}

#[test]
fn code_quotations_and_pictures_keep_their_form() {
    assert_eq!(
        text("<pre><code class=language-yaml><span>a</span>:\n  b\n</code></pre>"),
        "```yaml\na:\n  b\n```"
    );
    assert_eq!(text("<blockquote><p>A<p>B</blockquote>"), "> A\n>\n> B");
    assert_eq!(text("<p><img src='a b.png' alt='A [map]'>"), "![A \\[map\\]](a%20b.png)");
    let map = "<svg role=img><title>The route</title><desc>1 Japan</desc><path/></svg>";
    assert_eq!(text(map), "[The route. 1 Japan]");
}

#[test]
fn what_is_hidden_or_only_for_the_screen_is_left_out() {
    let html = "<nav>A</nav><p>B<span aria-hidden=true>C</span><script>D</script></p>\
        <section class=addresses>E</section><fieldset>F</fieldset><p hidden>G";
    assert_eq!(text(html), "B");
}

#[test]
fn a_page_that_asks_to_be_left_out_has_no_text_edition() {
    assert!(is_hidden(b"<meta name=robots content=NoIndex><main>A</main>"));
    assert!(!is_hidden(b"<meta name=robots content=all><main>noindex</main>"));
}
