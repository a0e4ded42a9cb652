"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { MerchantPicker } from "@/app/(operator)/_components/merchant-picker";
import { LIMIT_SUBJECTS, type LimitSubject } from "@/server/payments/risk/limits/rules";
import { StorePicker } from "./store-picker";

/** Whose limit it is, as it is being chosen. What one kind of subject does not need is kept for the others. */
export type TypedSubject = {
  readonly subject: LimitSubject;
  readonly walletId: string;
  readonly merchant: ComboboxOption | null;
  readonly store: ComboboxOption | null;
};

/** The id of what is chosen, or nothing yet. */
export function subjectIdOf({ subject, walletId, merchant, store }: TypedSubject): string {
  return { wallet: walletId, merchant: merchant?.value ?? "", store: store?.value ?? "" }[subject];
}

type SubjectFieldsProps = {
  typed: TypedSubject;
  onChange: (typed: Partial<TypedSubject>) => void;
  /** Whether to say what is missing. */
  isWrong: boolean;
};

/** A wallet, a merchant, or a merchant and one of its stores. */
export function SubjectFields({ typed, onChange, isWrong }: SubjectFieldsProps) {
  const words = useTranslations("riskDesk.limits");
  const common = useTranslations("common");
  const { subject, merchant, store } = typed;
  const required = { mark: common("required"), required: true };
  const errorOf = (field: LimitSubject, isMissing: boolean) =>
    isWrong && isMissing ? words(`subjectWrong.${field}`) : undefined;
  return (
    <>
      <Field label={words("subject")}>
        {(control) => (
          <Select
            {...control}
            value={subject}
            onChange={({ target }) => {
              const chosen = LIMIT_SUBJECTS.find((one) => one === target.value);
              if (chosen) onChange({ subject: chosen });
            }}
            options={LIMIT_SUBJECTS.map((value) => ({ value, label: words(`subjects.${value}`) }))}
          />
        )}
      </Field>
      {subject === "wallet" ? (
        <WalletField
          walletId={typed.walletId}
          error={errorOf("wallet", typed.walletId === "")}
          onChange={(walletId) => onChange({ walletId })}
        />
      ) : (
        <Field
          label={words("subjects.merchant")}
          support={words("merchantSupport")}
          {...required}
          error={errorOf("merchant", merchant === null)}
        >
          {(control) => (
            <MerchantPicker
              {...control}
              value={merchant}
              onValueChange={(next) => onChange({ merchant: next, store: null })}
            />
          )}
        </Field>
      )}
      {subject === "store" ? (
        <Field
          label={words("subjects.store")}
          support={words("storeSupport")}
          {...required}
          error={errorOf("store", merchant !== null && store === null)}
        >
          {(control) => (
            <StorePicker
              {...control}
              merchantId={merchant?.value}
              value={store}
              onValueChange={(next) => onChange({ store: next })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

type WalletFieldProps = {
  walletId: string;
  error: string | undefined;
  onChange: (walletId: string) => void;
};

function WalletField({ walletId, error, onChange }: WalletFieldProps) {
  const words = useTranslations("riskDesk.limits");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { data: wallets } = useSuspenseQuery(trpc.directory.growth.wallets.queryOptions());
  return (
    <Field label={words("subjects.wallet")} mark={common("required")} required error={error}>
      {(control) => (
        <Select
          {...control}
          value={walletId}
          prompt={words("chooseWallet")}
          onChange={(event) => onChange(event.target.value)}
          options={wallets.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  );
}
