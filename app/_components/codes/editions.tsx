"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";
import { Dialog } from "@/app/_ui/dialog";
import { SkeletonRows } from "@/app/_ui/skeleton";

/** The printed editions of a code, read when somebody asks for them. */
export function Editions({ code }: { code: string }) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="quiet" size="sm">
          <History aria-hidden />
          {words("history")}
        </Button>
      }
      title={words("history")}
      closeLabel={common("close")}
    >
      {isOpen ? <EditionLines code={code} /> : null}
    </Dialog>
  );
}

/** What was printed of a code, newest first. */
export function EditionLines({ code }: { code: string }) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.codes.get.queryOptions({ code }, { staleTime: 0 }));
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={3} label={common("loading")} />;
  if (data.editions.length === 0) return <p className="text-muted">{words("historyEmpty")}</p>;
  return (
    <ul className="divide-y divide-line">
      {data.editions.map(({ serial, version, format, issuedAt, revokedAt }) => (
        <li key={serial} className="py-3">
          <p className="font-bold">{words("edition", { version, format: format.toUpperCase() })}</p>
          <p className="tabular text-sm text-muted">
            {words("editionSerial", { serial })}
            {" · "}
            {words.rich("issuedOn", {
              date: () => <DateTime value={issuedAt} locale={locale} show="dated" />,
            })}
            {revokedAt === null ? null : (
              <>
                {" · "}
                {words.rich("revokedOn", {
                  date: () => <DateTime value={revokedAt} locale={locale} show="dated" />,
                })}
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
