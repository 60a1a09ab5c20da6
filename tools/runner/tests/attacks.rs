//! Hostile programs, each a file below `attacks/`, run in every tier that claims to stop them.
//!
//! A program prints `ESCAPED` for whatever it could do and must not. Its head says in which tiers it is
//! stopped and how such a run ends. This test binary is its own launcher.

use libtest_mimic::{Arguments, Failed, Trial};
use runner::{Request, Runner, Settings, Stop, Tier};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

fn main() -> std::process::ExitCode {
    runner::launcher_main();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let mut trials = Vec::new();
    let Ok((strongest, why)) = runner::strongest_tier(Tier::Full) else {
        panic!("no launcher can be started");
    };
    for reason in why {
        eprintln!("this machine does not hold {reason}: not tested");
    }
    for kind in ["run", "compile"] {
        for attack in attacks(&folder.join(kind)) {
            for tier in attack
                .tiers
                .iter()
                .copied()
                .filter(|tier| *tier <= strongest)
            {
                let attack = Arc::new(attack.clone());
                let name = format!("{kind}/{}@{tier}", attack.name);
                trials.push(Trial::test(name, move || attempt(&attack, tier)));
            }
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

#[derive(Clone)]
struct Attack {
    name: String,
    code: String,
    exits: Vec<String>,
    tiers: Vec<Tier>,
}

fn attacks(folder: &Path) -> Vec<Attack> {
    let entries = folder.read_dir().expect("the attacks").flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Attack {
    let code = std::fs::read_to_string(file).expect("an attack");
    let head = |key: &str| {
        let line = code
            .lines()
            .find_map(|line| line.strip_prefix(&format!("//@ {key}: ")));
        let line = line.unwrap_or_else(|| panic!("{} has no {key}", file.display()));
        line.split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    Attack {
        name: file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned(),
        exits: head("exit"),
        tiers: head("tiers")
            .iter()
            .map(|tier| tier.parse().expect("a tier"))
            .collect(),
        code,
    }
}

fn attempt(attack: &Attack, tier: Tier) -> Result<(), Failed> {
    let store = tempfile::tempdir().expect("a folder");
    let mut settings = Settings::new(store.path(), tier);
    settings.limits.wall = Duration::from_secs(3);
    settings.compiler.wall = Duration::from_secs(10);
    let runner = Runner::new(settings).expect("a runner");
    let request = Request::program(attack.code.clone());
    let answer = runner
        .execute(&request, &Stop::default(), &mut |_| {})
        .expect("an answer");
    let exit = serde_json::to_value(&answer.exit).expect("JSON");
    let exit = exit["reason"].as_str().expect("a reason").to_owned();
    let said = format!(
        "{exit} {:?}\n{}\n{}",
        answer.exit, answer.stdout, answer.stderr
    );
    if answer.stdout.contains("ESCAPED") {
        return Err(format!("escaped: {said}").into());
    }
    if !attack.exits.contains(&exit) {
        return Err(format!("ended by {said}").into());
    }
    Ok(())
}
