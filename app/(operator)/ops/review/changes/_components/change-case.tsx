"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useFieldName } from "@/app/_components/onboarding/use-item-name";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import { PAPER_KINDS } from "@/server/onboarding/changes/rules";
import { ChangeActions, type ChangeRights } from "./change-actions";

/** One change with what it replaces, the papers that show it, and the decision about it. */
export function ChangeCase({ changeId, may }: { changeId: string; may: ChangeRights }) {
  const words = useTranslations("changes");
  const desk = useTranslations("changeDesk");
  const nameOf = useFieldName();
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.changeReview.one.queryOptions({ changeId }));
  const { present } = data;
  const paperName = (kind: string) => {
    const known = PAPER_KINDS.find((one) => one === kind);
    return known === undefined ? kind : words(`paper.${known}`);
  };
  const now =
    data.kind === "bank_account" ? (
      present.account === null ? (
        words("noAccount")
      ) : (
        <AccountLine account={present.account} />
      )
    ) : (
      `${present.legalName}（${present.legalNameKana}） 〒${present.postalCode} ${present.prefecture}${present.city}${present.addressLine}`
    );
  const bank = data.bankName === null ? [] : [`${data.bankName} ${data.branchName ?? ""}`];
  return (
    <Card>
      <CardHeader
        title={`${words(`kind.${data.kind}`)}: ${data.tradeName}`}
        action={<Badge>{words(`state.${data.state}`)}</Badge>}
      />
      <CardBody className="grid gap-4">
        <DataList
          rows={[
            {
              id: "merchant",
              label: desk("merchant"),
              value: <TextLink href={`/ops/merchants/${data.tenantId}`}>{data.tradeName}</TextLink>,
            },
            { id: "by", label: desk("requestedBy"), value: data.requestedBy },
            {
              id: "due",
              label: desk("due"),
              value: data.dueAt === null ? "" : <DateTime value={data.dueAt} locale={locale} />,
            },
            { id: "now", label: words("now"), value: now },
            ...data.fields
              .filter(({ typed }) => typed !== "")
              .map(({ key, typed, checked }) => ({ id: key, label: nameOf(key), value: checked ?? typed })),
            ...bank.map((name) => ({ id: "bank", label: words("bank"), value: name })),
            ...(data.kind === "bank_account"
              ? [
                  {
                    id: "twins",
                    label: desk("twins"),
                    value: desk("twinsValue", { count: data.accountTwins }),
                  },
                ]
              : []),
          ]}
        />
        <section aria-label={words("papers")} className="grid gap-3 sm:grid-cols-2">
          {data.papers.flatMap((paper) =>
            Array.from({ length: paper.pages }, (_, index) => index + 1).map((page) => (
              <a
                key={`${paper.id}-${page}`}
                href={`/api/changes/papers/${paper.id}?page=${page}`}
                target="_blank"
                rel="noreferrer"
              >
                {/* biome-ignore lint/performance/noImgElement: a private picture is not for the image optimiser */}
                <img
                  src={`/api/changes/papers/${paper.id}?page=${page}`}
                  alt={desk("page", { name: paperName(paper.kind), page })}
                  className="w-full rounded border border-line"
                />
              </a>
            )),
          )}
        </section>
      </CardBody>
      <CardFooter>
        <ChangeActions change={data} may={may} />
      </CardFooter>
    </Card>
  );
}
