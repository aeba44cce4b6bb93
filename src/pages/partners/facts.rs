//! What an organization says of itself, and what was asked and answered, as terms and what they are.

use crate::pages::dates::{ago, date};
use causeway_api::{ConnectionRequest, ConnectionStatus, DataModel, Organization};
use leptos::prelude::*;

/// Data models as a list of chips: the first few where only so many fit.
#[component]
pub(crate) fn Models(models: Vec<DataModel>, #[prop(default = usize::MAX)] most: usize) -> impl IntoView {
    let more = models.len().saturating_sub(most);
    let chips = models.into_iter().take(most).map(|model| view! { <li>{model.label()}</li> }).collect_view();
    view! {
        <ul class="model-chips" aria-label="Data models">
            {chips}
            {(more > 0).then(|| view! { <li>{["and ", &more.to_string(), " more"].concat()}</li> })}
        </ul>
    }
}

/// The rows of a profile: what it leaves out is left out.
#[component]
pub(crate) fn ProfileFacts(profile: Organization) -> impl IntoView {
    let Organization { about, products, data_models, contact, .. } = profile;
    let fact = |term: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <dt>{term}</dt>
                <dd>{text}</dd>
            }
        })
    };
    view! {
        {fact("What they do", about)}
        {fact("Products", products.join(", "))}
        {(!data_models.is_empty())
            .then(|| {
                view! {
                    <dt>"Data models"</dt>
                    <dd>
                        <Models models=data_models />
                    </dd>
                }
            })}
        {contact
            .map(|contact| {
                view! {
                    <dt>"Contact"</dt>
                    <dd>
                        {contact.name} ", "
                        <a href=["mailto:", &contact.email].concat()>{contact.email.clone()}</a>
                    </dd>
                }
            })}
    }
}

/// A request and its answer.
#[component]
pub(crate) fn RequestFacts(request: ConnectionRequest, is_own: bool) -> impl IntoView {
    let ConnectionRequest {
        by, status, person_name, purpose, data_models, environment_flag, message, requested_at, answer, ..
    } = request;
    let who = if person_name.is_empty() { by.name.clone() } else { [&person_name, " of ", &by.name].concat() };
    let answered = answer.map(|answer| {
        let verb = if status == ConnectionStatus::Declined { "Declined " } else { "Accepted " };
        view! {
            <dt>{if is_own { "Their answer" } else { "Your answer" }}</dt>
            <dd>
                {[verb, &date(answer.at)].concat()}
                {(!answer.message.is_empty()).then(|| view! { <blockquote>{answer.message.clone()}</blockquote> })}
            </dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>"Purpose"</dt>
            <dd>{purpose}</dd>
            <dt>"Asked by"</dt>
            <dd>{[&who, ", ", &ago(requested_at)].concat()}</dd>
            <dt>"To begin in"</dt>
            <dd>{environment_flag.as_str()}</dd>
            {(!data_models.is_empty())
                .then(|| {
                    view! {
                        <dt>"Data models"</dt>
                        <dd>
                            <Models models=data_models />
                        </dd>
                    }
                })}
            {(!message.is_empty())
                .then(|| {
                    view! {
                        <dt>"Message"</dt>
                        <dd>
                            <blockquote>{message.clone()}</blockquote>
                        </dd>
                    }
                })}
            {answered}
        </dl>
    }
}
