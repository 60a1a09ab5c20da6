// @ts-check
//! What it is told.

export function said() {}
