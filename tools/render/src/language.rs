//! The two languages of the book, and the phrases in which they count.

mod words;

use crate::number_format::grouped;
use words::{EN, KO, Words};

/// A language of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
}

impl Language {
    /// Both, Korean first as in the layout of the site.
    pub const ALL: [Self; 2] = [Self::Ko, Self::En];

    /// The code of the folder under `src/` and of `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    /// The language of this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The words of the generated parts.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Ko => &KO,
            Self::En => &EN,
        }
    }

    /// `1 block`, `11 blocks`, `11블록`.
    pub(crate) fn blocks(self, count: u64) -> String {
        let number = grouped(count);
        match (self, count) {
            (Self::Ko, _) => format!("{number}블록"),
            (Self::En, 1) => format!("{number} block"),
            (Self::En, _) => format!("{number} blocks"),
        }
    }

    /// `3 requests and frees`, `요청과 해제 3번`.
    pub(crate) fn events(self, count: u64) -> String {
        let number = grouped(count);
        match self {
            Self::Ko => format!("요청과 해제 {number}번"),
            Self::En => format!("{number} requests and frees"),
        }
    }

    /// `18 min read`, `읽기 18분`.
    pub(crate) fn reading(self, minutes: usize) -> String {
        match self {
            Self::Ko => format!("읽기 {minutes}분"),
            Self::En => format!("{minutes} min read"),
        }
    }

    /// `24 B, alignment 8, padding 14 B`, `24 B, 정렬 8, 패딩 14 B`.
    pub(crate) fn layout(self, size: u64, align: u64, padding: u64) -> String {
        let (size, words) = (grouped(size), self.words());
        let aligned = format!("{size} B, {} {align}", words.alignment);
        match padding {
            0 => aligned,
            _ => format!("{aligned}, {} {} B", words.padding, grouped(padding)),
        }
    }

    /// `1 listing`, `4 listings`, `예제 4개`.
    pub(crate) fn listings(self, count: usize) -> String {
        match (self, count) {
            (Self::Ko, _) => format!("예제 {count}개"),
            (Self::En, 1) => "1 listing".to_owned(),
            (Self::En, _) => format!("{count} listings"),
        }
    }

    /// `line 7`, `7행`.
    pub(crate) fn line(self, line: usize) -> String {
        match self {
            Self::Ko => format!("{line}행"),
            Self::En => format!("line {line}"),
        }
    }

    /// `Measured in 5 runs`, `5번 실행해 잰 값`.
    pub(crate) fn bench_runs(self, runs: usize) -> String {
        match self {
            Self::Ko => format!("{runs}번 실행한 중앙값"),
            Self::En => format!("Median of {runs} runs"),
        }
    }

    /// `2 cores`, `코어 2개`.
    pub(crate) fn cores(self, cores: u32) -> String {
        match (self, cores) {
            (Self::Ko, _) => format!("코어 {cores}개"),
            (Self::En, 1) => "1 core".to_owned(),
            (Self::En, _) => format!("{cores} cores"),
        }
    }

    /// That other work may have disturbed the times.
    pub(crate) fn busy(self, percent: f64) -> String {
        match self {
            Self::Ko => format!(
                "잴 때 다른 작업이 시간의 {percent}%를 쓰고 있었습니다. 시간에 관한 주장은 판정하지 않습니다."
            ),
            Self::En => format!(
                "Other work took {percent} % of the machine's time meanwhile, so no claim about time is decided."
            ),
        }
    }

    /// `Figure 1.2`, `그림 1.2`.
    pub(crate) fn figure(self, number: &str) -> String {
        format!("{} {number}", self.words().figure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_block_is_singular_in_english() {
        assert_eq!(Language::En.blocks(1), "1 block");
        assert_eq!(Language::En.blocks(1_100), "1,100 blocks");
        assert_eq!(Language::Ko.blocks(11), "11블록");
    }
}
