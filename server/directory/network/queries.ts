import { addDays, type Day, daysBetween, jstDay, toDay } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { PREFECTURES } from "@/server/merchants/categories.data";
import { listActiveWallets } from "@/server/merchants/queries";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { type GrowthTarget, targetAt } from "../rules";
import { GROWTH_TARGET } from "../target.data";
import { FUNNEL_STEPS, mondayOf } from "./figures/rules";
import { densityOf, inhabitantsOf } from "./inhabitants/rules";
import { forecastOf, type GrowthWeek, STANDARD_ASSUMPTION, shareOfCashless } from "./rules";
import {
  cohortFigures,
  countFigures,
  groupFigures,
  stepFigures,
  type TARGET_SCOPES,
  walletFigures,
  weekFigures,
} from "./schema";

const WEEKS_SHOWN = 26;

type Figure = { readonly part: string; readonly key: string; readonly figures: unknown };
type Target = GrowthTarget & { readonly scope: string; readonly key: string };

/**
 * The whole network on one page, read from figures that a job has computed: a few hundred rows, whatever the number of
 * merchants and payments. `computedAt` says of when they are.
 */
export async function getNetwork(tx: Tx, _scope: OperatorScope, args: { readonly nowMs: number }) {
  const sql = sqlOfTx(tx);
  const today = jstDay(args.nowMs);
  const [figures, [refresh], targets, assumptions, wallets, managers] = await Promise.all([
    sql<Figure>(
      "SELECT part, key, figures FROM network_figure WHERE part <> 'municipality' ORDER BY part, key",
    ),
    sql<{ computedAt: Date; salesAt: Date }>(
      `SELECT computed_at AS "computedAt", sales_at AS "salesAt" FROM network_refresh WHERE id = 1`,
    ),
    listTargets(sql),
    listAssumptions(sql),
    listActiveWallets(tx),
    sql<{ id: string; name: string }>(
      `SELECT p.id, coalesce(nullif(p.name, ''), p.email) AS name FROM person p
       JOIN network_figure f ON f.part = 'manager' AND f.key = p.id`,
    ),
  ]);
  const part = (name: string) => figures.filter((figure) => figure.part === name);
  const all = groupFigures.parse(part("all")[0]?.figures ?? {});
  const target = targets.find(({ scope, key }) => scope === "network" && key === "") ?? GROWTH_TARGET;
  const growth = growthOf(part("week"), target, today);
  const whole = growth.filter(({ throughOn }) => throughOn < today);
  const names = new Map(managers.map(({ id, name }) => [id, name]));
  const groups = (name: (typeof TARGET_SCOPES)[number]) => groupsOf(part(name), targets, name, today);
  return {
    today,
    computedAt: refresh?.computedAt ?? null,
    salesAt: refresh?.salesAt ?? null,
    all,
    target: { ...target, todayShops: targetOn(target, today), isSet: target !== GROWTH_TARGET },
    growth,
    forecast: forecastOf(whole, { ...target, today }),
    funnel: FUNNEL_STEPS.map((step) => ({
      step,
      ...stepFigures.parse(part("funnel").find(({ key }) => key === step)?.figures ?? {}),
    })),
    applications: part("application").map(({ key, figures: of }) => ({
      state: key,
      count: countFigures.parse(of).count,
    })),
    cohorts: part("cohort").map(({ key, figures: of }) => ({ month: key, ...cohortFigures.parse(of) })),
    registrations: wallets.map((wallet) => {
      const { states, ...sales } = walletFigures.parse(
        part("wallet").find(({ key }) => key === wallet.id)?.figures ?? {},
      );
      return {
        walletId: wallet.id,
        walletName: wallet.name,
        payments: sales.payments,
        amountMinor: BigInt(sales.amountMinor),
        states: Object.entries(states).map(([state, count]) => ({ state, count })),
      };
    }),
    prefectures: prefecturesOf(groups("prefecture"), assumptions),
    categories: groups("category"),
    managers: groups("manager").map((one) => ({ ...one, name: names.get(one.key) ?? null })),
    assumption: assumptions.get("JP") ?? STANDARD_ASSUMPTION,
  };
}

/** The municipalities of one prefecture, those with the most stores first. */
export async function listMunicipalities(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly prefectureCode: string },
) {
  const rows = await sqlOfTx(tx)<Figure>(
    "SELECT part, key, figures FROM network_figure WHERE part = 'municipality' AND key LIKE $1 || '%' ORDER BY key",
    [args.prefectureCode],
  );
  return rows
    .map(({ key, figures }) => {
      const { name, stores, storesPaid, payments, amountMinor } = groupFigures.parse(figures);
      const inhabitants = inhabitantsOf(key);
      return {
        key,
        name: name ?? key,
        stores,
        storesPaid,
        payments,
        amountMinor: BigInt(amountMinor),
        inhabitants,
        /** Stores per 10,000 inhabitants, in hundredths. */
        density: densityOf(stores, inhabitants),
      };
    })
    .sort((a, b) => b.stores - a.stores);
}

/** A merchant that took payments and takes none any more, with whom to call. */
export type DormantMerchant = {
  readonly merchantId: string;
  readonly tradeName: string;
  readonly prefecture: string;
  readonly city: string;
  readonly mcc: string;
  readonly phone: string;
  readonly contactEmail: string;
  readonly managerName: string | null;
  readonly lastPaidAt: Date;
};

/** Whom to call: those that fell silent last come first, because they are the easiest to win back. */
export async function listDormant(tx: Tx, _scope: OperatorScope, args: { readonly limit: number }) {
  return sqlOfTx(tx)<DormantMerchant>(
    `SELECT m.id AS "merchantId", m.trade_name AS "tradeName", m.prefecture, m.city, m.mcc, m.phone,
            m.contact_email AS "contactEmail", coalesce(nullif(p.name, ''), p.email) AS "managerName",
            f.last_paid_at AS "lastPaidAt"
     FROM merchant_profile f JOIN merchant m ON m.id = f.merchant_id AND m.state = 'active'
     LEFT JOIN person p ON p.id = f.manager_id
     WHERE f.activity = 'dormant' ORDER BY f.last_paid_at DESC, f.merchant_id LIMIT $1::int`,
    [args.limit],
  );
}

function targetOn(target: GrowthTarget, day: Day): number {
  const start = toDay(target.startOn);
  return targetAt(target, daysBetween(start, day), daysBetween(start, toDay(target.endOn)));
}

/** Merchants that joined, week by week, on top of those that were there before; terminated ones are not counted. */
function growthOf(figures: readonly Figure[], target: GrowthTarget, today: Day): GrowthWeek[] {
  const joined = new Map(figures.map(({ key, figures: of }) => [key, weekFigures.parse(of).joined]));
  const first = addDays(mondayOf(today), -7 * (WEEKS_SHOWN - 1));
  let shops = 0;
  for (const [key, count] of joined) if (key === "before" || key < first) shops += count;
  return Array.from({ length: WEEKS_SHOWN }, (_, week) => {
    const fromOn = addDays(first, week * 7);
    const throughOn = addDays(fromOn, 6);
    const added = joined.get(fromOn) ?? 0;
    shops += added;
    const isPlanned = throughOn >= target.startOn;
    return {
      fromOn,
      throughOn,
      joined: added,
      shops,
      target: isPlanned ? targetOn(target, throughOn) : null,
    };
  });
}

function groupsOf(figures: readonly Figure[], targets: readonly Target[], scope: string, today: Day) {
  return figures
    .map(({ key, figures: of }) => {
      const { amountMinor, ...counts } = groupFigures.parse(of);
      const target = targets.find((one) => one.scope === scope && one.key === key);
      return {
        key,
        ...counts,
        amountMinor: BigInt(amountMinor),
        target: target === undefined ? null : { ...target, todayShops: targetOn(target, today) },
      };
    })
    .sort((a, b) => b.active - a.active || (a.key < b.key ? -1 : 1));
}

type Assumption = { readonly cashlessBasisPoints: number; readonly spendingMinor: bigint };

function prefecturesOf(groups: ReturnType<typeof groupsOf>, assumptions: ReadonlyMap<string, Assumption>) {
  const known = new Map(groups.map((one) => [one.key, one]));
  const japan = assumptions.get("JP") ?? STANDARD_ASSUMPTION;
  return PREFECTURES.map(({ code }) => {
    const inhabitants = inhabitantsOf(code) ?? 0;
    const group =
      known.get(code) ?? groupsOf([{ part: "", key: code, figures: {} }], [], "", toDay("2026-01-01"))[0];
    if (group === undefined) throw new RangeError(`no figures of ${code}`);
    const assumption = assumptions.get(code) ?? japan;
    return {
      ...group,
      code,
      /** Active merchants per 10,000 inhabitants, in hundredths. */
      density: densityOf(group.active, inhabitants) ?? 0,
      assumption: assumptions.get(code) ?? null,
      cashlessShare: shareOfCashless({ amountMinor: group.amountMinor, inhabitants, ...assumption }),
    };
  }).sort((a, b) => b.active - a.active || (a.code < b.code ? -1 : 1));
}

function listTargets(sql: Sql): Promise<Target[]> {
  return sql<Target>(
    `SELECT scope, key, start_on AS "startOn", start_shops AS "startShops", end_on AS "endOn", end_shops AS "endShops"
     FROM growth_target ORDER BY scope, key`,
  );
}

async function listAssumptions(sql: Sql): Promise<Map<string, Assumption>> {
  const rows = await sql<{ key: string; cashlessBasisPoints: number; spendingMinor: string }>(
    `SELECT key, cashless_basis_points AS "cashlessBasisPoints", spending_minor::text AS "spendingMinor"
     FROM market_assumption`,
  );
  return new Map(
    rows.map(({ key, cashlessBasisPoints, spendingMinor }) => [
      key,
      { cashlessBasisPoints, spendingMinor: BigInt(spendingMinor) },
    ]),
  );
}

/** Everything that the network's page shows. */
export type Network = Awaited<ReturnType<typeof getNetwork>>;
