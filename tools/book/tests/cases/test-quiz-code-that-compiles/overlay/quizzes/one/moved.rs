//@ error: E0382
pub fn run() {}
