"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProposeDialog } from "@/app/_components/settlement/propose-dialog";
import { readSignedYen } from "@/app/_components/settlement/typed-terms";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import type { ProposalContent } from "@/server/settlement/contracts/schema";

type NewAdjustmentProps = {
  merchantId: string;
  groups: readonly { readonly id: string; readonly name: string }[];
};

/** Something added to or taken from what a merchant is owed, as a proposal. */
export function NewAdjustment({ merchantId, groups }: NewAdjustmentProps) {
  const words = useTranslations("terms");
  const common = useTranslations("common");
  const [payoutGroupId, setGroup] = useState(groups[0]?.id ?? "");
  const [text, setText] = useState("");
  const [isTried, setTried] = useState(false);
  const amountMinor = readSignedYen(text);
  const read = (): ProposalContent | null => {
    setTried(true);
    return amountMinor === null ? null : { kind: "adjustment", merchantId, payoutGroupId, amountMinor };
  };
  return (
    <ProposeDialog
      trigger={<Button variant="secondary">{words("adjust")}</Button>}
      title={words("adjust")}
      lead={words("adjustLead")}
      size="sm"
      read={read}
    >
      {groups.length > 1 ? (
        <Field label={words("group")}>
          {(control) => (
            <Select
              {...control}
              value={payoutGroupId}
              onChange={(event) => setGroup(event.target.value)}
              options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={words("amount")}
        mark={common("required")}
        required
        support={words("amountSupport")}
        error={isTried && amountMinor === null ? words("amountWrong") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            figures
            prefix="¥"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </ProposeDialog>
  );
}
