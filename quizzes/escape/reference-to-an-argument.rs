//@ compiles
static GREETING: &str = "good morning";

pub fn first_word(line: &String) -> &str {
    line.split(' ').next().unwrap_or_default()
}

pub fn greeting() -> &'static str {
    GREETING
}
