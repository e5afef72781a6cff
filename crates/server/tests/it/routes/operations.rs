//! `/health`, `/ready`, and how unknown addresses are answered.

use pingback_http::routes::operations::start_metrics;
use pingback_storage::{Error, args};
use pingback_testkit::{Engine, TestApp, Value, both_engines};
use reqwest::Method;

both_engines! {
    async fn a_fresh_server_is_alive_and_ready(app: TestApp) {
        let nobody = app.anonymous();
        for path in ["/health", "/ready", "/health/"] {
            nobody.call_at(Method::GET, &format!("{}{path}", app.base())).expect(200).await;
        }
    }

    async fn a_schema_of_another_version_is_not_ready_and_the_reason_is_said(app: TestApp) {
        let nobody = app.anonymous();
        let ready = || nobody.call_at(Method::GET, &format!("{}/ready", app.base()));
        ready().expect(200).await;
        for (change, reason) in [
            ("UPDATE schema_migrations SET version = version + 1000", "newer"),
            ("UPDATE schema_migrations SET version = version - 1001", "pingback migrate"),
        ] {
            let changed = app.db().write(|mut tx| async move {
                tx.execute(change, args![]).await?;
                tx.commit(()).await
            });
            let _: Result<(), Error> = changed.await;
            let problem = ready().expect(503).await;
            assert!(problem["detail"].as_str().unwrap().contains(reason), "{problem}");
        }
        nobody.call_at(Method::GET, &format!("{}/health", app.base())).expect(200).await;
    }

    async fn a_database_that_is_gone_is_not_ready(engine: Engine) {
        // SQLite's is a file of this machine, held open: it cannot go away.
        if engine == Engine::Sqlite {
            return;
        }
        let app = pingback_testkit::Builder::new(engine).build().await;
        let nobody = app.anonymous();
        app.db().close().await;
        let problem = nobody.call_at(Method::GET, &format!("{}/ready", app.base())).expect(503).await;
        assert!(problem["detail"].as_str().unwrap().len() > 10, "{problem}");
        nobody.call_at(Method::GET, &format!("{}/health", app.base())).expect(200).await;
    }

    async fn the_figures_are_prometheus_text(app: TestApp) {
        start_metrics();
        let nobody = app.anonymous();
        nobody.call_at(Method::GET, &format!("{}/health", app.base())).expect(200).await;
        let response = nobody.call_at(Method::GET, &format!("{}/metrics", app.base())).send().await;
        assert_eq!(response.status(), 200);
        assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
        let text = response.text().await.unwrap();
        let count = text.lines().find(|line| {
            line.starts_with("pingback_http_requests_total{") && line.contains("route=\"/health\"") && line.contains("status=\"200\"")
        });
        let count: u64 = count.unwrap_or_else(|| panic!("{text}")).rsplit_once(' ').unwrap().1.parse().unwrap();
        assert!(count > 0, "{text}");
        assert!(text.contains("pingback_http_request_seconds"), "{text}");
    }

    async fn the_api_describes_itself(app: TestApp) {
        let nobody = app.anonymous();
        let served = nobody.call_at(Method::GET, &format!("{}/api/openapi.json", app.base())).expect(200).await;
        let committed: Value = serde_json::from_str(include_str!("../../../../../openapi.json")).unwrap();
        assert!(served == committed, "`cargo xtask openapi` writes the file anew");
        let page = nobody.call_at(Method::GET, &format!("{}/api/docs", app.base())).send().await;
        assert_eq!(page.status(), 200);
        assert!(page.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
        let page = page.text().await.unwrap();
        for path in served["paths"].as_object().unwrap().keys() {
            let end = path.rsplit('/').next().unwrap();
            assert!(page.contains(end), "{path} is not on the page");
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
