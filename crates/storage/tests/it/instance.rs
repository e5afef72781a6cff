//! What ties a database to its installation.

use pingback_storage::{Error, events, instance};
use pingback_testkit::{TestDb, both_engines};
use uuid::Uuid;

both_engines! {
    async fn a_database_belongs_to_the_key_it_was_made_with(db: TestDb) {
        let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert!(events::epoch(&db).await.is_err(), "an unclaimed database has no epoch");
        instance::claim(&db, first, "key one").await.unwrap();
        instance::claim(&db, second, "key one").await.unwrap();
        assert_eq!(events::epoch(&db).await.unwrap(), first.to_string(), "a restart keeps the epoch");
        let refused = instance::claim(&db, second, "key two").await;
        assert!(matches!(refused, Err(Error::OtherSecretKey)), "{refused:?}");
        assert_eq!(events::epoch(&db).await.unwrap(), first.to_string());
        instance::claim(&db, second, "key one").await.unwrap();
    }

    async fn of_two_keys_at_once_one_claims_it(db: TestDb) {
        let claim = |key: &'static str| {
            let db = (*db).clone();
            tokio::spawn(async move { instance::claim(&db, Uuid::new_v4(), key).await })
        };
        let (one, two) = (claim("key one"), claim("key two"));
        let (one, two) = (one.await.unwrap(), two.await.unwrap());
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    }

    async fn facts_can_change(db: TestDb) {
        let set = async |value: &str| {
            let set: pingback_storage::Result<()> = db
                .write(|mut tx| async move {
                    instance::set(&mut tx, "fact", value).await?;
                    tx.commit(()).await
                })
                .await;
            set.unwrap();
            instance::get(&mut db.read().await.unwrap(), "fact").await.unwrap()
        };
        assert_eq!(set("one").await.as_deref(), Some("one"));
        assert_eq!(set("two").await.as_deref(), Some("two"));
    }
}
