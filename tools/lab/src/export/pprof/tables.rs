//! Strings, functions and locations of a profile, which refer to each other by index.

use super::PROGRAM;
use super::proto::{Function, Line, Location, Sample};
use crate::export::Frame;
use catalog::Stack;
use std::collections::HashMap;

/// What a profile refers to, and which of it is there already.
pub(super) struct Tables {
    crate_name: String,
    folder: String,
    pub(super) strings: Vec<String>,
    known_strings: HashMap<String, i64>,
    pub(super) functions: Vec<Function>,
    known_functions: HashMap<(String, String), u64>,
    pub(super) locations: Vec<Location>,
    known_locations: HashMap<(u64, i64), u64>,
}

impl Tables {
    /// The tables of a listing's profile.
    pub(super) fn new(listing: &str) -> Self {
        let mut tables = Self {
            crate_name: listing.replace('-', "_"),
            folder: listing.to_owned(),
            strings: Vec::new(),
            known_strings: HashMap::new(),
            functions: Vec::new(),
            known_functions: HashMap::new(),
            locations: Vec::new(),
            known_locations: HashMap::new(),
        };
        // The format wants the empty string first.
        tables.string("");
        tables
    }

    /// The index of a string.
    pub(super) fn string(&mut self, text: &str) -> i64 {
        if let Some(index) = self.known_strings.get(text) {
            return *index;
        }
        let index = self.strings.len() as i64;
        self.strings.push(text.to_owned());
        self.known_strings.insert(text.to_owned(), index);
        index
    }

    /// The listing's own frames, innermost first. The function of std that the innermost calls is left
    /// out, so that `flat` lands on the line that a reader can change.
    pub(super) fn sample(&mut self, stack: &Stack) -> Sample {
        let mut frames: Vec<Frame> = stack.path.split(';').map(Frame::parse).collect();
        if frames.iter().any(|frame| frame.place.is_some()) {
            frames.retain(|frame| frame.place.is_some());
        }
        let values = [
            stack.blocks,
            stack.bytes,
            stack.end_blocks,
            stack.end_bytes,
            stack.peak_blocks,
            stack.peak_bytes,
        ];
        Sample {
            location_id: frames
                .iter()
                .rev()
                .map(|frame| self.location(frame))
                .collect(),
            value: values.map(|value| value as i64).into(),
        }
    }

    fn location(&mut self, frame: &Frame) -> u64 {
        let (name, file, line) = match frame.place {
            Some((file, line)) => (
                format!("{}::{}", self.crate_name, frame.name),
                format!("{}/{file}", self.folder),
                line,
            ),
            None => (frame.name.to_owned(), String::new(), 0),
        };
        let function_id = self.function(name, file);
        let next = self.locations.len() as u64 + 1;
        let id = *self
            .known_locations
            .entry((function_id, line))
            .or_insert(next);
        if id == next {
            self.locations.push(Location {
                id,
                mapping_id: PROGRAM,
                line: vec![Line { function_id, line }],
            });
        }
        id
    }

    fn function(&mut self, name: String, file: String) -> u64 {
        let key = (name, file);
        if let Some(id) = self.known_functions.get(&key) {
            return *id;
        }
        let id = self.functions.len() as u64 + 1;
        let (name, filename) = (self.string(&key.0), self.string(&key.1));
        self.functions.push(Function { id, name, filename });
        self.known_functions.insert(key, id);
        id
    }
}
