//! `trip serve`: the site as it would be published, in a browser, while it is edited.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use clap::Args;
use tokio::sync::watch;

use crate::command::Ending;
use crate::command::content::Edition;
use crate::command::rebuild::Rebuild;
use crate::io::{self, Editor, Opened, Opener, Showing, WhenTaken, WorldError};
use crate::preview::{CLIENT, Place, Preview, Session};

/// The port if none is asked for.
const PORT: u16 = 1111;

/// Show the site in a browser while it is edited
///
/// The pages are those that `trip build` would write, from memory; nothing is written. They follow
/// each save by themselves, and problems are shown beside the last good page. Alt-click on a page
/// opens its source.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port to listen at; 1111 if left out, or the next one that is free
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen at; others than a loopback address let other machines in
    #[arg(short, long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    interface: IpAddr,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    open: bool,
    #[command(flatten)]
    edition: Edition,
    /// What opens a file at a line, such as `code --goto {file}:{line}:{column}`; if left out, the
    /// editor of $VISUAL where that has a window, or else Visual Studio Code
    #[arg(long, value_name = "COMMAND", value_parser = editor)]
    editor: Option<Editor>,
}

/// An editor from its command.
fn editor(command: &str) -> Result<Editor, String> {
    Editor::of_command(command)
        .ok_or_else(|| "write a command, with its quotation marks closed".to_owned())
}

impl Serve {
    /// Serves the site in `root` until Ctrl-C.
    pub(super) fn run(&self, root: &Path) -> Result<Ending, WorldError> {
        io::require_site(root)?;
        let taken = if self.port.is_some() { WhenTaken::Refuse } else { WhenTaken::TakeNext };
        let listener = io::listen(self.interface, self.port.unwrap_or(PORT), taken)?;
        if let Some(port) = listener.instead_of {
            io::complain(&format!("note: port {port} is taken, so the next free one is used\n"));
        }
        if !self.interface.is_loopback() {
            io::complain(
                "warning: other machines can read this preview, drafts and problems included; \
                 leave out `-i` to keep it to yourself\n",
            );
        }
        let session = Session { id: io::session_name(), drafts: self.edition.drafts };
        let (sender, preview) = watch::channel(Arc::new(Preview::new(session)));
        let showing = Showing { preview, client: CLIENT, open: self.editor_for(root)? };
        let (open, root) = (self.open, root.to_owned());
        let rebuild = Rebuild::new(root, self.edition.choices(), listener.origin(), sender);
        thread::spawn(move || rebuild.run(open));
        io::serve(listener, showing)?;
        Ok(Ending::Fine)
    }

    /// What opens a place of the content: a command, or a link that the browser follows.
    fn editor_for(&self, root: &Path) -> Result<Opener, WorldError> {
        let editor = self.editor.clone().or_else(Editor::of_person);
        let root = io::absolute(root)?;
        Ok(Arc::new(move |place| open(place, &root, editor.as_ref())))
    }
}

fn open(place: &Place, root: &Path, editor: Option<&Editor>) -> Opened {
    let file = root.join(place.path.as_str());
    // The default look is in the binary, and no editor can open it there.
    if !io::is_there(&file) {
        return Opened::Nowhere;
    }
    let link = || Opened::Link(io::editor_link(root, place));
    let Some(editor) = editor else { return link() };
    match editor.open(&file, place.line, place.column) {
        Ok(()) => Opened::Started,
        Err(error) => {
            io::complain(&format!("warning: cannot start the editor: {error}; see `--editor`\n"));
            link()
        }
    }
}
