//! Which end stands above which, so that lines cross as little as possible.
//!
//! Every card has one line to the left and one to the right. For given ends, ordering the cards by the sum of their
//! ends' places is therefore already best: two cards whose ends agree do not cross, and two whose ends disagree cross
//! once however they stand. What is left is the two-layer problem between the ends, with a card as an edge: sweeps
//! of barycentres, then exchanges of neighbours, starting from the order given and leaving it only for fewer crossings.

use std::ops::Range;

/// The two columns of ends and the edges between them, by index into the order given.
pub(crate) struct Layers<'a> {
    /// The ranges of the left column's indices that belong together, in order, without gaps.
    pub(crate) left: &'a [Range<usize>],
    /// The same for the right column.
    pub(crate) right: &'a [Range<usize>],
    /// From a left index to a right index, each pair at most once.
    pub(crate) edges: &'a [(usize, usize)],
}

/// The indices of each column from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order {
    pub(crate) left: Vec<usize>,
    pub(crate) right: Vec<usize>,
}

/// An order and how many of its lines cross.
struct Found {
    crossings: u64,
    order: Order,
}

impl Found {
    /// The other one, if it is better.
    fn or(self, other: Self) -> Self {
        if other.crossings < self.crossings { other } else { self }
    }
}

/// What each end is joined to, by index.
struct Near {
    of_left: Joined,
    of_right: Joined,
}

/// The far ends of each end's lines, one after the other in one list: thousands of small lists would cost more than the ordering.
struct Joined {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Joined {
    fn new(edges: impl Iterator<Item = (usize, usize)> + Clone, count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for (from, _) in edges.clone() {
            starts[from + 1] += 1;
        }
        for from in 0..count {
            starts[from + 1] += starts[from];
        }
        let mut next = starts.clone();
        let mut ends = vec![0; starts[count]];
        for (from, to) in edges {
            ends[next[from]] = to;
            next[from] += 1;
        }
        Self { starts, ends }
    }

    fn of(&self, index: usize) -> &[usize] {
        &self.ends[self.starts[index]..self.starts[index + 1]]
    }

    /// The same lines, as the places of their far ends in order.
    fn at(&self, places: &[usize]) -> Self {
        let mut ends: Vec<usize> = self.ends.iter().map(|&end| places[end]).collect();
        for range in self.starts.windows(2) {
            ends[range[0]..range[1]].sort_unstable();
        }
        Self { starts: self.starts.clone(), ends }
    }
}

/// Measured: more sweeps than this change nothing on graphs like ours.
const SWEEPS: usize = 8;
/// A pass moves an end by one place, so a bound is needed; the barycentres have done the long ways already.
const PASSES: usize = 32;
/// The bound where there are many lines: more passes move little there, and each costs.
const PASSES_OF_MANY: usize = 3;
/// So many are many.
const MANY: usize = 600;

impl Layers<'_> {
    /// The best order found: never more crossings than the order given, and that order itself unless another is better.
    pub(crate) fn order(&self) -> Order {
        let near = self.near();
        let start = self.start(&near, self.given());
        let mut best = Found { crossings: self.crossings(&start), order: start.clone() };
        // From the order given by exchanges alone, which move least; then with sweeps, from either side.
        for (sweeps, left_first) in [(0, true), (SWEEPS, true), (SWEEPS, false)] {
            if best.crossings == 0 {
                break;
            }
            let mut order = start.clone();
            for sweep in 0..sweeps {
                if (sweep % 2 == 0) == left_first {
                    by_barycentre(self.left, &mut order.left, &near.of_left, &places(&order.right));
                } else {
                    by_barycentre(self.right, &mut order.right, &near.of_right, &places(&order.left));
                }
            }
            // Where there are many lines, exchanges cost the most, and are made in the best order only.
            if !self.are_many() {
                self.exchange(&near, &mut order);
            }
            best = best.or(Found { crossings: self.crossings(&order), order });
        }
        if self.are_many() && best.crossings > 0 {
            let mut order = best.order.clone();
            self.exchange(&near, &mut order);
            best = best.or(Found { crossings: self.crossings(&order), order });
        }
        best.order
    }

    /// An order changed only by exchanges of neighbours that save crossings.
    pub(crate) fn nearest_order(&self, order: Order) -> Order {
        let near = self.near();
        let mut order = self.start(&near, order);
        self.exchange(&near, &mut order);
        order
    }

    fn are_many(&self) -> bool {
        self.edges.len() > MANY
    }

    fn near(&self) -> Near {
        Near {
            of_left: Joined::new(self.edges.iter().copied(), count(self.left)),
            of_right: Joined::new(self.edges.iter().map(|&(left, right)| (right, left)), count(self.right)),
        }
    }

    fn given(&self) -> Order {
        Order { left: (0..count(self.left)).collect(), right: (0..count(self.right)).collect() }
    }

    /// An order, but in each group what has no line comes last.
    fn start(&self, near: &Near, mut order: Order) -> Order {
        connected_first(self.left, &mut order.left, &near.of_left);
        connected_first(self.right, &mut order.right, &near.of_right);
        order
    }

    fn exchange(&self, near: &Near, order: &mut Order) {
        let passes = if self.are_many() { PASSES_OF_MANY } else { PASSES };
        for _ in 0..passes {
            let right = places(&order.right);
            let left_moved = exchange(self.left, &mut order.left, &near.of_left, &right);
            let left = places(&order.left);
            if !exchange(self.right, &mut order.right, &near.of_right, &left) && !left_moved {
                break;
            }
        }
    }

    /// How many pairs of lines cross: inversions, counted in a Fenwick tree.
    pub(crate) fn crossings(&self, order: &Order) -> u64 {
        let (left, right) = (places(&order.left), places(&order.right));
        let mut edges: Vec<(usize, usize)> = self.edges.iter().map(|&(from, to)| (left[from], right[to])).collect();
        edges.sort_unstable();
        let mut tree = vec![0_u64; right.len() + 1];
        let mut crossings = 0;
        for (seen, &(_, to)) in (0_u64..).zip(&edges) {
            let mut not_below = 0;
            let mut index = to + 1;
            while index > 0 {
                not_below += tree[index];
                index &= index - 1;
            }
            crossings += seen - not_below;
            index = to + 1;
            while index < tree.len() {
                tree[index] += 1;
                index += index & index.wrapping_neg();
            }
        }
        crossings
    }
}

/// Where a card belongs between its ends' places: half by the left one, half by the right one, whatever their number.
pub(crate) const fn card_rank(left: usize, left_count: usize, right: usize, right_count: usize) -> usize {
    (2 * left + 1) * right_count + (2 * right + 1) * left_count
}

/// The inverse of an order: the place of each index.
pub(crate) fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, &index) in order.iter().enumerate() {
        places[index] = place;
    }
    places
}

fn count(groups: &[Range<usize>]) -> usize {
    groups.last().map_or(0, |group| group.end)
}

fn connected_first(groups: &[Range<usize>], order: &mut [usize], joined: &Joined) {
    for group in groups {
        order[group.clone()].sort_by_key(|&index| joined.of(index).is_empty());
    }
}

fn by_barycentre(groups: &[Range<usize>], order: &mut [usize], joined: &Joined, opposite: &[usize]) {
    #[expect(clippy::cast_precision_loss, reason = "places are far below 2^52")]
    let barycentre = |index: usize| {
        let near = joined.of(index);
        if near.is_empty() {
            return f64::INFINITY;
        }
        let sum: usize = near.iter().map(|&other| opposite[other]).sum();
        sum as f64 / near.len() as f64
    };
    let barycentres: Vec<f64> = (0..order.len()).map(barycentre).collect();
    for group in groups {
        order[group.clone()].sort_by(|&a, &b| barycentres[a].total_cmp(&barycentres[b]));
    }
}

/// Exchanges neighbours in a column wherever that leaves fewer crossings; says whether it did.
fn exchange(groups: &[Range<usize>], order: &mut [usize], joined: &Joined, opposite: &[usize]) -> bool {
    let near = joined.at(opposite);
    let mut moved = false;
    for group in groups {
        for place in group.start + 1..group.end {
            if is_better_exchanged(near.of(order[place - 1]), near.of(order[place])) {
                order.swap(place - 1, place);
                moved = true;
            }
        }
    }
    moved
}

/// Whether fewer lines cross where the lower end stands above the upper one. The places that their lines lead to are sorted.
fn is_better_exchanged(upper: &[usize], lower: &[usize]) -> bool {
    let (mut now, mut then, mut before, mut same) = (0, 0, 0, 0);
    for to in upper {
        while lower.get(before).is_some_and(|other| other < to) {
            before += 1;
        }
        same = same.max(before);
        while lower.get(same).is_some_and(|other| other == to) {
            same += 1;
        }
        now += before;
        then += lower.len() - same;
    }
    then < now
}
