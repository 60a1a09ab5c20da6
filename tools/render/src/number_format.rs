//! Numbers as both languages write them: grouped, scaled, rounded to what is of use.

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
}
