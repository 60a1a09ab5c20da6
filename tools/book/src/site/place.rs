//! The places that a theme leaves in a page.

use maud::Markup;

/// Replaces the place `name`, its marks included.
pub(super) fn put(html: &str, name: &str, with: &Markup) -> String {
    let (open, close) = (
        format!("<!--book:{name}-->"),
        format!("<!--/book:{name}-->"),
    );
    let place = html.find(&open).zip(html.find(&close));
    match place {
        Some((start, end)) if start < end => {
            format!("{}{}{}", &html[..start], with.0, &html[end + close.len()..])
        }
        _ => html.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn a_place_is_replaced_with_its_marks_and_a_page_without_it_stays() {
        let page = "a<!--book:x-->old<!--/book:x-->b";
        assert_eq!(put(page, "x", &html! { i { "new" } }), "a<i>new</i>b");
        assert_eq!(put(page, "y", &html! { "new" }), page);
    }
}
