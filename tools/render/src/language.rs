//! The two languages of the book: their words for what the pages generate, and their number format.

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

/// A count with a comma between each three digits, as both languages write it.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time in nanoseconds with three significant digits in a fitting unit: `1.12 µs`, `113 µs`, `2 ms`.
pub(crate) fn duration(ns: f64) -> String {
    let (unit, size) = match ns {
        ..1e3 => ("ns", 1.0),
        ..1e6 => ("µs", 1e3),
        ..1e9 => ("ms", 1e6),
        _ => ("s", 1e9),
    };
    format!("{} {unit}", three_digits(ns / size))
}

/// A ratio as exact as it is of use, grouped above a thousand: `0.95`, `1.35`, `4.2`, `18`.
pub(crate) fn factor(ratio: f64) -> String {
    match ratio {
        ..2.0 => trimmed(format!("{ratio:.2}")),
        ..10.0 => trimmed(format!("{ratio:.1}")),
        _ => grouped(ratio.round() as u64),
    }
}

fn three_digits(value: f64) -> String {
    trimmed(match value {
        ..10.0 => format!("{value:.2}"),
        ..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    })
}

/// Without zeros that say nothing: `2.00` is `2`.
fn trimmed(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Bytes in the largest binary unit that they fill, with at most one decimal: `100 MiB`, `2.5 KiB`.
pub(crate) fn scaled(bytes: u64) -> String {
    let (unit, size) = match bytes {
        0..1024 => return format!("{bytes} B"),
        1024..1_048_576 => ("KiB", 1024),
        _ => ("MiB", 1_048_576),
    };
    format!("{} {unit}", one_decimal(bytes, size))
}

/// `bytes / size`, rounded to one decimal, a zero decimal left out.
pub(crate) fn one_decimal(bytes: u64, size: u64) -> String {
    let tenths = (u128::from(bytes) * 10 + u128::from(size) / 2) / u128::from(size);
    let whole = grouped((tenths / 10) as u64);
    match tenths % 10 {
        0 => whole,
        tenth => format!("{whole}.{tenth}"),
    }
}

/// What the generated parts of a page say.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) source_of: &'static str,
    pub(crate) output: &'static str,
    pub(crate) whole_file: &'static str,
    pub(crate) must_not_compile: &'static str,
    pub(crate) runs: &'static str,
    pub(crate) read_first: &'static str,
    pub(crate) blocks_requested: &'static str,
    pub(crate) bytes_requested: &'static str,
    pub(crate) peak: &'static str,
    pub(crate) at_end: &'static str,
    pub(crate) case: &'static str,
    pub(crate) line: &'static str,
    pub(crate) code: &'static str,
    pub(crate) blocks: &'static str,
    pub(crate) bytes: &'static str,
    pub(crate) bytes_at_peak: &'static str,
    pub(crate) bytes_at_end: &'static str,
    pub(crate) bytes_freed: &'static str,
    pub(crate) runtime: &'static str,
    pub(crate) optimised: &'static str,
    pub(crate) recorded_run: &'static str,
    pub(crate) only_recorded: &'static str,
    pub(crate) threads_note: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) event: &'static str,
    pub(crate) as_table: &'static str,
    pub(crate) more_events: &'static str,
    pub(crate) no_events: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) block: &'static str,
    pub(crate) size: &'static str,
    pub(crate) live_after: &'static str,
    pub(crate) alloc: &'static str,
    pub(crate) zeroed: &'static str,
    pub(crate) grow: &'static str,
    pub(crate) shrink: &'static str,
    pub(crate) free: &'static str,
    pub(crate) by_line: &'static str,
    pub(crate) over_time: &'static str,
    pub(crate) by_path: &'static str,
    pub(crate) raw_data: &'static str,
    pub(crate) no_listings: &'static str,
    pub(crate) cited: &'static str,
    pub(crate) measured_in: &'static str,
    pub(crate) live_bytes: &'static str,
    pub(crate) caller: &'static str,
    pub(crate) of_listing: &'static str,
    pub(crate) edit_page: &'static str,
    pub(crate) report_error: &'static str,
    pub(crate) benchmarks: &'static str,
    pub(crate) row: &'static str,
    pub(crate) time: &'static str,
    pub(crate) time_axis: &'static str,
    pub(crate) spread: &'static str,
    pub(crate) to_first: &'static str,
    pub(crate) instructions: &'static str,
    pub(crate) claims: &'static str,
    pub(crate) holds: &'static str,
    pub(crate) inconclusive: &'static str,
    pub(crate) fails: &'static str,
    pub(crate) not_recorded: &'static str,
    pub(crate) offline: &'static str,
}

const EN: Words = Words {
    source_of: "source",
    output: "Output",
    whole_file: "The whole file",
    must_not_compile: "must not compile",
    runs: "runs",
    read_first: "Read first:",
    blocks_requested: "blocks requested",
    bytes_requested: "bytes requested",
    peak: "bytes at peak",
    at_end: "bytes at end",
    case: "case",
    line: "Line",
    code: "Code",
    blocks: "Blocks",
    bytes: "Bytes",
    bytes_at_peak: "Bytes at peak",
    bytes_at_end: "Bytes at end",
    bytes_freed: "Bytes freed",
    runtime: "runtime",
    optimised: "Optimised",
    recorded_run: "Recorded run",
    only_recorded: "It cannot be run in the page, since it starts other programs or needs files: the command above runs it.",
    threads_note: "This listing allocates on several threads, so peak and order are not recorded.",
    figure: "Figure",
    event: "Event",
    as_table: "As a table",
    more_events: "further events are left out",
    no_events: "no events were recorded",
    operation: "What",
    block: "Block",
    size: "Size",
    live_after: "Live after",
    alloc: "allocate",
    zeroed: "allocate zeroed",
    grow: "grow",
    shrink: "shrink",
    free: "free",
    by_line: "By line",
    over_time: "Over time",
    by_path: "Bytes by call path",
    raw_data: "Raw data",
    no_listings: "This chapter has no listings.",
    cited: "source",
    measured_in: "measured",
    live_bytes: "live bytes",
    caller: "caller",
    of_listing: "Listing",
    edit_page: "Edit this page",
    report_error: "Report an error",
    benchmarks: "Benchmarks",
    row: "Row",
    time: "Time",
    time_axis: "time per call, logarithmic",
    spread: "Fastest – slowest run",
    to_first: "To the first row",
    instructions: "Instructions",
    claims: "Claims",
    holds: "holds",
    inconclusive: "inconclusive",
    fails: "fails",
    not_recorded: "not recorded yet",
    offline: "Download to read offline (zip)",
};

const KO: Words = Words {
    source_of: "소스",
    output: "출력",
    whole_file: "파일 전체",
    must_not_compile: "컴파일되지 않아야 함",
    runs: "실행됨",
    read_first: "먼저 읽을 곳:",
    blocks_requested: "요청한 블록",
    bytes_requested: "요청한 바이트",
    peak: "최대일 때 바이트",
    at_end: "끝날 때 바이트",
    case: "경우",
    line: "행",
    code: "코드",
    blocks: "블록",
    bytes: "바이트",
    bytes_at_peak: "최대일 때 바이트",
    bytes_at_end: "끝날 때 바이트",
    bytes_freed: "해제한 바이트",
    runtime: "런타임",
    optimised: "최적화 빌드",
    recorded_run: "기록된 실행",
    only_recorded: "다른 프로그램을 시작하거나 파일이 필요한 예제라 쪽에서는 실행할 수 없습니다. 위의 명령으로 직접 실행해 보세요.",
    threads_note: "여러 스레드에서 할당하는 예제라서 최댓값과 순서는 기록하지 않습니다.",
    figure: "그림",
    event: "순서",
    as_table: "표로 보기",
    more_events: "이후 요청과 해제는 생략",
    no_events: "기록된 요청 없음",
    operation: "한 일",
    block: "블록",
    size: "크기",
    live_after: "이후 살아 있는 바이트",
    alloc: "할당",
    zeroed: "0으로 채운 할당",
    grow: "늘림",
    shrink: "줄임",
    free: "해제",
    by_line: "행별",
    over_time: "시간순",
    by_path: "호출 경로별 바이트",
    raw_data: "원본 데이터",
    no_listings: "이 장에는 예제가 없습니다.",
    cited: "출처",
    measured_in: "측정값",
    live_bytes: "살아 있는 바이트",
    caller: "호출한 쪽",
    of_listing: "예제",
    edit_page: "이 쪽 고치기",
    report_error: "오류 알리기",
    benchmarks: "벤치마크",
    row: "항목",
    time: "시간",
    time_axis: "호출 한 번에 걸린 시간(로그 눈금)",
    spread: "가장 빠른 – 가장 느린 실행",
    to_first: "첫 항목 대비",
    instructions: "명령어 수",
    claims: "주장",
    holds: "성립",
    inconclusive: "판정 불가",
    fails: "불성립",
    not_recorded: "아직 기록하지 않음",
    offline: "오프라인으로 읽을 책 내려받기(zip)",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (104_857_600, "104,857,600"),
        ];
        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn bytes_are_scaled_to_one_decimal() {
        let cases = [
            (0, "0 B"),
            (1023, "1,023 B"),
            (1024, "1 KiB"),
            (2560, "2.5 KiB"),
        ];
        assert_eq!(scaled(cases[3].0), cases[3].1);
        assert_eq!(scaled(104_857_600), "100 MiB");
        assert_eq!(scaled(1023), "1023 B");
        assert_eq!(one_decimal(1_048_575, 1_048_576), "1");
    }

    #[test]
    fn times_have_three_digits_and_ratios_fewer() {
        let times = [(0.5, "0.5 ns"), (999.4, "999 ns"), (1123.0, "1.12 µs")];
        for (ns, text) in times {
            assert_eq!(duration(ns), text);
        }
        assert_eq!(duration(113_400.0), "113 µs");
        assert_eq!(duration(2e6), "2 ms");
        assert_eq!(duration(3.25e9), "3.25 s");
        let ratios = [
            (0.953, "0.95"),
            (1.0, "1"),
            (1.284, "1.28"),
            (4.24, "4.2"),
            (18.23, "18"),
        ];
        for (ratio, text) in ratios {
            assert_eq!(factor(ratio), text);
        }
    }

    #[test]
    fn one_block_is_singular_in_english() {
        assert_eq!(Language::En.blocks(1), "1 block");
        assert_eq!(Language::En.blocks(1_100), "1,100 blocks");
        assert_eq!(Language::Ko.blocks(11), "11블록");
    }
}
