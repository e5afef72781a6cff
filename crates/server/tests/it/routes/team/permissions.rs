//! "Role permissions at a glance": the page's table, row by row, through HTTP.

use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::held_conversation;

/// What a call answers to owner, admin and agent.
async fn answers(team: &[Client; 3], call: impl AsyncFn(&Client) -> u16) -> [u16; 3] {
    let [owner, admin, agent] = team;
    [call(owner).await, call(admin).await, call(agent).await]
}

both_engines! {
    async fn the_table(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let leaving = owner.invite("lea@acme.test", "agent").await;
        owner.sign_up("New Comer", "new@acme.test").await;
        let conversation = held_conversation(&owner, &owner).await;
        let team = [owner, admin, agent.clone()];

        let invite = async |client: &Client| {
            client.post("/team/invite?email=new@acme.test", Value::Null).await.status().as_u16()
        };
        assert_eq!(answers(&team, invite).await, [201, 403, 403], "invite team members");
        let remove = async |client: &Client| {
            client.delete(&format!("/team/members/{}", leaving.member_id)).await.status().as_u16()
        };
        assert_eq!(answers(&team, remove).await, [200, 403, 403], "remove team members");
        let assign = async |client: &Client| {
            let path = format!("/team/assign/{conversation}?agent_id={}", agent.user_id);
            client.post(&path, Value::Null).await.status().as_u16()
        };
        assert_eq!(answers(&team, assign).await, [200, 200, 403], "assign conversations");
        let handle = async |client: &Client| {
            let path = format!("/conversations/{conversation}/messages");
            client.post(&path, json!({"content": "Hello"})).await.status().as_u16()
        };
        assert_eq!(answers(&team, handle).await, [201, 201, 201], "handle conversations");
        let status = async |client: &Client| {
            client.patch("/team/status", json!({"status": "live"})).await.status().as_u16()
        };
        assert_eq!(answers(&team, status).await, [200, 200, 200], "update own status");
        let channels = async |client: &Client| client.get("/channels/").await.status().as_u16();
        assert_eq!(answers(&team, channels).await, [200, 403, 403], "manage channels");
        // 503: billing is not configured here; the owner gets that far.
        let billing = async |client: &Client| {
            client.get("/billing/checkout-url?plan=pro").await.status().as_u16()
        };
        assert_eq!(answers(&team, billing).await, [503, 403, 403], "manage billing");
    }
}
