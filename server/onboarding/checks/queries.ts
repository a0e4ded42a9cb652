import { findAddresses } from "@/server/merchants/addresses/queries";
import { ACCOUNT_INDEX } from "@/server/merchants/bank-accounts/rules";
import { toMerchantState } from "@/server/merchants/rules";
import { systemKeys } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Fields } from "../fields/rules";
import { type IdentificationRow, listIdentifications } from "../identification/queries";
import { type ApplicationCase, gatherCase, type StoredApplication } from "../queries";
import { evaluateRequirements } from "../requirements/rules";
import { toApplicationState } from "../rules";
import { checksOf, evidenceOf, type ReviewCheck, type Twin } from "./rules";
import { screen } from "./screening/gateway";
import { foldName } from "./screening/rules";
import { addressTrait, subjectsOf, TRAIT_KINDS, type Trait, type TraitKind, traitsOf } from "./traits/rules";

/** The case as the desk sees it: the applicant's items, and the checks that only a reviewer settles. */
export type DeskCase = ApplicationCase & {
  readonly checks: readonly ReviewCheck[];
  readonly identifications: readonly IdentificationRow[];
};

/** Puts the case of an application together with what the automatic checks say of it now. */
export async function loadDeskCase(tx: Tx, application: StoredApplication, nowMs: number): Promise<DeskCase> {
  const { papers, ...found } = await gatherCase(tx, application, nowMs);
  const { fields } = application.content;
  const identifications = await listIdentifications(tx, application.id);
  const checks = checksOf(fields, {
    field: found.facts,
    places: findAddresses,
    twins: await findTwins(tx, application, fields),
    screening: await screen(subjectsOf(fields)),
    identified: countingFor(fields, identifications),
  });
  const { facts, verdicts } = found;
  const requirements = evaluateRequirements({
    fields,
    facts,
    documents: papers,
    verdicts,
    checks: checks.map(evidenceOf),
  });
  return { ...found, requirements, checks, identifications };
}

/** A record of identification counts for the name that it was made for. */
function countingFor(fields: Fields, records: readonly IdentificationRow[]): readonly IdentificationRow[] {
  const name = foldName(fields["representative.name"] ?? "");
  return records.filter((record) => record.subject === "representative" && foldName(record.name) === name);
}

/** The blind indexes of what tells an applicant apart, under the key that writes: `phone:4f…`. */
export function fingerprintsOf(fields: Fields): string[] {
  return traitsOf(fields).flatMap((trait) => fingerprintsOfTrait(trait).slice(0, 1));
}

/** The same under every key, newest first: what to look for while keys are being rotated. */
export function everyFingerprintOf(fields: Fields): string[] {
  return traitsOf(fields).flatMap(fingerprintsOfTrait);
}

function fingerprintsOfTrait({ kind, value }: Trait): string[] {
  return indexesOf(value, `applicant/${kind}`).map((index) => `${kind}:${index}`);
}

function indexesOf(value: string, purpose: string): string[] {
  return systemKeys()
    .blindIndexes(value, purpose)
    .map((index) => Buffer.from(index).toString("hex"));
}

const MOST_TWINS = 20;
type Found = Twin & { readonly trait: TraitKind };

/** Others with the same traits, among everybody who ever handed an application in and among the merchants. */
async function findTwins(
  tx: Tx,
  application: StoredApplication,
  fields: Fields,
): Promise<Record<TraitKind, Twin[]>> {
  const traits = traitsOf(fields);
  const found = [
    ...(await applicationTwins(tx, application, traits)),
    ...(await merchantTwins(tx, application.tenantId, traits)),
  ];
  const of = (trait: TraitKind) =>
    found.filter((one) => one.trait === trait).map(({ trait: _trait, ...twin }) => twin);
  return {
    corporate: of("corporate"),
    account: of("account"),
    person: of("person"),
    phone: of("phone"),
    address: of("address"),
  };
}

async function applicationTwins(
  tx: Tx,
  { id }: StoredApplication,
  traits: readonly Trait[],
): Promise<Found[]> {
  const wanted = traits.flatMap(fingerprintsOfTrait);
  if (wanted.length === 0) return [];
  const rows = await sqlOfTx(tx)<{ id: string; name: string; state: string; fingerprints: string[] }>(
    `SELECT id, trade_name AS name, state, fingerprints FROM application
     WHERE fingerprints && $1::text[] AND id <> $2 AND state NOT IN ('draft', 'withdrawn', 'expired')
     ORDER BY id DESC LIMIT ${MOST_TWINS}`,
    [wanted, id],
  );
  const known = new Set(wanted);
  return rows.flatMap(({ fingerprints, ...row }) => {
    const twin = { ...row, kind: "application" as const, state: toApplicationState(row.state) };
    return (
      TRAIT_KINDS.filter((kind) => fingerprints.some((one) => known.has(one) && one.startsWith(`${kind}:`)))
        // An approved application is a merchant now, which is found as such; only its people are not.
        .filter((kind) => kind === "person" || row.state !== "approved")
        .map((trait) => ({ ...twin, trait }))
    );
  });
}

type MerchantRow = {
  trait: TraitKind;
  id: string;
  name: string;
  state: string;
  postalCode: string;
  city: string;
  addressLine: string;
};

async function merchantTwins(tx: Tx, tenantId: string, traits: readonly Trait[]): Promise<Found[]> {
  const values = (kind: TraitKind) => traits.filter((one) => one.kind === kind).map(({ value }) => value);
  const addresses = values("address");
  const shown = `m.id, m.trade_name AS name, m.state`;
  const rows = await sqlOfTx(tx)<MerchantRow>(
    `SELECT DISTINCT * FROM (
       (SELECT 'corporate' AS trait, ${shown}, '' AS "postalCode", '' AS city, '' AS "addressLine"
        FROM merchant m WHERE m.corporate_number = ANY($1::text[]) LIMIT ${MOST_TWINS})
       UNION ALL
       (SELECT 'phone', ${shown}, '', '', '' FROM merchant m WHERE m.phone = ANY($2::text[]) LIMIT ${MOST_TWINS})
       UNION ALL
       (SELECT 'phone', ${shown}, '', '', '' FROM store s JOIN merchant m ON m.id = s.merchant_id
        WHERE s.phone = ANY($2::text[]) LIMIT ${MOST_TWINS})
       UNION ALL
       (SELECT 'account', ${shown}, '', '', '' FROM bank_account b JOIN merchant m ON m.id = b.tenant_id
        WHERE b.blind_index = ANY($3::text[]) LIMIT ${MOST_TWINS})
       UNION ALL
       (SELECT 'address', ${shown}, m.postal_code, m.city, m.address_line FROM merchant m
        WHERE m.postal_code = ANY($4::text[]) LIMIT 500)
       UNION ALL
       (SELECT 'address', ${shown}, s.postal_code, s.city, s.address_line
        FROM store s JOIN merchant m ON m.id = s.merchant_id WHERE s.postal_code = ANY($4::text[]) LIMIT 500)
     ) found WHERE found.id <> $5`,
    [
      values("corporate"),
      values("phone"),
      values("account").flatMap((value) => indexesOf(value, ACCOUNT_INDEX)),
      addresses.map((value) => value.split(" ")[0]),
      tenantId,
    ],
  );
  const same = rows.filter((row) => row.trait !== "address" || addresses.includes(addressTrait(row) ?? ""));
  const twins = same.map(
    ({ trait, id, name, state }): Found => ({
      trait,
      kind: "merchant",
      id,
      name,
      state: toMerchantState(state),
    }),
  );
  return [...new Map(twins.map((twin) => [`${twin.trait} ${twin.id}`, twin])).values()].slice(0, 100);
}
