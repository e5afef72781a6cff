import { printed, recipe } from "../support/guide.ts";
import { ORIGIN, openShop } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import type { VisitorSession } from "../support/wire.ts";

/** How a website's server of each language uses the guide's function, for the customer it names. */
const LANGUAGES = [
  {
    name: "Node",
    runs: "node --input-type=module -",
    program: (code: string) => `${code}
      const marta = { id: 42, name: "Marta Silva", email: "marta@example.com" };
      console.log(pingbackToken(marta, process.env.SECRET));
      console.log(pingbackToken({ id: 7, name: "Zoë 🚲", email: null }, process.env.SECRET));`,
  },
  {
    name: "Python",
    runs: "python3 -",
    program: (code: string) => `${code}
import os
from types import SimpleNamespace as User
print(pingback_token(User(id=42, name="Marta Silva", email="marta@example.com"), os.environ["SECRET"]))
print(pingback_token(User(id=7, name="Zoë 🚲", email=None), os.environ["SECRET"]))`,
  },
  {
    name: "PHP",
    runs: "php",
    program: (code: string) => `<?php
      ${code}
      $marta = ['id' => 42, 'name' => 'Marta Silva', 'email' => 'marta@example.com'];
      echo pingback_token($marta, getenv('SECRET')), "\\n";
      echo pingback_token(['id' => 7, 'name' => 'Zoë 🚲', 'email' => null], getenv('SECRET'));`,
  },
  {
    name: "Ruby",
    runs: "ruby -",
    program: (code: string) => `# encoding: utf-8
${code}
      User = Struct.new(:id, :name, :email)
      puts pingback_token(User.new(42, "Marta Silva", "marta@example.com"), ENV.fetch("SECRET"))
      puts pingback_token(User.new(7, "Zoë 🚲", nil), ENV.fetch("SECRET"))`,
  },
];

// Rust's is compiled and run by crates/server/tests/it/routes/widget/recipe.rs.
for (const { name, runs, program } of LANGUAGES) {
  test(`${name}: what the guide's code signs, the server takes`, async ({ server }) => {
    const shop = await openShop(server);
    const { secret } = await shop.owner.api.newIdentitySecret(shop.widget.id);
    const output = printed(runs, program(recipe(name)), { SECRET: secret });

    const customers = [];
    for (const identity of output.split("\n")) {
      // As the widget says it.
      const guest = await shop.owner.api
        .as("")
        .call<VisitorSession>("POST", `widget/${shop.widget.id}/session`, {
          body: { identity },
          headers: { Origin: ORIGIN },
        });
      const written = await shop.owner.api.as(guest.token).visitorWrites(shop.widget.id, ORIGIN, "It is me");
      const { customer_id } = await shop.owner.api.conversation(written.conversation_id);
      customers.push(await shop.owner.api.call("GET", `customers/${customer_id}`));
    }
    expect(customers).toMatchObject([
      { external_id: "42", name: "Marta Silva", email: "marta@example.com" },
      { external_id: "7", name: "Zoë 🚲", email: null },
    ]);
  });
}
