//! What the link check says of small sites.

use std::collections::BTreeMap;

use super::{Rendered, Scans, check, way};
use crate::files::{FilePath, Files};
use crate::output::{Memos, Output};
use crate::problem::Problems;

/// A site in the making: its published files and the content that its pages were made from.
#[derive(Default)]
struct Site {
    output: Output,
    sources: BTreeMap<FilePath, FilePath>,
    files: Files,
}

fn path(text: &str) -> FilePath {
    FilePath::new(text).expect("a sound path")
}

impl Site {
    fn with(mut self, page: &str, html: &str) -> Self {
        self.output.insert(path(page), html.as_bytes());
        self
    }

    fn made_from(mut self, page: &str, file: &str, text: &str) -> Self {
        self.sources.insert(path(page), path(file));
        self.files.insert(path(file), text.as_bytes());
        self
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::default();
        let base_url = "https://example.org/repo/";
        let (output, sources, files) = (&self.output, &self.sources, &self.files);
        let scans = &Scans::of(output, &Memos::default());
        check(&Rendered { output, scans, sources, files, base_url }, &mut problems);
        problems.sort();
        problems
    }

    /// The whole list of problems: code, message, help.
    fn says(&self, expected: &[[&str; 3]]) {
        let problems = self.problems();
        let said: Vec<[&str; 3]> = problems
            .iter()
            .map(|it| [it.code.name, &it.message, it.help.as_deref().unwrap_or_default()])
            .collect();
        assert_eq!(said, expected);
    }

    /// The stretch of content that each problem points at; none where it has no place.
    fn points_at(&self, expected: &[Option<&str>]) {
        let problems = self.problems();
        let stretches: Vec<Option<String>> = problems
            .iter()
            .map(|it| it.span.as_ref())
            .map(|span| span.map(|s| self.files.text(&s.file).unwrap()[s.start..s.end].to_owned()))
            .collect();
        assert_eq!(stretches.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }
}

fn front(html: &str) -> Site {
    Site::default().with("index.html", html)
}

#[test]
fn links_that_lead_somewhere_are_fine() {
    front("<a href=trade/#who></a><a href='trade/?q'></a><a href='#top'></a><img src=a%20b.png>")
        .with("trade/index.html", "<p id=who><a href=../></a><a href=.#who></a><a href='#'></a>")
        .with("a b.png", "")
        .says(&[]);
}

#[test]
fn links_to_other_sites_are_not_followed() {
    front("<a href=https://example.com/x></a><a href=mailto:a@b.org></a><a href=tel:+1></a>")
        .says(&[]);
}

#[test]
fn a_link_to_nothing_is_broken_and_the_nearest_page_is_proposed() {
    front("<a href=trade/rare-eart/></a>").with("trade/rare-earths/index.html", "").says(&[[
        "broken-link",
        "the page `/` links to `trade/rare-eart/`, where there is nothing",
        "did you mean `trade/rare-earths/`?",
    ]]);
}

#[test]
fn a_folder_without_its_slash_is_broken() {
    front("<a href=trade></a>").with("trade/index.html", "").says(&[[
        "broken-link",
        "the page `/` links to `trade`, where there is nothing",
        "did you mean `trade/`?",
    ]]);
}

#[test]
fn a_name_in_another_case_is_not_there() {
    front("<a href=Trade/></a>").with("trade/index.html", "").says(&[[
        "wrong-case",
        "the page `/` links to `Trade/`, which is there in other upper and lower case",
        "did you mean `trade/`?",
    ]]);
}

#[test]
fn an_anchor_that_its_page_does_not_have_is_broken() {
    front("<a href=trade/#who-mine></a>").with("trade/index.html", "<h2 id=who-mines>").says(&[[
        "broken-anchor",
        "the page `/` links to `trade/#who-mine`, but `/trade/` has no anchor `#who-mine`",
        "did you mean `#who-mines`?",
    ]]);
}

#[test]
fn an_anchor_is_matched_escaped_or_not() {
    front("<p id=straße><a href=#stra%C3%9Fe></a><a href=#straße></a>").says(&[]);
}

#[test]
fn highlighted_text_is_no_anchor() {
    front("<p id=a><a href='#:~:text=x'></a><a href='#a:~:text=x'></a>").says(&[]);
}

#[test]
fn an_anchor_in_a_file_that_is_not_html_is_left_alone() {
    front("<a href=a.pdf#page=2></a>").with("a.pdf", "").says(&[]);
}

#[test]
fn a_link_from_the_root_is_refused() {
    front("").with("trade/index.html", "<a href=/></a>").says(&[[
        "broken-link",
        "the page `/trade/` links to `/`, which begins with `/` and so depends on where the site \
         is published",
        "did you mean `../`?",
    ]]);
}

#[test]
fn a_link_above_the_site_is_refused() {
    front("<a href=../x></a>").says(&[[
        "broken-link",
        "the page `/` links to `../x`, which leads out of the site",
        "write one `../` less, or the whole address with `https://`",
    ]]);
}

#[test]
fn an_absolute_link_into_the_site_is_checked_too() {
    front("<link rel=canonical href=https://example.org/repo/><a href=https://example.org/repo/x>")
        .says(&[[
            "broken-link",
            "the page `/` links to `https://example.org/repo/x`, where there is nothing",
            "link to a page or file that the site has, or add it",
        ]]);
}

#[test]
fn a_share_card_that_is_not_there_is_found() {
    front("<meta content='https://example.org/repo/a.png'><meta content='a.png'>").says(&[[
        "broken-link",
        "the page `/` links to `https://example.org/repo/a.png`, where there is nothing",
        "link to a page or file that the site has, or add it",
    ]]);
}

#[test]
fn a_link_that_runs_code_is_refused() {
    let active = |link: &str| {
        format!("the page `/` links to `{link}`, which can run code in the reader's browser")
    };
    let help = "link to a page or file instead";
    front("<a href=javascript:x></a><iframe src=data:text/html,x></iframe>").says(&[
        ["active-url", &active("data:text/html,x"), help],
        ["active-url", &active("javascript:x"), help],
    ]);
}

#[test]
fn a_picture_in_the_page_itself_is_fine() {
    front("<img src='data:image/png;base64,AA=='><link rel=icon href='data:,'>").says(&[]);
}

#[test]
fn a_scheme_that_is_a_slip_is_broken() {
    front("<a href=htps://example.com></a>").says(&[[
        "broken-link",
        "the page `/` links to `htps://example.com`, and browsers know no `htps:`",
        "did you mean `https:`?",
    ]]);
}

#[test]
fn an_id_that_stands_twice_is_a_problem() {
    front("<p id=a><p id=a><p id=a>").says(&[[
        "duplicate-id",
        "the page `/` has the id `a` more than once",
        "give each heading and element of a page an id of its own",
    ]]);
}

#[test]
fn the_404_page_has_no_relative_links() {
    let site = front("").with("404.html", "<a href=./></a><a href=https://example.org/repo/></a>");
    site.says(&[[
        "broken-link",
        "the page `/404.html` links to `./`, but is shown at any address, so that relative links \
         of it break",
        "write the whole address, with the site's `base_url`",
    ]]);
}

#[test]
fn a_base_element_says_where_links_start() {
    front("").with("404.html", "<base href=https://example.org/repo/><a href=./></a>").says(&[]);
}

#[test]
fn a_problem_points_at_the_link_in_the_content() {
    let text = "---\ntitle: T\n---\n[a](../trade/tarifs.md#x)";
    let site = Site::default()
        .with("stops/japan/index.html", "<a href=../../trade/tarifs/#x></a>")
        .made_from("stops/japan/index.html", "content/t/stops/japan.md", text)
        .with("trade/tariffs/index.html", "")
        .made_from("trade/tariffs/index.html", "content/t/trade/tariffs.md", "");
    site.points_at(&[Some("tarifs.md#x")]);
    site.says(&[[
        "broken-link",
        "the page `/stops/japan/` links to `../../trade/tarifs/#x`, where there is nothing",
        "did you mean `../trade/tariffs.md`?",
    ]]);
}

#[test]
fn a_problem_of_the_template_points_at_the_start_of_the_page_s_file() {
    front("<a href=x.css>")
        .made_from("index.html", "content/t/trip.md", "Text")
        .points_at(&[Some("")]);
}

#[test]
fn a_problem_of_a_page_without_a_file_has_no_place() {
    front("<a href=x.css>").points_at(&[None]);
}

#[test]
fn what_the_template_says_on_every_page_is_one_problem() {
    front("<link href=style.css>")
        .with("a/index.html", "<link href=../style.css>")
        .with("b/c/index.html", "<link href=../../style.css>")
        .says(&[[
            "broken-link",
            "the page `/a/`, as 2 others, links to `../style.css`, where there is nothing",
            "link to a page or file that the site has, or add it",
        ]]);
}

#[test]
fn a_thousand_pages_are_checked_in_the_order_of_their_paths() {
    let page = |n: usize| format!("p{n:04}/index.html");
    let mut site = Site::default();
    for n in 0..1000 {
        site = site
            .with(&page(n), &format!("<a href=../p{:04}/></a><a href=x{n}></a>", (n + 1) % 1000));
    }
    assert_eq!(site.problems().iter().count(), 1000);
    assert_eq!(site.problems(), site.problems());
}

#[test]
fn the_way_between_two_files_is_as_short_as_it_can_be() {
    assert_eq!(way("a/b", "a/c/d.md"), "../c/d.md");
    assert_eq!(way("a/b", "a/b/c.md"), "c.md");
    assert_eq!(way("a", "a/"), "./");
    assert_eq!(way("a/b", ""), "../../");
}
