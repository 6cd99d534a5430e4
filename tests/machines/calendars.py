"""Calendars against the content files: what is in them, at which instant, how sure.

The instants are worked out here from the YAML and Python's own zones, with nothing of the tool; then
two libraries read the calendar: one its text, the other what a calendar program would show.
"""

import re
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import yaml

STATUS = {
    "possible": "TENTATIVE",
    "expected": "TENTATIVE",
    "scheduled": "CONFIRMED",
    "confirmed": "CONFIRMED",
    "rescheduled": "CONFIRMED",
    "took-place": "CONFIRMED",
    "cancelled": "CANCELLED",
    "did-not-take-place": "CANCELLED",
}
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
TIME = re.compile(r"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2})?(?:\[([^\]]+)\])?$")


def check(sites):
    counts = {"calendars": 0, "events": 0, "times": 0, "trips without a date": 0}
    for source, built in sites:
        site = yaml.safe_load((source / "content/site.yaml").read_text())
        for trip in sorted((source / "content").glob("*/trip.md")):
            folder = trip.parent
            place = built if folder.name == site["front"] else built / folder.name
            expected = expected_events(folder, site)
            path = place / "itinerary.ics"
            assert path.exists() == bool(expected), f"{path}: expected {len(expected)} events"
            if not expected:
                counts["trips without a date"] += 1
                continue
            found = read(path)
            compare(expected, found, path)
            shown_as_expected(expected, found, path)
            for name in expected:
                own = read(place / "events" / name / "event.ics")
                compare({name: expected[name]}, own, path)
                assert own[name]["UID"] == found[name]["UID"], f"{path}: {name} has two names"
            counts["calendars"] += 1 + len(expected)
            counts["events"] += len(expected)
            counts["times"] += sum(isinstance(it[0], datetime) for it in expected.values())
    return counts


def front_matter(path):
    return yaml.load(path.read_text().split("\n---", 1)[0].removeprefix("---"), yaml.BaseLoader)


def expected_events(folder, site):
    """The first instant or day, the end, the status, and the revisions of each dated event."""
    places = yaml.safe_load((folder.parent / "places.yaml").read_text()) or {}
    events = {}
    for path in sorted(folder.glob("events/*.md")):
        event = front_matter(path)
        if event.get("draft") == "true" or event["status"] == "postponed":
            continue
        span = slot(event.get("when", "unknown"), zone(event, folder, places) or site["time_zone"])
        if span:
            moved = 1 if "previous_when" in event else 0
            revisions = max(len(event.get("history", [])), moved)
            events[path.stem] = (*span, STATUS[event["status"]], revisions)
    return events


def zone(event, folder, places):
    """The zone of an event: its own, its stop's, or that of the place around the stop."""
    if "tz" in event or "stop" not in event:
        return event.get("tz")
    stop = front_matter(folder / "stops" / f"{event['stop']}.md")
    place, found = stop["place"], stop.get("tz")
    while place and not found:
        found = places[place].get("tz")
        place = places[place].get("part_of")
    return found


def slot(when, local):
    """The first instant and the end of a date; none where a day is not known for certain."""
    # The name of a zone has a slash in it too.
    first, last = (re.split(r"/(?![^\[]*\])", when) * 2)[:2]
    if DAY.match(first) and DAY.match(last):
        return date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    start, end = instant(first, local), instant(last, local)
    if start and end:
        return start, (end if end > start else None)
    days = [day(text, local) for text in (first, last)]
    return (days[0], days[1] + timedelta(days=1)) if all(days) else None


def instant(text, local):
    match = TIME.match(text)
    if not match:
        return None
    written = datetime.fromisoformat(match[1]).replace(tzinfo=ZoneInfo(match[2] or local))
    return written.astimezone(timezone.utc)


def day(text, local):
    if DAY.match(text):
        return date.fromisoformat(text)
    at = instant(text, local)
    return at and at.astimezone(ZoneInfo(local)).date()


def read(path):
    """The events of a calendar by the last name of their addresses."""
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), f"{path}: a line is not folded"
    assert raw.count(b"\n") == raw.count(b"\r\n"), f"{path}: a line does not end as RFC 5545 says"
    calendar = icalendar.Calendar.from_ical(raw)
    assert not calendar.errors, f"{path}: {calendar.errors}"
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    assert again == calendar, f"{path}: not the same when it is written again"
    for name in ("UID", "NAME", "DESCRIPTION", "URL", "SOURCE", "REFRESH-INTERVAL", "COLOR"):
        assert calendar.get(name), f"{path}: no {name} (RFC 7986)"
    events = {str(event["URL"]).rstrip("/").split("/")[-1]: event for event in calendar.events}
    assert len({str(event["UID"]) for event in calendar.events}) == len(events), f"{path}: a UID twice"
    described_zones(calendar, path)
    return events


def described_zones(calendar, path):
    """Each zone is described, and its description says what the zone's own rules say."""
    described = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.timezones}
    used = set()
    for event in calendar.events:
        for name in ("DTSTART", "DTEND"):
            moment = event.get(name)
            if moment is None or "TZID" not in moment.params:
                continue
            tzid = moment.params["TZID"]
            used.add(tzid)
            naive = moment.dt.replace(tzinfo=None)
            ours = naive.replace(tzinfo=described[tzid]).utcoffset()
            theirs = naive.replace(tzinfo=ZoneInfo(tzid)).utcoffset()
            assert ours == theirs, f"{path}: {tzid} at {naive} is {ours}, not {theirs}"
    assert used == set(described), f"{path}: zones {used}, described {set(described)}"


def plain(value):
    return value.astimezone(timezone.utc) if isinstance(value, datetime) else value


def compare(expected, found, path):
    assert found.keys() == expected.keys(), f"{path}: {found.keys() ^ expected.keys()}"
    for name, (start, end, status, revisions) in expected.items():
        event = found[name]
        told = plain(event["DTSTART"].dt)
        assert told == start, f"{path}: {name} begins {told}, not {start}"
        until = plain(event["DTEND"].dt) if "DTEND" in event else None
        assert until == end, f"{path}: {name} ends {until}, not {end}"
        assert event["STATUS"] == status, f"{path}: {name} is {event['STATUS']}, not {status}"
        assert event["SEQUENCE"] == revisions, f"{path}: {name} is revision {event['SEQUENCE']}"
        assert event["DTSTAMP"].dt.tzinfo, f"{path}: {name} has no DTSTAMP in UTC"


def shown_as_expected(expected, found, path):
    """What a calendar program shows on the day of an event."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for name, (start, *_) in expected.items():
        whole = start if not isinstance(start, datetime) else found[name]["DTSTART"].dt.date()
        window = datetime.combine(whole, time.min) - timedelta(days=1)
        shown = recurring_ical_events.of(calendar).between(window, window + timedelta(days=3))
        shown = [it for it in shown if it["UID"] == found[name]["UID"]]
        assert len(shown) == 1, f"{path}: {name} is shown {len(shown)} times"
        assert plain(shown[0]["DTSTART"].dt) == start, f"{path}: {name} is shown at another time"
