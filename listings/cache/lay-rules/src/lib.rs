//! Where the fields of a struct lie: the rules of C, of packing and of Go, and the order that rustc chooses.

mod chosen;
mod session;
mod types;

pub use chosen::chosen;
pub use session::run;
pub use types::{TYPES, Type};

// ANCHOR: rules
/// Where each field lies, in the order of the source, and what becomes of the whole.
#[expect(missing_docs, reason = "the names say it")]
pub struct Layout {
    pub offsets: Vec<u64>,
    pub size: u64,
    pub align: u64,
}

/// Puts the fields down one after the other, each at the next multiple of its alignment.
pub(crate) fn place(fields: &[Type], order: &[usize]) -> Layout {
    let mut offsets = vec![0; fields.len()];
    let (mut end, mut align) = (0_u64, 1);
    for &at in order {
        let field = &fields[at];
        offsets[at] = end.next_multiple_of(field.align);
        end = offsets[at] + field.size;
        align = align.max(field.align);
    }
    let size = end.next_multiple_of(align);
    Layout {
        offsets,
        size,
        align,
    }
}

/// `repr(C)`: in the order of the source.
pub fn in_c(fields: &[Type]) -> Layout {
    let order: Vec<usize> = (0..fields.len()).collect();
    place(fields, &order)
}

/// `repr(C, packed)`: the same, as if anything could lie anywhere.
pub fn packed(fields: &[Type]) -> Layout {
    let anywhere = |field: &Type| Type { align: 1, ..*field };
    let fields: Vec<Type> = fields.iter().map(anywhere).collect();
    in_c(&fields)
}

/// Go: as C, but a last field without bytes gets one, or a pointer to it would lead to the next object.
pub fn in_go(fields: &[Type]) -> Layout {
    let mut layout = in_c(fields);
    if layout.size > 0 && fields.last().is_some_and(|last| last.size == 0) {
        let end = layout.offsets[fields.len() - 1] + 1;
        layout.size = end.next_multiple_of(layout.align);
    }
    layout
}
// ANCHOR_END: rules

impl Layout {
    /// Bytes that belong to no field.
    pub fn padding(&self, fields: &[Type]) -> u64 {
        self.size - fields.iter().map(|field| field.size).sum::<u64>()
    }
}
