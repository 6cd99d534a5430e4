//! `site.yaml`, resolved.

use crate::document::{Body, Document, Line, Settings as Written, Url};
use crate::problem::BAD_VALUE;
use crate::site::assemble::Choices;
use crate::site::names::Sort;
use crate::site::resolve::Resolver;
use crate::site::{Id, Link, Settings, Trip};

/// What `site.yaml` says; none where there is none that can be read.
pub(super) fn written<'a>(documents: &[&'a Document]) -> Option<&'a Written> {
    documents.iter().find_map(|document| match &document.body {
        Body::Settings(settings) => Some(&**settings),
        _ => None,
    })
}

/// The settings of the site; what is missing is reported already and left empty.
pub(super) fn resolve(
    written: Option<&Written>,
    choices: &Choices,
    resolver: &mut Resolver<'_>,
) -> Settings {
    let Some(written) = written else {
        return Settings::default();
    };
    resolver.file = written.span.file.clone();
    // To it the path of a file is added, so that it need not lead anywhere itself.
    let edit_url = written.edit_url.as_ref().map(|url| url.0.value.clone());
    let mut url = |url: &Option<Url>| url.as_ref().map(|url| resolver.address(url));
    let base_url = choices.base_url.clone().unwrap_or_else(|| written.base_url.0.value.clone());
    let policies = written.policies.as_ref().map(|policies| {
        let all = [
            ("corrections", &policies.corrections),
            ("ethics", &policies.ethics),
            ("ownership", &policies.ownership),
            ("masthead", &policies.masthead),
            ("mission", &policies.mission),
            ("verification", &policies.verification),
            ("diversity", &policies.diversity),
            ("unnamed_sources", &policies.unnamed_sources),
        ];
        all.into_iter().filter_map(|(key, address)| Some((key, url(address)?))).collect()
    });
    let publisher =
        Link { name: written.publisher.name.value.clone(), url: url(&written.publisher.url) };
    let feedback_url = url(&written.feedback_url);
    let language = check_language(&written.language, resolver);
    check_base_url(&written.base_url, resolver);
    check_version(written, resolver);
    Settings {
        title: written.title.value.clone(),
        title_span: Some(written.title.span.clone()),
        base_url: format!("{}/", base_url.trim_end_matches('/')),
        language,
        language_span: Some(written.language.span.clone()),
        time_zone: resolver.zone(Some(&written.time_zone)).unwrap_or_else(|| "UTC".to_owned()),
        publisher,
        publisher_span: Some(written.publisher.name.span.clone()),
        edit_url,
        feedback_url,
        policies: policies.unwrap_or_default(),
        silenced: written.silence.as_ref().map(|silence| silence.0.clone()).unwrap_or_default(),
    }
}

/// The language, or English where what is written is no language tag: letters and digits in groups
/// of at most eight, the first of two or three.
fn check_language(language: &Line, resolver: &mut Resolver<'_>) -> String {
    if let Some(meant) = with_region_of_bcp_47(&language.value) {
        let message = format!("`{}` names no region: the United Kingdom is `GB`", language.value);
        let help = format!("write `{meant}`");
        resolver.problems.add(BAD_VALUE, language.span.clone(), message).help(help);
        return meant;
    }
    if is_language_tag(&language.value) {
        return language.value.clone();
    }
    if !language.value.is_empty() {
        let message = format!("`{}` is not a language tag", language.value);
        let hyphened = language.value.replace('_', "-");
        let help = if is_language_tag(&hyphened) {
            format!("write `{hyphened}`")
        } else {
            "write the code of BCP 47, such as `en`, `en-GB` or `ko`".to_owned()
        };
        resolver.problems.add(BAD_VALUE, language.span.clone(), message).help(help);
    }
    "en".to_owned()
}

/// A tag with `GB` where it says `UK`, which BCP 47 does not have.
fn with_region_of_bcp_47(text: &str) -> Option<String> {
    let (language, region) = text.split_once(['-', '_'])?;
    region.eq_ignore_ascii_case("uk").then(|| format!("{language}-GB"))
}

fn is_language_tag(text: &str) -> bool {
    let mut groups = text.split('-');
    let first = groups.next().unwrap_or_default();
    matches!(first.len(), 2 | 3)
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && groups.all(|group| {
            (1..=8).contains(&group.len()) && group.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// Pages can be published under `https://…`, without a question or a place on a page.
fn check_base_url(url: &Url, resolver: &mut Resolver<'_>) {
    let Url(line) = url;
    let web = line.value.starts_with("https://") || line.value.starts_with("http://");
    if !line.value.is_empty() && (!web || line.value.contains(['?', '#', '"', '<', '>'])) {
        let message = format!("pages cannot be published under `{}`", line.value);
        let help = "write the address of the front page, such as `https://example.org/asia/`";
        resolver.problems.add(BAD_VALUE, line.span.clone(), message).help(help);
    }
}

/// The version of the content format that this generator reads.
const CONTENT_VERSION: f64 = 1.0;

fn check_version(written: &Written, resolver: &mut Resolver<'_>) {
    let Some(version) = &written.content_version else { return };
    if (version.value - CONTENT_VERSION).abs() > f64::EPSILON {
        let message =
            format!("this generator reads version {CONTENT_VERSION} of the content format");
        resolver
            .problems
            .add(BAD_VALUE, version.span.clone(), message)
            .help(format!("write `content_version: {CONTENT_VERSION}`, or use a newer generator"));
    }
}

/// The trip that lives at `/`.
pub(super) fn front_trip(written: &Written, resolver: &mut Resolver<'_>) -> Option<Id<Trip>> {
    resolver.trip = None;
    resolver.find(Sort::Trip, &written.front)
}
