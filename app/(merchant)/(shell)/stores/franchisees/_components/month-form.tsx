import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** Which month is shown; it lives in the address. */
export async function MonthForm({ month }: { month: string }) {
  const words = await getTranslations("chain.franchise");
  return (
    <form className="mb-5 flex max-w-md items-end gap-3">
      <Field label={words("month")} className="grow">
        {(control) => (
          <Input
            {...control}
            type="month"
            name="month"
            required
            pattern="\d{4}-\d{2}"
            placeholder="2026-11"
            defaultValue={month}
          />
        )}
      </Field>
      <Button type="submit" variant="secondary">
        {words("show")}
      </Button>
    </form>
  );
}
