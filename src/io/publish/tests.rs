//! What publishing does to real folders.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest::{self, Manifest, State};
use super::{PublishOptions, Published, publish};
use crate::files::FilePath;
use crate::io::world_error::WorldError;
use crate::output::Output;

/// A site's root with an output folder `public` in it.
struct Site {
    root: TempDir,
}

impl Site {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["content", "templates", "static"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        Self { root }
    }

    /// A site that was published with these files.
    fn published(files: &[(&str, &str)]) -> Self {
        let site = Self::new();
        site.publish(files);
        site
    }

    fn public(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.public().join(path)
    }

    fn try_publish(&self, files: &[(&str, &str)], force: bool) -> Result<Published, WorldError> {
        publish(&output(files), &self.public(), self.root.path(), PublishOptions { force })
    }

    fn publish(&self, files: &[(&str, &str)]) -> Published {
        self.try_publish(files, false).unwrap()
    }

    /// The message with which publishing is refused, which changes nothing.
    fn refused(&self, files: &[(&str, &str)]) -> String {
        let before = everything(&self.public());
        let message = self.try_publish(files, false).unwrap_err().to_string();
        assert_eq!(everything(&self.public()), before, "{message}");
        message.replace(&self.root.path().canonicalize().unwrap().display().to_string(), "")
    }

    /// Puts a file of someone else in the output folder.
    fn add(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    /// The files and empty folders in the output folder, but for our manifest.
    fn holds(&self, expected: &[(&str, &str)]) {
        let all = everything(&self.public());
        let found: Vec<(&str, &str)> = all
            .iter()
            .filter(|(path, _)| path != manifest::NAME)
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        assert_eq!(found, expected);
    }
}

fn path(text: &str) -> FilePath {
    FilePath::new(text).expect("a sound path")
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (name, text) in files {
        output.insert(path(name), text.as_bytes());
    }
    output
}

/// Every file with its text, every link with its target, every empty folder with a slash.
fn everything(folder: &Path) -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let mut found = Vec::new();
    for entry in walk.into_iter().flatten() {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            let empty = fs::read_dir(entry.path()).unwrap().next().is_none();
            found.extend(empty.then(|| (name + "/", String::new())));
        } else if entry.path_is_symlink() {
            let target = fs::read_link(entry.path()).unwrap();
            found.push((name, format!("-> {}", target.display())));
        } else {
            found.push((name, fs::read_to_string(entry.path()).unwrap_or_default()));
        }
    }
    found
}

#[test]
fn a_site_is_written_with_its_folders() {
    let site = Site::new();
    let published = site.publish(&[("a/b/index.html", "one"), ("index.html", "three")]);
    site.holds(&[("a/b/index.html", "one"), ("index.html", "three")]);
    assert_eq!(published, Published { written: 2, unchanged: 0, removed: 0, drawn: 0, bytes: 8 });
}

#[test]
fn nothing_is_written_if_nothing_changed() {
    let files = [("a/index.html", "one"), ("index.html", "two")];
    let site = Site::published(&files);
    let times = || {
        let paths = ["", ".trip-manifest", "index.html", "a", "a/index.html"];
        paths.map(|path| fs::metadata(site.at(path)).unwrap().modified().unwrap())
    };
    let before = times();
    let published = site.publish(&files);
    assert_eq!(times(), before);
    assert_eq!(published, Published { written: 0, unchanged: 2, removed: 0, drawn: 0, bytes: 0 });
}

#[test]
fn only_what_changed_is_written() {
    let site = Site::published(&[("a.html", "one"), ("b.html", "two")]);
    let time = || fs::metadata(site.at("a.html")).unwrap().modified().unwrap();
    let before = time();
    let published = site.publish(&[("a.html", "one"), ("b.html", "owt")]);
    assert_eq!(published, Published { written: 1, unchanged: 1, removed: 0, drawn: 0, bytes: 3 });
    assert_eq!(time(), before);
    site.holds(&[("a.html", "one"), ("b.html", "owt")]);
}

#[test]
fn a_file_that_someone_changed_or_removed_is_restored() {
    let site = Site::published(&[("a.html", "one"), ("b.html", "two")]);
    site.add("a.html", "eno");
    fs::remove_file(site.at("b.html")).unwrap();
    assert_eq!(site.publish(&[("a.html", "one"), ("b.html", "two")]).written, 2);
    site.holds(&[("a.html", "one"), ("b.html", "two")]);
}

#[test]
fn what_the_site_no_longer_has_goes_with_the_folders_that_it_leaves_empty() {
    let site = Site::published(&[("a/b/c.html", "one"), ("a/d.html", "two"), ("e/f/g.html", "")]);
    assert_eq!(site.publish(&[("a/d.html", "two")]).removed, 2);
    site.holds(&[("a/d.html", "two")]);
}

#[test]
fn what_we_did_not_write_we_do_not_delete() {
    let site = Site::published(&[("a/b.html", "one"), ("c/d.html", "two")]);
    site.add("CNAME", "example.org");
    site.add(".git/HEAD", "ref");
    site.add("a/mine.txt", "mine");
    site.publish(&[("c/d.html", "two")]);
    site.holds(&[
        (".git/HEAD", "ref"),
        ("CNAME", "example.org"),
        ("a/mine.txt", "mine"),
        ("c/d.html", "two"),
    ]);
}

#[test]
fn a_folder_of_others_is_refused() {
    let site = Site::new();
    site.add("thesis.txt", "years");
    assert_eq!(
        site.refused(&[("index.html", "")]),
        "`/public` has files in it that `trip` did not write; choose an empty folder, or take this \
         one over with `--force`, which overwrites files that have the name of a page and leaves \
         all others"
    );
}

#[test]
fn force_takes_a_folder_over_and_leaves_the_files_of_others() {
    let site = Site::new();
    site.add("thesis.txt", "years");
    site.add("index.html", "old");
    site.try_publish(&[("index.html", "new"), ("a.html", "")], true).unwrap();
    site.publish(&[("index.html", "new")]);
    site.holds(&[("index.html", "new"), ("thesis.txt", "years")]);
}

#[test]
fn a_fresh_worktree_counts_as_empty() {
    let site = Site::new();
    site.add(".git", "gitdir: elsewhere");
    site.publish(&[("index.html", "")]);
    site.holds(&[(".git", "gitdir: elsewhere"), ("index.html", "")]);
}

#[test]
fn a_damaged_manifest_makes_the_folder_foreign() {
    for text in ["", "{", "[]", r#"{"about":"","version":2,"state":"complete","files":[]}"#] {
        let site = Site::published(&[("a.html", "one"), ("b.html", "two")]);
        site.add(manifest::NAME, text);
        let message = site.refused(&[("a.html", "one")]);
        assert!(message.starts_with("`/public/.trip-manifest` is damaged or of a newer `trip`"));
        site.try_publish(&[("a.html", "one")], true).unwrap();
        site.holds(&[("a.html", "one"), ("b.html", "two")]);
    }
}

#[test]
fn a_tampered_manifest_removes_nothing_outside_the_folder() {
    let site = Site::published(&[("a.html", "one")]);
    let victim = site.root.path().join("content/victim.md");
    fs::write(&victim, "text").unwrap();
    site.add(".git/HEAD", "ref");
    let listed = format!(
        r#"{{"about":"","version":1,"state":"complete",
            "files":["../content/victim.md","{}",".git/HEAD","a.html"]}}"#,
        victim.display()
    );
    site.add(manifest::NAME, &listed);
    site.publish(&[("b.html", "")]);
    site.holds(&[(".git/HEAD", "ref"), ("b.html", "")]);
    assert!(victim.exists());
}

#[test]
fn a_folder_that_touches_the_sources_is_refused() {
    let site = Site::new();
    let root = site.root.path();
    let parent = root.parent().unwrap();
    let outputs = [root, parent, &root.join("content"), &root.join("static/a"), &root.join(".")];
    for folder in outputs {
        for force in [false, true] {
            let options = PublishOptions { force };
            let result = publish(&output(&[("a.html", "")]), folder, root, options);
            let message = result.unwrap_err().to_string();
            let holds = root.starts_with(folder) || folder.ends_with(".");
            let why = if holds { "holds the site that" } else { "lies in what" };
            assert!(message.contains(why), "{message}");
            assert!(message.ends_with("choose another one, such as `public`"), "{message}");
        }
    }
    assert_eq!(everything(root).len(), 3);
}

#[test]
fn a_folder_beside_the_sources_is_fine_however_it_is_written() {
    let site = Site::new();
    let root = site.root.path();
    for folder in ["public", "content/../b", "content-2", "deep/er/folder"] {
        let folder = root.join(folder);
        publish(&output(&[("a.html", "")]), &folder, root, PublishOptions::default()).unwrap();
        assert!(folder.join("a.html").exists());
    }
}

#[test]
fn a_file_cannot_be_the_output_folder() {
    let site = Site::new();
    fs::write(site.public(), "").unwrap();
    assert!(site.refused(&[("a.html", "")]).contains("is not a folder"));
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let site = Site::published(&[("a", "file"), ("b/c/d.html", "one"), ("b/e.html", "two")]);
    let published = site.publish(&[("a/x.html", "three"), ("b", "file")]);
    assert_eq!(published.removed, 3);
    site.holds(&[("a/x.html", "three"), ("b", "file")]);
}

#[test]
fn a_foreign_file_where_we_need_a_file_or_folder_is_refused_unless_forced() {
    for name in ["b", "b/c.html"] {
        let site = Site::published(&[("a.html", "one")]);
        site.add("b", "mine");
        let files = [("a.html", "changed"), (name, "two")];
        let message = site.refused(&files);
        assert!(message.starts_with("`trip` did not write `/public/b`, where the site"));
        site.try_publish(&files, true).unwrap();
        site.holds(&files);
    }
}

#[test]
fn a_foreign_file_with_our_very_bytes_is_as_good_as_ours() {
    let site = Site::published(&[("a.html", "one")]);
    site.add("CNAME", "example.org");
    site.publish(&[("CNAME", "example.org"), ("a.html", "one")]);
    site.publish(&[("CNAME", "example.com"), ("a.html", "one")]);
    site.holds(&[("CNAME", "example.com"), ("a.html", "one")]);
}

#[test]
fn a_foreign_folder_where_we_need_a_file_is_refused_even_if_forced() {
    let site = Site::published(&[("a/b.html", "one")]);
    site.add("a/mine.txt", "mine");
    let message = site.refused(&[("a", "file")]);
    assert!(message.starts_with("`/public/a` must become a file, and `trip` did not write"));
    assert!(site.try_publish(&[("a", "file")], true).is_err());
    site.holds(&[("a/b.html", "one"), ("a/mine.txt", "mine")]);
}

#[test]
fn an_output_that_no_folder_can_hold_is_refused() {
    let site = Site::new();
    let message = site.refused(&[("a", ""), ("a-b", ""), ("a/b", "")]);
    assert!(message.starts_with("`a` would be a file and the folder of `a/b`"), "{message}");
    assert!(site.refused(&[(manifest::NAME, "")]).starts_with("the site has a file called"));
}

/// The state in which a run leaves the folder that dies after it wrote `b.html`.
fn died_on_the_way() -> Site {
    let site = Site::published(&[("a.html", "old"), ("gone/c.html", "old")]);
    let all = ["a.html", "b.html", "gone/c.html", "new/d.html"].map(path);
    Manifest::of(State::Unfinished, all).write(&site.public().canonicalize().unwrap()).unwrap();
    site.add("b.html", "new");
    site.add("gone/.trip-tmp-1-2", "ha");
    site.add(".trip-tmp-1-3", "");
    site
}

#[test]
fn a_run_that_died_is_completed_by_the_next() {
    let site = died_on_the_way();
    let files = [("a.html", "new"), ("b.html", "new"), ("new/d.html", "new")];
    let published = site.publish(&files);
    assert_eq!(published, Published { written: 2, unchanged: 1, removed: 1, drawn: 0, bytes: 6 });
    site.holds(&files);
    assert_eq!(site.publish(&files).unchanged, 3);
}

#[test]
fn what_a_run_that_died_had_written_is_still_ours() {
    let site = died_on_the_way();
    site.publish(&[("z.html", "")]);
    site.holds(&[("z.html", "")]);
}

#[test]
fn a_run_that_fails_on_the_way_leaves_whole_files_that_are_known_as_ours() {
    let site = Site::published(&[("a.html", "old"), ("gone.html", "old")]);
    let impossible = "x".repeat(300) + ".html";
    let error = site.try_publish(&[("a.html", "new"), ("b.html", ""), (&impossible, "")], false);
    assert!(error.unwrap_err().to_string().ends_with("choose a shorter, simpler name"));
    site.holds(&[("a.html", "new"), ("b.html", ""), ("gone.html", "old")]);
    site.publish(&[("c.html", "")]);
    site.holds(&[("c.html", "")]);
}

#[test]
fn the_first_run_may_die_before_its_manifest_is_there() {
    let site = Site::new();
    site.add(".trip-tmp-1-2", "{");
    site.publish(&[("a.html", "")]);
    site.holds(&[("a.html", "")]);
}

#[test]
fn two_builds_of_one_output_leave_the_same_folder() {
    let files = [("a/b.html", "one"), ("c.css", "two")];
    let (one, other) = (Site::published(&files), Site::published(&[("d.html", ""), files[0]]));
    other.publish(&files);
    assert_eq!(everything(&one.public()), everything(&other.public()));
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::{PublishOptions, Site, output, publish};

    #[test]
    fn a_link_in_the_place_of_a_file_is_replaced_and_its_target_left_alone() {
        let site = Site::published(&[("a.html", "one")]);
        let outside = site.root.path().join("content/a.md");
        fs::write(&outside, "mine").unwrap();
        fs::remove_file(site.at("a.html")).unwrap();
        symlink(&outside, site.at("a.html")).unwrap();
        site.publish(&[("a.html", "one")]);
        site.holds(&[("a.html", "one")]);
        assert_eq!(fs::read_to_string(outside).unwrap(), "mine");
    }

    #[test]
    fn a_link_in_the_place_of_a_folder_is_replaced_and_its_target_left_alone() {
        let site = Site::published(&[("a/b.html", "one"), ("a/c.html", "two")]);
        let outside = site.root.path().join("content");
        fs::write(outside.join("b.html"), "one").unwrap();
        fs::write(outside.join("c.html"), "mine").unwrap();
        fs::remove_dir_all(site.at("a")).unwrap();
        symlink(&outside, site.at("a")).unwrap();
        site.publish(&[("a/b.html", "one")]);
        site.holds(&[("a/b.html", "one")]);
        assert_eq!(fs::read_to_string(outside.join("b.html")).unwrap(), "one");
        assert_eq!(fs::read_to_string(outside.join("c.html")).unwrap(), "mine");
    }

    #[test]
    fn nothing_is_removed_through_a_link() {
        let site = Site::published(&[("a/b.html", "one"), ("c.html", "two")]);
        let outside = site.root.path().join("content");
        fs::write(outside.join("b.html"), "mine").unwrap();
        fs::remove_dir_all(site.at("a")).unwrap();
        symlink(&outside, site.at("a")).unwrap();
        site.publish(&[("c.html", "two")]);
        assert_eq!(fs::read_to_string(outside.join("b.html")).unwrap(), "mine");
        assert!(site.at("a").is_symlink());
    }

    #[test]
    fn a_foreign_link_where_we_need_a_file_is_refused() {
        let site = Site::published(&[("a.html", "one")]);
        symlink("a.html", site.at("b.html")).unwrap();
        let message = site.refused(&[("a.html", "one"), ("b.html", "one")]);
        assert!(message.starts_with("`trip` did not write `/public/b.html`"), "{message}");
    }

    #[test]
    fn a_manifest_that_is_a_link_is_not_ours() {
        let site = Site::published(&[("a.html", "one")]);
        let elsewhere = site.root.path().join("content/manifest");
        fs::rename(site.at(".trip-manifest"), &elsewhere).unwrap();
        symlink(&elsewhere, site.at(".trip-manifest")).unwrap();
        assert!(site.refused(&[]).contains("is damaged"));
    }

    #[test]
    fn a_socket_is_not_opened_and_counts_as_foreign() {
        let site = Site::published(&[("a.html", "one")]);
        let _socket = UnixListener::bind(site.at("b.html")).unwrap();
        assert!(site.refused(&[("b.html", "")]).starts_with("`trip` did not write"));
        site.try_publish(&[("b.html", "")], true).unwrap();
        site.holds(&[("b.html", "")]);
    }

    #[test]
    fn an_output_folder_that_is_a_link_is_followed_but_not_into_the_sources() {
        let site = Site::new();
        let real = tempfile::tempdir().unwrap();
        symlink(real.path(), site.public()).unwrap();
        site.publish(&[("a.html", "one")]);
        assert!(real.path().join("a.html").exists());
        let trap = site.root.path().join("trap");
        symlink("content", &trap).unwrap();
        let options = PublishOptions::default();
        assert!(publish(&output(&[("a", "")]), &trap, site.root.path(), options).is_err());
        assert_eq!(fs::read_dir(site.root.path().join("content")).unwrap().count(), 0);
    }

    #[test]
    fn sources_that_lie_elsewhere_are_as_safe() {
        let site = Site::new();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::create_dir(elsewhere.path().join("text")).unwrap();
        fs::remove_dir(site.root.path().join("content")).unwrap();
        symlink(elsewhere.path().join("text"), site.root.path().join("content")).unwrap();
        for folder in [elsewhere.path().to_owned(), elsewhere.path().join("text/a")] {
            let options = PublishOptions { force: true };
            let result = publish(&output(&[("a", "")]), &folder, site.root.path(), options);
            let message = result.unwrap_err().to_string();
            assert!(message.contains("what it is made from"), "{message}");
        }
    }
}
