//! With feature `embed`, the binary is built anew when the app's folder gains or loses a file.

fn main() {
    if std::env::var_os("CARGO_FEATURE_EMBED").is_some() {
        println!("cargo::rerun-if-changed=../../target/embed");
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
}
