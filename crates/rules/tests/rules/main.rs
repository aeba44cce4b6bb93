//! Every rule, through the wire: a request is encoded, served and its answer decoded, as behind the server and in the demo.

mod bench;
mod bulk;
mod connecting;
mod credentials;
mod ends;
mod establishing;
mod founding;
mod idempotency;
mod live;
mod members;
mod properties;
mod proposing;
mod roles;
mod sharing;
mod subscribing;
mod subscriptions;
mod verification;
mod visibility;
