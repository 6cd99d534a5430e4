//! The browser of the person at the keyboard.

use std::path::Path;

use crate::io::world_error::WorldError;

/// Opens an address in the browser that the system has for it, and does not wait for it.
///
/// # Errors
///
/// The system has no browser, or cannot start it.
pub(crate) fn open_in_browser(address: &str) -> Result<(), WorldError> {
    open::that_detached(address)
        .map_err(|error| WorldError::tried("open", Path::new(address), &error))
}
