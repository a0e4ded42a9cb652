import { foldForSearch, toTransferKana } from "@/server/kernel/kana";
import { checkField, type FieldFacts, type Fields } from "../fields/rules";
import type { QueueFilter } from "./schema";

/** The states of an application that each part of the desk's queue shows. */
export const QUEUE_STATES: Readonly<Record<QueueFilter, string[]>> = {
  open: ["submitted", "in_review"],
  recommended: ["recommended"],
  mine: ["submitted", "in_review", "recommended"],
  returned: ["returned"],
  closed: ["approved", "rejected", "withdrawn"],
};

/** An automatic check as evidence: what was compared, and whether it agrees. */
export type ReviewCheck = {
  readonly name:
    | "corporate_number"
    | "invoice_number"
    | "holder_matches"
    | "same_prefecture"
    | "corporate_number_twins"
    | "bank_account_twins";
  readonly outcome: "agrees" | "look" | "not_applicable";
  /** How many others, or the two values that were compared. */
  readonly count: number;
  readonly left: string;
  readonly right: string;
};

/** The checks of an application; none decides, each says what a person should look at. */
export function checksOf(
  fields: Fields,
  facts: FieldFacts,
  twins: { readonly corporateNumber: number; readonly bankAccount: number },
): ReviewCheck[] {
  const company = fields["business.entityType"] === "company";
  const number = checkField("business.corporateNumber", fields, facts);
  const invoice = checkField("business.invoiceNumber", fields, facts);
  return [
    {
      ...blank("corporate_number"),
      outcome: company ? agreed(number.ok) : "not_applicable",
      left: fields["business.corporateNumber"] ?? "",
    },
    {
      ...blank("invoice_number"),
      outcome: fields["business.invoiceNumber"] ? agreed(invoice.ok) : "not_applicable",
      left: fields["business.invoiceNumber"] ?? "",
    },
    holderMatches(fields, company),
    {
      ...blank("same_prefecture"),
      outcome: agreed(fields["business.prefecture"] === fields["store.prefecture"]),
      left: fields["business.prefecture"] ?? "",
      right: fields["store.prefecture"] ?? "",
    },
    {
      ...blank("corporate_number_twins"),
      outcome: company ? agreed(twins.corporateNumber === 0) : "not_applicable",
      count: twins.corporateNumber,
    },
    { ...blank("bank_account_twins"), outcome: agreed(twins.bankAccount === 0), count: twins.bankAccount },
  ];
}

function blank(name: ReviewCheck["name"]): ReviewCheck {
  return { name, outcome: "agrees", count: 0, left: "", right: "" };
}

function agreed(holds: boolean): "agrees" | "look" {
  return holds ? "agrees" : "look";
}

/** Does the account's holder bear the name of the business? Compared without legal form, width and marks. */
function holderMatches(fields: Fields, company: boolean): ReviewCheck {
  const holder = fields["bank.holderKana"] ?? "";
  const name = (company ? fields["business.legalNameKana"] : fields["representative.nameKana"]) ?? "";
  const plain = (text: string) => {
    const kana = toTransferKana(text, 120);
    return foldForSearch(kana.ok ? kana.value.replace(/^[^)]{1,5}\)|\([^)]{1,5}\)?$/u, "") : text);
  };
  return {
    ...blank("holder_matches"),
    outcome: agreed(holder !== "" && plain(holder).includes(plain(name))),
    left: holder,
    right: name,
  };
}
