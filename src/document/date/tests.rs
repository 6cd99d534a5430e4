//! Facts about dates.

use super::{DateError, DateErrorKind, When, parse};

/// A date that must be readable.
fn date(text: &str) -> When {
    parse(text).unwrap_or_else(|error| panic!("{text}: {}", error.message))
}

/// What is wrong with `text`.
fn wrong(text: &str) -> DateError {
    parse(text).expect_err(text)
}

/// Asserts message, help and culprit of a slip.
fn slip(text: &str, culprit: &str, message: &str, help: &str) {
    let error = wrong(text);
    let found = (&text[error.range.clone()], error.message.as_str(), error.help.as_str());
    assert_eq!(found, (culprit, message, help), "in `{text}`");
}

#[test]
fn every_form_is_given_back_as_it_was_written() {
    for text in [
        "unknown",
        "2019",
        "2025-10",
        "2025-11-01",
        "2025-11-01T10:00",
        "2025-11-01T10:00:30",
        "2025-11-01T10:00[Asia/Seoul]",
        "2025-10?",
        "2025-10~",
        "2019%",
        "2025-11-01?",
        "XXXX-11-01",
        "XXXX-11",
        "XXXX-02-29",
        "2025-10-24/2025-10-30",
        "2025-10~/2025-11-01T10:00[Asia/Seoul]",
        "2025-11-01T10:00[Asia/Seoul]/2025-11-01T12:00[Asia/Seoul]",
        "../2025-10-30",
        "2025-10-24/..",
        "XXXX-10-24/XXXX-10-30",
        "2024-02-29",
    ] {
        assert_eq!(date(text).to_string(), text);
    }
}

#[test]
fn seconds_of_zero_are_left_out_and_zones_get_their_letter_case() {
    assert_eq!(date("2025-11-01T10:00:00[asia/seoul]").to_string(), "2025-11-01T10:00[Asia/Seoul]");
}

#[test]
fn nobody_has_said_is_the_default() {
    assert_eq!(When::default(), date("unknown"));
}

#[test]
fn html_gets_what_is_known_and_nothing_else() {
    let html = |text| date(text).html_datetime().unwrap_or_default();
    assert_eq!(html("2025-11-01"), "2025-11-01");
    assert_eq!(html("2025-11"), "2025-11");
    assert_eq!(html("2019"), "2019");
    assert_eq!(html("XXXX-11-01"), "11-01");
    assert_eq!(html("2025-11-01T10:00[Asia/Seoul]"), "2025-11-01T10:00:00+09:00");
    assert_eq!(html("2025-11-01T10:00[America/New_York]"), "2025-11-01T10:00:00-04:00");
    assert_eq!(html("2025-11-01T10:00[UTC]"), "2025-11-01T10:00:00+00:00");
    assert_eq!(html("2025-11-01T10:00"), "2025-11-01T10:00:00");
    for text in ["unknown", "XXXX-11", "2025?", "2025-10~", "2025-10-24/2025-10-30", "2025/.."] {
        assert_eq!(html(text), "", "{text}");
    }
}

#[test]
fn a_date_reaches_from_its_first_to_its_last_day() {
    let days = |text| {
        let when = date(text);
        let day = |day: Option<jiff::civil::Date>| day.map_or("-".into(), |day| day.to_string());
        format!("{} {}", day(when.earliest()), day(when.latest()))
    };
    assert_eq!(days("2024-02"), "2024-02-01 2024-02-29");
    assert_eq!(days("2019"), "2019-01-01 2019-12-31");
    assert_eq!(days("2025-10-24/2025-11"), "2025-10-24 2025-11-30");
    assert_eq!(days("2025-10-24/.."), "2025-10-24 -");
    assert_eq!(days("2025-11-01T23:30[Asia/Seoul]"), "2025-11-01 2025-11-01");
    assert_eq!(days("XXXX-11-01"), "- -");
    assert_eq!(days("unknown"), "- -");
}

#[test]
fn dated_things_have_an_order() {
    let in_order = [
        "2019",
        "2025",
        "2025-01",
        "2025-01-01",
        "2025-10-24/..",
        "2025-10-24/2025-10-30",
        "2025-10-24",
        "2025-10-24T10:00[Asia/Seoul]",
        "2025-10-24T09:30[Asia/Kuala_Lumpur]",
        "../2025-11-01",
    ];
    for pair in in_order.windows(2) {
        let keys: Vec<_> = pair.iter().map(|text| date(text).sort_key()).collect();
        assert!(keys[0] < keys[1], "{} before {}", pair[0], pair[1]);
    }
}

#[test]
fn what_has_no_year_has_no_place_in_the_order() {
    assert_eq!(date("unknown").sort_key(), None);
    assert_eq!(date("XXXX-11-01").sort_key(), None);
}

#[test]
fn a_time_without_zone_gets_that_of_its_stop() {
    assert_eq!(
        date("2025-11-01T10:00").in_zone("Asia/Seoul"),
        date("2025-11-01T10:00[Asia/Seoul]")
    );
    let elsewhere = date("2025-11-01T10:00[Asia/Tokyo]");
    assert_eq!(elsewhere.clone().in_zone("Asia/Seoul"), elsewhere);
    assert_eq!(date("2025-11-01").in_zone("Asia/Seoul"), date("2025-11-01"));
}

#[test]
fn the_calendar_refuses_what_does_not_exist() {
    for (text, culprit, message, help) in [
        ("2025-13-01", "13", "there is no month 13", "write the month before the day: …"),
        ("2025-02-30", "30", "February 2025 has 28 days", "write a day from `01` to `28`"),
        ("XXXX-02-30", "30", "February has 29 days at most", "write a day from `01` to `29`"),
        ("2025-00", "00", "there is no month 0", "months go from `01` to `12`"),
        ("0000", "0000", "there is no year 0", "write a year from `0001`"),
        (
            "2025-11-01T25:00[Asia/Seoul]",
            "25:00",
            "no clock shows `25:00`",
            "write a time from `00:00` to `23:59`",
        ),
        (
            "2025-03-30T02:30[Europe/Berlin]",
            "2025-03-30T02:30[Europe/Berlin]",
            "the clocks of Europe/Berlin skip this time: they go forward that day",
            "check the time with your source",
        ),
    ] {
        let help = help.replace("…", "`2025-01-13`");
        slip(text, culprit, message, &help);
        assert_eq!(wrong(text).kind, DateErrorKind::Impossible, "{text}");
    }
}

#[test]
fn a_date_in_words_is_given_back_in_digits() {
    let message = "a date is written in digits";
    for (text, help) in [
        ("1 November 2025", "write `2025-11-01`"),
        ("Saturday, November 1st, 2025", "write `2025-11-01`"),
        ("November 1", "write `XXXX-11-01`, or the year if it is known"),
        ("Sept 2025", "write `2025-09`"),
        ("early November", "write digits, such as `XXXX-11`, and the words in `when_text`"),
    ] {
        slip(text, text, message, help);
    }
}

#[test]
fn numbers_in_another_order_are_put_right() {
    let slashes = "a date has dashes, not slashes";
    let two = "write `2025-11-01` for 1 November, or `2025-01-11` for 11 January";
    slip("11/01/2025", "11/01/2025", slashes, two);
    slip("11/13/2025", "11/13/2025", slashes, "write `2025-11-13`");
    slip("2025/11/01", "2025/11/01", slashes, "write `2025-11-01`");
    let undated = "write `XXXX-11-01` for 1 November, or `XXXX-01-11` for 11 January";
    slip("11/01", "11/01", slashes, undated);
    slip("1.11.2025", "1.11.2025", "a date has dashes, not dots", &two_days_first());
    slip(
        "25-11-01",
        "25-11-01",
        "the year has four digits",
        "write the year in full and first: `2025-11-01`",
    );
    slip("13-11-2025", "13-11-2025", "the year comes first", "write `2025-11-13`");
    slip("20251101", "20251101", "a date has dashes in it", "write `2025-11-01`");
}

/// The two readings of `1.11.2025`.
fn two_days_first() -> String {
    "write `2025-01-11` for 11 January, or `2025-11-01` for 1 November".to_owned()
}

#[test]
fn a_missing_digit_is_shown() {
    slip("2025-11-1", "1", "the day has two digits", "write `2025-11-01`");
    slip("2025-1-11", "1", "the month has two digits", "write `2025-01-11`");
    slip(
        "11-01",
        "11-01",
        "a day without its year begins with `XXXX-`",
        "write `XXXX-11-01`, or the year if it is known",
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    slip("2025-11-XX", "2025-11-XX", "what is not known is left out", "write `2025-11`");
    slip("circa 2019", "circa 2019", "an approximate date has a `~` behind it", "write `2019~`");
    for text in ["tbd", "TBA", "n/a", "Unknown", "?"] {
        let help = "write `unknown`; what the sources say in words goes into `when_text`";
        slip(text, text, &format!("`{text}` is not a date"), help);
    }
}

#[test]
fn a_time_is_written_in_one_way() {
    let between = "a time is two digits, a colon and two digits, with a `T` in front";
    let own = |clock: &str| {
        format!(
            "write `2025-11-01T{clock}`; it is read on the clocks of its stop, or of the newsroom; \
             for other clocks put their zone behind it, as `[Region/City]`"
        )
    };
    slip("2025-11-01 10:00", "10:00", between, &own("10:00"));
    slip("2025-11-01 9:30pm", "9:30pm", between, &own("21:30"));
    let offset = "an offset from UTC does not say whose clocks are meant";
    slip("2025-11-01T10:00+09:00", "10:00+09:00", offset, &own("10:00"));
    slip("2025-11-01T10:00Z", "10:00Z", offset, "write `2025-11-01T10:00[UTC]`");
    slip(
        "2025-11-01T10:00 Asia/Seoul",
        "10:00 Asia/Seoul",
        "a zone stands in brackets right behind the time",
        "write `2025-11-01T10:00[Asia/Seoul]`",
    );
    slip(
        "XXXX-11-01T10:00",
        "10:00",
        "a time needs a day whose year is known",
        "write `XXXX-11-01` here and the time in `when_text`",
    );
}

/// What is written, and what an editor would paste instead.
const PASTED: [(&str, &str); 34] = [
    ("2025-10-24T8:00pm[Pacific/Honolulu]", "2025-10-24T20:00[Pacific/Honolulu]"),
    ("2025-10-24 8:00 pm Pacific/Honolulu", "2025-10-24T20:00[Pacific/Honolulu]"),
    ("2025-10-24 8:00 pm Honolulu time", "2025-10-24T20:00[Pacific/Honolulu]"),
    ("2025-10-24T20:00 HST", "2025-10-24T20:00[Pacific/Honolulu]"),
    ("2025-10-24 8 p.m. ET", "2025-10-24T20:00[America/New_York]"),
    ("2025-10-24 8 p.m. local time", "2025-10-24T20:00"),
    ("2025-10-24T18:30-10:00", "2025-10-24T18:30"),
    ("2025-10-24T18:30-10:00[Pacific/Honolulu]", "2025-10-24T18:30[Pacific/Honolulu]"),
    ("2025-10-24T20.00", "2025-10-24T20:00"),
    ("2025-10-24T20h30", "2025-10-24T20:30"),
    ("2025-10-24T2000", "2025-10-24T20:00"),
    ("2025-10-24, 8 PM", "2025-10-24T20:00"),
    ("2025-10-24 at 12:15 am", "2025-10-24T00:15"),
    ("2025-10-24 noon", "2025-10-24T12:00"),
    ("2025-10-24T20:00:30.5", "2025-10-24T20:00:30"),
    ("2025-10-24 evening", "2025-10-24"),
    ("2025-10-24 8pm-10pm", "2025-10-24T20:00/2025-10-24T22:00"),
    ("2025-10-24T20:00–22:00", "2025-10-24T20:00/2025-10-24T22:00"),
    ("Oct 24, 8 p.m.", "XXXX-10-24"),
    ("Oct 24, 2025, 8 p.m.", "2025-10-24T20:00"),
    ("October 24, 2025, 8 p.m.", "2025-10-24T20:00"),
    ("October 24, 2025 at 8:30 pm Honolulu time", "2025-10-24T20:30[Pacific/Honolulu]"),
    ("8 p.m., Oct 24, 2025", "2025-10-24T20:00"),
    ("24. October 2025, 20.00 Uhr", "2025-10-24T20:00"),
    ("Oct 24–26, 2025", "2025-10-24/2025-10-26"),
    ("October 9 to 10, 2025", "2025-10-09/2025-10-10"),
    ("October 24-26", "XXXX-10-24/XXXX-10-26"),
    ("2025-10-24–25", "2025-10-24/2025-10-25"),
    ("2025-10-24-25", "2025-10-24/2025-10-25"),
    ("2025-10-24–11-02", "2025-10-24/2025-11-02"),
    ("2025-10-24 to 30", "2025-10-24/2025-10-30"),
    ("2025-10-24 - 2025-10-25", "2025-10-24/2025-10-25"),
    ("2025-10-24 20:00?", "2025-10-24?"),
    ("2025-10-24T20:00 Hawaii time", "2025-10-24T20:00[Pacific/Honolulu]"),
];

#[test]
fn what_an_editor_pastes_says_all_that_was_written_and_nothing_else() {
    for (text, pasted) in PASTED {
        let help = wrong(text).help;
        assert_eq!(help.split('`').nth(1), Some(pasted), "for `{text}`: {help}");
        assert!(parse(pasted).is_ok(), "{pasted}");
    }
}

#[test]
fn what_nobody_can_tell_is_not_proposed() {
    for text in [
        "2025-10-24 25:00",
        "2025-10-24 13:00 am",
        "2025-10-24 8–10 pm",
        "2025-10-24T",
        "Oct 24 to Nov 2, 2025",
        "October 24 and 26, 2025",
        "Oct 24, 2025, 8 p.m. by their clocks",
    ] {
        let help = wrong(text).help;
        assert!(!help.contains("10:00") && !help.contains("Seoul"), "for `{text}`: {help}");
    }
}

#[test]
fn a_zone_that_does_not_exist_gets_its_nearest_match() {
    let missing = |zone: &str| format!("there is no time zone called `{zone}`");
    for (zone, help) in [
        ("Asia/Soul", "did you mean `Asia/Seoul`?"),
        ("Seoul", "did you mean `Asia/Seoul`?"),
        ("New York", "did you mean `America/New_York`?"),
        ("KST", "did you mean `Asia/Seoul`?"),
        ("Middle Earth", "write a region and a city of the IANA list, as `Region/City`"),
    ] {
        slip(&format!("2025-11-01T10:00[{zone}]"), zone, &missing(zone), help);
    }
}

#[test]
fn a_period_in_words_is_proposed_in_numbers() {
    let help = |text: &str| wrong(text).help;
    assert_eq!(help("the 1970s"), "write `1970/1979`");
    assert_eq!(help("19th century"), "write `1801/1900`");
    assert_eq!(help("Q4 2031"), "write `2031-10/2031-12`");
    assert_eq!(help("2032-W53"), "write `2032-12-27/2033-01-02`");
    assert_eq!(help("until 2031-04"), "write `../2031-04`, and the words in `when_text`");
}

#[test]
fn an_interval_has_two_whole_ends_in_order() {
    let between = "the ends of an interval have a `/` between them";
    let fixed = "write `2025-10-24/2025-10-30`";
    slip("2025-10-24 to 2025-10-30", " to ", between, fixed);
    slip("2025-10-24–2025-10-30", "–", between, fixed);
    slip("2025-10-24/30", "30", "each end of an interval stands in full", fixed);
    slip(
        "2025-10-30/2025-10-24",
        "2025-10-30/2025-10-24",
        "the interval ends (`2025-10-24`) before it begins (`2025-10-30`)",
        "write the earlier one first: `2025-10-24/2025-10-30`",
    );
    slip(
        "2025-10-24/2025-02-30",
        "30",
        "February 2025 has 28 days",
        "write a day from `01` to `28`",
    );
    slip("../..", "../..", "an interval that is open at both ends says nothing", "write `unknown`");
    slip(
        "2025-10-24/",
        "",
        "there is no date",
        "write `unknown`, or `..` for an end of an interval that is open",
    );
}

#[test]
fn any_other_text_is_an_error_within_its_bounds() {
    for text in [
        "",
        " ",
        "soon",
        "ß",
        "2025-11-01Tß",
        "2025-ß-01",
        "1/2/3/4",
        "[/]",
        "2025-11-01T[",
        "T",
        "—",
        "%",
        "2025-11-01T10:00[]",
        "99999-01-01",
        "2025-11-01ßßßß",
        "+2025",
        "ノ",
        "~",
    ] {
        let range = wrong(text).range;
        assert!(text.get(range.clone()).is_some(), "{text}: {range:?}");
    }
}

#[test]
fn a_moment_can_be_seen_from_another_zone() {
    let seen = |text: &str| parse(text).unwrap().seen_from("Asia/Seoul").to_string();
    assert_eq!(seen("2025-11-01T23:30[UTC]"), "2025-11-02T08:30[Asia/Seoul]");
    // A day is a day, and a time of no known zone is left alone.
    assert_eq!(seen("2025-11-01"), "2025-11-01");
    assert_eq!(seen("2025-11-01T23:30"), "2025-11-01T23:30");
}
