//! Published files, over the wire.

use axum::http::{StatusCode, Uri};

use super::{PREVIEW, Server, at, nothing_yet, saved, server};
use crate::io::server::Limits;
use crate::io::server::published::redirect;
use crate::preview::Found;

#[test]
fn the_very_bytes_are_sent_with_their_type_and_a_name_of_their_own() {
    let server = server();
    for path in ["", "stops/japan/", "digits.txt", "empty.txt", "ein%20weg/%C3%BC.txt"] {
        let Found::File(expected) = PREVIEW.find(&at(path)) else { panic!("no {path}") };
        let answer = server.ask(&format!("GET {}", at(path)), &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body[..] == expected.bytes[..], "{path}");
        assert_eq!(answer.header("content-type"), Some(expected.media_type.as_str()));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("accept-ranges"), Some("bytes"));
        let tag = answer.header("etag").unwrap();
        assert!(tag.len() == 34 && tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    }
}

#[test]
fn a_head_is_what_a_get_would_say_without_the_body() {
    let server = server();
    for path in ["", "digits.txt", "empty.txt", "nothing-here"] {
        let mut whole = server.ask(&format!("GET {}", at(path)), &[]);
        let mut head = server.ask(&format!("HEAD {}", at(path)), &[]);
        for answer in [&mut whole, &mut head] {
            answer.headers.retain(|(name, _)| name != "date");
            answer.headers.sort();
        }
        assert_eq!((head.status, &head.headers), (whole.status, &whole.headers), "{path}");
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()));
    }
}

#[test]
fn a_browser_that_has_the_bytes_is_not_sent_them_again() {
    let server = server();
    let get = format!("GET {}", at("digits.txt"));
    let tag = server.ask(&get, &[]).header("etag").unwrap().to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"a,b\", {tag}"), "*".to_owned()] {
        let answer = server.ask(&get, &[&format!("If-None-Match: {known}")]);
        assert_eq!((answer.status, answer.text()), (304, ""), "{known}");
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
    }
    let bare = tag.trim_matches('"');
    for other in ["\"a\"", bare, "", "W/\"*\"", "\""] {
        assert_eq!(server.ask(&get, &[&format!("If-None-Match: {other}")]).status, 200, "{other}");
    }
    let head = format!("HEAD {}", at("digits.txt"));
    assert_eq!(server.ask(&head, &[&format!("If-None-Match: {tag}")]).status, 304);
}

#[test]
fn bytes_that_changed_have_another_name() {
    let server = server();
    let get = format!("GET {}", at("digits.txt"));
    let known = format!("If-None-Match: {}", server.ask(&get, &[]).header("etag").unwrap());
    server.preview.send_replace(saved(&PREVIEW, "static/digits.txt", "9876543210"));
    let answer = server.ask(&get, &[&known]);
    assert_eq!((answer.status, answer.text()), (200, "9876543210"));
}

#[test]
fn a_part_of_a_file_is_sent_where_one_is_asked_for() {
    let server = server();
    let ask = |range: &str| {
        let answer = server.ask(&format!("GET {}", at("digits.txt")), &[range]);
        let range = answer.header("content-range").unwrap_or_default().to_owned();
        let is_sentence = answer.header("content-type") != Some("text/plain; charset=utf-8");
        assert!(!is_sentence);
        (answer.status, range, answer.text().to_owned())
    };
    for (range, expected, text) in [
        ("bytes=2-4", "bytes 2-4/10", "234"),
        ("bytes=7-", "bytes 7-9/10", "789"),
        ("bytes=-3", "bytes 7-9/10", "789"),
        ("bytes=-99", "bytes 0-9/10", "0123456789"),
        ("bytes=5-99999999999999999999", "bytes 5-9/10", "56789"),
        ("bytes=0-0", "bytes 0-0/10", "0"),
    ] {
        let part = (206, expected.to_owned(), text.to_owned());
        assert_eq!(ask(&format!("Range: {range}")), part, "{range}");
    }
    for range in ["bytes=10-", "bytes=99-100", "bytes=-0"] {
        let sentence = "The file has only 10 bytes.\n".to_owned();
        assert_eq!(ask(&format!("Range: {range}")), (416, "bytes */10".to_owned(), sentence));
    }
    for range in ["bytes=4-2", "bytes=a-b", "lines=1-2", "bytes", "", "bytes=0-1,3-4", "bytes=--1"]
    {
        let whole = (200, String::new(), "0123456789".to_owned());
        assert_eq!(ask(&format!("Range: {range}")), whole, "{range}");
    }
    let two =
        server.ask(&format!("GET {}", at("digits.txt")), &["Range: bytes=0-1", "Range: bytes=2-3"]);
    assert_eq!((two.status, two.text()), (200, "0123456789"));
}

#[test]
fn a_file_without_bytes_has_no_parts() {
    let get = format!("GET {}", at("empty.txt"));
    assert_eq!(server().ask(&get, &["Range: bytes=0-"]).status, 416);
}

#[test]
fn a_part_is_of_the_version_that_the_browser_has_or_it_is_the_whole() {
    let server = server();
    let get = format!("GET {}", at("digits.txt"));
    let tag = server.ask(&get, &[]).header("etag").unwrap().to_owned();
    let status = |version: &str| {
        server.ask(&get, &["Range: bytes=0-1", &format!("If-Range: {version}")]).status
    };
    assert_eq!(status(&tag), 206);
    for other in [format!("W/{tag}"), "\"a\"".to_owned(), "odd".to_owned(), DATE.to_owned()] {
        assert_eq!(status(&other), 200, "{other}");
    }
    let known = format!("If-None-Match: {tag}");
    assert_eq!(server.ask(&get, &["Range: bytes=0-1", &known]).status, 304);
    let head = server.ask(&format!("HEAD {}", at("digits.txt")), &["Range: bytes=0-1"]);
    assert_eq!((head.status, head.header("content-length")), (200, Some("10")));
}

const DATE: &str = "Sun, 06 Nov 2044 08:49:37 GMT";

#[test]
fn a_page_without_the_slash_at_its_end_leads_to_the_one_with_it() {
    let answer = server().ask(&format!("GET {}?a=%26&b", at("stops/japan")), &[]);
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header("location"), Some(at("stops/japan/?a=%26&b").as_str()));
}

#[test]
fn the_root_leads_to_where_the_site_is() {
    let answer = server().ask("GET /?a=1", &[]);
    match PREVIEW.find("/") {
        Found::Front(mount) => {
            assert_eq!(answer.status, 302);
            assert_eq!(answer.header("location"), Some(format!("{mount}?a=1").as_str()));
        }
        _ => assert_eq!((answer.status, PREVIEW.mount()), (200, "/")),
    }
}

#[test]
fn no_redirect_leads_to_another_host() {
    let location = |path: &str, query: &str| {
        let uri = Uri::try_from(format!("/a{query}")).unwrap();
        let answer = redirect(StatusCode::FOUND, path, &uri);
        answer.headers()["location"].to_str().unwrap().to_owned()
    };
    assert_eq!(location("//evil.example/", ""), "/evil.example/");
    assert_eq!(location("/\\evil.example/", ""), "/evil.example/");
    assert_eq!(location("https://evil.example/", ""), "/https://evil.example/");
    assert_eq!(location("/a\r\nSet-Cookie: b/", "?c"), "/a%0D%0ASet-Cookie:%20b/?c");
    assert_eq!(location("/ü/%C3%BC/", "?%22|"), "/%C3%BC/%C3%BC/?%22%7C");
    let server = server();
    for path in ["//evil.example", "//evil.example/..", "/%2Fevil.example", "/\\evil.example/a"] {
        for path in [path.to_owned(), at(path), format!("{path}{}", at("stops/japan"))] {
            let answer = server.ask(&format!("GET {path}"), &[]);
            assert_eq!((answer.status, answer.header("location")), (404, None), "{path}");
        }
    }
}

#[test]
fn where_there_is_nothing_the_site_s_own_page_says_so() {
    let server = server();
    let Found::Nothing(page) = PREVIEW.find("/nothing-here") else { panic!("something is there") };
    let paths = ["/nothing-here", "/stops/japan/nothing", "/.git/config", "/~preview", "//", "/a%"];
    for path in paths {
        let answer = server.ask(&format!("GET {path}"), &[]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body[..] == page.bytes[..], "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("etag"), None);
    }
}

#[test]
fn while_nothing_good_was_built_every_page_is_the_problems() {
    let broken = saved(&nothing_yet(), "content/site.yaml", "title: [");
    let Found::Broken(page) = broken.find("/") else { panic!("it is good") };
    let server = Server::start(broken, Limits::USUAL);
    for path in ["/", "/stops/japan/", "/nothing-here"] {
        let answer = server.ask(&format!("GET {path}"), &[]);
        assert_eq!(answer.status, 500, "{path}");
        assert!(answer.body[..] == page.bytes[..], "{path}");
    }
    server.preview.send_replace(std::sync::Arc::clone(&PREVIEW));
    assert_eq!(server.ask(&format!("GET {}", at("")), &[]).status, 200);
}

#[test]
fn files_can_be_read_and_nothing_else() {
    let server = server();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get"] {
        for path in [at("digits.txt"), "/nothing-here".to_owned()] {
            let answer = server.ask(&format!("{method} {path}"), &[]);
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, Some("GET, HEAD")),
                "{method}"
            );
        }
    }
    assert_eq!(server.ask("OPTIONS *", &[]).status, 405);
}
