//! What every implementation of [`Tables`] has to show: one check a fact, run on fresh, empty tables each.
//!
//! [`conformance_tests!`](crate::conformance_tests) makes a test of each; [`CHECKS`] is for places without a test harness, such as a
//! browser.
#![expect(clippy::missing_panics_doc, reason = "panicking is how a check fails")]

mod audit;
mod changes;
mod connections;
mod ends;
mod filters;
mod members;
mod orders;
mod organizations;
mod partners;
mod remembered;
mod secrets;
mod sharing;
mod subscriptions;
mod world;

pub use audit::*;
pub use changes::*;
pub use connections::*;
pub use ends::*;
pub use filters::*;
pub use members::*;
pub use orders::*;
pub use organizations::*;
pub use partners::*;
pub use remembered::*;
pub use secrets::*;
pub use sharing::*;
pub use subscriptions::*;

use crate::Tables;

/// One fact, checked on empty tables.
pub type Check = fn(&mut dyn Tables);

/// Every check with its name.
pub const CHECKS: &[(&str, Check)] = crate::conformance_tests!(@checks list);

/// Makes a test of each check. It takes the path of a function `fn(Check)` that gives the check fresh, empty tables.
#[macro_export]
macro_rules! conformance_tests {
    ($run:path) => {
        $crate::conformance_tests! { @checks test $run }
    };
    (@checks $what:ident $($run:path)?) => {
        $crate::conformance_tests! { @$what $($run)?;
            ids_grow
            organizations_are_numbered_from_one
            a_system_organization_is_found_by_its_name
            environments_come_development_first
            a_member_comes_back_as_it_was_stored
            a_member_is_one_in_their_organization_only
            a_removed_member_has_no_roles_left
            who_is_not_stored_becomes_no_member
            members_are_listed_by_folded_name
            owners_are_counted
            a_connection_is_seen_from_both_sides
            a_connection_belongs_to_a_pair_in_either_order
            your_own_connection_comes_first_and_the_rest_by_folded_name
            connections_come_in_pages
            a_profile_comes_back_as_it_was_stored
            the_directory_has_who_chose_to_be_found
            the_directory_is_searched
            a_connection_changes_how_it_stands
            a_request_is_read_by_both_sides
            open_requests_come_first_then_the_newest
            the_subscriptions_between_two_join_them
            a_source_comes_back_as_it_was_stored
            a_destination_comes_back_as_it_was_stored
            an_end_mentions_the_environment_it_is_in
            an_end_in_no_environment_is_refused
            ends_are_listed_by_folded_name_then_id
            ends_come_in_pages
            a_removed_end_keeps_its_name_in_subscriptions
            a_destination_has_the_secrets_that_were_put
            secrets_stay_when_their_destination_is_changed
            secrets_go_with_the_way_they_authenticate
            a_secret_belongs_to_one_destination
            a_shared_end_is_seen_by_both_sides_until_it_is_gone
            sharing_again_replaces_one_environments_ends
            what_is_shared_needs_a_connection
            a_proposed_subscription_comes_back_as_it_was_stored
            who_ended_a_subscription_is_remembered
            a_subscription_comes_back_as_it_was_stored
            a_subscription_shows_its_ends_as_they_are_now
            a_subscription_between_no_ends_is_refused
            two_live_subscriptions_never_share_their_triple
            a_deleted_subscription_makes_room_for_another
            the_subscriptions_of_an_end_come_by_id
            an_end_is_shared_with_those_at_its_other_ends
            a_two_party_subscription_is_listed_on_both_sides
            each_filter_limits_the_list
            the_connecting_organization_is_seen_from_the_environment
            search_folds_case_by_unicode
            search_takes_signs_as_they_are
            search_finds_parts_of_ids
            a_list_is_in_order_of_creation
            every_order_goes_both_ways_and_ends_with_the_id
            names_are_ordered_folded
            subscriptions_come_in_pages
            subscriptions_come_one_after_the_other
            sequence_numbers_have_no_gaps
            changes_are_told_in_their_order
            an_entry_comes_back_as_it_was_recorded
            each_organization_has_a_record_of_its_own
            a_record_is_read_from_both_ends
            each_filter_limits_the_record
            an_answer_is_remembered_for_its_actor_endpoint_and_key
            old_answers_are_forgotten
        }
    };
    (@test $run:path; $($name:ident)*) => {
        $(#[test]
        fn $name() {
            $run($crate::conformance::$name);
        })*
    };
    (@list; $($name:ident)*) => {
        &[$((stringify!($name), $name)),*]
    };
}
