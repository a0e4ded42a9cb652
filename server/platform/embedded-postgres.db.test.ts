import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { ensureProductDatabases, ensureRoles, loadPasswords, roleUrl, withClient } from "./database-roles";
import { startCluster } from "./embedded-postgres";
import { stopCluster } from "./postgres-process";

const folder = mkdtempSync(join(tmpdir(), "noren-embedded-"));
const at = join(folder, "pg");
const passwords = loadPasswords(join(folder, "keys/database.json"));
const start = () => startCluster({ at, superuserPassword: passwords.superuser, temporary: true });
let placed = at;

afterAll(async () => {
  await stopCluster(at);
  rmSync(placed, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

test("a cluster keeps what was committed through a stop, a kill -9 and a second start", async () => {
  const first = await start();
  placed = first.dataDir;
  await ensureRoles(first.superuserUrl, passwords);
  await ensureProductDatabases(first.superuserUrl);
  const owner = (port: number) => roleUrl({ port, passwords, role: "noren_owner", database: "noren" });
  await withClient(owner(first.port), (client) => client.query("CREATE TABLE kept AS SELECT 1 AS id"));

  await first.stop();
  const second = await start();
  await withClient(owner(second.port), (client) => client.query("INSERT INTO kept VALUES (2)"));
  process.kill(second.pid, "SIGKILL");
  // The signal is sent, not yet obeyed; until then the old server is found running.
  await vi.waitFor(() => expect(() => process.kill(second.pid, 0)).toThrow(), { timeout: 20_000 });

  const third = await start();
  const kept = await withClient(owner(third.port), (client) =>
    client.query("SELECT id FROM kept ORDER BY id"),
  );
  expect(kept.rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(third.port).toBe(second.port);
});

test("a start while it runs finds the same server", async () => {
  const [one, two] = [await start(), await start()];
  expect(two.pid).toBe(one.pid);
});

test("nothing that makes an answered commit durable is off", async () => {
  const { superuserUrl } = await start();
  const found = await withClient(superuserUrl, (client) =>
    client.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
    ),
  );
  expect(found.rows.map((row) => row.setting)).toEqual(["on", "on", "on"]);
});

test("the server listens on this machine only", async () => {
  const { superuserUrl } = await start();
  const found = await withClient(superuserUrl, (client) => client.query("SHOW listen_addresses"));
  expect(found.rows).toEqual([{ listen_addresses: "127.0.0.1" }]);
});

test("the passwords lie in a file only its owner can read, and no initdb password file is left", () => {
  expect(loadPasswords(join(folder, "keys/database.json"))).toEqual(passwords);
  expect(readdirSync(folder).filter((name) => name.startsWith(".initdb"))).toEqual([]);
});
