"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";
import { Confirm } from "./confirm";

type Invitation = {
  invitationId: string;
  email: string;
  role: string;
  expiresAtMs: number;
  state: string;
  askedAgain: boolean;
};

type InvitationListProps = {
  invitations: readonly Invitation[];
  mayManage: boolean;
  isBusy: boolean;
  error: unknown;
  onResend: (invitationId: string) => void;
  onRevoke: (invitationId: string) => Promise<unknown>;
};

/** Who has been asked in and has not come yet. */
export function InvitationList(props: InvitationListProps) {
  const words = useTranslations("people.team");
  if (props.invitations.length === 0) return null;
  return (
    <Card className="mt-6">
      <CardHeader title={words("waiting")} />
      <ul className="divide-y divide-line">
        {props.invitations.map((invitation) => (
          <InvitationLine key={invitation.invitationId} invitation={invitation} {...props} />
        ))}
      </ul>
    </Card>
  );
}

function InvitationLine({
  invitation,
  mayManage,
  isBusy,
  error,
  onResend,
  onRevoke,
}: InvitationListProps & { invitation: Invitation }) {
  const words = useTranslations("people.team");
  const roles = useTranslations("identity.roles");
  const locale = useLocale();
  const { invitationId, email, role, expiresAtMs, state, askedAgain } = invitation;
  const known = isMerchantRole(role) || isOperatorRole(role) ? roles(role) : role;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-5 py-4">
      <div className="min-w-0">
        <p className="font-bold break-all">{email}</p>
        <p className="text-sm text-muted">
          {known} ·{" "}
          {state === "expired"
            ? words("expired")
            : words.rich("until", { time: () => <DateTime value={new Date(expiresAtMs)} locale={locale} /> })}
        </p>
        {askedAgain ? <Badge tone="attention">{words("askedAgain")}</Badge> : null}
      </div>
      {mayManage ? (
        <div className="flex gap-2">
          <Button variant="secondary" size="sm" pending={isBusy} onClick={() => onResend(invitationId)}>
            {words("resend")}
          </Button>
          <Confirm
            trigger={
              <Button variant="quiet" size="sm" aria-label={`${email}: ${words("revoke")}`}>
                {words("revoke")}
              </Button>
            }
            title={words("revokeTitle", { email })}
            explain={words("revokeExplain")}
            action={words("revoke")}
            pending={isBusy}
            error={error}
            onConfirm={() => onRevoke(invitationId)}
          />
        </div>
      ) : null}
    </li>
  );
}
