//! A built page as a row of tags and texts, for whoever follows its links or puts it elsewhere.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `<name …>`.
    Start(Element),
    /// `</name>`.
    End(String),
    /// Text with its entities resolved, in as few pieces as possible.
    Text(String),
}

/// A start tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// In lower case.
    pub(crate) name: String,
    /// Names in lower case, values with their entities resolved.
    pub(crate) attributes: Vec<(String, String)>,
    /// It ends with `/>`.
    pub(crate) closed: bool,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Takes a page apart.
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.pieces.into_inner()
}

#[derive(Default)]
struct Collector {
    pieces: RefCell<Vec<Piece>>,
}

impl Collector {
    fn text(&self, text: &str) {
        let mut pieces = self.pieces.borrow_mut();
        match pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn tag(&self, tag: &Tag) {
        let name = tag.name.to_string();
        let piece = match tag.kind {
            TagKind::EndTag => Piece::End(name),
            TagKind::StartTag => Piece::Start(Element {
                name,
                closed: tag.self_closing,
                attributes: tag
                    .attrs
                    .iter()
                    .map(|it| (it.name.local.to_string(), it.value.to_string()))
                    .collect(),
            }),
        };
        self.pieces.borrow_mut().push(piece);
    }
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text(&text),
            Token::TagToken(tag) => {
                self.tag(&tag);
                // What stands in these is no HTML, which only a parser's tree would know.
                return match (tag.kind, &*tag.name) {
                    (TagKind::StartTag, "script") => TokenSinkResult::RawData(RawKind::ScriptData),
                    (TagKind::StartTag, "style") => TokenSinkResult::RawData(RawKind::Rawtext),
                    (TagKind::StartTag, "title" | "textarea") => {
                        TokenSinkResult::RawData(RawKind::Rcdata)
                    }
                    _ => TokenSinkResult::Continue,
                };
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_apart() {
        let found = pieces("<p id=a>1 &lt; 2</p><script>\"<b>\"</script><br/>");
        let Piece::Start(paragraph) = &found[0] else {
            panic!("{found:?}")
        };
        assert_eq!(paragraph.get("id"), Some("a"));
        assert_eq!(found[1], Piece::Text("1 < 2".to_owned()));
        assert_eq!(found[4], Piece::Text("\"<b>\"".to_owned()));
        assert!(matches!(&found[6], Piece::Start(it) if it.name == "br" && it.closed));
    }
}
