"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { buttonVariants } from "@/app/_ui/button-variants";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Checkbox } from "@/app/_ui/checkbox";
import { RadioGroup } from "@/app/_ui/radio-group";
import { TextLink } from "@/app/_ui/text-link";
import { PAPER, POSTER_FORMATS, POSTER_PRINTS } from "@/server/codes/poster/rules";
import { useStoreFormat } from "../../_components/use-store-format";

/** Choose paper and printer, see the sheet as it will be printed, take it. */
export function PosterMaker({ code }: { code: string }) {
  const words = useTranslations("codes");
  const orders = useTranslations("printing");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.codes.get.queryOptions({ code }));
  const formatOf = useStoreFormat();
  const [format, setFormat] = useState(formatOf());
  const [print, setPrint] = useState<(typeof POSTER_PRINTS)[number]>("office");
  const [logo, setLogo] = useState(false);
  const query = new URLSearchParams({ format, print, ...(logo ? { logo: "1" } : {}) });
  // What is printed decides what is seen: a renamed till or a new edition is another picture.
  const edition = data.editions.map(({ serial, revokedAt }) => `${serial}${revokedAt === null ? "" : "x"}`);
  const seen = new URLSearchParams({ ...Object.fromEntries(query), seen: `${data.counterName}${edition}` });
  const { width, height } = PAPER[format];
  return (
    <Card>
      <CardHeader title={words("print")} support={words("makerLead")} />
      <CardBody className="grid gap-6 md:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-5">
          <RadioGroup
            name="paper"
            legend={words("paper")}
            columns={2}
            options={POSTER_FORMATS.map((value) => ({
              value,
              label: words(`paperName.${value}`),
              support: words(`paperUse.${value}`),
            }))}
            value={format}
            onValueChange={(value) => setFormat(POSTER_FORMATS.find((known) => known === value) ?? "a4")}
          />
          <RadioGroup
            name="printer"
            legend={words("printer")}
            columns={2}
            options={POSTER_PRINTS.map((value) => ({
              value,
              label: words(`printerName.${value}`),
              support: words(`printerUse.${value}`),
            }))}
            value={print}
            onValueChange={(value) => setPrint(value === "shop" ? "shop" : "office")}
          />
          <Checkbox
            label={words("logo")}
            support={words("logoSupport")}
            checked={logo}
            onChange={(event) => setLogo(event.currentTarget.checked)}
          />
          <a
            href={`/api/codes/${code}/poster.pdf?${query}`}
            download
            className={buttonVariants({ size: "lg", wide: true })}
          >
            <Download aria-hidden />
            {words("downloadPdf", { format: words(`paperName.${format}`) })}
          </a>
          <p className="text-sm">
            {orders("noPrinter")}
            <TextLink href={`/codes/orders?code=${code}`} className="inline-flex min-h-11 items-center">
              {orders("open")}
            </TextLink>
          </p>
        </div>
        <figure className="min-w-0">
          {/* biome-ignore lint/performance/noImgElement: drawn by our own route from the PDF itself */}
          <img
            key={seen.toString()}
            src={`/api/codes/${code}/preview.png?${seen}`}
            alt={words("previewOf", { store: data.storeName })}
            width={width}
            height={height}
            className="h-auto w-full border border-line bg-white shadow"
          />
          <figcaption className="mt-2 text-sm text-muted">{words("previewNote")}</figcaption>
        </figure>
      </CardBody>
    </Card>
  );
}
