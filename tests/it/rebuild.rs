//! The laws of building: the same files make the same bytes, in whatever order they come.

use trip_explainer::{
    Built, FilePath, Files, Memos, Options, Output, Paint, Weigh, build, build_with, report,
};

use crate::asia_tour;
use crate::given::{base_site, given, problem_lines, texts_of};
use crate::golden::{assert_same, root};

/// The real site's files, last first.
fn reversed(files: &Files) -> Files {
    let mut entries: Vec<_> = files.iter().collect();
    entries.reverse();
    let mut reversed = Files::default();
    for (path, bytes) in entries {
        reversed.insert(path.clone(), bytes.clone());
    }
    reversed
}

fn assert_same_bytes(one: &Output, other: &Output) {
    let paths = |output: &Output| output.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(one), paths(other));
    let differs = |path: &&FilePath| one.get(path) != other.get(path);
    let all = paths(one);
    assert_eq!(all.iter().find(differs), None, "this file differs");
    assert_eq!(texts_of(one), texts_of(other));
}

#[test]
fn the_same_files_make_the_same_bytes() {
    let files = asia_tour::files();
    let Built { output, problems, .. } = build(&files, &Options::default());
    let again = build(&files, &Options::default());
    assert_same_bytes(&output, &again.output);
    assert_eq!(problems, again.problems);
}

#[test]
fn the_order_in_which_files_come_makes_no_difference() {
    let files = asia_tour::files();
    let one = build(&files, &Options::default());
    let other = build(&reversed(&files), &Options::default());
    assert_same_bytes(&one.output, &other.output);
    assert_eq!(one.problems, other.problems);
}

#[test]
fn problems_come_in_the_order_of_files_and_lines() {
    let site = given("content/people.yaml", "leader:\n  nmae: Ada\n  rol: PM\n")
        .and("content/places.yaml", "japan:\n  nam: Japan\n  kind: contry\n");
    let lines = problem_lines(site.built());
    let places: Vec<&str> = lines.lines().filter_map(|line| line.split(": ").next()).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert!(places.len() > 3, "{lines}");
    assert_eq!(places, sorted);
}

#[test]
fn strictness_changes_how_grave_a_problem_is_and_nothing_else() {
    let text = "tariff:\n  term: Tariff\n";
    let mild = given("content/glossary.yaml", text);
    let strict = given("content/glossary.yaml", text).strictly();
    let (mild, strict) = (mild.built(), strict.built());
    assert_same_bytes(&mild.output, &strict.output);
    assert_eq!((mild.problems.errors(), strict.problems.warnings()), (0, 0));
    assert_eq!(mild.problems.warnings(), strict.problems.errors());
    assert_eq!(problem_lines(mild).replace("warning[", "error["), problem_lines(strict));
}

#[test]
fn the_base_site_is_sound_even_strictly() {
    base_site().strictly().no_problems();
}

#[test]
fn a_build_that_remembers_makes_what_one_makes_that_does_not() {
    // `EDITS=1000 cargo test --release rebuild` for a long look.
    let edits = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(10);
    for (seed, files) in
        (1..).zip([asia_tour::files(), asia_tour::files_in(&root().join("tests/sites/nixon-1972"))])
    {
        Newsroom::at_work_on(&files, seed).check(edits);
    }
}

#[test]
fn a_mended_site_is_what_it_was_before_it_broke() {
    let files = asia_tour::files();
    let options = Options::default();
    let mut memos = Memos::default();
    let before = build_with(&files, &options, &mut memos);
    let mut broken = files.clone();
    broken.insert(path("content/asia-tour/trip.md"), *b"---\ntitle: [\n---\n");
    broken.insert(path("templates/topic.html"), *b"{{ nobody }}");
    assert!(build_with(&broken, &options, &mut memos).problems.errors() > 0);
    let after = build_with(&files, &options, &mut memos);
    assert_same_bytes(&before.output, &after.output);
    assert_eq!((before.problems, before.weights), (after.problems, after.weights));
}

fn path(text: &str) -> FilePath {
    FilePath::new(text).expect("a sound path")
}

/// Somebody who edits a site in every way, with one memory for all builds.
struct Newsroom {
    sound: Vec<(FilePath, Vec<u8>)>,
    files: Vec<(FilePath, Vec<u8>)>,
    options: Options,
    memos: Memos,
    /// The state of a generator of numbers (xorshift), so that each run makes the same edits.
    dice: u64,
}

impl Newsroom {
    fn at_work_on(files: &Files, seed: u64) -> Self {
        let files: Vec<_> =
            files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
        let (sound, options, memos) = (files.clone(), Options::default(), Memos::default());
        Self { sound, files, options, memos, dice: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) }
    }

    fn check(mut self, edits: usize) {
        let mut told = String::from("nothing is changed");
        for _ in 0..edits {
            self.compare(&told);
            told = (0..=self.roll(2)).map(|_| self.edit() + "; ").collect();
        }
        self.compare(&told);
        self.files.clone_from(&self.sound);
        self.compare("all is mended");
    }

    fn compare(&mut self, told: &str) {
        let mut files = Files::default();
        for (path, bytes) in &self.files {
            files.insert(path.clone(), bytes.clone());
        }
        let remembered = build_with(&files, &self.options, &mut self.memos);
        let fresh = build(&files, &self.options);
        let problems = |built: &Built| report(&built.problems, &built.files, Paint::Plain);
        assert_same(&format!("after `{told}` problems"), &problems(&fresh), &problems(&remembered));
        assert_eq!(fresh.problems, remembered.problems, "{told}");
        assert_eq!(fresh.weights, remembered.weights, "{told}");
        assert_eq!(fresh.summary, remembered.summary, "{told}");
        assert_same_bytes(&fresh.output, &remembered.output);
    }

    /// A number below `limit`.
    fn roll(&mut self, limit: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        usize::try_from(self.dice >> 11).expect("a word") % limit.max(1)
    }

    /// Makes one change and says which.
    fn edit(&mut self) -> String {
        let at = self.roll(self.files.len());
        let name = self.files[at].0.to_string();
        match self.roll(12) {
            0..=2 => format!("a word of {name} changes to {}", self.change_word(at)),
            3 => format!("{name} loses {} bytes", self.cut(at)),
            4..=6 => self.mend(),
            7 => {
                self.files[at].0 = path(&name.replace(".md", "-2.md"));
                format!("{name} gets another name")
            }
            8 => {
                self.files.remove(at);
                format!("{name} is gone")
            }
            9 => self.change_look(),
            _ => self.choose(),
        }
    }

    fn change_word(&mut self, at: usize) -> &'static str {
        let word = ["Ankara", "2031-04-02", "- x: 1", "](../trip.md#no)", "fact", "\"", "no", ""];
        let word = word[self.roll(word.len())];
        let text = String::from_utf8_lossy(&self.files[at].1).into_owned();
        let words: Vec<&str> = text.split(' ').collect();
        let chosen = self.roll(words.len());
        let changed: Vec<&str> =
            words.iter().enumerate().map(|(i, it)| if i == chosen { word } else { *it }).collect();
        self.files[at].1 = changed.join(" ").into_bytes();
        word
    }

    fn cut(&mut self, at: usize) -> usize {
        let length = self.files[at].1.len();
        let start = self.roll(length);
        let end = (start + self.roll(40)).min(length);
        self.files[at].1.drain(start..end).count()
    }

    /// Brings back one of the files that are not as they were.
    fn mend(&mut self) -> String {
        let changed = |sound: &&(FilePath, Vec<u8>)| !self.files.contains(sound);
        let changed: Vec<_> = self.sound.iter().filter(changed).cloned().collect();
        let chosen = self.roll(changed.len());
        let Some((path, bytes)) = changed.get(chosen) else { return "nothing to mend".to_owned() };
        self.files.retain(|(other, _)| other != path);
        self.files.push((path.clone(), bytes.clone()));
        format!("{path} is mended")
    }

    fn change_look(&mut self) -> String {
        let looks = [
            ("static/css/own.css", "p { color: red }"),
            ("static/css/own.css", "p { color: blue }"),
            ("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("templates/person.html", "<h1>{{ page.title }}</h1>"),
            ("templates/person.html", "{{ page.nothing }}"),
            ("templates/stop.html", "{% if %}"),
            ("templates/words/en.yaml", "pages:\n  people: Folk\n"),
        ];
        let (file, text) = looks[self.roll(looks.len())];
        self.files.retain(|(other, _)| other.as_str() != file);
        self.files.push((path(file), text.as_bytes().to_vec()));
        format!("{file} says {text}")
    }

    fn choose(&mut self) -> String {
        let choices = &mut self.options.choices;
        match self.dice % 5 {
            0 => choices.drafts = !choices.drafts,
            1 => choices.base_url = Some("https://example.org/elsewhere/".to_owned()),
            2 => choices.as_of = Some("2025-10-30".to_owned()),
            3 => self.options.strict = !self.options.strict,
            _ => self.options.weigh = Weigh::All,
        }
        format!("{:?}", self.options)
    }
}
