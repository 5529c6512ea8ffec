//! The program's entry: parse, run, exit code; nothing else.

fn main() {}
