//! What pages weigh, and what is said of those that weigh too much.

use trip_explainer::{Built, Weigh, Weight};

use crate::given::{Given, base_site, given, problem_lines};
use crate::picture::jpeg;

/// Prose that compression finds nothing to save in: `count` words, no two alike.
fn words(count: u32) -> String {
    let word = |at: u32| {
        // A linear congruential generator; its upper bits are the better ones.
        let random = at.wrapping_mul(1_664_525).wrapping_add(1_013_904_223).rotate_left(13);
        let mixed = random.wrapping_mul(2_246_822_519) ^ (random >> 7);
        let letters = (0..6).map(|place| char::from(b'a' + (mixed >> (5 * place) & 15) as u8));
        letters.collect::<String>()
    };
    (0..count).map(|at| word(at) + " ").collect()
}

fn section(words: &str) -> String {
    format!("---\ntitle: Trade\n---\n\n{words}\n")
}

/// The weight of a page of a site of which every page is weighed.
fn weight(site: &Given, address: &str) -> Weight {
    let weights = &site.built().weights;
    weights.iter().find(|weight| weight.address == address).expect("it is weighed").clone()
}

/// What is said of the weight of pages, without the numbers.
fn said(built: &Built) -> Vec<String> {
    let lines = problem_lines(built);
    let bare = |line: &str| line.chars().filter(|c| !c.is_ascii_digit()).collect();
    lines.lines().filter(|line| line.contains("over-budget")).map(bare).collect()
}

#[test]
fn a_short_page_is_not_even_compressed_and_the_trip_is_always_weighed() {
    let site = base_site();
    let addresses: Vec<&str> =
        site.built().weights.iter().map(|weight| weight.address.as_str()).collect();
    assert_eq!(addresses, ["/"]);
}

#[test]
fn every_page_is_weighed_where_one_asks() {
    let site = base_site().weighing(Weigh::All);
    let pages = site.paths().into_iter().filter(|path| path.ends_with(".html")).count();
    assert_eq!(site.built().weights.len(), pages);
    site.no_problems();
}

#[test]
fn to_weigh_every_page_finds_nothing_more() {
    let site = || given("content/tour/trade/index.md", section(&words(4000)));
    let (some, all) = (site(), site().weighing(Weigh::All));
    assert_eq!(problem_lines(some.built()), problem_lines(all.built()));
    assert!(some.built().problems.warnings() > 0);
}

#[test]
fn a_long_section_is_a_warning_where_it_is_written() {
    let site = given("content/tour/trade/index.md", section(&words(3000)));
    let said = said(site.built());
    assert_eq!(
        said,
        ["content/tour/trade/index.md::: warning[over-budget]: the page `/trade/` loads . kB \
          before its first words, and its budget is  kB — its own HTML is . kB and the style sheet \
          . kB; make a topic of its own of a part of it"]
    );
    assert_eq!(site.built().problems.errors(), 0);
}

#[test]
fn a_long_trip_names_what_weighs_most() {
    let trip = crate::spec::base()["content/tour/trip.md"].clone() + &words(12_000);
    let said = said(given("content/tour/trip.md", trip).built());
    assert_eq!(
        said,
        ["content/tour/trip.md::: warning[over-budget]: the page `/` weighs . kB, and its budget is \
          kB — its own HTML is . kB and the style sheet . kB; shorten the texts of its sections and \
          topics, which it shows whole"
            .replace("is kB", "is  kB")]
    );
}

#[test]
fn with_strict_a_page_that_is_too_heavy_is_not_published() {
    let site = given("content/tour/trade/index.md", section(&words(3000))).strictly();
    assert_eq!(site.built().problems.errors(), 1);
    // The publisher wants to see the numbers all the same.
    assert!(!site.built().weights.is_empty());
}

#[test]
fn a_style_sheet_that_is_too_heavy_is_one_problem_at_its_longest_file() {
    let rules: String =
        words(16_000).split_whitespace().map(|it| format!(".{it} {{}}\n")).collect();
    let said = said(given("static/css/components/heavy.css", rules).built());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("static/css/components/heavy.css"), "{said:?}");
    assert!(said[0].contains("as  others"), "{said:?}");
}

#[test]
fn a_picture_of_the_look_counts_with_the_page_and_one_of_the_newsroom_does_not() {
    let masthead = "{% component masthead(@site) -%}\n\
        <header><img src=\"{{ site.home }}logo.jpg\" alt=\"\"></header>\n{%- endcomponent masthead %}\n";
    let site = given("templates/components/masthead.html", masthead)
        .and("static/logo.jpg", jpeg(40, 30, 5_000))
        .and("content/tour/trade/index.md", section("![A port](../media/port.jpg)"))
        .and("content/tour/media/media.yaml", "port.jpg:\n  alt: A port\n  credit: Siri Moe\n")
        .and("content/tour/media/port.jpg", jpeg(640, 480, 90_000))
        .weighing(Weigh::All);
    site.no_problems();
    let trade = weight(&site, "/trade/");
    assert_eq!(trade.pictures, 90_000);
    assert_eq!(trade.total(), trade.first_words() + 5_000);
}

#[test]
fn a_font_counts_with_every_page() {
    let css = "@font-face { font-family: a; src: url(\"../fonts/a.woff2\") }\n";
    let site =
        given("static/css/components/font.css", css).and("static/fonts/a.woff2", vec![7; 60_000]);
    let said = said(site.built());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("static/fonts/a.woff"), "{said:?}");
    assert!(
        said[0].contains("`fonts/a.woff` . kB, the style sheet . kB and its own HTML is"),
        "{said:?}"
    );
}

#[test]
fn a_logo_that_is_too_heavy_is_one_problem_where_it_lies() {
    let masthead = "{% component masthead(@site) -%}\n\
        <header><img src=\"{{ site.home }}logo.jpg\" alt=\"\"></header>\n{%- endcomponent masthead %}\n";
    let site = given("templates/components/masthead.html", masthead)
        .and("static/logo.jpg", jpeg(40, 30, 60_000));
    let said = said(site.built());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("static/logo.jpg"), "{said:?}");
    assert!(said[0].ends_with("make `logo.jpg` smaller, or do without it"), "{said:?}");
}

#[test]
fn a_script_in_a_template_counts_too() {
    let masthead = format!(
        "{{% component masthead() -%}}\n<script>{}</script>\n{{%- endcomponent masthead %}}\n",
        "quiz();".repeat(500)
    );
    let said = said(given("templates/components/masthead.html", masthead).built());
    assert_eq!(
        said,
        [
            "warning[over-budget]: the page `/`, as  others, has . kB of scripts, and its budget is  kB \
          — shorten the script, or do without it"
        ]
    );
}

#[test]
fn pages_are_weighed_the_same_each_time() {
    let weights = || base_site().weighing(Weigh::All).built().weights.clone();
    assert_eq!(weights(), weights());
}
