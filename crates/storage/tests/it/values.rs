//! What is bound is what is read, on both engines.

use pingback_model::{Clock, Role, Timestamp, UserId};
use pingback_storage::sql::Json;
use pingback_storage::{Error, Result, args};
use pingback_testkit::{TestDb, both_engines};
use uuid::Uuid;

/// A table with a column of each type.
async fn samples(db: &TestDb) {
    let columns = match db.engine_name() {
        "SQLite" => {
            "CREATE TABLE samples (k INTEGER PRIMARY KEY, flag INTEGER, n INTEGER, name TEXT, id BLOB, at INTEGER,
             bytes BLOB) STRICT"
        }
        _ => {
            "CREATE TABLE samples (k BIGINT PRIMARY KEY, flag BOOLEAN, n BIGINT, name TEXT, id UUID, at TIMESTAMPTZ,
             bytes BYTEA)"
        }
    };
    run(db, columns).await.unwrap();
}

async fn run(db: &TestDb, sql: &str) -> Result<u64> {
    db.write(|mut tx| async move {
        let changed = tx.execute(sql, args![]).await?;
        tx.commit(changed).await
    })
    .await
}

type Sample = (Option<bool>, Option<i64>, Option<String>, Option<Uuid>, Option<Timestamp>);

const INSERT: &str =
    "INSERT INTO samples (k, flag, n, name, id, at, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

both_engines! {
    async fn values_come_back_as_they_were(db: TestDb) {
        samples(&db).await;
        let texts = ["", "plain", "O'Brien \"x\" \\ % _ $1 ?1 :a", "naïve 你好 👩‍👩‍👧 \u{202e}rtl", "a\r\n\tb\u{7f}"];
        let numbers = [0, 1, -1, i64::MAX, i64::MIN];
        let times = ["1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2026-11-24T12:00:00.001Z",
            "2000-02-29T00:00:00.120Z", "9999-12-31T23:59:59.999Z"];
        let ids = [Uuid::nil(), Uuid::max(), Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()];
        let blobs = [vec![], vec![0], vec![0xff; 3], (0..=255).collect(), b"text".to_vec()];
        for k in 0..texts.len() {
            let key = i64::try_from(k).unwrap();
            let flag = k.is_multiple_of(2);
            let (text, n, at, id, bytes) = (texts[k], numbers[k], at(times[k]), ids[k], &blobs[k]);
            let written: Result<()> = db
                .write(|mut tx| async move {
                    tx.execute(INSERT, args![key, flag, n, text, id, at, bytes]).await?;
                    tx.commit(()).await
                })
                .await;
            written.unwrap();
            let mut tx = db.read().await.unwrap();
            let sql = "SELECT flag, n, name, id, at FROM samples WHERE k = $1";
            let row: Sample = tx.fetch_one(sql, args![key]).await.unwrap();
            assert_eq!(row, (Some(flag), Some(n), Some(text.to_owned()), Some(id), Some(at)));
            let (found,): (Vec<u8>,) =
                tx.fetch_one("SELECT bytes FROM samples WHERE k = $1", args![key]).await.unwrap();
            assert_eq!(&found, bytes);
            // Each can also be looked for.
            let sql = "SELECT COUNT(*) FROM samples WHERE n = $1 AND name = $2 AND id = $3 AND at = $4 AND bytes = $5
                       AND flag = $6";
            let (count,): (i64,) = tx.fetch_one(sql, args![n, text, id, at, bytes, flag]).await.unwrap();
            assert_eq!(count, 1, "{text}");
        }
    }

    async fn nulls_have_a_type(db: TestDb) {
        samples(&db).await;
        let written: Result<()> = db
            .write(|mut tx| async move {
                let no_bytes = None::<&[u8]>;
                let nulls = args![
                    7, None::<bool>, None::<i64>, None::<&str>, None::<UserId>, None::<Timestamp>, no_bytes
                ];
                tx.execute(INSERT, nulls).await?;
                tx.commit(()).await
            })
            .await;
        written.unwrap();
        let mut tx = db.read().await.unwrap();
        let row: Sample =
            tx.fetch_one("SELECT flag, n, name, id, at FROM samples WHERE k = $1", args![7]).await.unwrap();
        assert_eq!(row, (None, None, None, None, None));
        let (bytes,): (Option<Vec<u8>>,) = tx.fetch_one("SELECT bytes FROM samples", args![]).await.unwrap();
        assert_eq!(bytes, None);
        let (found,): (i64,) = tx
            .fetch_one("SELECT COUNT(*) FROM samples WHERE $1 IS NULL AND name IS NULL", args![None::<&str>])
            .await
            .unwrap();
        assert_eq!(found, 1);
    }

    async fn parameters_are_numbered_not_counted(db: TestDb) {
        let mut tx = db.read().await.unwrap();
        let found: (String, i64, String) = tx
            .fetch_one("SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT), CAST($2 AS TEXT)", args![5, "five"])
            .await
            .unwrap();
        assert_eq!(found, ("five".into(), 5, "five".into()));
        let (sum,): (i64,) = tx.fetch_one("SELECT $1 + $1 * $2", args![3, 10]).await.unwrap();
        assert_eq!(sum, 33);
        let missing = tx.fetch_one::<(i64,)>("SELECT $1 + $2", args![3]).await;
        assert!(missing.is_err(), "a parameter without an argument is no null");
    }

    async fn changed_rows_are_counted_and_returned(db: TestDb) {
        samples(&db).await;
        let counted: Result<()> = db
            .write(|mut tx| async move {
                for k in 1..=3 {
                    let (returned,): (i64,) = tx
                        .fetch_one("INSERT INTO samples (k, n) VALUES ($1, $1) RETURNING k + 10", args![k])
                        .await?;
                    assert_eq!(returned, k + 10);
                }
                assert_eq!(tx.execute("UPDATE samples SET n = n + $1 WHERE k > $2", args![1, 1]).await?, 2);
                assert_eq!(tx.execute("DELETE FROM samples WHERE k = $1", args![99]).await?, 0);
                let sql = "UPDATE samples SET n = 0 WHERE k >= $1 RETURNING k";
                let mut changed: Vec<(i64,)> = tx.fetch_all(sql, args![2]).await?;
                changed.sort_unstable();
                assert_eq!(changed, [(2,), (3,)]);
                tx.commit(()).await
            })
            .await;
        counted.unwrap();
        let mut tx = db.read().await.unwrap();
        let none = tx.fetch_optional::<(i64,)>("SELECT k FROM samples WHERE k = $1", args![99]).await.unwrap();
        assert_eq!(none, None);
        let missing = tx.fetch_one::<(i64,)>("SELECT k FROM samples WHERE k = $1", args![99]).await;
        assert!(matches!(missing, Err(Error::NoRow)), "{missing:?}");
    }

    async fn a_broken_unique_key_is_known(db: TestDb) {
        samples(&db).await;
        run(&db, "CREATE UNIQUE INDEX samples_name ON samples (name)").await.unwrap();
        run(&db, "INSERT INTO samples (k, name) VALUES (1, 'a')").await.unwrap();
        for again in ["INSERT INTO samples (k, name) VALUES (1, 'b')", "INSERT INTO samples (k, name) VALUES (2, 'a')"] {
            let error = run(&db, again).await.unwrap_err();
            assert!(error.is_unique_violation(), "{error}");
        }
        for other in ["INSERT INTO samples (k) VALUES (NULL)", "INSERT INTO nothing (k) VALUES (1)"] {
            // SQLite numbers an INTEGER PRIMARY KEY that is null by itself; that is no error.
            if let Err(error) = run(&db, other).await {
                assert!(!error.is_unique_violation(), "{error}");
            }
        }
    }

    async fn what_cannot_be_read_names_its_column(db: TestDb) {
        let mut tx = db.read().await.unwrap();
        let column = |error: Error| match error {
            Error::Decode { column, .. } => column,
            other => panic!("{other}"),
        };
        let text_as_number = tx.fetch_one::<(i64,)>("SELECT CAST('x' AS TEXT) AS answer", args![]).await;
        assert_eq!(column(text_as_number.unwrap_err()), "answer");
        let number_as_text = tx.fetch_one::<(String,)>("SELECT CAST(1 AS BIGINT) AS number", args![]).await;
        assert_eq!(column(number_as_text.unwrap_err()), "number");
        let number_as_id = tx.fetch_one::<(UserId,)>("SELECT CAST(1 AS BIGINT) AS user_id", args![]).await;
        assert_eq!(column(number_as_id.unwrap_err()), "user_id");
        let null = tx.fetch_one::<(i64, String)>("SELECT CAST(1 AS BIGINT) AS n, CAST(NULL AS TEXT) AS name", args![]);
        assert_eq!(column(null.await.unwrap_err()), "name");
        let unknown = tx.fetch_one::<(Role,)>("SELECT CAST('emperor' AS TEXT) AS role", args![]).await;
        assert_eq!(column(unknown.unwrap_err()), "role");
        let json = tx.fetch_one::<(Json<Vec<i64>>,)>("SELECT CAST('[1,' AS TEXT) AS list", args![]).await;
        assert_eq!(column(json.unwrap_err()), "list");
        // The connection is as good as before.
        let (one,): (i64,) = tx.fetch_one("SELECT CAST(1 AS BIGINT)", args![]).await.unwrap();
        assert_eq!(one, 1);
    }

    async fn enums_and_json_are_text(db: TestDb) {
        let mut tx = db.read().await.unwrap();
        let sql = "SELECT CAST($1 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT)";
        let list = Json(vec![1, 2]);
        let found: (Role, String, Json<Vec<i64>>, Option<Role>) =
            tx.fetch_one(sql, args![Role::Agent, list.clone(), None::<Role>]).await.unwrap();
        assert_eq!(found, (Role::Agent, "agent".into(), list, None));
    }

    async fn a_transaction_has_one_time(db: TestDb) {
        let clock = Clock::system();
        let before = clock.now();
        let read: Result<(Timestamp, Timestamp)> = db
            .write(|tx| async move {
                let first = tx.now();
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                let times = (first, tx.now());
                tx.commit(times).await
            })
            .await;
        let (first, second) = read.unwrap();
        assert_eq!(first, second);
        assert!(before <= first && first <= clock.now());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_refuses_values_of_another_type() {
    let db = <TestDb as pingback_testkit::Start>::start(pingback_testkit::Engine::Sqlite).await;
    samples(&db).await;
    let written: Result<()> = db
        .write(|mut tx| async move {
            tx.execute("INSERT INTO samples (k, id) VALUES (1, $1)", args!["no id"]).await?;
            tx.commit(()).await
        })
        .await;
    assert!(written.unwrap_err().to_string().contains("samples.id"));
}
