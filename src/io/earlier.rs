//! What an earlier build published, from its folder or from a list that it wrote.

use std::fs;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::files::FilePath;
use crate::io::world_error::WorldError;
use crate::output::Before;

/// What was published: the files of a folder, or the addresses that a JSON file lists, such as the
/// `data/trip.json` of a site at `base_url`, or the manifest of a build.
///
/// # Errors
///
/// There is no such folder or file, the system refuses, or the file lists nothing.
pub(crate) fn published_at(path: &Path, base_url: &str) -> Result<Before, WorldError> {
    let found = fs::metadata(path).map_err(|error| WorldError::tried("read", path, &error))?;
    if found.is_dir() { of_folder(path) } else { of_list(path, base_url) }
}

fn of_folder(folder: &Path) -> Result<Before, WorldError> {
    let mut before = Before::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| WorldError::tried("read", folder, &error.into()))?;
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let inside = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let is_ours = entry.file_type().is_file() && !inside.starts_with('.');
        let Some(path) = FilePath::new(&inside).filter(|_| is_ours) else { continue };
        let bytes = fs::read(entry.path())
            .map_err(|error| WorldError::tried("read", entry.path(), &error))?;
        before.add(path, &bytes);
    }
    Ok(before)
}

fn of_list(path: &Path, base_url: &str) -> Result<Before, WorldError> {
    let bytes = fs::read(path).map_err(|error| WorldError::tried("read", path, &error))?;
    let list: Option<Value> = serde_json::from_slice(&bytes).ok();
    let mut before = Before::default();
    if let Some(files) = list.as_ref().and_then(|list| list["files"].as_array()) {
        for file in files.iter().filter_map(Value::as_str) {
            before.add_address(file);
        }
    } else if let Some(list) = &list {
        add_addresses(list, base_url, &mut before);
    }
    if before == Before::default() {
        let what = format!("`{}` lists nothing that was published", path.display());
        let cure = "name the folder of an earlier build, its `.trip-manifest`, or its \
                    `data/trip.json`";
        return Err(WorldError::found(what, cure));
    }
    Ok(before)
}

/// Adds every address of the site that stands anywhere in a JSON file.
fn add_addresses(value: &Value, base_url: &str, before: &mut Before) {
    match value {
        Value::String(text) => {
            if let Some(address) = text.strip_prefix(base_url) {
                before.add_address(address);
            }
        }
        Value::Array(values) => values.iter().for_each(|it| add_addresses(it, base_url, before)),
        Value::Object(fields) => {
            fields.values().for_each(|it| add_addresses(it, base_url, before));
        }
        _ => {}
    }
}
