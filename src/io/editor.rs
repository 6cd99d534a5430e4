//! The editor's own editor, started at a line of a file.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// Editors with a window of their own, and how each is told where to open a file.
const WINDOWED: &[(&[&str], &[&str])] = &[
    (
        &["code", "code-insiders", "codium", "cursor", "positron", "vscodium", "windsurf"],
        &["--goto", "{file}:{line}:{column}"],
    ),
    (&["subl", "sublime_text", "zed", "zeditor", "lapce"], &["{file}:{line}:{column}"]),
    (&["idea", "pycharm", "rustrover", "webstorm"], &["--line", "{line}", "{file}"]),
    (&["kate", "kwrite"], &["--line", "{line}", "--column", "{column}", "{file}"]),
    (&["gedit", "gnome-text-editor", "gvim", "mvim", "bbedit"], &["+{line}", "{file}"]),
    (&["mate"], &["--line", "{line}", "{file}"]),
    (&["emacsclient"], &["--no-wait", "+{line}:{column}", "{file}"]),
];

/// How others are told: most understand this.
const USUAL: &[&str] = &["{file}:{line}:{column}"];

/// What names a file in the command of an editor.
const FILE: &str = "{file}";

/// A command that opens a file at a line, with `{file}`, `{line}` and `{column}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Editor {
    words: Vec<String>,
}

impl Editor {
    /// The editor that `command` starts, such as `code --goto {file}:{line}`; where it does not say
    /// where the file stands, that is added in the manner of that editor. None for a command whose
    /// quotation marks do not match, or without a word.
    pub(crate) fn of_command(command: &str) -> Option<Self> {
        let mut words = shlex::split(command)?;
        let name = words.first().map(|program| name(program))?;
        if !words.iter().any(|word| word.contains(FILE)) {
            let manner = manner(&name).unwrap_or(USUAL);
            words.extend(manner.iter().map(|&word| word.to_owned()));
        }
        Some(Self { words })
    }

    /// The editor of `$VISUAL`, if it has a window of its own: one that lives in a terminal would be
    /// started where nobody sees it.
    pub(crate) fn of_person() -> Option<Self> {
        let command = env::var("VISUAL").ok()?;
        let words = shlex::split(&command)?;
        manner(&name(words.first()?)).and_then(|_| Self::of_command(&command))
    }

    /// Starts the editor at a place of a file, both numbers from 1, and does not wait for its end.
    ///
    /// # Errors
    ///
    /// The system cannot start it.
    pub(crate) fn open(&self, file: &Path, line: usize, column: usize) -> std::io::Result<()> {
        let filled = self.filled(&file.to_string_lossy(), line, column);
        let (program, arguments) = filled.split_first().ok_or(std::io::ErrorKind::NotFound)?;
        let quiet = || Stdio::null();
        let mut command = Command::new(program);
        command.args(arguments).stdin(quiet()).stdout(quiet()).stderr(quiet());
        let mut started = command.spawn()?;
        thread::spawn(move || started.wait());
        Ok(())
    }

    /// The command's words for a place.
    fn filled(&self, file: &str, line: usize, column: usize) -> Vec<String> {
        let place = |word: &String| {
            let word = word.replace("{line}", &line.to_string());
            word.replace("{column}", &column.to_string()).replace(FILE, file)
        };
        self.words.iter().map(place).collect()
    }
}

/// The name of a program without its folder and `.exe`.
fn name(program: &str) -> String {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    name.strip_suffix(".exe").unwrap_or(name).to_owned()
}

fn manner(name: &str) -> Option<&'static [&'static str]> {
    WINDOWED.iter().find(|(names, _)| names.contains(&name)).map(|(_, manner)| *manner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(command: &str) -> Option<Vec<String>> {
        Some(Editor::of_command(command)?.filled("/a b/{line}.md", 7, 3))
    }

    #[test]
    fn each_editor_is_told_in_its_own_manner() {
        let words = |words: &[&str]| Some(words.iter().map(|&word| word.to_owned()).collect());
        assert_eq!(filled("code"), words(&["code", "--goto", "/a b/{line}.md:7:3"]));
        assert_eq!(
            filled("/usr/bin/subl -n"),
            words(&["/usr/bin/subl", "-n", "/a b/{line}.md:7:3"])
        );
        assert_eq!(filled("gvim"), words(&["gvim", "+7", "/a b/{line}.md"]));
        assert_eq!(filled("mine"), words(&["mine", "/a b/{line}.md:7:3"]));
        assert_eq!(
            filled("'my editor' --at={line} {file}"),
            words(&["my editor", "--at=7", "/a b/{line}.md"])
        );
        assert_eq!(filled("'code"), None);
        assert_eq!(filled(" "), None);
    }
}
