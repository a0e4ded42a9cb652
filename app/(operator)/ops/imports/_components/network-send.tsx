"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ImportSend } from "@/app/_components/imports/import-send";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { MerchantPicker } from "@/app/(operator)/_components/merchant-picker";
import { IMPORT_KINDS, type ImportKind } from "@/server/directory/import/files/rules";

/** The operator's way in: what the table holds and, for stores, whose they are, before the table itself. */
export function NetworkSend() {
  const words = useTranslations("imports.send");
  const [kind, setKind] = useState<ImportKind>("stores");
  const [merchant, setMerchant] = useState<ComboboxOption | null>(null);
  const needsMerchant = kind === "stores";
  return (
    <ImportSend
      side="operator"
      kind={kind}
      merchantId={needsMerchant ? merchant?.value : undefined}
      disabled={needsMerchant && merchant === null}
    >
      <RadioGroup
        legend={words("kind")}
        name="kind"
        value={kind}
        onValueChange={(value) => setKind(value === "merchants" ? "merchants" : "stores")}
        options={IMPORT_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
      />
      {needsMerchant ? (
        <Field label={words("merchant")} support={words("merchantHelp")} className="max-w-md">
          {(control) => <MerchantPicker {...control} value={merchant} onValueChange={setMerchant} />}
        </Field>
      ) : null}
    </ImportSend>
  );
}
