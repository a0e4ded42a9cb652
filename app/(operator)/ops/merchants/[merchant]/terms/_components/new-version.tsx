"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Effect } from "@/app/_components/settlement/effect";
import { ProposeDialog } from "@/app/_components/settlement/propose-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { type Day, parseDay } from "@/server/kernel/calendar";
import type { ContractTerms, ProposalContent } from "@/server/settlement/contracts/schema";
import { TermFields } from "./term-fields";
import { readTerms, typedOf } from "./typed-version";

type NewVersionProps = {
  merchantId: string;
  newest: { readonly version: number; readonly terms: ContractTerms };
  today: Day;
};

/** The next version of a contract, written over the newest one, with what it would have made of last month. */
export function NewVersion({ merchantId, newest, today }: NewVersionProps) {
  const words = useTranslations("terms");
  const common = useTranslations("common");
  const [typed, setTyped] = useState(() => typedOf(newest.terms));
  const [from, setFrom] = useState("");
  const [isTried, setTried] = useState(false);
  const [tried, setTriedTerms] = useState<ContractTerms | null>(null);
  const validFromOn = parseDay(from);
  const { terms, wrong } = readTerms(typed, newest.terms);
  const read = (): ProposalContent | null => {
    setTried(true);
    if (terms === null || validFromOn === undefined) return null;
    return { kind: "contract", merchantId, baseVersion: newest.version, validFromOn, terms };
  };
  const preview = () => {
    setTried(true);
    setTriedTerms(terms);
  };
  return (
    <ProposeDialog
      trigger={<Button variant="primary">{words("newVersion")}</Button>}
      title={words("newVersion")}
      lead={words("newVersionLead")}
      size="lg"
      read={read}
    >
      <Field
        label={words("validFrom")}
        mark={common("required")}
        required
        error={isTried && validFromOn === undefined ? words("dayWrong") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            min={today}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </Field>
      <TermFields typed={typed} onChange={setTyped} wrong={isTried ? wrong : []} />
      <Button variant="secondary" className="justify-self-start" onClick={preview}>
        {words("preview")}
      </Button>
      {tried === null ? null : <Effect tried={{ kind: "terms", merchantId, terms: tried }} />}
    </ProposeDialog>
  );
}
