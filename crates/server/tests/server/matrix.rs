//! Who may call what: every line of the table, for everyone who can come, on what there is and on what there is not.
//!
//! Every call is one that changes nothing when it is let in: it names an outdated version, or its fields are refused.

mod calls;
mod world;

use crate::client::Answer;
use calls::CALLS;
use causeway_api::{ENDPOINTS, Method};
use world::{CALLERS, World};

/// What a line says to each of the callers, in their order: `y` lets them in, `n` shows them nothing, `f` forbids it, `t` is for a token
/// without the scope, `u` is for somebody unknown.
pub(crate) type Verdicts = &'static str;

fn verdict(answer: &Answer) -> char {
    match (answer.status, answer.code().as_str()) {
        (401, "not_signed_in") => 'u',
        (403, "token_scope") => 't',
        (403, _) => 'f',
        (404, _) => 'n',
        (500.., _) => panic!("a fault: {}", answer.text()),
        _ => 'y',
    }
}

/// What is said of something that is not there: nobody who is let in finds it, the others are told what they are told otherwise.
fn of_nothing(verdicts: Verdicts, is_for_people: bool) -> String {
    let tokens = CALLERS.iter().map(|caller| caller.ends_with("token"));
    let told = verdicts.chars().zip(tokens).map(|(verdict, is_token)| match verdict {
        // Which kind of caller and which scope it takes is known before it is known what it is about.
        'f' if is_token && is_for_people => 'f',
        'y' | 'f' => 'n',
        verdict => verdict,
    });
    told.collect()
}

#[test]
fn every_line_of_the_table_lets_in_whom_it_should() {
    let names: Vec<_> = ENDPOINTS.iter().map(|endpoint| endpoint.name).collect();
    let known: Vec<_> = CALLS.iter().map(|call| call.name).collect();
    assert_eq!(names, known, "a new line of the table needs its verdicts in calls.rs");

    let world = World::new();
    let mut wrong = Vec::new();
    for (endpoint, call) in ENDPOINTS.iter().zip(CALLS) {
        let mut nothing: Option<Vec<u8>> = None;
        let is_for_people = endpoint.access == causeway_api::Access::Person;
        let missing = call.missing.map(|missing| (missing, of_nothing(call.verdicts, is_for_people)));
        for (build, expected) in [(call.existing, call.verdicts.to_owned())].into_iter().chain(missing) {
            let mut found = String::new();
            for caller in CALLERS {
                let sent = build(&world);
                let request = world.site.request(endpoint.method.as_str(), &sent.path);
                let request = match &sent.body {
                    Some(body) => request.json(body),
                    None if endpoint.method == Method::Post => request.json(&serde_json::json!({})),
                    None => request,
                };
                // Older than anything: whoever may change it is told of that, whoever may not learns nothing.
                let request = if sent.is_versioned { request.header("If-Match", "\"999\"") } else { request };
                let request = world.present(caller, request);
                let answer = if endpoint.name == "subscription_events" { request.send_head() } else { request.send() };
                found.push(verdict(&answer));
                if answer.status == 404 {
                    let expected = nothing.get_or_insert_with(|| answer.body.clone());
                    assert_eq!(
                        &answer.body, expected,
                        "{}: nobody can tell what is hidden from what is not there",
                        endpoint.name
                    );
                }
            }
            if found != expected {
                wrong.push(format!("{}: {found}, not {expected}", endpoint.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{CALLERS:?}\n{}", wrong.join("\n"));
}

#[test]
fn what_is_not_a_token_is_refused_even_with_a_session_beside_it() {
    let site = crate::site::TestSite::start();
    let owner = site.owner();
    for authorization in ["Bearer cwy_nobodys", "Basic YTpi", "Bearer", ""] {
        let request = site.get("/platform/v1/session").cookie(&owner.cookie).header("Authorization", authorization);
        assert_eq!(request.send().code(), "not_signed_in", "{authorization}");
    }
}
