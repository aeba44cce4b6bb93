//! What one attempt gave: what was sent, what came back, and how long it took.

use crate::ui::{Banner, BannerTone, State, Status};
use causeway_api::{ReceivedAnswer, SentChallenge, Verification, VerificationFailure};
use leptos::prelude::*;

/// Plainly what happened, then the facts.
#[component]
pub(super) fn Outcome(verification: Verification) -> impl IntoView {
    let Verification { is_verified, failure, message, is_simulated, sent, received, address, connect_ms, total_ms, fhir, .. } =
        verification;
    let (state, title) = match failure {
        _ if is_verified => (State::Configured, "The challenge came back"),
        failure => (State::Failing, failure.map_or("Not verified", VerificationFailure::label)),
    };
    let time = match connect_ms {
        Some(connect) => [&total_ms.to_string(), " ms in all, ", &connect.to_string(), " ms of them to connect"].concat(),
        None => [&total_ms.to_string(), " ms"].concat(),
    };
    let unread = fhir.filter(|check| check.capability.is_none()).map(|check| {
        view! {
            <Banner tone=BannerTone::Warning>
                <p>"Its capability statement could not be read. " {check.message}</p>
            </Banner>
        }
    });
    view! {
        <section class="verification-outcome" data-tone=if is_verified { "done" } else { "failed" } aria-label="What came of it">
            <h3>
                <Status state label=title />
            </h3>
            <p>{message}</p>
            {is_simulated
                .then(|| {
                    view! { <p class="quiet">"This is the demo: nothing was sent. A server sends it over the network."</p> }
                })}
            <dl class="facts">
                <dt>"Sent"</dt>
                <dd>{sent.map_or_else(nothing, what_was_sent)}</dd>
                <dt>"Came back"</dt>
                <dd>{received.map_or_else(nothing, what_came_back)}</dd>
                <dt>"Took"</dt>
                <dd>{time}</dd>
                {address
                    .map(|address| {
                        view! {
                            <dt>"Address"</dt>
                            <dd>
                                <code>{address}</code>
                            </dd>
                        }
                    })}
            </dl>
        </section>
        {unread}
    }
}

fn nothing() -> AnyView {
    view! { <span class="quiet">"Nothing"</span> }.into_any()
}

fn what_was_sent(sent: SentChallenge) -> AnyView {
    view! {
        <code>{sent.method.as_str()} " " {sent.url}</code>
        {sent.body.map(|body| view! { <pre>{body}</pre> })}
    }
    .into_any()
}

fn what_came_back(received: ReceivedAnswer) -> AnyView {
    let kind = received.content_type.map(|kind| [", ", &kind].concat());
    let body = match received.body {
        body if body.is_empty() => view! { <p class="quiet">"An empty body"</p> }.into_any(),
        body => view! { <pre>{body} {received.is_truncated.then_some("…")}</pre> }.into_any(),
    };
    view! {
        <span>"Status " {received.status} {kind}</span>
        {body}
    }
    .into_any()
}
