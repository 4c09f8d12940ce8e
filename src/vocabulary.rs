//! x
/// x
pub fn nearest<'a>(found: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    among.filter(|c| c.len() == found.len() + 1).next()
}
