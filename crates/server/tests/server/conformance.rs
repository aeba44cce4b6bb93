//! SQLite passes the suite of every implementation of `Tables`.

use crate::site::TestSite;
use causeway_rules::conformance::Check;

fn run(check: Check) {
    TestSite::start().in_transaction(move |transaction| check(transaction));
}

causeway_rules::conformance_tests!(run);
