//! The two texts while they cross between JavaScript and Rust: the page writes a question, and reads an answer.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The question's and the answer's bytes. A page has one thread.
static TEXTS: Mutex<[Vec<u8>; 2]> = Mutex::new([Vec::new(), Vec::new()]);

fn texts() -> MutexGuard<'static, [Vec<u8>; 2]> {
    TEXTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room for a question and returns where to write it.
pub fn question(length: usize) -> *mut u8 {
    let question = &mut texts()[0];
    question.clear();
    question.resize(length, 0);
    question.as_mut_ptr()
}

/// Answers the question and returns the answer's length.
pub fn ask(answer: fn(&str) -> String) -> usize {
    let question = std::mem::take(&mut texts()[0]);
    // The lock is open meanwhile: an answer may take long, and may panic.
    let answer = answer(&String::from_utf8_lossy(&question)).into_bytes();
    let length = answer.len();
    texts()[1] = answer;
    length
}

/// Where the answer stands, until the next question.
pub fn answer() -> *const u8 {
    texts()[1].as_ptr()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(unsafe_code, reason = "writes as JavaScript would")]
    fn a_question_is_written_and_an_answer_read() {
        let room = question(3);
        // SAFETY: `question` made room for three bytes, and nothing else asks meanwhile.
        unsafe { std::ptr::copy_nonoverlapping(b"abc".as_ptr(), room, 3) };
        assert_eq!(ask(|text| text.repeat(2)), 6);
        // SAFETY: the answer is six bytes long and stands until the next question.
        let read = unsafe { std::slice::from_raw_parts(answer(), 6) };
        assert_eq!(read, b"abcabc");
    }
}
