//! Clients: an account, signed in or not, that calls the API and says what it expects.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

/// Somebody who calls the API.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
    /// The account's id, once signed up.
    pub user_id: String,
    /// The account's address.
    pub email: String,
    /// The workspace its calls mean.
    pub business_id: String,
    /// The membership's id, where invited.
    pub member_id: String,
}

/// Follows nothing, and knows no certificates: reading the system's takes longer than most tests.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .build()
        .unwrap()
}

impl Client {
    pub(crate) fn anonymous(http: reqwest::Client, base: String) -> Self {
        let empty = String::new;
        Self {
            http,
            base,
            token: None,
            user_id: empty(),
            email: empty(),
            business_id: empty(),
            member_id: empty(),
        }
    }

    /// Nobody, at a server that this process did not start.
    pub fn at(base: &str) -> Self {
        Self::anonymous(http(), base.to_owned())
    }

    /// The server's address, without `/api/v1`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The access token.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// The same client with another token, or none.
    #[must_use]
    pub fn with_token(&self, token: Option<&str>) -> Self {
        Self { token: token.map(Into::into), ..self.clone() }
    }

    /// The same client with another workspace in mind; an empty id means none.
    #[must_use]
    pub fn in_workspace(&self, business_id: &str) -> Self {
        Self { business_id: business_id.to_owned(), ..self.clone() }
    }

    /// A call of any method; the path is what follows `/api/v1`.
    pub fn call(&self, method: Method, path: &str) -> Call {
        self.call_at(method, &format!("{}/api/v1{path}", self.base))
    }

    /// A call of an address outside the API.
    #[expect(clippy::needless_pass_by_value, reason = "reads as client.call_at(Method::GET, url)")]
    pub fn call_at(&self, method: Method, url: &str) -> Call {
        let mut request = self.http.request(method.clone(), url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if !self.business_id.is_empty() {
            request = request.header("X-Business-Id", &self.business_id);
        }
        Call { request, what: format!("{method} {url}"), expected: None }
    }

    /// GET.
    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    /// POST with a JSON body; `Value::Null` sends none.
    #[expect(clippy::needless_pass_by_value, reason = "reads as client.post(path, json!({…}))")]
    pub fn post(&self, path: &str, body: Value) -> Call {
        self.call(Method::POST, path).body(&body)
    }

    /// PUT with a JSON body; `Value::Null` sends none.
    #[expect(clippy::needless_pass_by_value, reason = "reads as client.put(path, json!({…}))")]
    pub fn put(&self, path: &str, body: Value) -> Call {
        self.call(Method::PUT, path).body(&body)
    }

    /// PATCH with a JSON body.
    #[expect(clippy::needless_pass_by_value, reason = "reads as client.patch(path, json!({…}))")]
    pub fn patch(&self, path: &str, body: Value) -> Call {
        self.call(Method::PATCH, path).body(&body)
    }

    /// DELETE.
    pub fn delete(&self, path: &str) -> Call {
        self.call(Method::DELETE, path)
    }

    /// Signs a new account up and returns it, signed in, without a workspace.
    pub async fn sign_up(&self, name: &str, email: &str) -> Self {
        let body = json!({"full_name": name, "email": email, "password": "correct horse"});
        let account = self.with_token(None).post("/auth/register", body).expect(201).await;
        Self {
            token: Some(account["access_token"].as_str().unwrap().to_owned()),
            user_id: account["id"].as_str().unwrap().to_owned(),
            email: email.to_owned(),
            business_id: String::new(),
            member_id: String::new(),
            ..self.clone()
        }
    }

    /// Makes a workspace and goes on in it.
    pub async fn create_workspace(mut self, name: &str) -> Self {
        let me = self.post("/auth/business/create", json!({"name": name})).expect(201).await;
        me["business"]["id"].as_str().unwrap().clone_into(&mut self.business_id);
        self
    }

    /// Signs a new account up and invites it into this client's workspace.
    pub async fn invite(&self, email: &str, role: &str) -> Self {
        let name = email.split('@').next().unwrap();
        let mut invited = self.sign_up(name, email).await;
        let answer =
            self.post(&format!("/team/invite?email={email}&role={role}"), Value::Null).expect(201).await;
        answer["team_member_id"].as_str().unwrap().clone_into(&mut invited.member_id);
        invited.business_id.clone_from(&self.business_id);
        invited
    }
}

/// A call about to be made. Await it for the response, or `.expect(status)` for the JSON of the answer.
#[derive(Debug)]
#[must_use = "a call is made when it is awaited"]
pub struct Call {
    request: RequestBuilder,
    what: String,
    expected: Option<u16>,
}

impl Call {
    fn body(mut self, body: &Value) -> Self {
        if !body.is_null() {
            self.request = self.request.json(body);
        }
        self
    }

    /// With a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Changes the request in any other way.
    pub fn with(mut self, change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Self {
        self.request = change(self.request);
        self
    }

    /// Fails the test unless this status comes; gives the JSON of the answer (null where there is no body).
    pub fn expect(mut self, status: u16) -> Expected {
        self.expected = Some(status);
        Expected(self)
    }

    /// Makes the call, for tests in which the server may die meanwhile.
    pub async fn try_send(self) -> Result<Response, reqwest::Error> {
        self.request.send().await
    }

    /// Makes the call.
    pub async fn send(self) -> Response {
        self.request.send().await.unwrap_or_else(|error| panic!("{}: {error}", self.what))
    }
}

impl IntoFuture for Call {
    type Output = Response;
    type IntoFuture = Pin<Box<dyn Future<Output = Response> + Send>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// A call whose status is known beforehand.
#[derive(Debug)]
#[must_use = "a call is made when it is awaited"]
pub struct Expected(Call);

impl IntoFuture for Expected {
    type Output = Value;
    type IntoFuture = Pin<Box<dyn Future<Output = Value> + Send>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (what, expected) = (self.0.what.clone(), self.0.expected.unwrap_or(200));
            let response = self.0.send().await;
            let status = response.status().as_u16();
            let problem =
                response.headers().get("content-type").is_some_and(|t| t == "application/problem+json");
            let text = response.text().await.unwrap();
            assert_eq!(status, expected, "{what} answered: {text}");
            assert_eq!(problem, status >= 400, "{what}: errors, and only they, are problem+json: {text}");
            serde_json::from_str(&text).unwrap_or(Value::Null)
        })
    }
}
