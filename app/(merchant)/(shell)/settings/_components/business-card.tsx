import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";

type BusinessCardProps = {
  merchant: {
    readonly legalName: string;
    readonly tradeName: string;
    readonly corporateNumber: string | null;
    readonly invoiceRegistrationNumber: string | null;
    readonly contactEmail: string;
    readonly phone: string;
  };
};

/** What the contract says of the merchant; changes go through support, because they are checked. */
export async function BusinessCard({ merchant }: BusinessCardProps) {
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
            { id: "contact", label: words("contact"), value: `${contactEmail} / ${phone}` },
          ]}
        />
        <p className="mt-3 text-sm text-muted">{words("merchantChange")}</p>
      </CardBody>
    </Card>
  );
}
