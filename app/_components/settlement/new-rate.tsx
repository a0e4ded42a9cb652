"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import type { RateKind, TriedRate } from "@/server/settlement/contracts/schema";
import { Effect } from "./effect";
import { ProposeDialog } from "./propose-dialog";
import { RateFields } from "./rate-fields";
import { readTypedRate, type TypedRate } from "./typed-rate";

const EMPTY = { name: "", mcc: "", walletId: "", brandId: "", rate: "", from: "", through: "" };
const FOR_ALL: readonly RateKind[] = ["campaign", "list"];
const FOR_ONE: readonly RateKind[] = ["own", "campaign"];

/**
 * A rate as a proposal, with what it would have made of last month: a row of the price list or a campaign for all, or a
 * rate or a campaign of one merchant.
 */
export function NewRate({ merchantId = null }: { merchantId?: string | null }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.terms.rates.queryOptions());
  const kinds = merchantId === null ? FOR_ALL : FOR_ONE;
  const [typed, setTyped] = useState<TypedRate>({
    ...EMPTY,
    rateKind: merchantId === null ? "campaign" : "own",
  });
  const [checked, setChecked] = useState<"nothing" | "rate" | "everything">("nothing");
  const [tried, setTried] = useState<TriedRate | null>(null);
  const read = readTypedRate(typed, merchantId);
  const wrong = {
    nothing: [],
    // A name and days are not needed to try a rate.
    rate: read.wrong.filter((name) => name !== "name" && name !== "from" && name !== "through"),
    everything: read.wrong,
  };
  return (
    <ProposeDialog
      trigger={<Button variant={merchantId === null ? "primary" : "secondary"}>{words("newRate")}</Button>}
      title={words("newRate")}
      lead={words(merchantId === null ? "ratesLead" : "ownRatesLead")}
      size="lg"
      read={() => {
        setChecked("everything");
        return read.content;
      }}
    >
      <RateFields
        typed={typed}
        onChange={setTyped}
        kinds={kinds}
        wallets={data.wallets}
        brands={data.brands}
        today={data.today}
        wrong={wrong[checked]}
      />
      <Button
        variant="secondary"
        className="justify-self-start"
        onClick={() => {
          if (checked === "nothing") setChecked("rate");
          setTried(read.tried);
        }}
      >
        {words("preview")}
      </Button>
      {tried === null ? null : <Effect tried={tried} />}
    </ProposeDialog>
  );
}
