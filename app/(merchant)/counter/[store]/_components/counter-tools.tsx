"use client";

import { Calculator, Expand, List, MessageCircle, MessageCircleOff } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { buttonVariants } from "@/app/_ui/button-variants";
import { Dialog } from "@/app/_ui/dialog";
import { Select, type SelectOption } from "@/app/_ui/select";
import { PaymentSearch } from "./payment-search";

type CounterToolsProps = {
  storeId: string;
  tills: readonly SelectOption[];
  till: string;
  onTill: (till: string) => void;
  speech: { isOn: boolean; toggle: () => void };
};

/** What a clerk needs beside the amount: which till this is, the list of the day, the tally, the voice. */
export function CounterTools({ storeId, tills, till, onTill, speech }: CounterToolsProps) {
  const words = useTranslations("merchant.counter");
  return (
    <nav
      aria-label={words("tools")}
      className="flex flex-wrap items-center justify-center gap-2 border-b border-black/15 px-2 py-1"
    >
      {tills.length < 2 ? null : (
        <Select
          dense
          aria-label={words("till")}
          options={[{ value: "", label: words("allTills") }, ...tills]}
          value={till}
          onChange={(event) => onTill(event.target.value)}
        />
      )}
      <PaymentSearchDialog storeId={storeId} />
      <Link href={`/counter/${storeId}/tally`} className={buttonVariants({ variant: "quiet", size: "sm" })}>
        <Calculator aria-hidden />
        {words("tally")}
      </Link>
      <Button variant="quiet" size="sm" aria-pressed={speech.isOn} onClick={speech.toggle}>
        {speech.isOn ? <MessageCircle aria-hidden /> : <MessageCircleOff aria-hidden />}
        {words(speech.isOn ? "speechOn" : "speechOff")}
      </Button>
      <Button
        variant="quiet"
        size="sm"
        onClick={() => void document.documentElement.requestFullscreen?.().catch(() => undefined)}
      >
        <Expand aria-hidden />
        {words("fullScreen")}
      </Button>
    </nav>
  );
}

function PaymentSearchDialog({ storeId }: { storeId: string }) {
  const words = useTranslations("merchant.counter");
  const common = useTranslations("common");
  return (
    <Dialog
      trigger={
        <Button variant="quiet" size="sm">
          <List aria-hidden />
          {words("list")}
        </Button>
      }
      title={words("list")}
      description={words("listLead")}
      closeLabel={common("close")}
      size="lg"
    >
      <PaymentSearch storeId={storeId} />
    </Dialog>
  );
}
