//! Which lines of a long table are in the page: those in sight and a few around them, so that each page has the same few hundred elements
//! however long the table is. Pure.

use std::ops::Range;

/// A stretch of lines from top to bottom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// So many lines that are not in the page; empty room of their height.
    Gap(usize),
    /// Lines that are.
    Lines(Range<usize>),
}

/// Cuts a table into what is in the page and what is not: the lines in sight, of which as many stay at the end of a table that became
/// shorter, and single lines that stay wherever they are.
pub(super) fn parts(len: usize, sight: Range<usize>, staying: impl IntoIterator<Item = usize>) -> Vec<Part> {
    let start = sight.start.min(len.saturating_sub(sight.len()));
    let sight = start..(start + sight.len()).min(len);
    let mut stretches: Vec<Range<usize>> = staying
        .into_iter()
        .filter(|line| *line < len && !sight.contains(line))
        .map(|line| line..line + 1)
        .chain([sight.clone()])
        .filter(|stretch| !stretch.is_empty())
        .collect();
    stretches.sort_unstable_by_key(|stretch| stretch.start);
    stretches.dedup();
    let mut parts = Vec::new();
    let mut end = 0;
    for stretch in stretches {
        if stretch.start > end {
            parts.push(Part::Gap(stretch.start - end));
        }
        end = stretch.end;
        parts.push(Part::Lines(stretch));
    }
    if len > end {
        parts.push(Part::Gap(len - end));
    }
    parts
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_stays_between_gaps() {
        let lines = Part::Lines;
        assert_eq!(parts(100, 40..50, [3]), [Part::Gap(3), lines(3..4), Part::Gap(36), lines(40..50), Part::Gap(50)]);
        assert_eq!(parts(100, 0..10, [10]), [lines(0..10), lines(10..11), Part::Gap(89)]);
        assert_eq!(parts(3, 40..50, []), [lines(0..3)]);
    }

    proptest! {
        #[test]
        fn every_line_is_in_one_part_and_what_is_in_sight_is_in_the_page(
            len in 0_usize..60,
            start in 0_usize..80,
            count in 1_usize..20,
            staying in prop::collection::vec(0_usize..80, 0..4),
        ) {
            let mut at = 0;
            let mut there = Vec::new();
            for part in parts(len, start..start + count, staying.clone()) {
                match part {
                    Part::Gap(lines) => {
                        prop_assert!(lines > 0);
                        at += lines;
                    }
                    Part::Lines(lines) => {
                        prop_assert_eq!(lines.start, at);
                        at = lines.end;
                        there.extend(lines);
                    }
                }
            }
            prop_assert_eq!(at, len);
            let in_sight = (start..start + count).chain(staying).filter(|line| *line < len);
            prop_assert!(in_sight.into_iter().all(|line| there.contains(&line)));
            prop_assert!(there.len() >= len.min(count));
        }
    }
}
