//! How often visitors may do what, by the hand-moved clock.

use chrono::TimeDelta;
use pingback_testkit::{Builder, Client, Engine, TestApp, both_engines, json};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::{Visitor, widget};

async fn server(engine: Engine, trusted: bool) -> TestApp {
    let builder = Builder::new(engine).rate_limit();
    let builder = if trusted {
        builder.settings(|settings| settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()])
    } else {
        builder
    };
    builder.build().await
}

/// The status of one more session, and when to try again.
async fn session(client: &Client, widget: &str, forwarded_for: &str) -> (u16, Option<i64>) {
    let call = client.post(&format!("/widget/{widget}/session"), json!({}));
    let response = call.header("X-Forwarded-For", forwarded_for).send().await;
    let retry = response.headers().get("retry-after").map(|after| after.to_str().unwrap().parse().unwrap());
    (response.status().as_u16(), retry)
}

both_engines! {
    async fn sixty_sessions_a_minute_from_one_address(engine: Engine) {
        let app = server(engine, false).await;
        let id = widget(&app.owner().await, "acme.com").await;
        let nobody = app.anonymous();
        // No proxy is trusted: what the header says does not count.
        for n in 0..60 {
            assert_eq!(session(&nobody, &id, &format!("192.0.2.{n}")).await, (200, None));
        }
        let (status, retry) = session(&nobody, &id, "192.0.2.99").await;
        assert_eq!(status, 429);
        app.advance(TimeDelta::seconds(retry.unwrap()));
        assert_eq!(session(&nobody, &id, "192.0.2.99").await.0, 200);
    }

    async fn a_trusted_proxys_clients_count_apart(engine: Engine) {
        let app = server(engine, true).await;
        let id = widget(&app.owner().await, "acme.com").await;
        let nobody = app.anonymous();
        for _ in 0..60 {
            assert_eq!(session(&nobody, &id, "203.0.113.7, 192.0.2.1").await.0, 200);
        }
        assert_eq!(session(&nobody, &id, "203.0.113.8, 192.0.2.1").await.0, 429, "the last untrusted hop counts");
        assert_eq!(session(&nobody, &id, "192.0.2.2").await.0, 200);
        for n in 0..60 {
            assert_eq!(session(&nobody, &id, &format!("2001:db8:1:2::{n:x}")).await.0, 200);
        }
        assert_eq!(session(&nobody, &id, "2001:db8:1:2:ffff::1").await.0, 429, "an IPv6 network is one client");
        assert_eq!(session(&nobody, &id, "2001:db8:1:3::1").await.0, 200);
    }

    async fn thirty_messages_a_minute_of_one_visitor(engine: Engine) {
        let app = server(engine, false).await;
        let id = widget(&app.owner().await, "acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        for _ in 0..30 {
            visitor.says("Hello").await;
        }
        let call = || visitor.client.post(&visitor.path("messages"), json!({"content": "Hello"}));
        let refused = call().send().await;
        assert_eq!(refused.status().as_u16(), 429);
        let wait: i64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        Visitor::new(&app, &id).await.says("Another visitor").await;
        app.advance(TimeDelta::seconds(wait));
        call().expect(201).await;
    }

    async fn three_hundred_messages_a_minute_from_one_address(engine: Engine) {
        let app = server(engine, false).await;
        let id = widget(&app.owner().await, "acme.com").await;
        for _ in 0..10 {
            let visitor = Visitor::new(&app, &id).await;
            for _ in 0..30 {
                visitor.says("Hello").await;
            }
        }
        let visitor = Visitor::new(&app, &id).await;
        visitor.client.post(&visitor.path("messages"), json!({"content": "Hello"})).expect(429).await;
    }

    async fn sixty_files_a_minute_of_one_visitor(engine: Engine) {
        let app = server(engine, false).await;
        let id = widget(&app.owner().await, "acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        let upload = || {
            let form = Form::new().part("file", Part::text("words").file_name("words.txt"));
            visitor.client.call(Method::POST, &visitor.path("upload")).with(|request| request.multipart(form))
        };
        for _ in 0..60 {
            upload().expect(201).await;
        }
        upload().expect(429).await;
    }

    async fn a_members_token_has_1200_calls_a_minute(engine: Engine) {
        let app = server(engine, false).await;
        let owner = app.owner().await;
        let mut passed = 0;
        let refused = loop {
            let response = owner.get("/notifications").send().await;
            match response.status().as_u16() {
                200 => passed += 1,
                429 => break response,
                other => panic!("{other}"),
            }
            assert!(passed <= 1_200);
        };
        assert!(passed >= 1_195, "{passed}");
        let wait: i64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        app.advance(TimeDelta::seconds(wait));
        owner.get("/notifications").expect(200).await;
    }

    async fn an_operator_can_turn_limits_off(app: TestApp) {
        let id = widget(&app.owner().await, "acme.com").await;
        let nobody = app.anonymous();
        for _ in 0..70 {
            assert_eq!(session(&nobody, &id, "").await.0, 200);
        }
    }
}
