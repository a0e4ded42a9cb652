"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { LinkButton } from "@/app/_ui/link-button";
import { Select, type SelectOption } from "@/app/_ui/select";
import { addDays, toDay } from "@/server/kernel/calendar";
import { PAYMENT_STATES } from "@/server/payments/rules";
import { type Filter, filterHref, isNarrowed } from "./filter";
import { MoreConditions } from "./more-conditions";

type FilterFormProps = {
  filter: Filter;
  stores: readonly SelectOption[];
  wallets: readonly SelectOption[];
  todayOn: string;
};

/** Narrows the list. A plain form: the filter stands in the address and can be sent to a colleague. */
export function FilterForm({ filter, stores, wallets, todayOn }: FilterFormProps) {
  const words = useTranslations("payments.list");
  const states = useTranslations("payments.state");
  const { input, typed, wrong } = filter;
  const yesterdayOn = addDays(toDay(todayOn), -1);
  return (
    // The key gives the fields their new values when a chip or the clear link changes the address.
    <search key={JSON.stringify(input)} className="mb-5 grid gap-3">
      <form
        action="/payments"
        className="grid grid-cols-2 items-start gap-3 rounded border border-line bg-surface p-4 lg:grid-cols-[1fr_1fr_1fr_1fr_auto]"
      >
        <Field label={words("last4")} error={wrong.includes("last4") ? words("last4Invalid") : undefined}>
          {(control) => (
            <Input
              {...control}
              name="last4"
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              defaultValue={typed.last4}
            />
          )}
        </Field>
        <Field label={words("day")}>
          {(control) => (
            <Input {...control} type="date" name="day" max={todayOn} defaultValue={input.dayOn ?? ""} />
          )}
        </Field>
        <Field label={words("stateLabel")}>
          {(control) => (
            <Select
              {...control}
              name="state"
              prompt={words("allStates")}
              defaultValue={input.state ?? ""}
              options={PAYMENT_STATES.map((state) => ({ value: state, label: states(state) }))}
            />
          )}
        </Field>
        {stores.length > 1 ? (
          // A phone has the store in the bar above; the field stays in the form, so that its value goes along.
          <Field label={words("store")} className="hidden lg:block">
            {(control) => (
              <Select
                {...control}
                name="store"
                prompt={words("allStores")}
                defaultValue={input.storeId ?? ""}
                options={stores}
              />
            )}
          </Field>
        ) : null}
        <Button type="submit" className="mt-9 min-h-12">
          <Search aria-hidden />
          {words("apply")}
        </Button>
        <MoreConditions filter={filter} wallets={wallets} />
      </form>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ChipRow label={words("filters")}>
          <Chip href={filterHref(filter, { dayOn: todayOn })} active={input.dayOn === todayOn}>
            {words("today")}
          </Chip>
          <Chip href={filterHref(filter, { dayOn: yesterdayOn })} active={input.dayOn === yesterdayOn}>
            {words("yesterday")}
          </Chip>
        </ChipRow>
        {isNarrowed(filter) ? (
          <LinkButton
            href={input.storeId ? `/payments?store=${input.storeId}` : "/payments"}
            variant="quiet"
            size="sm"
          >
            {words("clear")}
          </LinkButton>
        ) : null}
      </div>
    </search>
  );
}
