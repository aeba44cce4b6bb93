//! The pages before anyone is signed in: first owner, new password, sign-in. They stand alone, without the frame.

mod card;
mod link;
mod login;
mod password_field;
mod password_form;
mod setup_form;

pub use self::link::{NewPasswordPage, SetupPage};
pub use self::login::LoginPage;
