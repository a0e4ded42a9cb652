import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

type AccountFormProps = { typed: { account: unknown; fromOn: unknown; throughOn: unknown } };

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** Chooses an account and a time; it lives in the address. */
export function AccountForm({ typed }: AccountFormProps) {
  const words = useTranslations("books.account");
  return (
    <form className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr_auto] sm:items-end">
      <Field label={words("name")} support={words("nameSupport")}>
        {(control) => <Input {...control} name="account" required defaultValue={textOf(typed.account)} />}
      </Field>
      <Field label={words("fromOn")}>
        {(control) => (
          <Input {...control} type="date" name="fromOn" required defaultValue={textOf(typed.fromOn)} />
        )}
      </Field>
      <Field label={words("throughOn")}>
        {(control) => (
          <Input {...control} type="date" name="throughOn" required defaultValue={textOf(typed.throughOn)} />
        )}
      </Field>
      <Button type="submit" variant="secondary">
        {words("show")}
      </Button>
    </form>
  );
}
