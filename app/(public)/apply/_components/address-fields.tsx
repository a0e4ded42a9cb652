"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Select } from "@/app/_ui/select";
import { normalisePostalCode } from "@/server/kernel/contact";
import { PREFECTURES } from "@/server/merchants/categories.data";
import type { Fields } from "@/server/onboarding/fields/rules";
import { SelectField } from "./choice-field";
import { useForm } from "./form-context";
import { TextField } from "./text-field";
import type { StorePlace } from "./use-list";

type Hit = {
  postalCode: string;
  prefecture: string;
  municipalityCode: string;
  city: string;
  town: string;
  cityLatin: string;
};
type Found = "none" | "filled" | "missing" | readonly Hit[];

const PREFECTURE_OPTIONS = PREFECTURES.map(({ name }) => ({ value: name, label: name }));

/** An address that fills itself in from seven digits; everything stays editable. */
export function AddressFields({ of }: { of: "business" | StorePlace }) {
  const words = useTranslations("onboarding");
  const form = useForm();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [found, setFound] = useState<Found>("none");

  function fill(hit: Hit): void {
    const line = form.fields[`${of}.addressLine`] ?? "";
    const values: Fields = {
      [`${of}.prefecture`]: hit.prefecture,
      [`${of}.city`]: hit.city,
      ...(line.startsWith(hit.town) ? {} : { [`${of}.addressLine`]: hit.town }),
      ...(of !== "business" && {
        [`${of}.municipalityCode`]: hit.municipalityCode,
        [`${of}.cityLatin`]: hit.cityLatin,
      }),
    };
    form.change(values);
    setFound("filled");
  }

  async function search(typed: string): Promise<void> {
    const postalCode = normalisePostalCode(typed);
    setFound("none");
    if (postalCode === undefined) return;
    try {
      const hits = await queries.fetchQuery(trpc.merchants.addresses.queryOptions({ postalCode }));
      const [first] = hits;
      if (hits.length === 1 && first) fill(first);
      else setFound(hits.length === 0 ? "missing" : hits);
    } catch {
      // Without the look-up the address is simply typed.
      setFound("none");
    }
  }

  return (
    <>
      <div className="grid gap-2">
        <TextField
          name={`${of}.postalCode`}
          inputMode="numeric"
          autoComplete="postal-code"
          onType={(typed) => void search(typed)}
        />
        <div aria-live="polite" className="text-sm">
          {found === "filled" ? <p className="text-green">{words("address.filled")}</p> : null}
          {found === "missing" ? <p className="text-amber-700">{words("address.notFound")}</p> : null}
          {Array.isArray(found) ? (
            <Select
              aria-label={words("address.several")}
              prompt={words("address.several")}
              options={found.map((hit: Hit, index) => ({
                value: `${index}`,
                label: `${hit.prefecture}${hit.city}${hit.town}`,
              }))}
              onChange={(event) => {
                const hit: Hit | undefined = found[Number(event.target.value)];
                if (hit && event.target.value !== "") fill(hit);
              }}
            />
          ) : null}
        </div>
      </div>
      <SelectField name={`${of}.prefecture`} options={PREFECTURE_OPTIONS} />
      <TextField name={`${of}.city`} autoComplete="address-level2" />
      <TextField name={`${of}.addressLine`} autoComplete="street-address" />
    </>
  );
}
