import type { Heard } from "@/server/events/events";
import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { askedAgainMail, invitationMail } from "./invitations/document";
import { findLetterOf } from "./invitations/queries";
import { INVITATION_MS, invitationPath } from "./invitations/rules";
import { localeOf } from "./rules";

const DAY_MS = 86_400_000;

/** Invitations go out by mail; the token is opened for the letter alone. */
export const heard: Heard = {
  "invitation.sent": async (_deps, { payload }) => {
    const letter = await findLetterOf(payload.invitationId);
    if (!letter) return;
    const { email, merchant, inviter, role, token } = letter;
    const href = `${env().publicUrl}${invitationPath(token)}`;
    const days = INVITATION_MS / DAY_MS;
    const mail = invitationMail({ locale: localeOf(letter.locale), merchant, inviter, role, days, href });
    await sendMail({ to: email, ...mail });
  },
  "invitation.asked_again": async (_deps, { payload, tenantId }) => {
    const letter = await findLetterOf(payload.invitationId);
    if (!letter || letter.inviterEmail === "") return;
    const href = `${env().publicUrl}${tenantId === null ? "/ops/staff" : "/team"}`;
    const mail = askedAgainMail({ locale: localeOf(letter.inviterLocale), email: letter.email, href });
    await sendMail({ to: letter.inviterEmail, ...mail });
  },
};
