"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { HoursInput } from "@/app/_components/merchants/hours-input";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { PREFECTURES } from "@/server/merchants/categories.data";

const FIELDS = [
  "name",
  "nameKana",
  "nameLatin",
  "phone",
  "postalCode",
  "prefecture",
  "city",
  "cityLatin",
  "addressLine",
  "openingHours",
] as const;
type FieldName = (typeof FIELDS)[number];
type Facts = Readonly<Record<FieldName, string>>;

const KNOWN_ISSUES = ["kana", "latin_name", "latin_city", "phone", "postal_code", "prefecture"] as const;

type CorrectStoreProps = {
  store: Facts & { readonly id: string };
  /** Whether the shop's own people put it right, or the operator's for them. */
  side: "merchant" | "operator";
  refused: boolean;
};

/** Puts a store's facts right; saving tells the wallets anew. */
export function CorrectStore({ store, side, refused }: CorrectStoreProps) {
  const words = useTranslations("merchant.stores.correct");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<Partial<Facts>>({});
  const correct = useMutation(
    (side === "merchant" ? trpc.merchants.correctStore : trpc.registration.correctStore).mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.merchants.pathFilter());
        await queries.invalidateQueries(trpc.registration.pathFilter());
        setOpen(false);
        setTyped({});
        show({ tone: "good", title: words("saved") });
      },
    }),
  );
  const facts = factsOf({ ...store, ...typed });
  const issueOf = useIssues(correct.error);
  return (
    <Dialog
      size="md"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant={refused ? "primary" : "quiet"}>
          {words(refused ? "again" : "action")}
        </Button>
      }
      title={words("title")}
      description={words("explain")}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button pending={correct.isPending} onClick={() => correct.mutate({ storeId: store.id, ...facts })}>
            {words("save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {issueOf.other === null ? null : <Alert tone="attention" live what={issueOf.other} />}
        {FIELDS.map((name) => (
          <FactField
            key={name}
            name={name}
            value={facts[name]}
            error={issueOf.of(name)}
            onChange={(value) => setTyped((now) => ({ ...now, [name]: value }))}
          />
        ))}
      </div>
    </Dialog>
  );
}

function factsOf(given: Facts): Facts {
  const { name, nameKana, nameLatin, phone, postalCode, prefecture, city, cityLatin } = given;
  const { addressLine, openingHours } = given;
  return {
    name,
    nameKana,
    nameLatin,
    phone,
    postalCode,
    prefecture,
    city,
    cityLatin,
    addressLine,
    openingHours,
  };
}

type FactFieldProps = {
  name: FieldName;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

function FactField({ name, value, error, onChange }: FactFieldProps) {
  const words = useTranslations("merchant.stores.correct");
  const common = useTranslations("common");
  const isFree = name === "openingHours";
  return (
    <Field
      label={words(name)}
      mark={isFree ? words("optional") : common("required")}
      required={!isFree}
      error={error}
    >
      {(control) =>
        name === "prefecture" ? (
          <Select
            {...control}
            value={value}
            options={PREFECTURES.map((one) => ({ value: one.name, label: one.name }))}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : isFree ? (
          <HoursInput control={control} value={value} onChange={onChange} />
        ) : (
          <Input {...control} value={value} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Field>
  );
}

/** What the server said of each field, in words, and what it said of none of them. */
function useIssues(error: unknown) {
  const issues = useTranslations("onboarding.issue");
  const readError = useErrorMessage();
  const refusal = error ? readError(error) : undefined;
  const fields = refusal?.fields ?? [];
  return {
    other: refusal !== undefined && fields.length === 0 ? refusal.text : null,
    of: (name: FieldName): string | undefined => {
      const found = fields.find(({ path }) => path === name);
      return found && issues(KNOWN_ISSUES.find((known) => known === found.issue) ?? "required");
    },
  };
}
