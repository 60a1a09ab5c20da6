// @ts-check
//! Shows what it is told.
