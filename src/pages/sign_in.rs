//! The pages before anyone is signed in: first owner, new password, invitation, sign-in. They stand alone, without the frame.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod card;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod invitation_form;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod link;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod login;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod organization_form;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod password_field;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod password_form;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod setup_form;

pub use self::link::{InvitationPage, NewPasswordPage, SetupPage};
pub use self::login::LoginPage;
