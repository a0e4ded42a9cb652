import { withClient } from "./database-roles";

/**
 * Names the settings of a server under which an answered commit could be lost. Start-up and benchmarks refuse them.
 * @returns one sentence for each, none for a sound server
 */
export async function unsafeSettings(url: string): Promise<string[]> {
  const found = await withClient(url, (client) =>
    client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name`,
    ),
  );
  return found.rows.map((row) => `the database has ${row.name} off, so an answered payment could be lost`);
}
