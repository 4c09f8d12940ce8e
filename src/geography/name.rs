//! Whether two texts name one council: sources differ in casing, points, hyphens, "&" and the word "Council".

/// A text that should name a place, in the forms that it may be meant in: taken apart once for a whole table.
#[derive(Clone, Copy)]
pub(super) struct Meant<'a>([Option<&'a str>; 3]);

impl<'a> Meant<'a> {
    pub(super) fn by(text: &'a str) -> Self {
        // Only the text sheds its kind of council: "City of York" is York, but "London" is not the City of London.
        let (council, place) = (without_council(text), place(text));
        let shorter = |form: &'a str, than: &str| Some(form).filter(|form| form.len() < than.len());
        Self([Some(text), shorter(council, text), shorter(place, council)])
    }

    /// Whether it means the place that is called one of `names`.
    pub(super) fn is_one_of<'b>(self, names: impl IntoIterator<Item = &'b str>) -> bool {
        names.into_iter().any(|name| self.0.into_iter().flatten().any(|text| same(words(text), words(name))))
    }
}

/// The words that tell names apart: "St. Helens" and "St Helens" have the same.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && !matches!(character, '\'' | '’'))
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and") && !word.eq_ignore_ascii_case("the"))
}

fn same<'a, 'b>(mut one: impl Iterator<Item = &'a str>, mut other: impl Iterator<Item = &'b str>) -> bool {
    fn letters(word: &str) -> impl Iterator<Item = char> {
        word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    let mut any = false;
    loop {
        match (one.next(), other.next()) {
            (None, None) => return any,
            (Some(one), Some(other)) if letters(one).eq(letters(other)) => any = true,
            _ => return false,
        }
    }
}

/// `text` without the kind of council that its name says: "Liverpool City Council", "London Borough of Camden".
pub(super) fn place(text: &str) -> &str {
    const BEFORE: [&str; 7] =
        ["LB ", "RB ", "London Borough of ", "Royal Borough of ", "Borough of ", "City of ", "County of "];
    const AFTER: [&str; 2] = [", City of", ", County of"];
    let text = without_council(text);
    let text = BEFORE.iter().find_map(|kind| after(text, kind)).unwrap_or(text);
    AFTER.iter().find_map(|kind| before(text, kind)).unwrap_or(text)
}

fn without_council(text: &str) -> &str {
    const KINDS: [&str; 7] = [
        " Metropolitan Borough Council",
        " Metropolitan District Council",
        " Borough Council",
        " District Council",
        " County Council",
        " City Council",
        " Council",
    ];
    let text = text.trim();
    KINDS.iter().find_map(|kind| before(text, kind)).unwrap_or(text)
}

fn after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (found, rest) = text.split_at_checked(start.len())?;
    found.eq_ignore_ascii_case(start).then_some(rest)
}

fn before<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let (rest, found) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    found.eq_ignore_ascii_case(end).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::Meant;

    fn means(text: &str, name: &str) -> bool {
        Meant::by(text).is_one_of([name])
    }

    #[test]
    fn a_name_is_known_by_its_words() {
        for (text, name) in [
            ("st helens", "St. Helens"),
            ("TELFORD & WREKIN", "Telford and Wrekin"),
            ("Southend on Sea", "Southend-on-Sea"),
            ("Kings Lynn & West Norfolk", "King's Lynn and West Norfolk"),
            ("Liverpool City Council", "Liverpool"),
            ("City of Bradford Metropolitan District Council", "Bradford"),
            ("London Borough of Hammersmith & Fulham", "Hammersmith and Fulham"),
            ("York, City of", "York"),
            ("LB Camden", "Camden"),
            ("City of London", "City of London"),
        ] {
            assert!(means(text, name), "{text}");
        }
    }

    #[test]
    fn names_of_different_places_stay_apart() {
        for (text, name) in [
            ("London", "City of London"),
            ("Bedfordshire", "Central Bedfordshire"),
            ("Derby", "Derbyshire"),
            ("Northamptonshire", "North Northamptonshire"),
            ("", "York"),
            ("City of", "York"),
            ("&", "York"),
            ("Zürich", "York"),
        ] {
            assert!(!means(text, name), "{text}");
        }
    }
}
