import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DataList } from "@/app/_ui/data-list";
import { STANDARD_TERMS } from "@/server/merchants/rules";
import { percent } from "../../_components/percent";
import { LegalPage } from "../_components/legal-page";

const RULES = ["extra", "payment", "delivery", "cancel", "system"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("publicPages"))("legal.commerce") };
}

export default async function CommercePage() {
  const words = await getTranslations("publicPages");
  const rate = percent(STANDARD_TERMS.feeBasisPoints, await getLocale());
  const contact = words("company.contact");
  const rows = [
    { id: "seller", label: words("commerce.seller"), value: words("company.name") },
    {
      id: "representative",
      label: words("commerce.representative"),
      value: words("company.representative"),
    },
    { id: "address", label: words("commerce.address"), value: words("company.address") },
    { id: "contact", label: words("commerce.contact"), value: words("commerce.contactValue", { contact }) },
    { id: "price", label: words("commerce.price"), value: words("commerce.priceValue", { rate }) },
    ...RULES.map((id) => ({
      id,
      label: words(`commerce.${id}.label`),
      value: words(`commerce.${id}.value`),
    })),
  ];
  return (
    <LegalPage page="commerce">
      <DataList stacked rows={rows} />
    </LegalPage>
  );
}
