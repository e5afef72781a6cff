//! Which pages may use a widget, and what browsers are told about it.

use pingback_testkit::{Builder, Engine, TestApp, both_engines, json};
use reqwest::{Method, Response};

use super::{Visitor, widget};

fn allowed(response: &Response) -> Option<&str> {
    response.headers().get("access-control-allow-origin").map(|origin| origin.to_str().unwrap())
}

both_engines! {
    async fn only_pages_of_its_domain_may_use_a_widget(engine: Engine) {
        let app = Builder::new(engine).build().await;
        let owner = app.owner().await;
        let acme = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let local = Visitor::new(&app, &widget(&owner, "http://localhost:3000").await).await;
        let matrix = [
            (&acme, "https://acme.com", true),
            (&acme, "http://acme.com:8080", true),
            (&acme, "https://www.acme.com", true),
            (&acme, "https://evil.com", false),
            (&acme, "https://evilacme.com", false),
            (&acme, "https://acme.com.evil.com", false),
            (&acme, "http://localhost:3000", false),
            (&acme, "null", false),
            (&local, "http://localhost:5173", true),
            (&local, "http://127.0.0.1", true),
            (&local, "https://acme.com", false),
            (&acme, app.base(), true),
        ];
        for (visitor, origin, is_allowed) in matrix {
            let calls = [
                visitor.client.with_token(None).post(&visitor.path("session"), json!({})),
                visitor.client.with_token(None).post(&visitor.path("hello"), json!({"visitor_token": "x"})),
                visitor.client.post(&visitor.path("visit"), json!({"url": "https://acme.com/a"})),
                visitor.client.get(&visitor.path("conversation")),
                visitor.client.post(&visitor.path("messages"), json!({"content": "Hello"})),
            ];
            for call in calls {
                let response = call.header("Origin", origin).send().await;
                assert_eq!(response.status().is_success(), is_allowed, "{origin} {response:?}");
                assert_eq!(response.status() == 403, !is_allowed, "{origin} {response:?}");
                assert_eq!(allowed(&response), is_allowed.then_some(origin), "{origin}");
                assert!(response.headers().get_all("vary").iter().any(|vary| vary == "Origin"));
                assert!(response.headers().get("access-control-allow-credentials").is_none());
            }
        }
        let problem = acme.client.post(&acme.path("session"), json!({})).header("Origin", "https://evil.com").expect(403).await;
        assert!(problem["detail"].as_str().unwrap().starts_with("Origin not allowed"), "{problem}");
    }

    async fn that_there_is_no_such_widget_is_read_on_every_site(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        owner.delete(&format!("/widget/{id}")).expect(204).await;
        let nobody = visitor.client.with_token(None);
        let calls = [
            nobody.get(&format!("/widget/{id}")),
            nobody.get("/widget/YOUR_WIDGET_ID"),
            nobody.post(&visitor.path("session"), json!({})),
            visitor.client.post(&visitor.path("messages"), json!({"content": "Hello"})),
        ];
        for call in calls {
            let response = call.header("Origin", "https://acme.com").send().await;
            assert_eq!(response.status(), 404, "{response:?}");
            assert!(allowed(&response).is_some(), "{response:?}");
        }
    }

    async fn localhost_may_try_every_widget_in_development(engine: Engine) {
        let app = Builder::new(engine).settings(|settings| settings.development = true).build().await;
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let session = |origin| visitor.client.post(&visitor.path("session"), json!({})).header("Origin", origin);
        session("http://localhost:5173").expect(200).await;
        session("https://evil.com").expect(403).await;
    }

    async fn a_problem_can_be_read_by_the_page_that_made_it(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let origin = "https://acme.com";
        let refused = visitor.client.post(&visitor.path("messages"), json!({})).header("Origin", origin).send().await;
        assert_eq!((refused.status().as_u16(), allowed(&refused)), (422, Some(origin)));
        let refused = app.anonymous().get(&visitor.path("conversation")).header("Origin", origin).send().await;
        assert_eq!((refused.status().as_u16(), allowed(&refused)), (401, Some(origin)));
    }

    async fn preflights_are_answered(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let ask = |path: String, origin: &'static str, method: &'static str| {
            app.anonymous()
                .call(Method::OPTIONS, &path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization, content-type")
                .send()
        };
        for rest in ["session", "conversation", "messages", "upload"] {
            let response = ask(visitor.path(rest), "https://shop.acme.com", "POST").await;
            assert_eq!((response.status().as_u16(), allowed(&response)), (204, Some("https://shop.acme.com")));
            let taken = response.headers()["access-control-allow-headers"].to_str().unwrap().to_lowercase();
            assert!(taken.contains("authorization") && taken.contains("content-type"));
            assert!(response.headers()["access-control-allow-methods"].to_str().unwrap().contains("POST"));
            assert_eq!(allowed(&ask(visitor.path(rest), "https://evil.com", "POST").await), None);
        }
        let look = format!("/widget/{}", visitor.widget);
        assert_eq!(allowed(&ask(look.clone(), "https://evil.com", "GET").await), Some("*"));
        assert_eq!(allowed(&ask(look, "https://acme.com", "PATCH").await), None, "changing it is the team's");
    }

    async fn nothing_else_can_be_called_from_another_site(app: TestApp) {
        let owner = app.owner().await;
        let look = format!("/widget/{}", widget(&owner, "acme.com").await);
        let get = |path: &str| owner.get(path).header("Origin", "https://acme.com");
        assert_eq!(allowed(&get(&look).send().await), Some("*"));
        for path in ["/widget", "/auth/me", "/conversations", "/channels", "/nothing"] {
            assert_eq!(allowed(&get(path).send().await), None, "{path}");
        }
        let patched = owner.patch(&look, json!({})).header("Origin", "https://acme.com").send().await;
        assert_eq!((patched.status().as_u16(), allowed(&patched)), (200, None));
    }
}
