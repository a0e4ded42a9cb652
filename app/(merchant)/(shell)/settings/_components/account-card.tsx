import { useTranslations } from "next-intl";
import { SignOutForm } from "@/app/_components/identity/sign-out-form";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import type { MerchantRole } from "@/server/kernel/permissions";

type AccountCardProps = { name: string; email: string; role: MerchantRole };

/** Who is signed in, as what, and the way out. */
export function AccountCard({ name, email, role }: AccountCardProps) {
  const words = useTranslations("merchant.settings");
  const team = useTranslations("merchant.team");
  const roles = useTranslations("identity.roles");
  const rows = [
    ...(name === "" ? [] : [{ id: "name", label: team("name"), value: name }]),
    { id: "email", label: team("email"), value: <span className="break-all">{email}</span> },
    { id: "role", label: words("role"), value: roles(role) },
  ];
  return (
    <Card>
      <CardHeader title={words("account")} />
      <CardBody className="grid gap-4 pt-2">
        <DataList rows={rows} stacked />
        <SignOutForm />
      </CardBody>
    </Card>
  );
}
