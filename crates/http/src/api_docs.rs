//! `/api/docs`: the API reference as one plain page, drawn from the OpenAPI document when the server starts.
//!
//! Our own page, not one of the usual bundles: those weigh a megabyte of script or load it from elsewhere
//! (`docs/decisions/0006-api-reference.md`).

use std::fmt::Write;

use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Map, Value};

const STYLE: &str = include_str!("api_docs.css");

/// The page, as a response.
pub fn response(page: &str) -> Response {
    let policy =
        [(CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")];
    (policy, Html(page.to_owned())).into_response()
}

/// Draws the page.
pub fn page(document: &Value) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <title>PingBack API</title><style>{STYLE}</style><main><h1>PingBack API</h1>\
         <p>{}</p><p><a href='/api/openapi.json'>openapi.json</a></p>",
        text(&document["info"]["description"])
    );
    for (path, item) in object(&document["paths"]) {
        for (method, operation) in object(item) {
            draw_operation(&mut out, path, method, operation);
        }
    }
    out.push_str("<h2>Schemas</h2>");
    for (name, schema) in object(&document["components"]["schemas"]) {
        let _ = write!(
            out,
            "<section id='schema-{0}'><h3>{0}</h3><p>{1}</p>",
            escape(name),
            text(&schema["description"])
        );
        draw_fields(&mut out, schema);
        out.push_str("</section>");
    }
    out.push_str("</main></html>");
    out
}

fn draw_operation(out: &mut String, path: &str, method: &str, operation: &Value) {
    let public = operation["security"]
        .as_array()
        .is_some_and(|needs| needs.iter().all(|need| object(need).is_empty()));
    let _ = write!(
        out,
        "<section><h3><b>{}</b> <code>{}</code>{}</h3><p>{} {}</p>",
        method.to_uppercase(),
        escape(path),
        if public { " <small>no sign-in</small>" } else { "" },
        text(&operation["summary"]),
        text(&operation["description"]),
    );
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !parameters.is_empty() {
        out.push_str("<table><tr><th>Parameter<th>In<th>Type<th>Meaning</tr>");
        for parameter in parameters {
            let cells = [
                text(&parameter["name"]),
                text(&parameter["in"]),
                kind(&parameter["schema"]),
                text(&parameter["description"]),
            ];
            let _ = write!(out, "<tr><td>{}</tr>", cells.join("<td>"));
        }
        out.push_str("</table>");
    }
    for (content_type, body) in object(&operation["requestBody"]["content"]) {
        let _ = write!(out, "<p>Body: <code>{}</code> {}</p>", escape(content_type), kind(&body["schema"]));
    }
    out.push_str("<ul>");
    for (status, response) in object(&operation["responses"]) {
        let bodies: Vec<_> =
            object(&response["content"]).iter().map(|(_, body)| kind(&body["schema"])).collect();
        let _ = write!(
            out,
            "<li><b>{}</b> {} {}</li>",
            escape(status),
            text(&response["description"]),
            bodies.join(", ")
        );
    }
    out.push_str("</ul></section>");
}

fn draw_fields(out: &mut String, schema: &Value) {
    let fields = object(&schema["properties"]);
    if fields.is_empty() {
        let _ = write!(out, "<p>{}</p>", kind(schema));
        return;
    }
    out.push_str("<table><tr><th>Field<th>Type<th>Meaning</tr>");
    for (name, field) in fields {
        let _ = write!(
            out,
            "<tr><td><code>{}</code><td>{}<td>{}</tr>",
            escape(name),
            kind(field),
            text(&field["description"])
        );
    }
    out.push_str("</table>");
}

/// A schema in a few words, with a link where it has a name.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return format!("<a href='#schema-{0}'>{0}</a>", escape(name));
    }
    for any in ["oneOf", "anyOf", "allOf"] {
        if let Some(parts) = schema[any].as_array() {
            return parts.iter().map(kind).collect::<Vec<_>>().join(" or ");
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        return values
            .iter()
            .map(|value| format!("<code>{}</code>", text(value)))
            .collect::<Vec<_>>()
            .join(" ");
    }
    let name = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" or "),
        one => text(one),
    };
    match (name.as_str(), schema["format"].as_str()) {
        ("array", _) => format!("array of {}", kind(&schema["items"])),
        (_, Some(format)) => format!("{name} ({})", escape(format)),
        _ => name,
    }
}

fn object(value: &Value) -> &Map<String, Value> {
    static EMPTY: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    value.as_object().unwrap_or(&EMPTY)
}

fn text(value: &Value) -> String {
    value.as_str().map(escape).unwrap_or_default()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\'', "&#39;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_on_the_page_and_nothing_is_markup_by_accident() {
        let document = serde_json::to_value(crate::openapi::document()).unwrap_or_default();
        let page = page(&document);
        for path in object(&document["paths"]).keys() {
            assert!(page.contains(&format!("<code>{}</code>", escape(path))), "{path}");
        }
        assert_eq!(escape("<script>"), "&lt;script&gt;");
    }
}
