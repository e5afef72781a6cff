//! The OpenAPI document: drawn from the handlers, served, and committed as `openapi.json`.

use pingback_app::App;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi as Document, Ref, RefOr, ResponseBuilder};
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;

use crate::problem::{AnsweredProblem, FieldProblem, PlanProblem, Problem};
use crate::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PingBack",
        description = "The API of a PingBack server. Every problem is application/problem+json.\n\nA write takes the \
            header Idempotency-Key: the same key and request from the same caller within 24 hours give the first \
            answer again, another request with that key gives 422. It has no effect where it would keep a secret or \
            could not matter: registering, signing in and out, confirming an address, setting a password, \
            beginning a visitor's session, and uploads.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem, FieldProblem, PlanProblem, AnsweredProblem)),
    security(("token" = []))
)]
struct Base;

/// The documented routes, with their document.
pub fn routes_and_document() -> (axum::Router<App>, Document) {
    let api = OpenApiRouter::with_openapi(Base::openapi()).nest("/api/v1", routes::api());
    let (router, mut document) = api.split_for_parts();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build()),
    );
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in [
            ("get", &mut item.get),
            ("post", &mut item.post),
            ("put", &mut item.put),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ] {
            if let Some(operation) = operation {
                operation.operation_id = Some(operation_id(method, path));
                add_problem(operation);
            }
        }
    }
    (router, document)
}

/// The document alone.
pub fn document() -> Document {
    routes_and_document().1
}

/// `post /api/v1/team/assign/{conversation_id}` is `post_team_assign_conversation_id`: unique, where the handlers' own
/// names (`list`, `create`) are not.
fn operation_id(method: &str, path: &str) -> String {
    let words = path.trim_start_matches("/api/v1").split(|c: char| !c.is_ascii_alphanumeric());
    std::iter::once(method).chain(words.filter(|word| !word.is_empty())).collect::<Vec<_>>().join("_")
}

/// Every operation may answer with a problem.
fn add_problem(operation: &mut Operation) {
    let schema = RefOr::Ref(Ref::from_schema_name(Problem::name()));
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let problem =
        ResponseBuilder::new().description("A problem").content("application/problem+json", content).build();
    operation.responses.responses.entry("default".into()).or_insert(RefOr::T(problem));
}
