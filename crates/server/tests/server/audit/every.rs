//! Every line of the table that writes leaves one entry for whomever it concerns when it succeeds, and none when it does not.

use super::scene::Scene;
use crate::client::Request;
use crate::site::{EMAIL, PASSWORD};
use causeway_api::{ENDPOINTS, Method, OrganizationId};
use causeway_server::link_for_password;
use serde_json::json;

/// Prepares a call that succeeds, and says who else it concerns.
type Prepare = fn(&Scene) -> (Request, Option<OrganizationId>);

struct Case {
    name: &'static str,
    prepare: Prepare,
    /// What it leaves in our record.
    ours: &'static [&'static str],
    /// What it leaves in the record of whom else it concerns.
    theirs: &'static [&'static str],
}

const fn alone(name: &'static str, ours: &'static [&'static str], prepare: Prepare) -> Case {
    Case { name, prepare, ours, theirs: &[] }
}

/// Both sides see the object.
const fn both(name: &'static str, both: &'static [&'static str], prepare: Prepare) -> Case {
    Case { name, prepare, ours: both, theirs: both }
}

const CASES: &[Case] = &[
    alone("member_change", &["member.change"], |s| {
        let path = s.ours(&format!("/members/{}", s.member()));
        (s.patch(&path, &json!({"role": "admin"})), None)
    }),
    alone("member_remove", &["member.remove"], |s| (s.request("DELETE", &s.ours(&format!("/members/{}", s.member()))), None)),
    alone("organization_change", &["organization.change"], |s| (s.patch(&s.ours(""), &json!({"about": "We care."})), None)),
    both("connection_request", &["connection.request"], |s| {
        let partner = s.partner().organization;
        let body = json!({"organizationId": partner, "purpose": "Referrals"});
        (s.post(&s.there("/connection-requests"), &body), Some(partner))
    }),
    both("connection_accept", &["connection.accept"], |s| {
        let partner = s.partner();
        (s.post(&format!("/connections/{}/accept", s.asked(&partner)), &json!({})), Some(partner.organization))
    }),
    both("connection_decline", &["connection.decline"], |s| {
        let partner = s.partner();
        let path = format!("/connections/{}/decline", s.asked(&partner));
        (s.post(&path, &json!({"message": "Not now."})), Some(partner.organization))
    }),
    both("connection_withdraw", &["connection.withdraw"], |s| {
        let partner = s.partner();
        (s.post(&format!("/connections/{}/withdraw", s.asking(&partner)), &json!({})), Some(partner.organization))
    }),
    both("connection_end", &["connection.end"], |s| {
        let partner = s.partner();
        (s.post(&format!("/connections/{}/end", s.connected(&partner)), &json!({})), Some(partner.organization))
    }),
    both("shared_ends_change", &["connection.share"], |s| {
        let partner = s.partner();
        let path = format!("/connections/{}/shared-ends", s.connected(&partner));
        let body = json!({"environmentId": s.owner.environment, "sourceIds": [s.source()], "destinationIds": []});
        (s.patch(&path, &body), Some(partner.organization))
    }),
    alone("source_create", &["source.create"], |s| {
        (s.post(&s.there("/sources"), &json!({"name": "Scans", "setupState": {"step": 1}})), None)
    }),
    alone("source_change", &["source.change"], |s| {
        (s.patch(&format!("/sources/{}", s.source()), &json!({"name": "Vitals"})), None)
    }),
    alone("source_delete", &["source.delete"], |s| (s.request("DELETE", &format!("/sources/{}", s.source())), None)),
    alone("destination_create", &["destination.create"], |s| {
        let body = json!({"name": "Store", "destinationType": "URL", "endpoint": "https://example.org/"});
        (s.post(&s.there("/destinations"), &body), None)
    }),
    alone("destination_change", &["destination.credentials"], |s| {
        (s.patch(&format!("/destinations/{}", s.destination()), &json!({"verificationToken": "t0ken-of-ours"})), None)
    }),
    alone("destination_delete", &["destination.delete"], |s| {
        (s.request("DELETE", &format!("/destinations/{}", s.destination())), None)
    }),
    alone("subscription_create", &["subscription.create"], |s| {
        let mut body = s.ends();
        body.as_object_mut().unwrap().remove("name");
        body["dataModel"] = json!("FHIR.Goal");
        (s.post(&s.there("/subscriptions"), &body), None)
    }),
    alone("subscription_create_batch", &["subscription.create", "subscription.create"], |s| {
        let mut body = s.ends();
        body["dataModels"] = json!(["FHIR.Task", "FHIR.Location"]);
        (s.post(&s.there("/subscriptions/batch"), &body), None)
    }),
    alone("subscription_bulk", &["subscription.pause", "subscription.pause"], |s| {
        let ids = s.subscriptions(&["FHIR.Patient", "FHIR.Appointment"]);
        let items = json!([{"id": ids[0]}, {"id": ids[1]}, {"id": ids[1]}, {"id": s.owner.environment}]);
        (s.post(&s.there("/subscriptions/bulk"), &json!({"action": "pause", "items": items})), None)
    }),
    both("subscription_change", &["subscription.rename"], |s| {
        let partner = s.partner();
        (s.patch(&format!("/subscriptions/{}", s.shared(&partner)), &json!({"name": "New name"})), Some(partner.organization))
    }),
    both("subscription_approve", &["subscription.approve"], |s| {
        let partner = s.partner();
        (s.post(&format!("/subscriptions/{}/approve", s.proposed(&partner)), &json!({})), Some(partner.organization))
    }),
    both("subscription_decline", &["subscription.decline"], |s| {
        let partner = s.partner();
        (s.post(&format!("/subscriptions/{}/decline", s.proposed(&partner)), &json!({})), Some(partner.organization))
    }),
    both("subscription_delete", &["subscription.delete"], |s| {
        let partner = s.partner();
        (s.request("DELETE", &format!("/subscriptions/{}", s.shared(&partner))), Some(partner.organization))
    }),
    alone("subscription_restore", &["subscription.restore"], |s| {
        let path = format!("/subscriptions/{}", s.subscriptions(&["FHIR.Coverage"])[0]);
        s.request("DELETE", &path).send().payload("message");
        (s.post(&format!("{path}/restore"), &json!({})), None)
    }),
    alone("destination_verify", &["destination.verify"], |s| {
        (s.post(&format!("/destinations/{}/verify", s.destination()), &json!({})), None)
    }),
    alone("session_create", &["session.begin"], |s| (s.site.sign_in(PASSWORD), None)),
    Case {
        name: "session_change",
        prepare: |s| {
            let there = s.second();
            let request = s.site.request("PATCH", "/platform/v1/session").json(&json!({"organizationId": there}));
            (request.cookie(&s.session(s.person(), s.organization)), Some(there))
        },
        ours: &[],
        theirs: &["session.switch"],
    },
    alone("session_delete", &["session.end"], |s| {
        (s.site.request("DELETE", "/platform/v1/session").cookie(&s.session(s.person(), s.organization)), None)
    }),
    // It looks at a link and leaves it as it is.
    alone("link_check", &[], |s| (s.post("/links/check", &json!({"token": password_link(s)})), None)),
    both("password_reset", &["password.reset"], |s| {
        let there = s.second();
        let body = json!({"token": password_link(s), "password": PASSWORD});
        (s.site.post("/platform/v1/links/password", &body), Some(there))
    }),
    alone("invitation_accept", &["member.join"], |s| {
        let link = s.invitation()["link"].as_str().unwrap().to_owned();
        let body = json!({"token": link.split_once('#').unwrap().1, "name": "Inês", "password": "a password of her own"});
        (s.site.post("/platform/v1/links/invitation", &body), None)
    }),
    alone("invitation_create", &["invitation.create"], |s| {
        (s.post(&s.ours("/invitations"), &json!({"email": "new@tidewell.example", "role": "member"})), None)
    }),
    alone("invitation_revoke", &["invitation.revoke"], |s| {
        (s.request("DELETE", &format!("/invitations/{}", s.invitation()["id"].as_str().unwrap())), None)
    }),
    Case {
        name: "connection_invitation_accept",
        prepare: |s| {
            let link = s.connection_invitation()["link"].as_str().unwrap().to_owned();
            let body = json!({
                "token": link.split_once('#').unwrap().1,
                "organizationName": "Elm Clinic",
                "name": "Elma",
                "password": "a password of her own",
            });
            (s.site.post("/platform/v1/links/organization", &body), Some(s.next_organization()))
        },
        ours: &["connection.accept"],
        // Two changes: it is there, and it is connected.
        theirs: &["organization.found", "connection.accept"],
    },
    alone("connection_invitation_create", &["connection.invite"], |s| {
        let body = json!({"email": "new@elm.example", "organizationName": "Elm Clinic"});
        (s.post("/connection-invitations", &body), None)
    }),
    alone("connection_invitation_revoke", &["connection.uninvite"], |s| {
        let id = s.connection_invitation()["id"].as_str().unwrap().to_owned();
        (s.request("DELETE", &format!("/connection-invitations/{id}")), None)
    }),
    alone("token_create", &["token.create"], |s| {
        (s.post("/tokens", &json!({"name": "a script", "scope": "read", "days": 1})), None)
    }),
    alone("token_revoke", &["token.revoke"], |s| (s.request("DELETE", &format!("/tokens/{}", s.token())), None)),
];

fn password_link(scene: &Scene) -> String {
    scene.site.write(|transaction| Ok(link_for_password(transaction, Some(EMAIL)).unwrap().reveal().to_owned()))
}

#[test]
fn every_change_is_recorded_once_for_each_whom_it_concerns() {
    let mut scene = Scene::new();
    assert_eq!(scene.actions(scene.organization), ["organization.found"], "the first entry is the founding's: owner_create");
    let writing = ENDPOINTS.iter().filter(|endpoint| endpoint.method != Method::Get).map(|endpoint| endpoint.name);
    let known: Vec<_> = ["owner_create"].into_iter().chain(CASES.iter().map(|case| case.name)).collect();
    let missing: Vec<_> = writing.filter(|name| !known.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "what writes says here what it records");

    for case in CASES {
        // The one before may have ended it.
        scene.owner.cookie = scene.session(scene.person(), scene.organization);
        let (request, other) = (case.prepare)(&scene);
        let sides = [Some(scene.organization), other];
        let before = sides.map(|side| side.map_or(0, |side| scene.actions(side).len()));
        let total = scene.total();
        let answer = request.send();
        assert!((200..300).contains(&answer.status), "{}: {}", case.name, answer.text());
        let after = sides.map(|side| side.map(|side| scene.actions(side)).unwrap_or_default());
        assert_eq!(after[0][before[0]..], *case.ours, "{}", case.name);
        assert_eq!(after[1][before[1]..], *case.theirs, "{} of the other", case.name);
        let recorded = case.ours.len() + case.theirs.len();
        assert_eq!(scene.total(), total + i64::try_from(recorded).unwrap(), "{} concerns nobody else", case.name);
    }
    scene.owner.cookie = scene.session(scene.person(), scene.organization);
    let checked = scene.request("GET", &scene.ours("/audit/check")).send().payload("finding");
    assert_eq!(checked["isIntact"], true, "{checked}");
    assert_eq!(checked["entries"], scene.record().len());
    for entry in scene.record() {
        let (before, after) = (&entry["before"], &entry["after"]);
        assert_ne!(before, after, "{entry}");
        let text = entry.to_string();
        for hidden in ["cwy_", "/invitation#", "t0ken-of-ours", PASSWORD] {
            assert!(!text.contains(hidden), "{hidden} is in {text}");
        }
    }
}

#[test]
fn what_is_refused_leaves_nothing_in_the_record() {
    let scene = Scene::new();
    let partner = scene.partner();
    let ids = [
        ("organizationId", scene.organization.to_string()),
        ("environmentId", scene.owner.environment.clone()),
        ("personId", scene.member().to_string()),
        ("connectionId", scene.asked(&partner)),
        ("sourceId", scene.source()),
        ("destinationId", scene.destination()),
        ("subscriptionId", scene.subscriptions(&["FHIR.Patient"])[0].clone()),
        ("invitationId", scene.invitation()["id"].as_str().unwrap().to_owned()),
        ("connectionInvitationId", scene.connection_invitation()["id"].as_str().unwrap().to_owned()),
        ("tokenId", scene.token()),
    ];
    let total = scene.total();
    for endpoint in ENDPOINTS.iter().filter(|endpoint| endpoint.method != Method::Get) {
        let path = ids.iter().fold(endpoint.path.to_owned(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id));
        let request = |query: &str| {
            let request = scene.site.request(endpoint.method.as_str(), &format!("{path}{query}")).header("If-Match", "\"77\"");
            if endpoint.method == Method::Delete { request } else { request.json(&json!({"nonsense": 1})) }
        };
        let unknown = request("").send();
        assert!(unknown.status >= 400 || endpoint.name == "session_delete", "{}: {}", endpoint.name, unknown.text());
        let refused = request("?nonsense=1").cookie(&scene.owner.cookie).send();
        assert!((400..500).contains(&refused.status), "{}: {}", endpoint.name, refused.text());
        assert_eq!(scene.total(), total, "{}", endpoint.name);
    }
}

#[test]
fn what_changes_nothing_and_what_is_repeated_is_not_recorded() {
    let scene = Scene::new();
    let source = scene.source();
    let id = scene.subscriptions(&["FHIR.Patient"])[0].clone();
    let pause = json!({"action": "pause", "items": [{"id": id}]});
    scene.post(&scene.there("/subscriptions/bulk"), &pause).send().payload("outcomes");
    let member = scene.ours(&format!("/members/{}", scene.person()));
    let total = scene.total();
    let name = json!({"name": "Scans 0"});
    for (request, payload) in [
        (scene.patch(&format!("/sources/{source}"), &name), "source"),
        (scene.post(&scene.there("/subscriptions/bulk"), &pause), "outcomes"),
        (scene.patch(&format!("/subscriptions/{id}"), &json!({"name": "Referrals", "queueStatus": "Paused"})), "subscription"),
        (scene.patch(&member, &json!({"role": "owner"})), "member"),
        (scene.patch(&scene.ours(""), &json!({"about": ""})), "organization"),
        (scene.patch("/session", &json!({"organizationId": scene.organization})), "session"),
    ] {
        request.send().payload(payload);
        assert_eq!(scene.total(), total, "{payload}");
    }
    let token = json!({"name": "a script", "scope": "read", "days": 1});
    for (path, body, payload) in [
        (scene.there("/sources"), json!({"name": "Scans once", "setupState": {"step": 1}}), "source"),
        ("/tokens".to_owned(), token, "token"),
    ] {
        let total = scene.total();
        for _ in 0..2 {
            scene.post(&path, &body).header("Idempotency-Key", "once").send().payload(payload);
        }
        assert_eq!(scene.total(), total + 1, "{path}");
    }
}
