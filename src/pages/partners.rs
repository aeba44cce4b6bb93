//! How organizations find together: who can be found, asking and answering, who the other side is, and parting.

mod about;
mod answer;
mod directory;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod ending;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
pub(crate) mod facts;
mod invited;
mod inviting;
mod preview;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod proposals;
mod request;
mod requests;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod sharing;

pub use about::AboutPage;
pub use directory::DirectoryPage;
pub use request::RequestPage;
pub use requests::RequestsPage;
