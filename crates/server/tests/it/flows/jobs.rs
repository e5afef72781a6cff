//! Background jobs, from the commit that enqueues them to their end.

use std::time::Duration;

use chrono::TimeDelta;
use pingback_app::App;
use pingback_app::jobs::{self, CleanUp, Job, Runner, Wake};
use pingback_model::{JobId, NotificationId, WorkspaceId};
use pingback_storage::queue::{self, NewJob};
use pingback_testkit::{Builder, Engine, TestApp, Value, both_engines, json};

/// Enqueues a job as some program might have: of any kind, with any payload.
async fn enqueue(app: &App, kind: &'static str, payload: &str) -> JobId {
    let job = NewJob { id: app.ids.new_id(), kind, lane: None, payload: payload.into(), run_at: app.now() };
    let (id, job) = (job.id, &job);
    let added: Result<bool, pingback_storage::Error> = app
        .db
        .write(|mut tx| async move {
            let added = queue::enqueue(&mut tx, WorkspaceId::NONE, job).await?;
            tx.commit(added).await
        })
        .await;
    assert!(added.unwrap());
    id
}

async fn sizes(app: &App) -> (i64, i64) {
    queue::sizes_any_workspace(&mut app.read().await.unwrap()).await.unwrap()
}

async fn eventually(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..200 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("not within five seconds: {what}");
}

async fn count(app: &App, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let (n,): (i64,) = app.read().await.unwrap().fetch_one(&sql, &[]).await.unwrap();
    n
}

both_engines! {
    async fn a_failing_job_is_tried_later_each_time_and_given_up_in_the_end(engine: Engine) {
        let app = Builder::new(engine).mail().build().await;
        let id = enqueue(&app, "send_mail", "no JSON").await;
        let mut waited = Vec::new();
        for attempt in 1..=20 {
            assert_eq!(app.run_jobs().await, 1, "attempt {attempt}");
            assert_eq!(app.run_jobs().await, 0, "not at once");
            if attempt < 20 {
                let before = app.now();
                while !queue::has_claimable_any_workspace(&mut app.read().await.unwrap()).await.unwrap() {
                    app.advance(TimeDelta::seconds(1));
                }
                waited.push((app.now() - before).num_seconds());
            }
        }
        assert!(waited.windows(2).take(8).all(|pair| pair[1] > pair[0]), "{waited:?}");
        assert!(waited.iter().all(|seconds| *seconds <= 4321), "{waited:?}");
        assert_eq!(sizes(&app).await, (0, 1));
        let dead = queue::list_dead(&mut app.read().await.unwrap(), WorkspaceId::NONE, 10).await.unwrap();
        assert_eq!((dead[0].id, dead[0].attempts), (id, 20));
        assert!(dead[0].last_error.as_deref().unwrap().contains("cannot be read"), "{dead:?}");
        app.advance(TimeDelta::days(1));
        assert_eq!(app.run_jobs().await, 0);
    }

    async fn a_kind_that_only_a_newer_program_knows_waits_for_it(app: TestApp) {
        enqueue(&app, "from_the_future", "{}").await;
        for _ in 0..40 {
            assert_eq!(app.run_jobs().await, 1);
            app.advance(TimeDelta::hours(2));
        }
        assert_eq!(sizes(&app).await, (1, 0));
    }

    async fn the_runner_is_woken_or_looks_by_itself_and_stops_when_told(engine: Engine) {
        let app = Builder::new(engine).mail().build().await;
        let wake = Wake::default();
        let runner = Runner::start(app.app().clone(), wake.clone(), 4);
        for n in 0..10 {
            app.anonymous().sign_up("Olive Hart", &format!("olive{n}@acme.test")).await;
        }
        eventually("ten mails are sent", async || app.mail.sent().len() == 10).await;
        eventually("no job is left", async || sizes(&app).await == (0, 0)).await;
        app.anonymous().sign_up("Olive Hart", "woken@acme.test").await;
        wake.wake();
        let started = std::time::Instant::now();
        eventually("the next one too", async || app.mail.sent().len() == 11).await;
        assert!(started.elapsed() < Duration::from_millis(1500), "woken, not polled: {:?}", started.elapsed());
        let started = std::time::Instant::now();
        runner.stop(Duration::from_secs(5)).await;
        assert!(started.elapsed() < Duration::from_secs(4));
        app.anonymous().sign_up("Olive Hart", "late@acme.test").await;
        tokio::time::sleep(Duration::from_millis(2500)).await;
        assert_eq!((app.mail.sent().len(), sizes(&app).await), (11, (1, 0)), "it claims no more");
    }

    async fn two_runners_share_the_work(engine: Engine) {
        let app = Builder::new(engine).mail().build().await;
        let runners: Vec<_> = (0..2).map(|_| Runner::start(app.app().clone(), Wake::default(), 2)).collect();
        let owner = app.owner().await;
        for _ in 0..30 {
            enqueue(&app, "send_mail", &json!({"mail": "confirmation", "user_id": owner.user_id, "base": null}).to_string()).await;
        }
        eventually("no job is left", async || sizes(&app).await == (0, 0)).await;
        assert_eq!(app.mail.sent().len(), 31, "each mail once");
        for runner in runners {
            runner.stop(Duration::from_secs(5)).await;
        }
    }

    async fn what_comes_again_by_itself_exists_once_and_runs_every_hour(app: TestApp) {
        for _ in 0..3 {
            jobs::schedule(&app).await.unwrap();
        }
        let scheduled = sizes(&app).await;
        assert_eq!(app.run_jobs().await, 0, "the first run is not at the start");
        for _ in 0..3 {
            app.advance(CleanUp::EVERY.unwrap());
            assert!(app.run_jobs().await >= 1);
            assert_eq!(app.run_jobs().await, 0);
            jobs::schedule(&app).await.unwrap();
            assert_eq!(sizes(&app).await, scheduled);
        }
    }

    async fn what_has_had_its_time_is_deleted(engine: Engine) {
        let app = Builder::new(engine).mail().build().await;
        let owner = app.owner().await;
        owner.patch("/auth/me", json!({"full_name": "Olive Green"})).header("Idempotency-Key", "k").expect(200).await;
        let phone = crate::routes::auth::sign_in(&app, "olive@acme.test", "correct horse").await;
        phone.post("/auth/logout", Value::Null).expect(204).await;
        app.run_jobs().await;
        enqueue(&app, "send_mail", "no JSON").await;
        let tables = ["sessions", "account_tokens", "idempotency_keys", "events"];
        let counts = async || {
            let mut counts = Vec::new();
            for table in tables {
                counts.push(count(&app, table).await);
            }
            counts
        };
        assert_eq!(counts().await, [2, 1, 1, 2]);
        jobs::schedule(&app).await.unwrap();
        app.advance(TimeDelta::hours(1));
        app.run_jobs().await;
        assert_eq!(counts().await, [2, 1, 1, 2], "nothing is deleted early");
        app.advance(TimeDelta::hours(48));
        app.run_jobs().await;
        assert_eq!(counts().await, [2, 0, 0, 2]);
        owner.get("/auth/me").expect(200).await;
        app.advance(TimeDelta::days(28));
        owner.get("/auth/me").expect(200).await;
        app.advance(TimeDelta::days(1));
        app.run_jobs().await;
        assert_eq!(counts().await, [1, 0, 0, 0], "the session in use stays");
        owner.get("/auth/me").expect(200).await;
    }

    async fn an_assignment_nobody_saw_is_mailed_after_two_minutes(engine: Engine) {
        let app = Builder::new(engine).mail().build().await;
        let owner = app.owner().await;
        let james = owner.sign_up("James Miller", "james@acme.test").await;
        pingback_app::accounts::confirm_by_operator(&app, "james@acme.test").await.unwrap();
        owner.post("/team/invite?email=james@acme.test", Value::Null).expect(201).await;
        app.run_jobs().await;
        let sent = app.mail.sent().len();
        let conversation = async || {
            let body = json!({"business_id": owner.business_id});
            owner.post("/conversations", body).expect(201).await["id"].as_str().unwrap().to_owned()
        };
        let assign = async |conversation: &str, to: &str| {
            owner.post(&format!("/team/assign/{conversation}?agent_id={to}"), Value::Null).expect(200).await;
        };
        let (seen, unseen, moved) = (conversation().await, conversation().await, conversation().await);
        for conversation in [&seen, &unseen, &moved] {
            assign(conversation, &james.user_id).await;
        }
        assign(&moved, &owner.user_id).await;
        let james = james.in_workspace(&owner.business_id);
        let notifications = james.get("/notifications").expect(200).await;
        let read = notifications.as_array().unwrap().iter().find(|n| n["conversation_id"] == seen).unwrap();
        let id: NotificationId = read["id"].as_str().unwrap().parse().unwrap();
        james.post(&format!("/notifications/{id}/read"), Value::Null).expect(200).await;
        app.advance(TimeDelta::seconds(119));
        app.run_jobs().await;
        assert_eq!(app.mail.sent().len(), sent);
        app.advance(TimeDelta::seconds(1));
        app.run_jobs().await;
        let mails = &app.mail.sent()[sent..];
        let [mail] = mails else { panic!("{mails:?}") };
        assert_eq!((&*mail.to, &*mail.subject), ("james@acme.test", "Conversation #2 is yours"));
        assert!(mail.text.contains("Olive Hart assigned conversation #2 of Acme to you."), "{}", mail.text);
        assert!(mail.text.contains("/inbox/2\n"), "{}", mail.text);
    }
}
