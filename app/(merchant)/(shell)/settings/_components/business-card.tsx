import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { TextLink } from "@/app/_ui/text-link";

type BusinessCardProps = {
  merchant: {
    readonly legalName: string;
    readonly tradeName: string;
    readonly corporateNumber: string | null;
    readonly invoiceRegistrationNumber: string | null;
    readonly contactEmail: string;
    readonly phone: string;
  };
  mayChange: boolean;
};

/** What the contract says of the merchant; changes are asked for and checked. */
export async function BusinessCard({ merchant, mayChange }: BusinessCardProps) {
  const words = await getTranslations("merchant.settings");
  const { legalName, tradeName, corporateNumber, invoiceRegistrationNumber, contactEmail, phone } = merchant;
  const optional = (id: string, label: string, value: string | null) =>
    value === null || value === "" ? [] : [{ id, label, value }];
  return (
    <Card>
      <CardHeader title={words("merchant")} />
      <CardBody className="pt-2">
        <DataList
          stacked
          rows={[
            { id: "legal", label: words("legalName"), value: legalName },
            { id: "trade", label: words("tradeName"), value: tradeName },
            ...optional("corporate", words("corporateNumber"), corporateNumber),
            ...optional("registration", words("registrationNumber"), invoiceRegistrationNumber),
            { id: "contact", label: words("contact"), value: <Contact lines={[contactEmail, phone]} /> },
          ]}
        />
        {mayChange ? (
          <TextLink href="/settings/changes" className="mt-2 inline-flex min-h-11 items-center text-sm">
            {words("merchantChange")}
          </TextLink>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Contact({ lines }: { lines: readonly string[] }) {
  return (
    <span className="tabular">
      {lines.map((line) => (
        <span key={line} className="block break-all">
          {line}
        </span>
      ))}
    </span>
  );
}
