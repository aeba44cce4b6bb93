//! Lists that grow by a quarter, rather than by as much again: a page's memory never becomes smaller, and what it once had to spare for a
//! longer list is hard to use for anything else.

/// Appends to a list.
pub(crate) fn push<T>(list: &mut Vec<T>, value: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(more(list.len(), 1));
    }
    list.push(value);
}

/// Appends to a text.
pub(crate) fn push_str(text: &mut String, end: &str) {
    if text.len() + end.len() > text.capacity() {
        text.reserve_exact(more(text.len(), end.len()));
    }
    text.push_str(end);
}

fn more(len: usize, needed: usize) -> usize {
    (len / 4).max(needed).max(16)
}
