//! Verifying a URL endpoint: how the challenge is sent, and what came of it.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod capability;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod outcome;

use self::capability::Capability;
use self::outcome::Outcome;
use super::end::End;
use crate::backend::CallError;
use crate::pages::dates::ago;
use crate::stores::Ends;
use crate::ui::{Announcer, Banner, BannerTone, Button, ButtonKind, Choice, ChoiceCards, IconName, State, Status};
use causeway_api::{Destination, DestinationVerify, Verification, VerificationMethod};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// An attempt and what may be said of it, from any component.
#[derive(Clone, Copy)]
pub(super) struct Verifying {
    /// The end as it is stored.
    base: RwSignal<End>,
    /// What becomes of the destination.
    on_answer: Callback<Destination>,
    method: RwSignal<String>,
    busy: RwSignal<bool>,
    answer: RwSignal<Option<Result<Verification, CallError>>>,
    ends: Ends,
    announcer: Announcer,
}

impl Verifying {
    /// Nothing tried yet.
    pub(super) fn new(base: RwSignal<End>, on_answer: impl Fn(Destination) + Send + Sync + 'static) -> Self {
        Self {
            base,
            on_answer: Callback::new(on_answer),
            method: RwSignal::new(VerificationMethod::Post.as_str().to_owned()),
            busy: RwSignal::new(false),
            answer: RwSignal::new(None),
            ends: expect_context(),
            announcer: expect_context(),
        }
    }

    /// Whether the endpoint, as it is stored, once answered the challenge; tracked.
    pub(super) fn is_verified(self) -> bool {
        self.with_destination(|destination| destination.verified_at.is_some())
    }

    /// Sends the challenge to the address that is stored.
    pub(super) fn start(self) {
        if self.busy.get_untracked() {
            return;
        }
        let request = untrack(|| DestinationVerify {
            destination_id: self.with_destination(|destination| destination.id),
            endpoint: None,
            verification_token: None,
            verification_method: self.method.with(|name| VerificationMethod::named(name)),
        });
        self.busy.set(true);
        self.announcer.say("Verifying");
        spawn_local(async move {
            let answer = self.ends.verify(&request).await;
            // The page may be gone by now.
            if self.busy.try_set(false).is_some() {
                return;
            }
            if let Ok(verification) = &answer {
                self.announcer.say(&verification.message);
                self.on_answer.run(verification.destination.clone());
            }
            self.answer.set(Some(answer));
        });
    }

    fn with_destination<T>(self, read: impl FnOnce(&Destination) -> T) -> T {
        self.base.with(|base| match base {
            End::Destination(destination) => read(destination),
            End::Source(_) => unreachable!("only destinations are verified"),
        })
    }
}

/// What is known, the way to find out more, and what the last attempt gave.
#[component]
pub(super) fn VerificationPanel(
    verifying: Verifying,
    /// Whether *Verify* is what the page is for, and its form is sent to start it.
    #[prop(optional)]
    is_main: bool,
    /// Why it cannot be started now.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let url = move || verifying.with_destination(|destination| destination.endpoint.clone().unwrap_or_default());
    let token = move || {
        if verifying.with_destination(|destination| destination.has_verification_token) {
            "With the challenge it sends the verification token that is stored."
        } else {
            "No verification token is stored, so the challenge goes alone."
        }
    };
    let methods: Vec<_> = VerificationMethod::ALL
        .iter()
        .map(|method| {
            let detail = match method {
                VerificationMethod::Post => "As a JSON body",
                VerificationMethod::Get => "As query parameters",
            };
            Choice { value: method.as_str().to_owned(), label: method.label().to_owned(), detail: detail.to_owned() }
        })
        .collect();
    let verified = move || verifying.with_destination(|destination| destination.verified_at);
    let status = move || match verified() {
        Some(at) => view! { <Status state=State::Configured label=["Verified ", &ago(at)].concat() /> }.into_any(),
        None => view! { <Status state=State::Progress label="Not verified" /> }.into_any(),
    };
    let is_tried = move || verifying.answer.with(Option::is_some);
    let words = move || if is_tried() || verified().is_some() { "Verify again" } else { "Verify" };
    let button = move || {
        let kind = if is_main && verified().is_none() { ButtonKind::Primary } else { ButtonKind::Secondary };
        let start = move || verifying.start();
        view! {
            <Button kind icon=IconName::Restart busy=verifying.busy disabled_reason on_press=start>
                {words}
            </Button>
        }
    };
    let outcome = move || {
        verifying.answer.get().map(|answer| match answer {
            Ok(verification) => view! { <Outcome verification /> }.into_any(),
            Err(error) => view! {
                <div role="alert">
                    <Banner tone=BannerTone::Failed>{error.sentence()}</Banner>
                </div>
            }
            .into_any(),
        })
    };
    let capability = move || {
        let stored = verifying.with_destination(|destination| destination.fhir_capability.clone());
        stored.map(|capability| view! { <Capability capability /> })
    };
    view! {
        <div class="verification">
            <p>
                "Causeway sends a challenge to " <code>{url}</code> ". Your endpoint must answer 200 with the challenge. " {token}
            </p>
            <div class="verification-state">{status}</div>
            <ChoiceCards
                label="Method"
                options=methods
                value=verifying.method
                on_change=move |method| verifying.method.set(method)
            />
            <div class="verification-start">
                {button} <span class="quiet">{move || verifying.busy.get().then_some("Up to 10 seconds…")}</span>
            </div>
            {outcome}
            {capability}
        </div>
    }
}
