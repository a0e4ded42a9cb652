"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { RegistrationBadge } from "@/app/_components/directory/registration-badge";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { RefusedPage } from "@/server/registration/desk/schema";
import { REGISTRATION_STATES } from "@/server/registration/rules";
import { SendAllAgain } from "./send-again";

const LOOK_AGAIN_MS = 5_000;

type DeskOverviewProps = {
  chosen: Pick<RefusedPage, "walletId" | "reason">;
  mayCorrect: boolean;
};

/** How the network stands at each wallet, what waits, and the reasons of refusals with the way to send them again. */
export function DeskOverview({ chosen, mayCorrect }: DeskOverviewProps) {
  const words = useTranslations("ops.registrations");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery({
    ...trpc.registration.desk.queryOptions(),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const wallets = [...new Map(data.counts.map(({ walletId, walletName }) => [walletId, walletName]))];
  const countOf = (walletId: string, state: string) =>
    data.counts.find((one) => one.walletId === walletId && one.state === state)?.count ?? 0;
  return (
    <div className="grid grid-cols-1 gap-6 2xl:grid-cols-2">
      <Card>
        <CardHeader
          title={words("states")}
          support={
            data.queue.oldest === null ? (
              words("nothingDue")
            ) : (
              <>
                {words("due", { due: data.queue.due, overdue: data.queue.overdue })}{" "}
                <DateTime value={data.queue.oldest} locale={locale} />
              </>
            )
          }
        />
        <CardBody>
          <Table label={words("states")}>
            <TableHead>
              <tr>
                <TableHeader>{words("wallet")}</TableHeader>
                {REGISTRATION_STATES.map((state) => (
                  <TableHeader key={state} align="end">
                    <RegistrationBadge state={state} />
                  </TableHeader>
                ))}
              </tr>
            </TableHead>
            <TableBody>
              {wallets.map(([walletId, walletName]) => (
                <TableRow key={walletId}>
                  <TableCell className="font-bold">{walletName}</TableCell>
                  {REGISTRATION_STATES.map((state) => (
                    <TableCell key={state} figures>
                      {countOf(walletId, state).toLocaleString()}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={words("reasons")} support={words("reasonsLead")} />
        <CardBody>
          <Table label={words("reasons")}>
            <TableHead>
              <tr>
                <TableHeader>{words("wallet")}</TableHeader>
                <TableHeader>{words("reason")}</TableHeader>
                <TableHeader align="end">{words("stores")}</TableHeader>
                <TableHeader>
                  <span className="sr-only">{words("again")}</span>
                </TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {data.reasons.length === 0 ? <TableEmpty columns={4}>{words("noneRefused")}</TableEmpty> : null}
              {data.reasons.map(({ walletId, walletName, reason, stores }) => (
                <TableRow
                  key={`${walletId} ${reason}`}
                  selected={chosen.walletId === walletId && chosen.reason === reason}
                >
                  <TableCell>{walletName}</TableCell>
                  <TableCell>
                    <TextLink
                      href={`/ops/registrations?${new URLSearchParams({ wallet: walletId, reason })}`}
                    >
                      {reason === "" ? words("noReason") : reason}
                    </TextLink>
                  </TableCell>
                  <TableCell figures>{stores.toLocaleString()}</TableCell>
                  <TableCell>
                    {mayCorrect ? <SendAllAgain walletId={walletId} reason={reason} /> : null}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </CardBody>
      </Card>
    </div>
  );
}
