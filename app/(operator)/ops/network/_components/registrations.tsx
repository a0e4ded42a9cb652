import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { Network } from "@/server/directory/network/queries";
import { REGISTRATION_STATES } from "@/server/registration/rules";
import { ChartExport } from "./chart-export";
import { yenText } from "./yen-text";

type RegistrationsProps = { wallets: Network["registrations"] };

/** Stores by wallet and state; each number opens the merchants of such stores. */
export function Registrations({ wallets }: RegistrationsProps) {
  const words = useTranslations("directory.network");
  const states = useTranslations("directory.registration");
  const locale = useLocale();
  return (
    <Card id="wallets">
      <CardHeader
        className="flex-wrap"
        title={words("registrations")}
        action={<ChartExport of="wallets" picture={false} />}
      />
      <CardBody>
        <Table label={words("registrations")}>
          <TableHead>
            <tr>
              <TableHeader>{words("wallet")}</TableHeader>
              {REGISTRATION_STATES.map((state) => (
                <TableHeader key={state} align="end">
                  {states(state)}
                </TableHeader>
              ))}
              <TableHeader align="end">{words("payments")}</TableHeader>
              <TableHeader align="end">{words("volume")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {wallets.map((wallet) => (
              <TableRow key={wallet.walletId}>
                <TableCell className="font-bold">{wallet.walletName}</TableCell>
                {REGISTRATION_STATES.map((state) => (
                  <TableCell key={state} figures>
                    <TextLink href={merchantsAddress({ walletId: wallet.walletId, registration: state })}>
                      {(wallet.states.find((one) => one.state === state)?.count ?? 0).toLocaleString(locale)}
                    </TextLink>
                  </TableCell>
                ))}
                <TableCell figures>{wallet.payments.toLocaleString(locale)}</TableCell>
                <TableCell figures>{yenText(wallet.amountMinor, locale)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
