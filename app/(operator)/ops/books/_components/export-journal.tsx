import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { JOURNAL_DETAILS, JOURNAL_ENCODINGS, JOURNAL_LAYOUTS } from "@/server/ledger/journal/chart.data";

/** Asks for the journal of a month in the layout of accounting software. */
export function ExportJournal({ month }: { month: string }) {
  const words = useTranslations("books");
  return (
    <Card>
      <CardHeader title={words("journal")} support={words("journalSupport")} />
      <CardBody>
        <form action="/api/ledger/journal" className="grid gap-4 sm:grid-cols-2">
          <Field label={words("month")}>
            {(control) => (
              <Input {...control} name="month" required pattern="\d{4}-\d{2}" defaultValue={month} />
            )}
          </Field>
          <Field label={words("layout")}>
            {(control) => (
              <Select
                {...control}
                name="layout"
                options={JOURNAL_LAYOUTS.map((value) => ({ value, label: words(`layouts.${value}`) }))}
              />
            )}
          </Field>
          <Field label={words("detail")}>
            {(control) => (
              <Select
                {...control}
                name="detail"
                options={JOURNAL_DETAILS.map((value) => ({
                  value,
                  label: words(`details.${value}`),
                }))}
              />
            )}
          </Field>
          <Field label={words("encoding")}>
            {(control) => (
              <Select
                {...control}
                name="encoding"
                options={JOURNAL_ENCODINGS.map((value) => ({
                  value,
                  label: words(`encodings.${value}`),
                }))}
              />
            )}
          </Field>
          <Button type="submit" variant="secondary" className="sm:col-span-2">
            {words("download")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
