//! `/health`, `/ready`, and how unknown addresses are answered.

use pingback_testkit::{TestApp, both_engines};
use reqwest::Method;

both_engines! {
    async fn a_fresh_server_is_alive_and_ready(app: TestApp) {
        let nobody = app.anonymous();
        for path in ["/health", "/ready", "/health/"] {
            nobody.call_at(Method::GET, &format!("{}{path}", app.base())).expect(200).await;
        }
    }

    async fn unknown_addresses_and_methods_are_problems(app: TestApp) {
        let nobody = app.anonymous();
        let problem = nobody.get("/nothing/here").expect(404).await;
        assert!(problem["detail"].as_str().unwrap().contains("/api/v1/nothing/here"), "{problem}");
        assert!(problem["request_id"].is_string(), "{problem}");
        nobody.call_at(Method::DELETE, &format!("{}/health", app.base())).expect(405).await;
    }
}
