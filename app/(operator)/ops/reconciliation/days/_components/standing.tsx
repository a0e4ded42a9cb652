import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { jpy } from "@/server/kernel/money";
import type { getStanding } from "@/server/settlement/reconciliation/days/queries";

type Line = "clearing" | "awaited" | "differs" | "unexplained" | "items";

/** The clearing account with the network, and what explains every yen of it. */
export function Standing({ standing }: { standing: Awaited<ReturnType<typeof getStanding>> }) {
  const words = useTranslations("reconciliation.standing");
  const line = (id: Line, minor: bigint) => ({ id, label: words(id), value: <Money value={jpy(minor)} /> });
  const isExplained = standing.unexplainedMinor === 0n;
  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
      <Card>
        <CardHeader title={words("title")} support={words("support")} />
        <CardBody className="pt-2">
          <DataList
            figures
            rows={[
              line("clearing", standing.clearingMinor),
              line("awaited", -standing.awaitedMinor),
              line("differs", -standing.differsMinor),
              {
                ...line("unexplained", standing.unexplainedMinor),
                emphasis: "total",
                value: (
                  <>
                    <StateBadge tone={isExplained ? "good" : "attention"}>
                      {words(isExplained ? "explained" : "notExplained")}
                    </StateBadge>
                    <Money value={jpy(standing.unexplainedMinor)} />
                  </>
                ),
              },
            ]}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={words("wallets")} support={words("walletsSupport")} />
        <CardBody className="pt-2">
          <DataList
            figures
            rows={[
              ...standing.wallets.flatMap(({ walletId, receivableMinor, feePayableMinor }) => [
                {
                  id: walletId,
                  label: words("receivable", { wallet: walletId }),
                  value: <Money value={jpy(receivableMinor)} />,
                },
                {
                  id: `${walletId} fee`,
                  label: words("feePayable", { wallet: walletId }),
                  // We owe it, so it stands in credit; people read it as an amount to pay.
                  value: <Money value={jpy(-feePayableMinor)} />,
                },
              ]),
              line("items", standing.itemsMinor),
            ]}
          />
        </CardBody>
      </Card>
    </div>
  );
}
