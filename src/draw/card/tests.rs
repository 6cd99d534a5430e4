//! What holds for every text on a card.

use super::fit::{Fitted, Line};
use super::{Drawing, Room, Typefaces, fit, missing};
use crate::files::{FilePath, Files};
use crate::problem::Problems;
use std::sync::Arc;

const WIDTH: f64 = 1056.0;

fn room(height: f64, sizes: &[f64]) -> Room {
    Room { font: "serif".to_owned(), width: WIDTH, height, leading: 1.1, sizes: sizes.to_vec() }
}

fn shipped() -> Typefaces {
    Typefaces::of(&Files::default(), &mut Problems::default())
}

/// A title set as on a card.
fn set(title: &str) -> Fitted {
    fit(title, &room(328.0, &[140.0, 104.0, 82.0, 66.0, 48.0]), &shipped())
}

fn is(size: f64, expected: f64) -> bool {
    (size - expected).abs() < f64::EPSILON
}

fn text(line: &Line) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

fn lines(title: &str) -> Vec<String> {
    set(title).lines.iter().map(text).collect()
}

/// The fonts of the first line with the letters that each draws.
fn runs(title: &str) -> Vec<(String, String)> {
    let fitted = set(title);
    fitted.lines[0].runs.iter().map(|run| (run.family.clone(), run.text.clone())).collect()
}

#[test]
fn a_short_title_is_set_as_large_as_may_be() {
    let fitted = set("Japan");
    assert!(is(fitted.size, 140.0) && fitted.lines.len() == 1 && !fitted.right_to_left);
}

#[test]
fn a_longer_title_is_set_smaller_until_all_of_it_fits() {
    let title = "Trump’s Asia tour: Xi, maybe Kim, and a November 1 tariff deadline";
    let fitted = set(title);
    assert!(is(fitted.size, 82.0), "{}", fitted.size);
    assert_eq!(lines(title).join(" "), title);
}

#[test]
fn no_line_is_wider_than_the_room() {
    let long = "W".repeat(300);
    let titles =
        ["Wide words: MAXIMUM WWWWWW MMMMMM", &long, "한국과 일본의 정상이 만난다", "قمة آسيا"];
    for title in titles {
        for line in set(title).lines {
            assert!(line.width <= WIDTH, "{}: {}", text(&line), line.width);
        }
    }
}

#[test]
fn lines_are_about_equally_long() {
    let lines = lines("The meeting of the leaders of the two countries in the old port");
    let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let (shortest, longest) = (lengths.iter().min(), lengths.iter().max());
    assert!(lengths.len() > 1 && longest.unwrap() - shortest.unwrap() < 10, "{lines:?}");
}

#[test]
fn what_does_not_fit_ends_in_an_ellipsis_behind_a_whole_word() {
    let title = "sixteen, letters ".repeat(40);
    let fitted = set(&title);
    assert!(is(fitted.size, 48.0), "{}", fitted.size);
    let last = text(fitted.lines.last().unwrap());
    assert!(last.ends_with("letters…") || last.ends_with("sixteen…"), "{last}");
    assert_eq!(fitted.lines.len(), 6);
}

#[test]
fn a_title_of_a_mebibyte_is_cut_like_any_other() {
    let last = lines(&"word ".repeat(200_000)).pop().unwrap();
    assert!(last.ends_with("word…"), "{last}");
}

#[test]
fn one_endless_word_is_broken_between_letters_and_none_is_lost() {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let lines = lines(word);
    assert!(lines.len() > 1);
    assert_eq!(lines.concat(), word);
}

#[test]
fn a_line_does_not_end_behind_the_dash_of_two_names() {
    assert_eq!(lines("Possible Trump–Kim meeting")[0], "Possible Trump–Kim");
}

#[test]
fn japanese_breaks_between_characters_and_never_before_a_full_stop() {
    let title = "米中首脳会談、韓国で十月三十日に開催へ。貿易摩擦の行方と半導体規制をめぐる協議。";
    let lines = lines(title);
    assert!(lines.len() > 1);
    assert_eq!(lines.concat(), title);
    assert!(!lines.iter().any(|line| line.starts_with(['、', '。'])), "{lines:?}");
}

#[test]
fn korean_breaks_between_words() {
    let title = "한미 정상회담, 관세와 투자 협상의 남은 쟁점과 앞으로의 일정";
    assert_eq!(lines(title).join(" "), title);
}

#[test]
fn letters_of_another_script_are_set_in_a_font_that_has_them() {
    let latin = |text: &str| ("Card Serif".to_owned(), text.to_owned());
    assert_eq!(
        runs("Xi 習近平"),
        [latin("Xi "), ("Card Japanese".to_owned(), "習近平".to_owned())]
    );
    assert_eq!(runs("이재명 Lee")[0].0, "Card Korean");
    assert_eq!(runs("习近平")[0], ("Card Chinese".to_owned(), "习".to_owned()));
    for title in ["Обмен", "Việt Nam", "Ελλάδα", "Łódź – naïve"] {
        assert_eq!(runs(title), [latin(title)]);
    }
}

#[test]
fn what_reads_from_right_to_left_is_marked_so_for_the_renderer() {
    for title in ["قمة آسيا 2025: شي", "פגישה עם שי", "“פגישה” in Seoul"]
    {
        let fitted = set(title);
        assert!(fitted.right_to_left, "{title}");
        let line = text(&fitted.lines[0]);
        assert!(line.starts_with('\u{2067}') && line.ends_with('\u{2069}'), "{line}");
    }
    assert!(!set("Xi, שי").right_to_left);
}

#[test]
fn composed_and_decomposed_letters_are_the_same() {
    assert_eq!(lines("e\u{301}te\u{301} \u{1112}\u{1161}\u{11ab}"), ["été 한"]);
    assert_eq!(lines("x\u{331}"), ["x\u{331}"]);
}

#[test]
fn signs_that_no_font_has_are_left_out_with_what_belongs_to_them() {
    assert_eq!(lines("Talks 🇺🇸🤝🏽 go on 🎉"), ["Talks go on"]);
    assert_eq!(lines("👨\u{200d}👩\u{200d}👧 1\u{fe0f}\u{20e3}"), ["1\u{fe0f}"]);
}

#[test]
fn an_ellipsis_stands_for_words_that_lack_a_letter() {
    assert_eq!(lines("मोदी और Trump meet in दिल्ली"), ["… Trump", "meet in …"]);
    assert_eq!(lines("मोदी"), Vec::<String>::new());
    assert_eq!(lines("🎉"), Vec::<String>::new());
    assert_eq!(lines(""), Vec::<String>::new());
}

#[test]
fn what_is_missing_is_named_once() {
    assert_eq!(missing("मम Trump 🎉 été\u{7}", &shipped()), ["म", "🎉"]);
    assert_eq!(
        missing("Zoë, Łódź – „Größe“ 習近平 한국 القاهرة", &shipped()),
        Vec::<String>::new()
    );
}

#[test]
fn control_characters_and_spaces_leave_one_space() {
    assert_eq!(lines("a\u{0}b\n\t c"), ["a b c"]);
}

fn with_font(name: &str, bytes: &[u8]) -> (Typefaces, Problems) {
    let mut files = Files::default();
    files.insert(FilePath::new(&format!("templates/fonts/{name}")).unwrap(), bytes);
    let mut problems = Problems::default();
    (Typefaces::of(&files, &mut problems), problems)
}

#[test]
fn a_font_of_the_site_has_the_letters_that_ours_lack() {
    let font = include_bytes!("../../../tests/fonts/devanagari.ttf");
    let (typefaces, problems) = with_font("Devanagari.ttf", font);
    assert_eq!(problems.iter().count(), 0);
    assert_eq!(missing("मोदी और दिल्ली में", &typefaces), Vec::<String>::new());
    let fitted = fit("मोदी in दिल्ली", &room(328.0, &[66.0]), &typefaces);
    assert_eq!(fitted.lines[0].runs[0].family, "Noto Sans Devanagari SemiBold");
    assert_eq!(fitted.lines[0].runs[1].text, "in ");
    assert_ne!(typefaces.fingerprint, shipped().fingerprint);
}

#[test]
fn a_file_that_is_no_font_is_a_problem() {
    for name in ["Broken.ttf", "Web.woff2"] {
        let (typefaces, problems) = with_font(name, b"wOF2 no font");
        let codes: Vec<_> = problems.iter().map(|problem| problem.code.name).collect();
        assert_eq!(codes, ["bad-font"]);
        assert_eq!(typefaces.fingerprint, shipped().fingerprint);
    }
}

/// A card with a text in the middle, in one of our fonts.
fn card(text: &str, family: &str) -> Drawing {
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="#fff"/><text x="100" y="300" font-size="100" font-family="{family}">{text}</text></svg>"##
    );
    Drawing::of(svg, Arc::new(shipped())).expect("an SVG of the right size")
}

/// How many pixels of a picture in PNG are not white.
fn inked(png: &[u8]) -> usize {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a whole picture");
    assert_eq!((info.width, info.height), (1200, 630));
    pixels.chunks_exact(info.color_type.samples()).filter(|pixel| pixel[..3] != [255; 3]).count()
}

#[test]
fn text_is_drawn_in_each_of_our_fonts() {
    let texts = [
        ("Kim", "Card Serif"),
        ("Kim", "Card Sans"),
        ("שי", "Card Hebrew"),
        ("شي", "Card Arabic"),
        ("日本", "Card Japanese"),
        ("한국", "Card Korean"),
        ("习", "Card Chinese"),
    ];
    for (text, family) in texts {
        assert!(inked(&card(text, family).png().unwrap()) > 1000, "{family}");
    }
}

#[test]
fn a_letter_that_a_font_lacks_leaves_no_box() {
    for family in ["Card Serif", "Card Sans", "Card Japanese", "Card Korean", "Card Chinese"] {
        assert_eq!(inked(&card("म🎉", family).png().unwrap()), 0, "{family}");
    }
}

#[test]
fn the_same_card_is_the_same_bytes() {
    let draw = || card("Trump–Xi", "Card Serif").png().unwrap();
    assert_eq!(draw(), draw());
    assert_eq!(card("a", "Card Serif").fingerprint(), card("a", "Card Serif").fingerprint());
    assert_ne!(card("a", "Card Serif").fingerprint(), card("b", "Card Serif").fingerprint());
}

#[test]
fn another_font_is_another_card() {
    let svg = card("a", "Card Serif").svg().to_owned();
    let (more, _) = with_font("D.ttf", include_bytes!("../../../tests/fonts/devanagari.ttf"));
    let other = Drawing::of(svg, Arc::new(more)).unwrap();
    assert_ne!(other.fingerprint(), card("a", "Card Serif").fingerprint());
}

#[test]
fn the_name_of_the_renderer_is_that_of_the_lock_file() {
    let lock = include_str!("../../../Cargo.lock");
    for part in super::drawing::RENDERER.split(", ") {
        let (name, version) = part.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
        assert!(lock.contains(&entry), "{part}: cards are named after another version");
    }
}

#[test]
fn what_is_no_card_is_refused() {
    let refused = |svg: &str| Drawing::of(svg.to_owned(), Arc::new(shipped())).is_err();
    assert!(refused("<svg width=\"1200\""));
    assert!(refused("<p>card</p>"));
    assert!(refused(r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#));
}

#[test]
fn nothing_is_read_from_the_disk() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/.github/maps.jpg");
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1200" height="630"><image width="1200" height="630" xlink:href="{file}"/></svg>"#
    );
    let drawing = Drawing::of(svg, Arc::new(shipped())).unwrap();
    assert_eq!(inked(&drawing.png().unwrap()), 0);
}
