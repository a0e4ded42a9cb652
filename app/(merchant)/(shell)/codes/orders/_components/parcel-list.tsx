"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { StateBadge } from "@/app/_ui/state-badge";
import { TextLink } from "@/app/_ui/text-link";
import { useToast } from "@/app/_ui/toast";
import type { Tone } from "@/app/_ui/tone";
import type { ParcelRow } from "@/server/codes/orders/queries";
import { canMoveParcel, type ParcelState } from "@/server/codes/orders/rules";

const TONES: Readonly<Record<ParcelState, Tone>> = {
  requested: "waiting",
  printing: "waiting",
  shipped: "info",
  delivered: "good",
  cancelled: "neutral",
};

type ParcelListProps = { input: { olderThan: string | undefined }; mayManage: boolean };

/** Where every order is, and what the reader can do about it. */
export function ParcelList({ input, mayManage }: ParcelListProps) {
  const words = useTranslations("printing");
  const codes = useTranslations("codes");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.printing.parcels.queryOptions(input));
  return (
    <Card>
      <CardHeader title={words("parcels")} support={words("parcelsLead")} />
      <CardBody>
        {data.parcels.length === 0 ? <EmptyState title={words("none")} body={words("noneBody")} /> : null}
        <ul className="divide-y divide-line">
          {data.parcels.map((parcel) => (
            <ParcelLine key={parcel.parcelId} parcel={parcel} mayManage={mayManage} />
          ))}
        </ul>
        {data.olderThan === null ? null : (
          <LinkButton className="mt-4" variant="secondary" href={`/codes/orders?after=${data.olderThan}`}>
            {codes("more")}
          </LinkButton>
        )}
      </CardBody>
    </Card>
  );
}

function ParcelLine({ parcel, mayManage }: { parcel: ParcelRow; mayManage: boolean }) {
  const words = useTranslations("printing");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const { state, copies } = parcel;
  const [paper, count] = [codes(`paperName.${parcel.format}`), parcel.codes * copies];
  return (
    <li className="grid gap-2 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="font-bold">
          {parcel.recipient} {parcel.attention}
        </p>
        <p className="text-sm text-muted">{parcel.address}</p>
        <p className="mt-1 text-sm">
          {words("line", { paper, count })} · <DateTime value={parcel.createdAt} locale={locale} />
        </p>
        <Tracking parcel={parcel} />
      </div>
      <div className="flex flex-wrap items-center gap-2 sm:flex-col sm:items-end">
        <StateBadge tone={TONES[state]}>{words(`state.${state}`)}</StateBadge>
        {mayManage ? <ParcelActions parcel={parcel} /> : null}
      </div>
    </li>
  );
}

function Tracking({ parcel }: { parcel: ParcelRow }) {
  const words = useTranslations("printing");
  const { carrier, trackingNumber, trackingUrl } = parcel;
  if (carrier === null || trackingNumber === null) return null;
  return (
    <p className="mt-1 text-sm">
      {words(`carrier.${carrier}`)}{" "}
      {trackingUrl === null ? (
        <span className="tabular">{trackingNumber}</span>
      ) : (
        <TextLink href={trackingUrl} rel="noreferrer" target="_blank" className="tabular">
          {trackingNumber}
        </TextLink>
      )}
    </p>
  );
}

function ParcelActions({ parcel: { parcelId, state } }: { parcel: ParcelRow }) {
  const words = useTranslations("printing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const readError = useErrorMessage();
  const options = {
    onError: (error: unknown) => show({ tone: "attention" as const, title: readError(error).text }),
    onSettled: () => queries.invalidateQueries(trpc.printing.parcels.pathFilter()),
  };
  const confirm = useMutation(trpc.printing.confirm.mutationOptions(options));
  const cancel = useMutation(trpc.printing.cancel.mutationOptions(options));
  if (canMoveParcel(state, "delivered"))
    return (
      <Button
        variant="secondary"
        size="sm"
        pending={confirm.isPending}
        onClick={() => confirm.mutate({ parcelId })}
      >
        {words("arrived")}
      </Button>
    );
  if (canMoveParcel(state, "cancelled"))
    return (
      <Button
        variant="quiet"
        size="sm"
        pending={cancel.isPending}
        onClick={() => cancel.mutate({ parcelId })}
      >
        {words("cancel")}
      </Button>
    );
  return null;
}
