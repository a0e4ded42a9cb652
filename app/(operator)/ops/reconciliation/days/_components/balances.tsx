import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import type { getClearing } from "@/server/directory/clearing/queries";
import { jpy } from "@/server/kernel/money";

type Books = Pick<Awaited<ReturnType<typeof getClearing>>, "clearing" | "receivables">;
const ACCOUNTS = ["payouts_in_transit", "reversals_due"] as const;

/** What stands on the accounts that money passes through, and what the wallets owe. */
export function Balances({ clearing, receivables }: Books) {
  const words = useTranslations("ops.reconciliation");
  const nameOf = (account: string) => {
    const known = ACCOUNTS.find((name) => account === `acquirer:${name}`);
    return known === undefined ? account : words(`account.${known}`);
  };
  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
      <Card>
        <CardHeader title={words("clearing")} support={words("clearingSupport")} />
        <CardBody className="pt-2">
          <DataList
            figures
            rows={clearing.map(({ account, balanceMinor }) => ({
              id: account,
              label: nameOf(account),
              support: account,
              value: (
                <span className="flex flex-col items-end gap-1 sm:flex-row sm:items-center sm:gap-2">
                  <StateBadge tone={balanceMinor === 0n ? "good" : "waiting"}>
                    {words(balanceMinor === 0n ? "zero" : "open")}
                  </StateBadge>
                  {/* What we owe stands in credit; people read it as the amount that is on its way. */}
                  <Money value={jpy(-balanceMinor)} />
                </span>
              ),
            }))}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={words("receivable")} support={words("balance")} />
        <CardBody className="pt-2">
          <DataList
            figures
            rows={receivables.map((wallet) => ({
              id: wallet.walletId,
              label: wallet.walletName,
              support: wallet.walletId,
              value: <Money value={jpy(wallet.balanceMinor)} />,
            }))}
          />
        </CardBody>
      </Card>
    </div>
  );
}
