//! The five fields of the chapter's `Session`, by each rule and in all orders.

use crate::types::{BOOL, U32, U64};
use crate::{Layout, Type, chosen, in_c, in_go, packed};

/// Lays out the fields of `Session` by each rule, and then all orders in which they can be written.
pub fn run() {
    let mut session = [BOOL, U64, BOOL, U32, BOOL];
    println!("Session {{ open: bool, user: u64, admin: bool, hits: u32, last: bool }}");
    show("rustc", &session, &chosen(&session));
    show("C", &session, &in_c(&session));
    show("packed", &session, &packed(&session));
    show("Go", &session, &in_go(&session));

    let (mut rustc, mut c) = (Vec::new(), Vec::new());
    every_order(&mut session, 0, &mut |fields| {
        rustc.push(chosen(fields).size);
        c.push(in_c(fields).size);
    });
    let (rustc_least, rustc_most) = ends(&rustc);
    let (c_least, c_most) = ends(&c);
    let smallest = c.iter().filter(|&&size| size == rustc_least).count();
    let orders = c.len();
    println!("{orders} orders: rustc {rustc_least} to {rustc_most} bytes, C {c_least} to {c_most}");
    println!("{smallest} orders of C are as small as rustc's");
}

/// One line: the figures, and a letter for each byte of a field, a dot for padding.
fn show(rule: &str, fields: &[Type; 5], layout: &Layout) {
    let mut bytes = vec!['.'; layout.size as usize];
    for ((field, &offset), letter) in fields.iter().zip(&layout.offsets).zip("ouahl".chars()) {
        bytes[offset as usize..][..field.size as usize].fill(letter);
    }
    let rows: Vec<String> = bytes.chunks(8).map(|row| row.iter().collect()).collect();
    let (size, padding) = (layout.size, layout.padding(fields));
    println!(
        "{rule:<6} {size} bytes, {padding:>2} padding: {}",
        rows.join(" ")
    );
}

/// Calls `visit` with every order of the fields from `fixed` on.
fn every_order(fields: &mut [Type], fixed: usize, visit: &mut impl FnMut(&[Type])) {
    if fixed == fields.len() {
        return visit(fields);
    }
    for next in fixed..fields.len() {
        fields.swap(fixed, next);
        every_order(fields, fixed + 1, visit);
        fields.swap(fixed, next);
    }
}

fn ends(sizes: &[u64]) -> (u64, u64) {
    let least = sizes.iter().min().copied().unwrap_or(0);
    (least, sizes.iter().max().copied().unwrap_or(0))
}
