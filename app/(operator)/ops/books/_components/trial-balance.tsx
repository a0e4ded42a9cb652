import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { type Day, formatDay } from "@/server/kernel/calendar";
import { isCurrency, jpy } from "@/server/kernel/money";
import type { TrialBalance as Balance, BalanceLine } from "@/server/ledger/balance/queries";
import { chartKeyOf } from "@/server/ledger/journal/rules";

type TrialBalanceProps = { balance: Balance; on: Day | undefined };

/** All accounts at an instant; debits and credits are equal. */
export function TrialBalance({ balance, on }: TrialBalanceProps) {
  const words = useTranslations("books");
  const locale = useLocale() === "ja" ? "ja" : "en";
  const isEqual = balance.debitMinor === balance.creditMinor;
  return (
    <Card>
      <CardHeader
        title={words("balance")}
        support={words("asOf", {
          time: on === undefined ? words("now") : formatDay(on, locale, { year: true }),
        })}
      />
      <CardBody className="grid gap-4">
        <form className="flex flex-wrap items-end gap-3">
          <Field label={words("on")}>
            {(control) => <Input {...control} type="date" name="on" defaultValue={on} />}
          </Field>
          <Button type="submit" variant="secondary">
            {words("show")}
          </Button>
        </form>
        <Table label={words("balance")}>
          <TableHead>
            <tr>
              <TableHeader>{words("columns.account")}</TableHeader>
              <TableHeader align="end" className="max-sm:hidden">
                {words("columns.accounts")}
              </TableHeader>
              <TableHeader align="end">{words("columns.debit")}</TableHeader>
              <TableHeader align="end">{words("columns.credit")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {balance.lines.length === 0 ? <TableEmpty columns={4}>{words("none")}</TableEmpty> : null}
            {balance.lines.map((line) => (
              <BalanceRow key={`${line.account} ${line.currency}`} line={line} />
            ))}
            {balance.lines.length === 0 ? null : (
              <TableRow className="font-bold">
                <TableCell>
                  {words("sum")}{" "}
                  <StateBadge tone={isEqual ? "good" : "attention"}>
                    {words(isEqual ? "equal" : "unequal")}
                  </StateBadge>
                </TableCell>
                <TableCell className="max-sm:hidden" />
                <TableCell figures>
                  <Money value={jpy(balance.debitMinor)} />
                </TableCell>
                <TableCell figures>
                  <Money value={jpy(balance.creditMinor)} />
                </TableCell>
              </TableRow>
            )}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}

function BalanceRow({ line }: { line: BalanceLine }) {
  const words = useTranslations("books");
  const locale = useLocale();
  const amount = (minor: bigint) =>
    minor === 0n || !isCurrency(line.currency) ? "" : <Money value={{ minor, currency: line.currency }} />;
  const isOne = !line.account.includes("*");
  const key = chartKeyOf(line.account);
  const name = key === null ? line.account : words(`chart.${key}`);
  return (
    <TableRow>
      <TableCell>
        {isOne ? (
          <TextLink href={`/ops/books/account?account=${encodeURIComponent(line.account)}`}>{name}</TextLink>
        ) : (
          name
        )}
        <span className="block font-mono text-xs text-muted max-sm:hidden">{line.account}</span>
      </TableCell>
      <TableCell figures className="max-sm:hidden">
        {line.accounts.toLocaleString(locale)}
      </TableCell>
      <TableCell figures>{amount(line.debitMinor)}</TableCell>
      <TableCell figures>{amount(line.creditMinor)}</TableCell>
    </TableRow>
  );
}
