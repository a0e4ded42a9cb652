import { inboxRouter } from "@/server/alerts/inbox/router";
import { keysRouter } from "@/server/alerts/keys/router";
import { webhooksRouter } from "@/server/alerts/webhooks/router";
import { auditRouter } from "@/server/audit/router";
import { printingRouter } from "@/server/codes/orders/router";
import { codesRouter } from "@/server/codes/router";
import { franchiseesRouter } from "@/server/directory/franchise/router";
import { importsRouter, networkImportsRouter } from "@/server/directory/import/files/router";
import { directoryRouter } from "@/server/directory/router";
import { invitationsRouter } from "@/server/identity/invitations/router";
import { accountRouter, signInRouter } from "@/server/identity/router";
import { secondFactorRouter } from "@/server/identity/second-factor/router";
import { sessionsRouter } from "@/server/identity/sessions/router";
import { staffRouter } from "@/server/identity/staff/router";
import { teamRouter } from "@/server/identity/team/router";
import { viewingRouter } from "@/server/identity/viewing/router";
import { ledgerRouter } from "@/server/ledger/router";
import { areasRouter } from "@/server/merchants/areas/router";
import { brandsRouter } from "@/server/merchants/brands/router";
import { franchiseRouter } from "@/server/merchants/franchise/router";
import { payoutGroupsRouter } from "@/server/merchants/payout-groups/router";
import { merchantsRouter } from "@/server/merchants/router";
import { changeReviewRouter, changesRouter } from "@/server/onboarding/changes/router";
import { reviewRouter } from "@/server/onboarding/review/router";
import { applicationsRouter } from "@/server/onboarding/router";
import { disputesRouter } from "@/server/payments/disputes/router";
import { riskRouter } from "@/server/payments/risk/router";
import { paymentsRouter } from "@/server/payments/router";
import { workRouter } from "@/server/payments/work/router";
import { privacyRouter } from "@/server/privacy/router";
import { registrationRouter } from "@/server/registration/router";
import { settlementRouter } from "@/server/settlement/router";
import { troublesRouter } from "@/server/wallet-network/troubles/router";
import { createCallerFactory, router } from "./trpc";

/** Every procedure of the product, by domain. */
export const appRouter = router({
  applications: applicationsRouter,
  review: reviewRouter,
  changes: changesRouter,
  changeReview: changeReviewRouter,
  audit: auditRouter,
  codes: codesRouter,
  printing: printingRouter,
  account: accountRouter,
  signIn: signInRouter,
  secondFactor: secondFactorRouter,
  sessions: sessionsRouter,
  invitations: invitationsRouter,
  staff: staffRouter,
  viewing: viewingRouter,
  team: teamRouter,
  merchants: merchantsRouter,
  areas: areasRouter,
  payoutGroups: payoutGroupsRouter,
  brands: brandsRouter,
  franchise: franchiseRouter,
  payments: paymentsRouter,
  disputes: disputesRouter,
  work: workRouter,
  risk: riskRouter,
  registration: registrationRouter,
  settlement: settlementRouter,
  ledger: ledgerRouter,
  directory: directoryRouter,
  imports: importsRouter,
  franchisees: franchiseesRouter,
  networkImports: networkImportsRouter,
  inbox: inboxRouter,
  keys: keysRouter,
  webhooks: webhooksRouter,
  privacy: privacyRouter,
  troubles: troublesRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures in-process: route handlers, the command line, tests. */
export const createCaller = createCallerFactory(appRouter);
