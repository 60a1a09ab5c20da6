//! A pprof profile by hand: the bytes that it is made of, a writer, and a reader.

// ANCHOR: profile
/// What was requested under each stack.
#[derive(Debug, Default, PartialEq)]
pub struct Profile {
    /// Name and unit of each value: `alloc_space` in `bytes`.
    pub types: Vec<(String, String)>,
    /// The stacks.
    pub samples: Vec<Sample>,
}

/// One stack.
#[derive(Debug, PartialEq)]
pub struct Sample {
    /// Functions with the lines that they were at, the innermost first.
    pub stack: Vec<(String, u64)>,
    /// A value for each type.
    pub values: Vec<u64>,
}
// ANCHOR_END: profile

// ANCHOR: writer
// ANCHOR: wire
/// Appends a number, seven bits in a byte, the lowest first; a set top bit says that more follow.
pub fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a field that holds a number. A field that is missing means zero, so zero needs none.
fn number(out: &mut Vec<u8>, field: u64, value: u64) {
    if value != 0 {
        varint(out, field << 3);
        varint(out, value);
    }
}

/// Appends a field that holds bytes: a text, a list of numbers, or another message.
fn bytes(out: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}
// ANCHOR_END: wire

// ANCHOR: encode
/// Writes a profile as `profile.proto` describes it, not yet compressed.
pub fn encode(profile: &Profile) -> Vec<u8> {
    let (mut out, mut strings) = (Vec::new(), vec![""]);
    let (mut locations, mut functions) = (Vec::new(), Vec::new());
    for (kind, unit) in &profile.types {
        let mut message = Vec::new();
        number(&mut message, 1, index(&mut strings, kind));
        number(&mut message, 2, index(&mut strings, unit));
        bytes(&mut out, 1, &message);
    }
    for sample in &profile.samples {
        let (mut ids, mut values, mut message) = (Vec::new(), Vec::new(), Vec::new());
        for (name, line) in &sample.stack {
            varint(&mut ids, 1 + index(&mut locations, (name.as_str(), *line)));
        }
        for value in &sample.values {
            varint(&mut values, *value);
        }
        bytes(&mut message, 1, &ids);
        bytes(&mut message, 2, &values);
        bytes(&mut out, 2, &message);
    }
    for (id, (name, line)) in (1..).zip(locations) {
        let (mut place, mut message) = (Vec::new(), Vec::new());
        number(&mut place, 1, 1 + index(&mut functions, name));
        number(&mut place, 2, line);
        number(&mut message, 1, id);
        bytes(&mut message, 4, &place);
        bytes(&mut out, 4, &message);
    }
    for (id, name) in (1..).zip(functions) {
        let mut message = Vec::new();
        number(&mut message, 1, id);
        number(&mut message, 2, index(&mut strings, name));
        bytes(&mut out, 5, &message);
    }
    for text in strings {
        bytes(&mut out, 6, text.as_bytes());
    }
    out
}

/// Where a value stands in its table, which takes it up when it is new.
fn index<T: PartialEq>(table: &mut Vec<T>, value: T) -> u64 {
    let known = table.iter().position(|known| *known == value);
    known.unwrap_or_else(|| {
        table.push(value);
        table.len() - 1
    }) as u64
}
// ANCHOR_END: encode
// ANCHOR_END: writer

// ANCHOR: reader
/// What a field holds.
#[derive(Clone, Copy)]
enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// The fields of a message: which, and what.
type Fields<'a> = Vec<(u64, Value<'a>)>;

// ANCHOR: fields
/// Takes a number off the front.
fn take(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Cuts a message into its fields, which still point into the file.
fn fields(mut message: &[u8]) -> Option<Fields<'_>> {
    let mut fields = Vec::new();
    while !message.is_empty() {
        let key = take(&mut message)?;
        let value = match key & 7 {
            0 => Value::Number(take(&mut message)?),
            2 => {
                let length = usize::try_from(take(&mut message)?).ok()?;
                let (bytes, behind) = message.split_at_checked(length)?;
                message = behind;
                Value::Bytes(bytes)
            }
            _ => return None,
        };
        fields.push((key >> 3, value));
    }
    Some(fields)
}
// ANCHOR_END: fields

/// The number in a field; zero when it is missing.
fn one(fields: &Fields, wanted: u64) -> u64 {
    let found = fields.iter().find_map(|(field, value)| match value {
        Value::Number(number) if *field == wanted => Some(*number),
        _ => None,
    });
    found.unwrap_or(0)
}

/// The numbers in a field, one by one or packed into bytes.
fn numbers(fields: &Fields, wanted: u64) -> Option<Vec<u64>> {
    let mut numbers = Vec::new();
    for (_, value) in fields.iter().filter(|(field, _)| *field == wanted) {
        match *value {
            Value::Number(number) => numbers.push(number),
            Value::Bytes(mut packed) => {
                while !packed.is_empty() {
                    numbers.push(take(&mut packed)?);
                }
            }
        }
    }
    Some(numbers)
}

/// The messages and texts in a field.
fn all<'a>(fields: &Fields<'a>, wanted: u64) -> Vec<&'a [u8]> {
    let found = fields.iter().filter_map(|(field, value)| match value {
        Value::Bytes(bytes) if *field == wanted => Some(*bytes),
        _ => None,
    });
    found.collect()
}

// ANCHOR: decode
/// Reads a profile; `None` when the bytes are none.
pub fn decode(file: &[u8]) -> Option<Profile> {
    let file = fields(file)?;
    let messages = |field| all(&file, field).into_iter().map(fields);
    let strings = all(&file, 6);
    let functions = messages(5).collect::<Option<Vec<_>>>()?;
    let locations = messages(4).collect::<Option<Vec<_>>>()?;
    let text = |at: u64| {
        let text = strings.get(usize::try_from(at).ok()?)?;
        String::from_utf8(text.to_vec()).ok()
    };
    let frame = |id: u64| {
        let location = locations.iter().find(|it| one(it, 1) == id)?;
        let place = fields(all(location, 4).first()?)?;
        let function = functions.iter().find(|it| one(it, 1) == one(&place, 1))?;
        Some((text(one(function, 2))?, one(&place, 2)))
    };
    let mut profile = Profile::default();
    for kind in messages(1) {
        let kind = kind?;
        profile
            .types
            .push((text(one(&kind, 1))?, text(one(&kind, 2))?));
    }
    for sample in messages(2) {
        let sample = sample?;
        let ids = numbers(&sample, 1)?;
        profile.samples.push(Sample {
            stack: ids.into_iter().map(frame).collect::<Option<_>>()?,
            values: numbers(&sample, 2)?,
        });
    }
    Some(profile)
}
// ANCHOR_END: decode
// ANCHOR_END: reader

// ANCHOR: service
/// Two stacks of a small service, as Go would have counted them, after so many times the traffic.
pub fn service(times: u64) -> Profile {
    let types = [
        ("alloc_objects", "count"),
        ("alloc_space", "bytes"),
        ("inuse_objects", "count"),
        ("inuse_space", "bytes"),
    ];
    let sample = |stack: [(&str, u64); 2], values: [u64; 4]| Sample {
        stack: stack.map(|(name, line)| (name.to_owned(), line)).into(),
        values: values.map(|value| value * times).into(),
    };
    Profile {
        types: types
            .map(|(kind, unit)| (kind.to_owned(), unit.to_owned()))
            .into(),
        samples: vec![
            sample([("answer", 23), ("run", 10)], [100, 25_600, 10, 2_560]),
            sample([("keep", 33), ("run", 12)], [3, 672, 1, 384]),
        ],
    }
}

/// Writes that profile, reads it back, and returns the file.
pub fn round_trip() -> Vec<u8> {
    let written = service(1);
    let file = encode(&written);
    assert_eq!(decode(&file), Some(written));
    file
}
// ANCHOR_END: service

/// Shows a few numbers as varints, and what a file holds.
pub fn run() {
    for number in [1, 127, 128, 300, 25_600] {
        let mut bytes = Vec::new();
        varint(&mut bytes, number);
        println!("varint {number:>6}:  {}", hex(&bytes));
    }
    let file = round_trip();
    let held = fields(&file).unwrap_or_default();
    let names = [
        "sample types",
        "samples",
        "locations",
        "functions",
        "strings",
    ];
    for (field, name) in [1, 2, 4, 5, 6].into_iter().zip(names) {
        println!("field {field}: {name:<12} {:>3}", all(&held, field).len());
    }
    println!(
        "the file has {} bytes, and reads back as the same profile",
        file.len()
    );
    let busier = encode(&service(1_000)).len();
    println!("after a thousand times the traffic, {busier} bytes");
    for (row, bytes) in file.chunks(24).enumerate() {
        println!("{:04x}  {}", row * 24, hex(bytes));
    }
}

/// Bytes as pairs of digits.
fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}
