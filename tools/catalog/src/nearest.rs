//! What may have been meant by a name that there is not.

/// The name with the smallest edit distance, if it is near enough to be a slip of the keyboard.
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, _)| *distance * 3 <= wanted.chars().count().max(3))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let names = ["first-100mib", "first-lazy-zero"];
        assert_eq!(
            nearest("first-100mb", names.into_iter()),
            Some("first-100mib")
        );
        assert_eq!(nearest("something-else", names.into_iter()), None);
    }
}
