//! The tokens as a table.

use crate::pages::dates::{date, date_time};
use crate::ui::{Badge, BadgeTone, Button, ButtonKind};
use causeway_api::{Instant, Token};
use leptos::prelude::*;

/// One row a token; expired ones are marked.
#[component]
pub(super) fn TokenTable(rows: Vec<Token>, #[prop(into)] on_revoke: Callback<Token>) -> impl IntoView {
    let now = now();
    let row = move |token: Token| {
        let is_expired = token.expires_at <= now;
        let label = ["Revoke ", &token.name].concat();
        view! {
            <tr>
                <th scope="row">
                    {token.name.clone()} " "
                    {is_expired.then(|| view! { <Badge tone=BadgeTone::Paused>"Expired"</Badge> })}
                </th>
                <td>{token.scope.label()}</td>
                <td>{date(token.created_at)}</td>
                <td>{date(token.expires_at)}</td>
                <td>{token.last_used_at.map_or_else(|| "Never".to_owned(), date_time)}</td>
                <td class="number">
                    <Button kind=ButtonKind::Quiet label on_press=move || on_revoke.run(token.clone())>
                        "Revoke"
                    </Button>
                </td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="API tokens">
            <table class="table">
                <caption class="visually-hidden">"Your API tokens, newest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Scope"</th>
                        <th scope="col">"Created"</th>
                        <th scope="col">"Expires"</th>
                        <th scope="col">"Last used"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}
