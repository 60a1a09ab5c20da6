//@ exit: finished
//@ tiers: full no-ns limits-only
fn main() {
    for value in [option_env!("SECRET_TOKEN"), option_env!("HOME"), option_env!("USER")] {
        if let Some(value) = value {
            println!("ESCAPED: {value}");
        }
    }
}
