//! What a place has from the places that it lies in.

use crate::document::PlaceKind;
use crate::site::{Id, Place, Site};

impl Site {
    /// A place, the place that it lies in, and so on outward.
    fn around(&self, place: Id<Place>) -> impl Iterator<Item = Id<Place>> + '_ {
        // Places that lie in each other are an error, and must not go on for ever.
        let outward = std::iter::successors(Some(place), |place| self.places[*place].part_of);
        outward.take(self.places.len())
    }

    /// Latitude and longitude of a place or, roughly, of what it lies in.
    pub(crate) fn position(&self, place: Id<Place>) -> Option<(f64, f64)> {
        self.around(place).find_map(|place| self.places[place].position)
    }

    /// The ISO code of the country that a place is or lies in.
    pub(crate) fn country_code(&self, place: Id<Place>) -> Option<&str> {
        self.around(place).find_map(|place| self.places[place].iso.as_deref())
    }

    /// The time zone of a place, as IANA names it.
    pub(crate) fn zone(&self, place: Id<Place>) -> Option<&str> {
        self.around(place).find_map(|place| self.places[place].tz.as_deref())
    }

    /// The country that a place is or lies in; none if nothing says which.
    pub(crate) fn country(&self, place: Id<Place>) -> Option<Id<Place>> {
        self.around(place).find(|place| self.places[*place].kind == PlaceKind::Country)
    }
}
