"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import { JAPAN_POST_BANK_CODE, japanPostAccount } from "@/server/kernel/japan-post-bank";
import { toTransferKana } from "@/server/kernel/kana";
import { ACCOUNT_TYPES } from "@/server/merchants/rules";
import { ChoiceField } from "./choice-field";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";
import { TextField } from "./text-field";

type Names = { bankName: string | null; branchName: string | null };

/** Where the money goes. */
export function BankStep() {
  const words = useTranslations("onboarding");
  const form = useForm();
  const { fields } = form;
  const isPost = fields["bank.bankCode"] === JAPAN_POST_BANK_CODE;
  const holder = toTransferKana(fields["bank.holderKana"] ?? "");
  const account = japanPostAccount({
    symbol: fields["bank.postSymbol"] ?? "",
    number: fields["bank.postNumber"] ?? "",
  });

  function convert(symbol: string, number: string): void {
    const converted = japanPostAccount({ symbol, number });
    if (!converted.ok) return;
    form.change({
      "bank.branchCode": converted.branchCode,
      "bank.accountType": converted.accountType,
      "bank.accountNumber": converted.accountNumber,
    });
  }

  return (
    <>
      <BankChoice part="bank" />
      {isPost ? (
        <>
          <TextField
            name="bank.postSymbol"
            inputMode="numeric"
            onType={(symbol) => convert(symbol, fields["bank.postNumber"] ?? "")}
          />
          <TextField
            name="bank.postNumber"
            inputMode="numeric"
            onType={(number) => convert(fields["bank.postSymbol"] ?? "", number)}
          />
          {account.ok ? (
            <p role="status" className="text-sm text-green">
              {words("bank.converted", { branch: account.branchCode, account: account.accountNumber })}
            </p>
          ) : null}
        </>
      ) : null}
      <BankChoice part="branch" />
      <ChoiceField name="bank.accountType" values={ACCOUNT_TYPES} columns={3} />
      <TextField name="bank.accountNumber" inputMode="numeric" />
      <div className="grid gap-2">
        <TextField name="bank.holderKana" />
        {holder.ok ? (
          <p role="status" className="rounded-sm bg-indigo-50 px-3 py-2 text-sm">
            {words("bank.preview")}: <b className="tabular">{holder.value}</b>
          </p>
        ) : null}
      </div>
    </>
  );
}

function BankChoice({ part }: { part: "bank" | "branch" }) {
  const words = useTranslations("onboarding");
  const form = useForm();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const name = part === "bank" ? "bank.bankCode" : "bank.branchCode";
  const bankCode = form.fields["bank.bankCode"] ?? "";
  const code = form.fields[name] ?? "";
  const known: Names = data;
  const stored = data.fields[name] === code;
  const label = (part === "bank" ? known.bankName : known.branchName) ?? code;
  const chosen = queries.getQueryData<ComboboxOption>(["bank-choice", part, bankCode, code]);

  async function load(query: string): Promise<readonly ComboboxOption[]> {
    const hits =
      part === "bank"
        ? await queries.fetchQuery(trpc.merchants.banks.queryOptions({ query }))
        : await queries.fetchQuery(trpc.merchants.branches.queryOptions({ bankCode, query }));
    return hits.map((hit) => ({ value: hit.code, label: hit.name, support: hit.kana, code: hit.code }));
  }

  function choose(option: ComboboxOption | null): void {
    const value = option?.value ?? "";
    if (option) {
      const bank = part === "bank" ? value : bankCode;
      queries.setQueryData(["bank-choice", part, bank, value], option);
    }
    form.change(
      part === "bank" ? { "bank.bankCode": value, "bank.branchCode": "" } : { "bank.branchCode": value },
    );
    form.touch(name);
  }

  return (
    <FieldShell
      name={name}
      support={part === "branch" && bankCode === "" ? words("bank.chooseBankFirst") : undefined}
    >
      {(control) => (
        <Combobox
          {...control}
          disabled={part === "branch" && bankCode === ""}
          value={code === "" ? null : (chosen ?? { value: code, label: stored ? label : code, code })}
          onValueChange={choose}
          loadOptions={load}
          labels={{
            loading: words("bank.searching"),
            noResults: words("bank.noResults"),
            failed: words("bank.searchFailed"),
            clear: words("bank.clear"),
            found: (count) => words("bank.found", { count }),
          }}
        />
      )}
    </FieldShell>
  );
}
