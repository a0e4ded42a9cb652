import { withClient } from "@/server/platform/database-roles";
import { BANK_DIRECTORY, type BankSeed, type BranchSeed, readBankDirectory } from "./banks";
import { bankHolidaySeed } from "./holidays";
import { WALLETS } from "./wallets.data";

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

const FIRST_HOLIDAY_YEAR = 2020;
const LAST_HOLIDAY_YEAR = 2040;

/**
 * Fills what every installation starts from: banks and branches, holidays, wallets. Safe to repeat: rows that
 * operators have changed since (holidays, wallets) stay as they are, and the bank directory is read again only when
 * its edition is new. Runs as the owner of the database.
 */
export async function seedReferenceData(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const known = await client.query<{ tables: number }>(
      "SELECT count(*)::int AS tables FROM pg_class WHERE relname IN ('bank', 'bank_branch', 'bank_holiday', 'wallet')",
    );
    if (known.rows[0]?.tables !== 4) return;
    await client.query("BEGIN");
    // Two processes may start at once on an empty database; the second finds everything done.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('seedReferenceData'))");
    await seedHolidays(client);
    await seedWallets(client);
    await seedBanks(client);
    await client.query("COMMIT");
  });
}

async function seedHolidays(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO bank_holiday (day, name)
     SELECT day, name FROM jsonb_to_recordset($1::text::jsonb) AS seed(day text, name text)
     ON CONFLICT (day) DO NOTHING`,
    [JSON.stringify(bankHolidaySeed(FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR))],
  );
}

async function seedWallets(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO wallet (id, name, home_currency, max_refunds, refund_window_days, network_fee_basis_points,
       min_amount_minor, max_amount_minor, state, sort_order)
     SELECT id, name, "homeCurrency", "maxRefunds", "refundWindowDays", "networkFeeBasisPoints",
       "minAmountMinor", "maxAmountMinor", 'active', "sortOrder"
     FROM jsonb_to_recordset($1::text::jsonb) AS seed(id text, name text, "homeCurrency" text, "maxRefunds" int,
       "refundWindowDays" int, "networkFeeBasisPoints" int, "minAmountMinor" bigint, "maxAmountMinor" bigint,
       "sortOrder" int)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(WALLETS)],
  );
}

/** Banks merge and branches close every year: what the new edition lacks is kept for the past and paid to no more. */
async function markGone(
  client: Client,
  banks: readonly BankSeed[],
  branches: readonly BranchSeed[],
): Promise<void> {
  const today = "to_char(now() AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD')";
  await client.query(
    `UPDATE bank SET gone_on = ${today} WHERE gone_on IS NULL AND NOT EXISTS (SELECT 1 FROM unnest($1::text[]) AS known(code) WHERE known.code = bank.code)`,
    [banks.map((bank) => bank.code)],
  );
  await client.query(
    `UPDATE bank_branch SET gone_on = ${today}
     WHERE gone_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM unnest($1::text[]) AS known(code) WHERE known.code = bank_code || bank_branch.code)`,
    [branches.map((branch) => `${branch.bankCode}${branch.code}`)],
  );
}

async function seedBanks(client: Client): Promise<void> {
  const found = await client.query<{ edition: string | null }>(
    "SELECT obj_description('bank'::regclass, 'pg_class') AS edition",
  );
  if (found.rows[0]?.edition === BANK_DIRECTORY) return;
  const { banks, branches } = readBankDirectory();
  await client.query(
    `INSERT INTO bank (code, name, name_kana, name_hiragana, name_transfer, folded)
     SELECT code, name, "nameKana", "nameHiragana", "nameTransfer", folded
     FROM jsonb_to_recordset($1::text::jsonb)
       AS seed(code text, name text, "nameKana" text, "nameHiragana" text, "nameTransfer" text, folded text)
     ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_kana = EXCLUDED.name_kana,
       name_hiragana = EXCLUDED.name_hiragana, name_transfer = EXCLUDED.name_transfer, folded = EXCLUDED.folded,
       gone_on = NULL`,
    [JSON.stringify(banks)],
  );
  await client.query(
    `INSERT INTO bank_branch (bank_code, code, name, name_kana, name_transfer, folded)
     SELECT "bankCode", code, name, "nameKana", "nameTransfer", folded
     FROM jsonb_to_recordset($1::text::jsonb)
       AS seed("bankCode" text, code text, name text, "nameKana" text, "nameTransfer" text, folded text)
     ON CONFLICT (bank_code, code) DO UPDATE SET name = EXCLUDED.name, name_kana = EXCLUDED.name_kana,
       name_transfer = EXCLUDED.name_transfer, folded = EXCLUDED.folded, gone_on = NULL`,
    [JSON.stringify(branches)],
  );
  await markGone(client, banks, branches);
  await client.query(`COMMENT ON TABLE bank IS '${BANK_DIRECTORY}'`);
}
