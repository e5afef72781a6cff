//! POST auth/login.

use pingback_testkit::{Builder, Engine, TestApp, both_engines, json};

use super::PASSWORD;

fn body(email: &str, password: &str) -> pingback_testkit::Value {
    json!({"email": email, "password": password})
}

both_engines! {
    async fn the_address_in_any_case_and_the_password_as_it_is(app: TestApp) {
        app.owner().await;
        let answer = app.anonymous().post("/auth/login", body(" OLIVE@acme.test", PASSWORD)).expect(200).await;
        assert_eq!(answer["token_type"], "bearer");
        assert_eq!(answer.as_object().unwrap().len(), 2);
        let olive = app.anonymous().with_token(answer["access_token"].as_str());
        assert_eq!(olive.get("/auth/me").expect(200).await["user"]["email"], "olive@acme.test");
        app.anonymous().post("/auth/login", body("olive@acme.test", "Correct horse")).expect(401).await;
        app.anonymous().post("/auth/login", body("olive@acme.test", " correct horse")).expect(401).await;
    }

    async fn an_unknown_address_gets_the_answer_of_a_wrong_password(app: TestApp) {
        app.owner().await;
        let mut answers = Vec::new();
        for email in ["olive@acme.test", "nobody@acme.test", "not an address", ""] {
            let mut problem = app.anonymous().post("/auth/login", body(email, "wrong")).expect(401).await;
            problem["request_id"].take();
            answers.push(problem);
        }
        assert_eq!(answers[0]["detail"], "Incorrect email or password");
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        app.anonymous().post("/auth/login", json!({"email": "olive@acme.test"})).expect(422).await;
        app.anonymous().post("/auth/login", body("olive@acme.test\u{0}", PASSWORD)).expect(422).await;
    }

    /// Both take one hash, whose cost is tens of milliseconds; without it the answer comes in one or two.
    async fn an_unknown_address_takes_as_long(engine: Engine) {
        let app = Builder::new(engine).full_password_cost().build().await;
        app.owner().await;
        let mut fastest = [f64::MAX; 2];
        for _ in 0..6 {
            for (email, fastest) in ["olive@acme.test", "nobody@acme.test"].into_iter().zip(&mut fastest) {
                let started = std::time::Instant::now();
                app.anonymous().post("/auth/login", body(email, "wrong")).expect(401).await;
                *fastest = fastest.min(started.elapsed().as_secs_f64());
            }
        }
        let [known, unknown] = fastest;
        assert!(unknown > known * 0.25 && unknown < known * 4.0, "known {known} s, unknown {unknown} s");
    }

    async fn ten_failures_close_an_address_and_successes_do_not_count(engine: Engine) {
        let app = Builder::new(engine).rate_limit().build().await;
        app.owner().await;
        for _ in 0..12 {
            app.anonymous().post("/auth/login", body("olive@acme.test", PASSWORD)).expect(200).await;
        }
        for n in 0..10 {
            let email = if n % 2 == 0 { "olive@acme.test" } else { " OLIVE@acme.test" };
            app.anonymous().post("/auth/login", body(email, "wrong")).expect(401).await;
        }
        let refused = app.anonymous().post("/auth/login", body("olive@acme.test", PASSWORD)).send().await;
        assert_eq!(refused.status(), 429, "the right password as well: else guessing goes on");
        assert!(refused.headers().contains_key("retry-after"));
        // An address without an account is closed after as many.
        for _ in 0..10 {
            app.anonymous().post("/auth/login", body("nobody@acme.test", "wrong")).expect(401).await;
        }
        app.anonymous().post("/auth/login", body("nobody@acme.test", "wrong")).expect(429).await;
        app.advance(chrono::TimeDelta::minutes(30));
        app.anonymous().post("/auth/login", body("olive@acme.test", PASSWORD)).expect(200).await;
    }

    async fn of_forty_guesses_at_once_ten_are_heard(engine: Engine) {
        let app = Builder::new(engine).rate_limit().build().await;
        app.owner().await;
        let guesses: Vec<_> = (0..40).map(|n| {
            let call = app.anonymous().post("/auth/login", body("olive@acme.test", &format!("guess {n}")));
            tokio::spawn(async move { call.send().await.status().as_u16() })
        }).collect();
        let mut heard = 0;
        for guess in guesses {
            heard += usize::from(guess.await.unwrap() == 401);
        }
        assert_eq!(heard, 10);
    }

    async fn thirty_failures_close_a_network(engine: Engine) {
        let app = Builder::new(engine).rate_limit().build().await;
        app.owner().await;
        for n in 0..30 {
            app.anonymous().post("/auth/login", body(&format!("n{n}@acme.test"), "wrong")).expect(401).await;
        }
        app.anonymous().post("/auth/login", body("olive@acme.test", PASSWORD)).expect(429).await;
    }
}
