//! Which endpoint a method and a path lead to.

use super::{EndpointInfo, Method, Methods};
use crate::{ApiError, ENDPOINTS};

/// An endpoint that was found, with the path's parameters in their order.
pub(crate) struct Route<'a> {
    pub(crate) info: &'static EndpointInfo,
    pub(crate) parameters: Vec<(&'static str, &'a str)>,
}

impl<'a> Route<'a> {
    pub(crate) fn find(method: Method, path: &'a str) -> Result<Self, ApiError> {
        let mut allowed = Methods::default();
        for info in ENDPOINTS {
            let Some(parameters) = match_path(info.path, path) else { continue };
            if info.method == method {
                return Ok(Self { info, parameters });
            }
            allowed = allowed.with(info.method);
        }
        Err(if allowed.is_empty() { ApiError::not_found() } else { ApiError::method_not_allowed(allowed) })
    }
}

/// The endpoint that answers this method and path.
///
/// # Errors
/// `not_found` for an unknown path, `method_not_allowed` for a known one.
pub fn find_endpoint(method: Method, path: &str) -> Result<&'static EndpointInfo, ApiError> {
    Route::find(method, path).map(|route| route.info)
}

/// The methods by which a path can be called; none for an unknown one.
pub fn allowed_methods(path: &str) -> Methods {
    let known = ENDPOINTS.iter().filter(|info| match_path(info.path, path).is_some());
    known.fold(Methods::default(), |methods, info| methods.with(info.method))
}

/// The parameters of `path` by the names in `template`; none when it does not fit. An empty segment never fits.
fn match_path<'a>(template: &'static str, path: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
    let mut parameters = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if !segment.is_empty() => parameters.push((name, segment)),
            None if expected == segment => {}
            _ => return None,
        }
    }
    segments.next().is_none().then_some(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorCode, WireResponse};

    #[test]
    fn an_unknown_path_is_not_found_and_a_known_one_names_its_methods() {
        let error = find_endpoint(Method::Get, "/platform/v1/nothing").expect_err("there is no such path");
        assert_eq!(error.code, ErrorCode::NotFound);
        let error = find_endpoint(Method::Delete, "/platform/v1/tokens").expect_err("the list is not deleted");
        assert_eq!(error.code, ErrorCode::MethodNotAllowed);
        assert_eq!(error.detail, "Use one of: GET, POST.");
        assert_eq!(error.allow, allowed_methods("/platform/v1/tokens"));
        assert_eq!(WireResponse::from(error).allow.as_deref(), Some("GET, POST"));
        assert!(allowed_methods("/platform/v1/nothing").is_empty());
    }

    #[test]
    fn every_endpoint_is_found_by_its_own_path() {
        for info in ENDPOINTS {
            let found = find_endpoint(info.method, info.path).expect("its own path leads to it");
            assert_eq!(found.name, info.name);
        }
    }
}
