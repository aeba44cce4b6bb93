//! Who belongs to your organization, what each of them may do, and who is invited.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod invitations;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod inviting;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod removal;
mod roles;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod roles_dialog;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod see_as;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod table;

pub use self::see_as::SeeAs;

use self::invitations::Invitations;
use self::inviting::InviteDialog;
use self::removal::RemovalDialog;
use self::roles_dialog::RolesDialog;
use self::table::MemberTable;
use crate::backend::Backend;
use crate::pages::header::PageHeader;
use crate::pages::secret::Secret;
use crate::stores::{Load, Members, Sessions};
use crate::ui::{Banner, BannerTone, Button, ButtonKind, Failed, IconName, Pending};
use causeway_api::{Action, Member, Object, OrganizationId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page.
#[component]
pub fn MembersPage() -> impl IntoView {
    let sessions: Sessions = expect_context();
    let organization = Memo::new(move |_| sessions.current().map(|session| session.organization.id));
    view! {
        <PageHeader title="Members" />
        {move || organization.get().map(|organization| view! { <People organization /> })}
    }
}

/// Why nobody is invited here: links need somebody who answers them.
const NO_SERVER: &str = "The demo runs without a server, so it has no links to hand out. Use See as… to be somebody else.";

#[component]
fn People(organization: OrganizationId) -> impl IntoView {
    let (backend, sessions): (Backend, Sessions) = (expect_context(), expect_context());
    let members = Members::new(backend, organization);
    let load = move || spawn_local(members.load());
    load();
    let denied = Memo::new(move |_| sessions.denied(Action::InviteMembers, Object::Organization));
    let not_inviting = Memo::new(move |_| denied.get().or_else(|| (backend == Backend::Demo).then(|| NO_SERVER.to_owned())));
    let is_inviting = RwSignal::new(false);
    let link = RwSignal::new(None::<String>);
    let changing = RwSignal::new(None::<Member>);
    let removing = RwSignal::new(None::<Member>);
    let has_nowhere = Memo::new(move |_| sessions.current().is_some_and(|session| session.first_environment().is_none()));
    view! {
        <div class="stack members">
            <Show when=move || has_nowhere.get()>
                <Banner tone=BannerTone::Warning>
                    "You have no role in any environment yet, so there is nothing else to see. Ask an owner or admin below."
                </Banner>
            </Show>
            <div class="toolbar">
                <p class="quiet">"Everyone here sees this page. Owners and admins invite people and give them roles."</p>
                <div class="end">
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Plus
                        disabled_reason=not_inviting
                        on_press=move || is_inviting.set(true)
                    >
                        "Invite someone"
                    </Button>
                </div>
            </div>
            {move || {
                link.get()
                    .map(|text| {
                        view! {
                            <Secret
                                said="The invitation was created. Copy its link now: it will not be shown again."
                                heading="Send them this link. It works once, for 7 days, and will not be shown again."
                                copy="Copy link"
                                text
                                on_dismiss=move || link.set(None)
                            />
                        }
                    })
            }}
            {move || members.all().with(|all| match all {
                Load::Pending => view! { <Pending label="Loading members" /> }.into_any(),
                Load::Failed(error) => {
                    view! { <Failed title="The members could not be loaded" detail=error.sentence() on_retry=load /> }.into_any()
                }
                Load::Ready(rows) => {
                    view! {
                        <MemberTable
                            members
                            rows=rows.clone()
                            on_change=move |member| changing.set(Some(member))
                            on_remove=move |member| removing.set(Some(member))
                        />
                    }
                        .into_any()
                }
            })}
            {move || not_inviting.with(Option::is_none).then(|| view! { <Invitations members /> })}
        </div>
        <Show when=move || is_inviting.get()>
            <InviteDialog
                members
                on_created=move |text| {
                    is_inviting.set(false);
                    link.set(Some(text));
                }
                on_close=move || is_inviting.set(false)
            />
        </Show>
        {move || changing.get().map(|member| view! { <RolesDialog members member on_close=move || changing.set(None) /> })}
        {move || removing.get().map(|member| view! { <RemovalDialog members member on_close=move || removing.set(None) /> })}
    }
}
