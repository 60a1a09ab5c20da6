//! A prediction: the reader writes down a number before looking at the measured one.

use super::number::value_of;
use super::{one_line, prose};
use crate::Language;
use crate::number_format::grouped;
use crate::page::{Fault, Session};
use maud::{PreEscaped, html};

/// `{{#predict heap listing.key "How many blocks?"}}` → a field for a guess, and the number folded away.
pub(crate) fn html(
    session: &mut Session,
    argument: &str,
    question: Option<&str>,
) -> Result<String, Fault> {
    let Some(question) = question else {
        let help =
            r#"end it with the question, as in '{{#predict heap a-b.blocks "How many blocks?"}}'"#;
        return Err(Fault::here("this prediction asks nothing", help));
    };
    let value = value_of(session, argument)?;
    let question = prose::inline(session, question)?;
    session.scripts.insert("predict.js");
    let (guess, reveal) = match session.page.language {
        Language::Ko => ("짐작한 수", "측정값 보기"),
        Language::En => ("Your guess", "Show the measured number"),
    };
    let html = html! {
        form.predict data-predict=(argument) data-value=(value) {
            p.predict__question { (PreEscaped(question)) }
            label.predict__guess {
                (guess) " "
                input type="text" inputmode="numeric" autocomplete="off" name="guess";
            }
            details.reveal {
                summary { (reveal) }
                p { b { (grouped(value)) } }
            }
        }
    };
    Ok(one_line(&html))
}
