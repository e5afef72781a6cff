//! Whatever is sent, the answer is a problem that says what and where; never a 500.

use pingback_testkit::{Client, Socket, TestApp, Value, both_engines, json};
use reqwest::Method;

use crate::authz::{Needs, World, table};
use crate::routes::widget::{Visitor, widget};

/// What no problem says: words of the language it is written in.
const RUST: [&str; 9] = [
    "missing field",
    "invalid type",
    "invalid value",
    "invalid length",
    "untagged enum",
    "struct ",
    "unknown variant",
    "unit value",
    "`,",
];

/// Values that a field is not.
fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{0}"),
        json!("a\u{0}b"),
        json!("\u{202e}مرحبا 👩‍👩‍👧‍👦"),
        json!("x".repeat(200_000)),
        json!([]),
        json!([null, {"a": []}]),
        json!({"deep": {"er": 1}}),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("not-a-uuid"),
    ]
}

/// Follows `$ref` to a schema.
fn resolve<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(path) => document.pointer(path.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

async fn answer(what: &str, call: pingback_testkit::Call) -> u16 {
    let response = call.send().await;
    let status = response.status().as_u16();
    let is_problem =
        response.headers().get("content-type").is_some_and(|kind| kind == "application/problem+json");
    let text = response.text().await.unwrap();
    assert!(status < 500 || status == 503, "{what}: {status} {text}");
    assert_eq!(is_problem, status >= 400, "{what}: {status} {text}");
    if is_problem {
        let problem: Value = serde_json::from_str(&text).unwrap();
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 3), "{what}: {text}");
        assert!(!text.contains("panicked") && !text.contains("SELECT"), "{what}: {text}");
        for rust in RUST {
            assert!(!text.contains(rust), "{what}: {text}");
        }
    }
    status
}

/// What is put into an address in the place of a query parameter or an id.
const ODD_TEXTS: [&str; 8] = [
    "-1",
    "99999999999999999999",
    "%00",
    "%F0%9F%98%80",
    "'%20OR%201=1--",
    "a%25_b",
    "not-a-uuid",
    "00000000-0000-7000-8000-000000000000",
];

/// The addresses of an operation that differ from a valid one in one parameter.
fn odd_addresses(world: &World, method: &str, path: &str, parameters: &Value) -> Vec<String> {
    let valid = world.path(method, path);
    let mut odd = Vec::new();
    for parameter in parameters.as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        for text in ODD_TEXTS {
            match parameter["in"].as_str() {
                Some("path") => odd.push(world.path(method, &path.replace(&format!("{{{name}}}"), text))),
                Some("query") => {
                    let (base, query) = valid.split_once('?').unwrap_or((&valid, ""));
                    let own = format!("{name}=");
                    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&own));
                    let pairs: Vec<_> = others.map(str::to_owned).chain([format!("{own}{text}")]).collect();
                    odd.push(format!("{base}?{}", pairs.join("&")));
                }
                _ => {}
            }
        }
    }
    odd
}

/// The last change that the workspace's log told of.
struct Log(Value);

impl Log {
    async fn of(world: &World) -> Self {
        Self(world.owner.get("/events?after=0&limit=1").expect(200).await["last"].clone())
    }

    /// What was refused has changed nothing.
    async fn expect_whole(&mut self, world: &World, status: u16, what: &str) {
        let now = Self::of(world).await.0;
        assert!(status < 400 || now == self.0, "{what} was half done: {status}");
        self.0 = now;
    }
}

/// What is checked of an answer to a body of which one field is odd.
async fn one_odd_field(
    caller: &Client,
    method: &Method,
    path: &str,
    body: &Value,
    field: &str,
    odd: Value,
) -> u16 {
    let shown = format!("{method} {path} {field}={}", odd.to_string().chars().take(40).collect::<String>());
    let mut body = body.clone();
    body[field] = odd;
    let response = caller.call(method.clone(), path).with(|request| request.json(&body)).send().await;
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    assert!(status < 500 || status == 503, "{shown}: {status} {text}");
    if status < 400 {
        return status;
    }
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{shown}: {text}");
    assert_eq!(problem["status"], status, "{shown}: {text}");
    assert!(status != 401 || path.starts_with("/auth/login"), "{shown} is looked at: {text}");
    if status == 422 {
        let errors = problem["errors"].as_array().unwrap_or_else(|| panic!("{shown}: {text}"));
        assert!(!errors.is_empty(), "{shown}: {text}");
        assert!(
            errors.iter().all(|error| error["pointer"].is_string() && error["detail"].is_string()),
            "{text}"
        );
    }
    for rust in RUST {
        assert!(!text.contains(rust), "{shown}: {text}");
    }
    status
}

both_engines! {
    async fn a_valid_request_with_one_odd_field_is_never_a_failure(app: TestApp) {
        let document = serde_json::to_value(pingback_http::openapi::document()).unwrap();
        let world = World::new(&app, "acme").await;
        let mut log = Log::of(&world).await;
        for (method, path, needs, body) in table(&world) {
            if body.is_null() {
                continue;
            }
            let caller = match needs {
                Needs::Nothing => &world.nobody,
                Needs::Visitor => &world.visitor,
                Needs::Account | Needs::Member(_) => &world.owner,
            };
            let schema = &document["paths"][format!("/api/v1{path}")][method]["requestBody"]["content"]["application/json"]["schema"];
            let schema = resolve(&document, schema);
            let target = world.path(method, path);
            let method: Method = method.to_uppercase().parse().unwrap();
            for field in schema["properties"].as_object().unwrap().keys() {
                for odd in odd_values() {
                    let status = one_odd_field(caller, &method, &target, &body, field, odd).await;
                    log.expect_whole(&world, status, &format!("{method} {path} with an odd {field}")).await;
                }
            }
        }
    }

    async fn a_valid_request_with_one_odd_parameter_is_never_a_failure(app: TestApp) {
        let document = serde_json::to_value(pingback_http::openapi::document()).unwrap();
        let world = World::new(&app, "acme").await;
        let mut log = Log::of(&world).await;
        for (method, path, needs, body) in table(&world) {
            let caller = match needs {
                Needs::Nothing => &world.nobody,
                Needs::Visitor => &world.visitor,
                Needs::Account | Needs::Member(_) => &world.owner,
            };
            let parameters = &document["paths"][format!("/api/v1{path}")][method]["parameters"];
            let verb: Method = method.to_uppercase().parse().unwrap();
            for address in odd_addresses(&world, method, path, parameters) {
                let call = caller.call(verb.clone(), &address);
                let call = if body.is_null() { call } else { call.with(|request| request.json(&body)) };
                let shown = format!("{method} {address}");
                let status = answer(&shown, call).await;
                log.expect_whole(&world, status, &shown).await;
            }
        }
    }

    async fn no_operation_fails_on_odd_input(app: TestApp) {
        let document = serde_json::to_value(pingback_http::openapi::document()).unwrap();
        let owner = app.owner().await;
        for (path, item) in document["paths"].as_object().unwrap() {
            // It would end the only session.
            if path.ends_with("/logout") {
                continue;
            }
            for (method, operation) in item.as_object().unwrap() {
                let what = format!("{method} {path}");
                let method: Method = method.to_uppercase().parse().unwrap();
                for id in ["1", "99999999999999999999", "%00", "..", "00000000-0000-7000-8000-000000000000", "%F0%9F%98%80", "'%20OR%201=1--"] {
                    let path = path.trim_start_matches("/api/v1").replace("{id}", id).replace("{conversation_id}", id).replace("{agent_id}", id);
                    answer(&format!("{what} with id {id}"), owner.call(method.clone(), &path)).await;
                }
                let path = path.trim_start_matches("/api/v1").replace("{id}", "1").replace("{conversation_id}", "1").replace("{agent_id}", "1");
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    if parameter["in"] != "query" {
                        continue;
                    }
                    for value in ["", "-1", "99999999999999999999", "%00", "%F0%9F%98%80", "'", "true", "a%25_b"] {
                        let path = format!("{path}?{}={value}", parameter["name"].as_str().unwrap());
                        answer(&format!("{method} {path}"), owner.call(method.clone(), &path)).await;
                    }
                }
                if operation.pointer("/requestBody/content/application~1json").is_none() {
                    continue;
                }
                for body in ["", "{", "{}", "[]", "null", "\"x\"", "{\"a\":1}}", "\u{feff}{}", &"[".repeat(10_000)] {
                    let call = owner.call(method.clone(), &path).header("content-type", "application/json");
                    answer(&format!("{what} with a body that is not one"), call.with(|request| request.body(body.to_owned()))).await;
                }
                let wrong = owner.call(method.clone(), &path).with(|request| request.body("a=b").header("content-type", "application/x-www-form-urlencoded"));
                answer(&format!("{what} as a form"), wrong).await;
                let huge = owner.call(method.clone(), &path).header("content-type", "application/json").with(|request| request.body(vec![b' '; 2 << 20]));
                answer(&format!("{what} with two megabytes"), huge).await;
            }
        }
    }

    async fn tokens_that_are_not_ours_are_refused(app: TestApp) {
        let owner = app.owner().await;
        let token = owner.token();
        let mut parts: Vec<_> = token.split('.').collect();
        let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
        let forged = [
            String::new(),
            "x".into(),
            "..".into(),
            format!("{token}x"),
            format!("{none}.{}.", parts[1]),
            format!("{none}.{}.{}", parts[1], parts[2]),
            "x".repeat(100_000),
        ];
        for forged in &forged {
            owner.with_token(Some(forged)).get("/auth/me").send().await.error_for_status().unwrap_err();
        }
        parts[1] = "eyJzdWIiOiIxIn0";
        owner.with_token(Some(&parts.join("."))).get("/auth/me").expect(401).await;
        owner.get("/auth/me").expect(200).await;
    }

    async fn an_idempotency_key_is_checked_and_bound_to_its_request(app: TestApp) {
        let owner = app.owner().await;
        let create = |key: &'static str, name: &str| {
            owner.post("/customers", json!({"name": name})).header("Idempotency-Key", key)
        };
        let first = create("k1", "Marta").expect(201).await;
        assert_eq!(create("k1", "Marta").expect(201).await, first);
        create("k1", "Somebody else").expect(422).await;
        assert_eq!(owner.get("/customers").expect(200).await.as_array().unwrap().len(), 1);
        let twice = owner.post("/customers", json!({"name": "x"})).header("Idempotency-Key", "a").header("Idempotency-Key", "b");
        twice.expect(422).await;
    }

    async fn a_header_that_may_come_once_is_refused_twice(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let bearer = |client: &Client| format!("Bearer {}", client.token());
        let text = json!({"content": "x"});
        for (name, call) in [
            ("Authorization", owner.get("/auth/me").header("Authorization", &bearer(&owner))),
            ("Authorization", owner.get("/auth/me").header("Authorization", &bearer(&stranger))),
            ("Authorization", visitor.client.post(&visitor.path("messages"), text.clone()).header("Authorization", "x")),
            ("X-Business-Id", owner.get("/team/members").header("X-Business-Id", &owner.business_id)),
            ("X-Business-Id", owner.get("/team/members").header("X-Business-Id", &stranger.business_id)),
            ("Content-Type", owner.patch("/auth/me", json!({"full_name": "X"})).header("Content-Type", "text/plain")),
        ] {
            let problem = call.expect(422).await;
            assert_eq!(problem["errors"], json!([{"pointer": name, "detail": format!("Send the header {name} once")}]));
        }
        assert_eq!(owner.get("/auth/me").expect(200).await["user"]["full_name"], "Olive Hart");
    }

    async fn a_body_that_does_not_fit_names_the_field_and_what_belongs_there(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let begun = owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        assert_eq!(begun["number"], 1);
        let text = "/conversations/1/messages";
        for (call, pointer, detail) in [
            (owner.patch("/team/status", json!({})), "/status", "Give a status"),
            (owner.post("/auth/register", json!({"email": "a@b.test", "password": "correct horse"})), "/full_name", "Give a full name"),
            (owner.post("/auth/login", json!({"email": 5, "password": "x"})), "/email", "Must be text, not a number"),
            (owner.post(text, json!({"content": "x", "is_private": "yes"})), "/is_private", "Must be true or false, not text"),
            (owner.post(text, json!({"content": "x", "attachments": "x"})), "/attachments", "Must be a list, not text"),
            (owner.post(text, json!({"content": "x", "attachments": [5]})), "/attachments/0", "Must be what the upload answered, or its id"),
            (owner.post(text, json!([])), "", "Must be an object, not a list"),
            (owner.get("/conversations?limit=many"), "?limit", "Must be a whole number"),
            (visitor.client.get(&visitor.path("conversation?after=x")), "?after", "Must be an id (a UUID)"),
            (visitor.client.post(&visitor.path("messages"), json!({"content": ["x"]})), "/content", "Must be text, not a list"),
        ] {
            let problem = call.expect(422).await;
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["detail"]), (&json!(pointer), &json!(detail)), "{problem}");
        }
        let mut socket = Socket::of(&owner).await;
        for (event, data, pointer, detail) in [
            ("join_conversation", json!({}), "/conversation_id", "Give a conversation id"),
            ("join_conversation", json!({"conversation_id": [1]}), "/conversation_id", "Must be a conversation's id or number"),
            ("client_message", json!({"conversation_id": 1, "content": "x", "attachments": [5]}), "/attachments/0", "Must be what the upload answered, or its id"),
            ("client_message", json!({"conversation_id": 1, "content": 5}), "/content", "Must be text, not a number"),
            ("typing", json!({"conversation_id": 1}), "/is_typing", "Give is_typing: true or false"),
            ("read", json!({"message_id": "x"}), "/message_id", "Must be an id (a UUID)"),
            ("resume", json!({"after": "x"}), "/after", "Must be a whole number, not text"),
        ] {
            let answer = socket.ask(event, data).await;
            let expected = json!({"ok": false, "error": "invalid", "detail": detail, "errors": [{"pointer": pointer, "detail": detail}]});
            assert_eq!(answer, expected, "{event}");
        }
    }
}
