//! Ids for `for` and `aria-*` references, unique within the page.

use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A fresh id such as `field-7`. Call it once for each component, not inside a reactive closure.
pub(super) fn element_id(kind: &str) -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
    [kind, "-", &number].concat()
}
