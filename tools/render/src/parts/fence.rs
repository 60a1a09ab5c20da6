//! Fenced code in the prose, highlighted at build time.

use super::one_line;
use crate::highlight;
use crate::markup::Fence;
use maud::html;

/// A fence as HTML; the class keeps the stock theme's highlighter away.
pub(crate) fn html(fence: &Fence) -> String {
    let lines = highlight::lines(fence.language(), &fence.code);
    let html = html! {
        pre.fence tabindex="0" {
            code.nohighlight { @for line in lines { (line) "\n" } }
        }
    };
    format!("{}\n", one_line(&html))
}
