//! Where the site says that it is published, and where it will be.

use crate::readiness::{Finding, Repository};

/// The address that GitHub Pages gives to the repository at `remote`, as git writes where that is;
/// none where it is not GitHub's.
pub(crate) fn pages_address(remote: &str) -> Option<String> {
    let beginnings = [
        "git@github.com:",
        "ssh://git@github.com/",
        "https://github.com/",
        "http://github.com/",
        "git://github.com/",
    ];
    // An address may have somebody's name or token in it, which is no business of ours.
    let bare = match remote.split_once("://") {
        Some((scheme, rest)) if scheme.starts_with("http") => {
            let (host, path) = rest.split_once('/')?;
            format!("https://{}/{path}", host.rsplit('@').next().unwrap_or(host))
        }
        _ => remote.to_owned(),
    };
    let path = beginnings.iter().find_map(|beginning| bare.strip_prefix(beginning))?;
    let path = path.trim_end_matches('/');
    let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
    let is_sound = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    if !is_sound(owner) || !is_sound(name) {
        return None;
    }
    let host = format!("{}.github.io", owner.to_lowercase());
    let folder = if name.eq_ignore_ascii_case(&host) { String::new() } else { format!("{name}/") };
    Some(format!("https://{host}/{folder}"))
}

/// Judges the `base_url` of `site.yaml`; `is_given` says whether the workflow gives another one.
pub(super) fn judge(base_url: &str, repository: Option<&Repository>, is_given: bool) -> Finding {
    const CHECK: &str = "address";
    let expected = repository.and_then(|it| pages_address(it.remote.as_deref()?));
    let cure = match &expected {
        Some(expected) => format!("write `base_url: {expected}` in site.yaml, or your own domain"),
        None => "write in site.yaml where the site will be, such as \
                 `base_url: https://OWNER.github.io/REPOSITORY/`"
            .to_owned(),
    };
    let host = host(base_url);
    if base_url.is_empty() {
        return Finding::wrong(CHECK, "site.yaml has no `base_url` that can be used", cure);
    }
    if is_placeholder(host) {
        let what = format!("`base_url` is `{base_url}`, which is nobody’s address");
        return if is_given {
            Finding::attention(CHECK, what + "; the workflow gives the real one", cure)
        } else {
            Finding::wrong(CHECK, what, cure)
        };
    }
    if base_url.starts_with("http://") {
        let what = format!("`base_url` is `{base_url}`, without encryption");
        return Finding::wrong(
            CHECK,
            what,
            format!("write `https://` if {host} has it, as Pages has"),
        );
    }
    match expected {
        Some(expected) if host.ends_with(".github.io") && expected != with_slash(base_url) => {
            let what = format!(
                "`base_url` is `{base_url}`, and this repository’s pages are at `{expected}`"
            );
            if host == self::host(&expected) || !is_given {
                Finding::wrong(CHECK, what, cure)
            } else {
                Finding::attention(CHECK, what + "; the workflow gives the real one", cure)
            }
        }
        _ => Finding::fine(CHECK, format!("`{base_url}`")),
    }
}

/// Judges the files called `CNAME`; `by_workflow` says whether a workflow publishes the site.
pub(super) fn domains(
    base_url: &str,
    files: &[(String, String)],
    by_workflow: bool,
) -> Vec<Finding> {
    const CHECK: &str = "domain";
    let judge = |(path, text): &(String, String)| {
        let domain = text.trim();
        if domain != host(base_url) {
            let what = format!("`{path}` says `{domain}`, and `base_url` is `{base_url}`");
            return Finding::wrong(
                CHECK,
                what,
                "write the same domain in both, or take the file away",
            );
        }
        if by_workflow {
            return Finding::attention(
                CHECK,
                format!("`{path}` has no effect where a workflow publishes"),
                "enter the domain in the repository: Settings → Pages → Custom domain",
            );
        }
        if path == "CNAME" {
            let what = "`CNAME` is not in `static`, so it is not published";
            return Finding::wrong(CHECK, what, "move it to `static/CNAME`");
        }
        Finding::fine(CHECK, format!("`{path}` says `{domain}`, as `base_url` does"))
    };
    files.iter().map(judge).collect()
}

/// Whether a host is one of those that are kept for examples, or this machine (RFC 2606, RFC 6761).
fn is_placeholder(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default().to_lowercase();
    let kept = ["example.org", "example.com", "example.net", "localhost"];
    let ends = [".example", ".invalid", ".test", ".localhost", ".local"];
    kept.iter().any(|kept| name == *kept || name.ends_with(&format!(".{kept}")))
        || ends.iter().any(|end| name.ends_with(end))
        || name.starts_with("127.")
        || ["owner.github.io", "octocat.github.io"].contains(&name.as_str())
}

fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

fn with_slash(address: &str) -> String {
    format!("{}/", address.trim_end_matches('/'))
}
