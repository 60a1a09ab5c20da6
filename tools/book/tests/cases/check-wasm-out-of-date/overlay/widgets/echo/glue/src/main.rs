//! Answers the questions of a file.

fn main() {
    let file = std::env::args().nth(1).expect("a file");
    for line in std::fs::read_to_string(file).expect("questions").lines() {
        println!("{}", widget_echo::answer(line));
    }
}
