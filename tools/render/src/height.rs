//! How tall a part of a page will be, guessed from its HTML.
//!
//! The style sheet leaves out of the layout what is far below (`content-visibility: auto`), and reserves this height
//! for it. A good guess keeps the scroll bar and links to places further down from jumping. The weights are a
//! fit to the heights of the book's own parts at 412 and at 1280 pixels, which are 11 to 177 rem: four of five guesses
//! for listings and exercises miss by less than 10 rem, half by less than 3.

/// How the parts begin that the style sheet leaves out.
const STARTS: [&str; 6] = [
    "<div class=\"listing ",
    "<div class=\"report ",
    "<div class=\"gorust ",
    "<figure class=\"figure ",
    "<div class=\"exercise\"",
    "<div class=\"widget ",
];

/// In rem: what every part has, its title and its margins; a report's drawings are small.
const FRAME: f64 = 6.0;
const REPORT: f64 = -2.0;
/// A line of code or of output.
const LINE: f64 = 1.5;
/// A table's row, an answer that can be chosen, and what can be unfolded.
const ROW: f64 = 2.6;
/// The room around a paragraph or an item.
const PARAGRAPH: f64 = 1.1;
/// A drawing.
const DRAWING: f64 = 8.0;
/// What a letter of prose adds, Latin and Korean.
const LETTER: [f64; 2] = [0.02, 0.035];

/// The HTML of a directive, each of its parts with its height: `style="--tall:57"`, in rem.
pub(crate) fn noted(html: &str) -> String {
    let mut starts: Vec<usize> = STARTS
        .iter()
        .flat_map(|start| html.match_indices(start).map(|(at, _)| at))
        .collect();
    starts.sort_unstable();
    if starts.first() == Some(&0) {
        // One part, whatever it is made of.
        starts.truncate(1);
    }
    let mut noted = String::with_capacity(html.len() + 24 * starts.len());
    let mut from = 0;
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(html.len());
        let name_ends = start + html[start..].find(' ').unwrap_or(0);
        noted.push_str(&html[from..name_ends]);
        let tall = rem(&html[start..end]);
        noted.extend([" style=\"--tall:", &tall.to_string(), "\""]);
        from = name_ends;
    }
    noted.push_str(&html[from..]);
    noted
}

fn rem(html: &str) -> u32 {
    let is_report = html.starts_with("<div class=\"report ");
    let mut sum = if is_report { REPORT } else { FRAME };
    let mut hidden = Hidden::default();
    let mut inside = "";
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        if hidden.passes(tag, name) {
            continue;
        }
        match name {
            "pre" | "table" | "svg" => inside = name,
            "/pre" | "/table" | "/svg" => inside = "",
            _ => {}
        }
        sum += of_tag(name) + of_text(text, inside);
    }
    sum.ceil().max(FRAME) as u32
}

fn of_tag(name: &str) -> f64 {
    match name {
        "tr" | "label" | "summary" => ROW,
        "p" | "li" | "dd" | "figcaption" => PARAGRAPH,
        "svg" => DRAWING,
        _ => 0.0,
    }
}

fn of_text(text: &str, inside: &str) -> f64 {
    match inside {
        // HTML on one line writes its line breaks so.
        "pre" => LINE * text.matches("&#10;").count() as f64,
        "" => text
            .chars()
            .map(|letter| LETTER[usize::from(!letter.is_ascii())])
            .sum(),
        _ => 0.0,
    }
}

/// What takes no room: folded parts but for their summary, scripts and templates.
#[derive(Default)]
struct Hidden {
    folded: usize,
    in_summary: bool,
    in_script: bool,
}

impl Hidden {
    /// Follows a tag, and says whether it takes no room.
    fn passes(&mut self, tag: &str, name: &str) -> bool {
        match name {
            "details" if !tag.ends_with(" open") => self.folded += 1,
            "/details" => self.folded = self.folded.saturating_sub(1),
            "summary" => self.in_summary = true,
            "/summary" => self.in_summary = false,
            "script" | "style" | "template" => self.in_script = true,
            "/script" | "/style" | "/template" => self.in_script = false,
            _ => {}
        }
        self.in_script || (self.folded > 0 && !(self.in_summary && self.folded == 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_an_appendix_says_its_height() {
        let html = format!(
            "<h3>a</h3><div class=\"report wide\">a</div><h3>b</h3><div class=\"report wide\"><table>{}</table></div>",
            "<tr></tr>".repeat(9)
        );
        let noted = noted(&html);
        assert_eq!(
            noted
                .matches("<div style=\"--tall:6\" class=\"report wide\">a")
                .count(),
            1
        );
        assert_eq!(
            noted
                .matches("<div style=\"--tall:22\" class=\"report wide\"><table>")
                .count(),
            1
        );
    }

    #[test]
    fn one_part_says_its_height_once() {
        let html = "<div class=\"widget wide\"><figure class=\"figure wide\"></figure></div>";
        assert_eq!(noted(html).matches("--tall").count(), 1);
    }

    #[test]
    fn what_is_folded_takes_the_room_of_its_summary() {
        let line = "<span class=\"line\">x&#10;</span>";
        let open = rem(&format!("<div><pre>{}</pre></div>", line.repeat(40)));
        let folded = format!(
            "<details><summary>s</summary><pre>{}</pre></details>",
            line.repeat(40)
        );
        assert!(open > 60, "{open}");
        assert!(rem(&folded) < 10, "{}", rem(&folded));
    }

    #[test]
    fn a_number_in_the_prose_says_nothing() {
        assert_eq!(noted("<a class=\"m\">11</a>"), "<a class=\"m\">11</a>");
    }
}
